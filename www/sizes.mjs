/**
 * Size budgets of what a visitor loads, in gzip bytes; the wasm inside the dashboard counts once, as wasm.
 * @module
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

const KB = 1024;
const pkg = fileURLToPath(new URL("../pkg", import.meta.url));

const wasm = await readFile(join(pkg, "linger.wasm"));
const sessions = await readFile(join(pkg, "linger-sessions.wasm"));
const share = await readFile(join(pkg, "linger-share.wasm"));
const sheets = await readFile(join(pkg, "linger-sheets.wasm"));
const sources = await readFile(join(pkg, "linger-sources.wasm"));
const predict = await readFile(join(pkg, "linger-predict.wasm"));
const page = await readFile(join(pkg, "dashboard/index.html"), "utf8");
const index = await readFile(join(pkg, "index.js"), "utf8");
const element = await readFile(join(pkg, "element.js"), "utf8");

let script = /<script>(.*)<\/script>/s.exec(page)?.[1] ?? "";
for (const module of [wasm, sessions, share, sheets, sources, predict]) {
  const packed = gzipSync(module, { level: 9 }).toString("base64");
  const carried = page.split(packed).length - 1;
  if (carried !== 1) throw new Error(`The dashboard carries a wasm module ${carried} times instead of once.`);
  script = script.replace(packed, "");
}
const [later = ""] = /"H4sI[\w+/=]+"/.exec(script) ?? [];
script = script.replace(later, '""');

const withoutWasm = (/** @type {string} */ text) => [wasm, sessions, share, sheets, sources, predict].reduce((rest, module) => rest.replaceAll(gzipSync(module, { level: 9 }).toString("base64"), ""), text.replaceAll("\\\n", ""));

/** @type {[name: string, bytes: number, budget: number][]} */
const sizes = [
  ["linger.wasm", gzip(wasm), 253 * KB],
  ["linger-sessions.wasm", gzip(sessions), 284 * KB],
  // Of value, only the members that are looked at are passed on.
  ["linger-share.wasm", gzip(share), 182 * KB],
  ["linger-sheets.wasm", gzip(sheets), 372 * KB],
  // What is left of products 4, what advertising exports count beside cost, and the parts of links in tables of no known platform 5.
  ["linger-sources.wasm", gzip(sources), 623 * KB],
  // The flag by the model, calendars of due lists and products that are no longer sold brought 11 KB; totals with intervals, tests against chance and
  // sentences on what is not shown 4; the months looked back on 8. Dates that are tried on half of the data, tenths of each chance and the test of
  // verdicts on new products brought 8, the calendar of the off-season and what to offer in it more; intervals of curves, what is carried on by the
  // model, the days that advertising covers, splits of its return and a seller's formula 20; offers, recommendations with their trial and campaigns 30.
  ["linger-predict.wasm", gzip(predict), 378 * KB],
  ["dashboard's script at load without wasm", gzip(script), 165 * KB],
  // Value, Forecast and what is bought of Products brought 39 KB, 27 of them sentences and definitions in two languages; what they are
  // asked with, intervals, the flag by the model on Churn, and the core's definitions in Chinese brought 11 more, the check of each probability and of dates 3,
  // what to offer whom, campaigns and the matrix of categories 8.
  ["dashboard's later script", gzip(gunzipSync(Buffer.from(later.slice(1, -1), "base64"))), 222 * KB],
  ["dashboard in one file", gzip(page), Infinity],
  ["index.js with wasm", gzip(index), Infinity],
  // Value, forecast and products brought 20 KB to reports, 16 of them sentences in two languages; value by age, what the model carries on,
  // new customers by month, return on advertising and the formula 5 more.
  ["report.js without wasm", gzip(withoutWasm(await readFile(join(pkg, "report.js"), "utf8"))), 103 * KB],
  ["element.js without wasm", gzip(withoutWasm(element)), 109 * KB],
  ["linger-storefront.js", gzip(await readFile(join(pkg, "storefront/linger-storefront.js"))), 3 * KB],
  ["linger-storefront-more.js", gzip(await readFile(join(pkg, "storefront/linger-storefront-more.js"))), 5 * KB],
  ["linger-storefront-late.js", gzip(await readFile(join(pkg, "storefront/linger-storefront-late.js"))), 4 * KB],
  ["linger-overlay.js", gzip(await readFile(join(pkg, "storefront/linger-overlay.js"))), 14 * KB],
  ["linger-live.wasm", gzip(await readFile(join(pkg, "linger-live.wasm"))), 40 * KB],
  ["linger-flags.js with wasm", gzip(await readFile(join(pkg, "storefront/linger-flags.js"))), 48 * KB],
];
for (const [name, bytes, budget] of sizes) {
  const limit = budget === Infinity ? "" : ` of ${Math.round(budget / KB)}`;
  console.log(`${name}: ${(bytes / KB).toFixed(1)}${limit} KB gzip`);
  if (bytes > budget) process.exitCode = 1;
}

/** @param {string | Uint8Array} content */
function gzip(content) {
  return gzipSync(content, { level: 9 }).length;
}
