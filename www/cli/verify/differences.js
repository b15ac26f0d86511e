/**
 * What two reports differ in, each difference as the key of a sentence and its values; nothing where they are the same.
 * @module
 */

/** @typedef {{ key: string, values: Record<string, string | number> }} Difference */
/** @typedef {import("../../report/types/report.d.ts").ReportReceipt} Receipt */

/** Values that are told one by one; more are counted. */
const TOLD = 8;
const EXCERPT = 60;

/**
 * Files of the receipt that were not given, and given ones that it does not name.
 * @param {Receipt} receipt
 * @param {{ name: string, fingerprint: string }[]} given
 * @returns {Difference[]}
 */
export function ofFiles({ files }, given) {
  const has = (/** @type {{ fingerprint: string }[]} */ list, /** @type {string} */ fingerprint) => list.some((file) => file.fingerprint === fingerprint);
  const missing = files.filter(({ fingerprint }) => !has(given, fingerprint)).map(({ name, fingerprint }) => ({ key: "missing", values: { name, fingerprint } }));
  const strange = given.filter(({ fingerprint }) => !has(files, fingerprint)).map(({ name, fingerprint }) => ({ key: "strange", values: { name, fingerprint } }));
  return [...missing, ...strange];
}

/**
 * What the receipts say differently: version, options, the report's own receipt, the hash of the content.
 * @param {Receipt} said in the file
 * @param {Receipt} found by the files
 * @returns {Difference[]}
 */
export function ofReceipts(said, found) {
  const pairs = /** @type {const} */ (["version", "receipt", "kind", "k", "content"]).map((field) => ({ field, said: said[field], found: found[field] }));
  return pairs.filter((pair) => pair.said !== pair.found).map(({ field, ...both }) => ({ key: `receipt.${field}`, values: both }));
}

/**
 * Numbers and texts of the data that differ, by their path.
 * @param {unknown} said
 * @param {unknown} found
 * @returns {Difference[]}
 */
export function ofContent(said, found) {
  const all = [...leaves(said, found, "")];
  const told = all.slice(0, TOLD).map((values) => ({ key: "value", values }));
  return all.length > TOLD ? [...told, { key: "more", values: { n: all.length - TOLD } }] : told;
}

/**
 * @param {any} said
 * @param {any} found
 * @param {string} path
 * @returns {Generator<{ path: string, said: string, found: string }>}
 */
function* leaves(said, found, path) {
  if (Object.is(said, found)) return;
  const areBranches = said !== null && found !== null && typeof said === "object" && typeof found === "object";
  if (!areBranches) return void (yield { path, said: shown(said), found: shown(found) });
  for (const key of new Set([...Object.keys(said), ...Object.keys(found)])) yield* leaves(said[key], found[key], path ? `${path}.${key}` : key);
}

/** @param {unknown} value */
function shown(value) {
  const text = JSON.stringify(value) ?? "–";
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}

/**
 * Where two documents part.
 * @param {string} said
 * @param {string} found
 * @returns {Difference[]}
 */
export function ofBytes(said, found) {
  if (said === found) return [];
  const end = Math.min(said.length, found.length);
  let at = 0;
  while (at < end && said[at] === found[at]) at += 1;
  const excerpt = (/** @type {string} */ text) => shown(text.slice(at, at + EXCERPT));
  return [{ key: "bytes", values: { line: said.slice(0, at).split("\n").length, said: excerpt(said), found: excerpt(found) } }];
}
