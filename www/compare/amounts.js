/**
 * Amounts that are a number or, with several currencies, a number by code.
 * @module
 */

/** @import { Money } from "linger-analytics" */

/** @param {Money} a @param {Money} b */
export function sameMoney(a, b) {
  if (typeof a === "number" || typeof b === "number") return a === b;
  const codes = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...codes].every((code) => (a[code] ?? 0) === (b[code] ?? 0));
}

/** `a` less `b`, to the hundredth of a cent. @param {Money} a @param {Money} b @returns {Money} */
export function less(a, b) {
  return combine(a, b, -1);
}

/** @param {Money} a @param {Money} b @returns {Money} */
export function plus(a, b) {
  return combine(a, b, 1);
}

/** @param {Money} a @param {Money} b @param {1 | -1} sign @returns {Money} */
function combine(a, b, sign) {
  if (typeof a === "number" && typeof b === "number") return rounded(a + sign * b);
  const [left, right] = [byCode(a), byCode(b)];
  const codes = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...codes].sort().map((code) => [code, rounded((left[code] ?? 0) + sign * (right[code] ?? 0))]));
}

/** Zero is a number in every currency. @param {Money} money @returns {Record<string, number>} */
function byCode(money) {
  return typeof money === "number" ? {} : money;
}

/** Below zero? In the first currency that is not zero, by code. @param {Money} money */
export function isNegative(money) {
  const amounts = typeof money === "number" ? [money] : Object.keys(money).sort().map((code) => money[code]);
  return (amounts.find((amount) => amount !== 0) ?? 0) < 0;
}

/** What lists are sorted by: currencies are never added up, so the largest single amount. @param {Money} money */
export function magnitude(money) {
  return typeof money === "number" ? money : Math.max(0, ...Object.values(money));
}

/** Amounts are exact in 1/10,000. @param {number} value */
function rounded(value) {
  return Math.round(value * 10_000) / 10_000;
}
