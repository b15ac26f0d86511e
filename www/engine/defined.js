/**
 * Options as the core takes them: a key that is `undefined` is a key that was not given.
 * @module
 */

/**
 * @template T
 * @param {T} value plain data
 * @returns {T}
 */
export function defined(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return /** @type {T} */ (Object.fromEntries(entries.map(([key, member]) => [key, defined(member)])));
}
