/**
 * A report on rows that the module of sources gave, with the files and the ledger as they were before they became rows.
 * @module
 */

/** @typedef {import("./exports.js").Held} Held */

/**
 * @template {import("linger-analytics").Report} R
 * @param {R} report
 * @param {Held[]} told files whose rows the engine was given
 * @param {Held[]} aside payments that do not count beside exports of orders
 * @returns {R}
 */
export function withRows(report, told, aside) {
  const sources = told.flatMap(({ source }) => source ?? []);
  const files = report.meta.files.map((file) => {
    const own = sources.find(({ name, origin }) => name === file.name && origin === file.source);
    return own ? { ...file, source: own.source, fingerprint: own.fingerprint, bytes: own.bytes } : file;
  });
  const notices = [...report.meta.notices, ...left(told), ...aside.map(paymentsAside)];
  return { ...report, meta: { ...report.meta, files, notices }, quality: quality(report, told, sources) };
}

/** @param {Held} payments @returns {import("linger-analytics").Notice} */
function paymentsAside({ name }) {
  const message = `${name} holds payments. Beside an export of orders they do not count as orders again.`;
  return { code: "paymentsAside", severity: "info", message, params: { file: name } };
}

/**
 * Orders that the view leaves out because there is no rate for them.
 * @param {Held[]} told
 * @returns {import("linger-analytics").Notice[]}
 */
function left(told) {
  const orders = told.reduce((sum, held) => sum + Math.max(0, held.orders - (held.summary?.orders ?? 0)), 0);
  const message = `${orders} orders have no exchange rate on their day and are left out. Add a table of rates that covers them.`;
  return orders > 0 ? [{ code: "withoutRate", severity: "warning", message, params: { orders } }] : [];
}

/**
 * @param {import("linger-analytics").Report} report
 * @param {Held[]} told
 * @param {import("./wasm.js").SourceSummary[]} sources
 */
function quality({ quality, summary }, told, sources) {
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, one) => all + one, 0);
  // The engine's records of these files are rows; what the file itself had stands in for them.
  const records = quality.records - sum(told.map((held) => held.summary?.records ?? 0)) + sum(sources.map((source) => source.records));
  // The module of sources says these itself, with the place in the file.
  const ofFiles = (/** @type {import("linger-analytics").LedgerEntry} */ line) => !(SAID.has(line.code) && told.some(({ name }) => name === line.file));
  const unusedRows = (/** @type {Held} */ { name }) => sum(quality.ledger.filter((line) => ofFiles(line) && line.file === name && !line.used && line.code !== "preamble" && line.code !== "duplicateOrder").map((line) => line.count));
  const used = quality.used - sum(told.map((held) => (held.summary?.records ?? 0) - unusedRows(held))) + sum(sources.map((source, at) => source.used - unusedRows(/** @type {Held} */ (told[at]))));
  // Where a row stands says nothing about the file it was made of.
  const unplaced = quality.ledger.filter(ofFiles).map((line) => (told.some(({ name }) => name === line.file) ? { ...line, record: null, line: null } : line));
  const ledger = [...unplaced, ...sources.flatMap((source) => source.ledger)].sort((a, b) => b.count - a.count || compare(a.code, b.code) || compare(a.file, b.file));
  const fields = [...quality.fields.filter(({ file }) => !told.some(({ name }) => name === file)), ...sources.flatMap(({ name, records, fields }) => fields.map((field) => ({ file: name, ...field, records })))];
  const identified = summary.orders ? summary.identified.orders / summary.orders : 0;
  const score = quality.score === null || records === 0 ? quality.score : Math.round(((100 * used) / records) * identified * 10) / 10;
  return { ...quality, records, used, score, ledger, fields };
}

const SAID = new Set(["cancelled", "voided", "testOrder", "noCustomer", "keyedByPhone", "keyedByName"]);

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
