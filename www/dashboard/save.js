/** Handing a file to the person: a table as CSV, a chart as SVG, rules as JSON. */

/** @import { Store } from "./store.js" */
/** @import { CustomerQuery, TableId } from "./types.js" */

/** @param {string} name @param {BlobPart} content @param {string} type */
export const save = (name, content, type) => saveBlob(name, new Blob([content], { type }));

/** @param {string} name @param {Blob} content */
export function saveBlob(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * One of the engine's tables.
 * @param {Store} store
 * @param {TableId} table
 * @param {CustomerQuery} [query]
 */
export async function saveTable(store, table, query) {
  const bytes = await store.table(table, query);
  if (bytes) save(`linger-${table}.csv`, /** @type {BlobPart} */ (bytes), "text/csv");
}

/**
 * A table that only the page has.
 * @param {string} name
 * @param {string[]} columns
 * @param {(string | number | null)[][]} rows
 */
export function saveRows(name, columns, rows) {
  save(`${name}.csv`, `\uFEFF${csv([columns, ...rows])}`, "text/csv");
}

/** Data as indented JSON. @param {string} name @param {unknown} value */
export function saveJson(name, value) {
  save(name, `${JSON.stringify(value, null, 2)}\n`, "application/json");
}

/** @param {(string | number | null)[][]} rows */
export function csv(rows) {
  return rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

/**
 * Where a spreadsheet may begin to run text: at its beginning and after what cells of another locale are separated by, also behind
 * spaces and quotes and in full-width signs.
 */
const RUNS = /(?<=^|[;\t\r\n])(?=[\s"]*[=+\-@＝＋－＠])|^(?=[\t\r\n])/g;

/** Text that would run as a formula gets an apostrophe before it; numbers stay numbers. @param {string | number | null} value */
function csvField(value) {
  const text = typeof value === "string" ? value.replace(RUNS, "'") : String(value ?? "");
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const STYLES = /** @type {const} */ ([
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor",
]);

/**
 * The chart as it looks now: the colours of the page's style sheet are written into the copy.
 * @param {string} name
 * @param {SVGSVGElement} chart
 */
export function saveChart(name, chart) {
  const copy = /** @type {SVGSVGElement} */ (chart.cloneNode(true));
  const originals = [chart, ...chart.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, index) => {
    const computed = getComputedStyle(/** @type {Element} */ (originals[index]));
    for (const style of STYLES) element.setAttribute(style, computed.getPropertyValue(style));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.style.background = getComputedStyle(document.body).backgroundColor;
  save(`${name}.svg`, new XMLSerializer().serializeToString(copy), "image/svg+xml");
}
