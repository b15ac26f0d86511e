/**
 * Compares a part of a report with a report, by the rules of `tests/data/README.md`.
 * @module
 */

/** Numbers that come out of an iteration agree to fewer digits. */
const ITERATED = /(gapShape|medianLimitDays)$/;

/**
 * A line for each place where `found` is not as `expected` says.
 * @param {any} expected
 * @param {any} found
 * @param {string} [path]
 * @returns {string[]}
 */
export function differences(expected, found, path = "report") {
  if (Array.isArray(expected)) return listDifferences(expected, found, path);
  if (expected !== null && typeof expected === "object") {
    return Object.entries(expected).flatMap(([key, value]) => differences(value, found?.[key], `${path}.${key}`));
  }
  const same = typeof expected === "number" && typeof found === "number" ? close(expected, found, path) : expected === found;
  return same ? [] : [`${path}: expected ${expected}, found ${JSON.stringify(found)}`];
}

/**
 * Plain values agree one by one; each expected object agrees with some reported one.
 * @param {any[]} expected
 * @param {any} found
 * @param {string} path
 */
function listDifferences(expected, found, path) {
  if (!Array.isArray(found)) return [`${path}: no list`];
  if (expected.every((value) => value !== null && typeof value === "object" && !Array.isArray(value))) {
    const missing = expected.filter((value) => !found.some((each) => differences(value, each, path).length === 0));
    return missing.map((value) => `${path}: none is ${JSON.stringify(value)}`);
  }
  if (expected.length !== found.length) return [`${path}: ${found.length} values instead of ${expected.length}`];
  return expected.flatMap((value, at) => differences(value, found[at], `${path}[${at}]`));
}

/**
 * @param {number} expected
 * @param {number} found
 * @param {string} path
 */
function close(expected, found, path) {
  return Math.abs(expected - found) <= (ITERATED.test(path) ? 1e-6 : 1e-9) * Math.max(1, Math.abs(expected));
}
