/**
 * Who is in another segment than before, and why.
 * @module
 */

import { isNegative, less, magnitude, sameMoney } from "./amounts.js";

/** @import { CustomerRow, Report } from "linger-analytics" */
/** @import { Past, Person } from "./people.js" */
/** @import { Listed, MoveReason, Mover, RestatedCustomer, Transitions } from "./types.js" */

const NOTHING = { orders: 0, monetary: null, recencyDays: null };

/**
 * @param {Person[]} people
 * @param {Past[]} gone
 * @param {Report["meta"]["options"]} options
 * @param {number} limit
 * @returns {Listed<Mover>}
 */
export function movers(people, gone, options, limit) {
  const moved = people.filter(({ before, now }) => (before?.segment ?? null) !== (now?.segment ?? null));
  moved.sort((a, b) => spent(b) - spent(a) || (a.key < b.key ? -1 : 1));
  const rows = moved.slice(0, limit).map((person) => mover(person, options));
  return { total: moved.length + gone.length, rows };
}

/** @param {Person} person */
function spent({ before, now }) {
  return magnitude(now?.monetary ?? before?.monetary ?? 0);
}

/** @param {Person} person @param {Report["meta"]["options"]} options @returns {Mover} */
function mover(person, options) {
  const { key, before, now } = person;
  return { key, from: before?.segment ?? null, to: now?.segment ?? null, reason: reason(person, options), monetary: now?.monetary ?? null };
}

/** @param {Person} person @param {Report["meta"]["options"]} options @returns {MoveReason} */
function reason({ before, then, now }, options) {
  if (!now) return { code: "gone", ...NOTHING };
  if (!before && !then) return { code: "new", orders: now.orders, monetary: now.monetary, recencyDays: now.recencyDays };
  if (!before || !then || (then.segment !== before.segment && then.segment === now.segment)) return { code: "restated", ...NOTHING };
  const facts = { orders: now.orders - then.orders, monetary: less(now.monetary, then.monetary), recencyDays: now.recencyDays };
  return { code: since(then, now, facts.monetary, options), ...facts };
}

/**
 * @param {CustomerRow} then
 * @param {CustomerRow} now
 * @param {import("linger-analytics").Money} change
 * @param {Report["meta"]["options"]} options
 * @returns {MoveReason["code"]}
 */
function since(then, now, change, options) {
  if (now.orders > then.orders) return "ordered";
  const windowed = (options.rfm?.windowDays ?? null) !== null;
  if (windowed && now.frequency < then.frequency) return "window";
  if (isNegative(change)) return windowed ? "window" : "refunded";
  return now.r < then.r ? "silence" : "others";
}

/**
 * Customers whose past the files of today tell otherwise.
 * @param {Person[]} people
 * @param {number} limit
 * @returns {Listed<RestatedCustomer>}
 */
export function restated(people, limit) {
  const differs = people.flatMap(({ key, before, then }) => {
    const [old, told] = [before ?? { orders: 0, monetary: 0 }, then ?? { orders: 0, monetary: 0 }];
    if (old.orders === told.orders && sameMoney(old.monetary, told.monetary)) return [];
    return [/** @type {RestatedCustomer} */ ({ key, orders: [old.orders, told.orders], monetary: [old.monetary, told.monetary] })];
  });
  const change = (/** @type {RestatedCustomer} */ { monetary: [old, told] }) => Math.abs(magnitude(less(told, old)));
  differs.sort((a, b) => change(b) - change(a) || (a.key < b.key ? -1 : 1));
  return { total: differs.length, rows: differs.slice(0, limit) };
}

/**
 * How many went from where to where.
 * @param {Person[]} people
 * @param {Past[]} gone
 * @param {"segment" | "stage"} kind
 * @param {string[]} known ids in the order of the report
 * @returns {Transitions}
 */
export function transitions(people, gone, kind, known) {
  const seen = [...people.flatMap(({ before, now }) => [before?.[kind], now?.[kind]]), ...gone.map((past) => past[kind])];
  const others = [...new Set(seen)].filter((id) => id !== undefined && !known.includes(id)).sort();
  const ids = [...known, .../** @type {string[]} */ (others)];
  const place = (/** @type {string | undefined} */ id) => (id === undefined ? ids.length : ids.indexOf(id));
  const customers = Array.from({ length: ids.length + 1 }, () => new Array(ids.length + 1).fill(0));
  for (const { before, now } of people) if (before || now) customers[place(before?.[kind])][place(now?.[kind])] += 1;
  for (const past of gone) customers[place(past[kind])][ids.length] += 1;
  return { ids, customers };
}
