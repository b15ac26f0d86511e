/**
 * What the share module is fed with: columns of the orders engine's customers and their orders, without anybody's key.
 * @module
 */

import { customerPage } from "./customers.js";

/**
 * @typedef {import("./wasm.js").Engine} Engine
 * @typedef {import("./wasm.js").Purchases} Purchases
 * @typedef {import("./wasm.js").Sharing} Sharing
 * @typedef {import("linger-analytics").Report} Report
 * @typedef {import("linger-analytics").SharedReport} SharedReport
 */

/** Asks for every customer. */
export const ALL = { sort: "key", limit: 2 ** 32 - 1 };
const DEFAULT_K = 5;

/**
 * A report for others.
 * @param {object} from
 * @param {Engine} from.engine
 * @param {Sharing} from.sharing the share module
 * @param {Report} from.report the engine's latest
 * @param {import("linger-analytics").VisitReport | null} from.visits
 * @param {boolean} from.asOfGiven whether as-of was asked for
 * @param {import("linger-analytics").ShareOptions} options
 * @returns {SharedReport}
 */
export function sharedReport({ engine, sharing, report, visits, asOfGiven }, { k = DEFAULT_K, withPeople = false }) {
  const table = engine.customers(ALL);
  const columns = peopleColumns(table, engine.purchases(), asOfGiven);
  const limit = withPeople ? 0 : leastGroup(k);
  const orders = JSON.parse(sharing.shareReport(JSON.stringify(report), columns, limit));
  const seen = visits && !withPeople ? JSON.parse(sharing.shareVisits(JSON.stringify(visits), limit)) : { visits, suppressed: [] };
  return {
    linger: "report",
    schema: 1,
    sharing: { k: withPeople ? 1 : k, withPeople, suppressed: [...orders.suppressed, ...seen.suppressed] },
    report: orders.report,
    visits: seen.visits,
    cube: orders.cube,
    people: withPeople ? customerPage(table).rows : null,
  };
}

/** The module refuses 1; anything else that is no number of people becomes it. @param {unknown} k */
const leastGroup = (k) => (typeof k === "number" && Number.isInteger(k) && k >= 2 && k < 2 ** 31 ? k : 1);

/**
 * @param {import("./customers.js").CustomerTable} table
 * @param {Purchases} purchases
 * @param {boolean} asOfGiven
 */
function peopleColumns({ columns, currencies }, purchases, asOfGiven) {
  const { key, firstOrder, lastOrder, ...told } = columns;
  return { ...told, ...orderColumns(key, purchases), currencies, asOfGiven };
}

/**
 * Orders, then refunds, each with the place of its customer in the table.
 * @param {string[]} keys
 * @param {Purchases} purchases
 */
function orderColumns(keys, { key, orders, refunds }) {
  const places = new Map(keys.map((key, place) => [key, place]));
  const rows = orders.day.length + refunds.day.length;
  const columns = { customer: new Uint32Array(rows), day: new Int32Array(rows), net: new Float64Array(rows), currency: new Uint8Array(rows), refund: new Uint8Array(rows) };
  let at = 0;
  for (const entries of [orders, refunds]) {
    columns.day.set(entries.day, at);
    columns.net.set(entries.net, at);
    columns.currency.set(entries.currency, at);
    columns.refund.fill(entries === refunds ? 1 : 0, at, at + entries.day.length);
    for (const [customer, name] of key.entries()) {
      columns.customer.fill(places.get(name) ?? 0, at + entries.start[customer], at + entries.start[customer + 1]);
    }
    at += entries.day.length;
  }
  return columns;
}
