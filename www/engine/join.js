/**
 * What the orders know of the visits' customers, copied from one engine to the other: keys, segments and churn flags of the
 * latest report, and which visitor or order id leads to whom.
 * @module
 */

import { digestsIn, visitorId } from "../storefront/digest.js";

/**
 * @typedef {import("./wasm.js").Engine} Engine
 * @typedef {import("linger-analytics").Visits} Visits
 */

const ALL = { sort: "key", limit: 2 ** 32 - 1 };

export class Join {
  #salt = "";
  #isCurrent = false;

  /** Orders, events or a report's options changed. */
  expire() {
    this.#isCurrent = false;
  }

  /** @param {string} salt the shop's secret of hashed customer ids, "" for none */
  setSalt(salt) {
    if (salt !== this.#salt) this.expire();
    this.#salt = salt;
  }

  /**
   * Brings the visits up to date with the orders.
   * @param {Engine} orders
   * @param {Visits} visits
   */
  update(orders, visits) {
    if (this.#isCurrent) return;
    visits.setCustomers(orders.span().length === 0 ? {} : customersFor(orders, visits, this.#salt));
    this.#isCurrent = true;
  }
}

/**
 * @param {Engine} orders
 * @param {Visits} visits
 * @param {string} salt
 * @returns {import("linger-analytics").VisitCustomers}
 */
function customersFor(orders, visits, salt) {
  const digests = orders.digests();
  const ids = visits.orderIds();
  const owners = orders.owners(ids);
  const linked = new Set([...digests.customer, ...owners]);
  const isWanted = visits.hasCustomerIds() ? () => true : (/** @type {string} */ key) => linked.has(key);

  const table = orders.customers(ALL);
  const flagged = new Set(orders.customers({ ...ALL, filter: { flagged: true } }).columns.key);
  /** @type {Map<string, number>} */
  const places = new Map();
  const segment = [];
  for (const [row, key] of table.columns.key.entries()) {
    if (!isWanted(key)) continue;
    places.set(key, places.size);
    segment.push(table.columns.segment[row]);
  }
  const keys = [...places.keys()];
  const linksOf = (/** @type {string[]} */ names, /** @type {string[]} */ customers) =>
    names.flatMap((name, at) => {
      const place = places.get(customers[at]);
      return place === undefined ? [] : [/** @type {[string, number]} */ ([name, place])];
    });
  return {
    keys,
    segment,
    segments: table.segments,
    flagged: keys.map((key) => Number(flagged.has(key))),
    visitors: linksOf(Array.from(digestsIn(digests.bytes), visitorId), digests.customer),
    orders: linksOf(ids, owners),
    salt,
  };
}
