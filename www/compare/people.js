/**
 * One customer on the three sides of a comparison.
 * @module
 */

import { hashed, verdictOf } from "./run.js";

/** @import { CustomerRow, Money, Report } from "linger-analytics" */
/** @import { RunPeople } from "./types.js" */

/**
 * @typedef {object} Past what the earlier run tells of a customer
 * @property {string} segment
 * @property {string} stage
 * @property {boolean} flagged
 * @property {number} orders
 * @property {Money} monetary
 */

/** @typedef {{ key: string, before: Past | null, then: CustomerRow | null, now: CustomerRow | null }} Person */

/**
 * Everybody who is in the files of today, and the count of those who were only in the earlier run: they have no readable key.
 * @param {RunPeople} told
 * @param {CustomerRow[]} then
 * @param {CustomerRow[]} now
 * @returns {{ people: Person[], gone: Past[] }}
 */
export function matched(told, then, now) {
  const places = new Map(told.key.map((key, place) => [key, place]));
  const earlier = new Map(then.map((row) => [row.key, row]));
  const keys = new Set([...now.map(({ key }) => key), ...earlier.keys()]);
  const today = new Map(now.map((row) => [row.key, row]));
  const people = [...keys].sort().map((key) => {
    const hash = hashed(told.salt, key);
    const place = places.get(hash);
    places.delete(hash);
    return { key, before: place === undefined ? null : past(told, place), then: earlier.get(key) ?? null, now: today.get(key) ?? null };
  });
  return { people, gone: [...places.values()].map((place) => past(told, place)) };
}

/** @param {RunPeople} told @param {number} place @returns {Past} */
function past(told, place) {
  return {
    segment: String(told.segments[told.segment[place]]),
    stage: String(told.stages[told.stage[place]]),
    flagged: told.flagged[place] === 1,
    orders: told.orders[place],
    monetary: told.monetary[place],
  };
}

/** @param {CustomerRow | null} row @param {Report} report */
export function isFlagged(row, report) {
  return row !== null && (verdictOf(row, report)?.flagged ?? false);
}
