/**
 * Who is flagged now and was not, and the other way round.
 * @module
 */

import { magnitude, plus } from "./amounts.js";
import { isFlagged } from "./people.js";
import { verdictOf } from "./run.js";

/** @import { CustomerRow, Report } from "linger-analytics" */
/** @import { Person } from "./people.js" */
/** @import { Changes, FlaggedCustomer, FlaggedList } from "./types.js" */

/**
 * @param {Person[]} people
 * @param {{ then: Report, now: Report }} reports
 * @param {number} limit
 * @returns {NonNullable<Changes["flags"]>}
 */
export function flags(people, { then, now }, limit) {
  const present = people.filter((person) => person.now !== null);
  const was = (/** @type {Person} */ { before }) => before?.flagged ?? false;
  const is = (/** @type {Person} */ person) => isFlagged(person.now, now);
  const ordered = (/** @type {Person} */ person) => (person.now?.orders ?? 0) > (person.then?.orders ?? 0);
  const list = (/** @type {(person: Person) => boolean} */ wanted) => listed(present.filter(wanted), { then, now }, limit);
  return {
    newly: list((person) => !was(person) && is(person)),
    returned: list((person) => was(person) && !is(person) && ordered(person)),
    cleared: list((person) => was(person) && !is(person) && !ordered(person)),
  };
}

/**
 * @param {Person[]} people
 * @param {{ then: Report, now: Report }} reports
 * @param {number} limit
 * @returns {FlaggedList}
 */
function listed(people, { then, now }, limit) {
  const rows = people.map((person) => flaggedCustomer(person.key, /** @type {CustomerRow} */ (person.now), now, isFlagged(person.then, then)));
  rows.sort((a, b) => magnitude(b.valueAtStake) - magnitude(a.valueAtStake) || (a.key < b.key ? -1 : 1));
  const none = /** @type {import("linger-analytics").Money} */ (now.meta.currency === null ? {} : 0);
  return { total: rows.length, valueAtStake: rows.reduce((sum, row) => plus(sum, row.valueAtStake), none), rows: rows.slice(0, limit) };
}

/**
 * @param {string} key
 * @param {CustomerRow} row
 * @param {Report} report
 * @param {boolean} stoodThen
 * @returns {FlaggedCustomer}
 */
function flaggedCustomer(key, row, report, stoodThen) {
  const verdict = verdictOf(row, report);
  return {
    key,
    definition: /** @type {FlaggedCustomer["definition"]} */ (report.churn?.definition),
    grade: verdict?.grade ?? null,
    silenceDays: verdict?.silenceDays ?? row.recencyDays,
    limitDays: verdict?.limitDays ?? null,
    valueAtStake: row.valueAtStake,
    restated: stoodThen,
  };
}
