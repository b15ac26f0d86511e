/**
 * Shared reports that the tests of report files are made from, and what stands on their pages.
 * @module
 */

import { readFile } from "node:fs/promises";
import { open } from "../../../pkg/index.js";
import { sampleShop } from "../../sample/sample.js";
import { visitParts } from "../../sample/visits.js";
import { shopText } from "../shop.mjs";

/** @import { AddOptions, ReportOptions, ShareOptions, SharedReport } from "linger-analytics" */

const ZONE = "America/New_York";

/** The small shop whose numbers can be added up by eye. @param {ShareOptions} [options] */
export const smallShop = (options) => sharedOf(shopText(), { name: "shop.csv" }, {}, options);

/** The sample shop with its sessions. @param {ShareOptions} [options] */
export const sample = (options) => sharedOf(sampleShop(), { name: "sample.csv" }, { zone: ZONE }, { visits: { zone: ZONE }, ...options }, [...visitParts()].join(""));

const cdnowMapping = { customer: 0, time: 2, quantity: 3, amount: 4, header: false, delimiter: " " };

/** The small shop with every third order in dollars, under many kinds of options. */
export async function variety() {
  const [head, ...rows] = shopText().trim().split("\n");
  const twoCurrencies = [`${head},currency`, ...rows.map((row, at) => `${row},${at % 3 === 0 ? "USD" : "EUR"}`)].join("\n");
  /** @type {ReportOptions[]} */
  const options = [
    {}, { currency: "EUR" }, { cohorts: { grain: "week", mode: "rolling" } }, { rfm: { map: "eight", method: "quantile", windowDays: 90 } }, { rfm: { map: "ten", method: "fixed" } },
    { churn: { definition: "D2" } }, { churn: { definition: "D4", windowDays: 14 } }, { asOf: "2023-01-06" }, { refunds: "exclude", truncation: "exclude" },
  ];
  return Promise.all(options.flatMap((report) => [{ withPeople: true }, { k: 5 }].map((share) => sharedOf(twoCurrencies, { name: "two.csv" }, report, share))));
}

/** CDNOW, whose numbers Python computed from the file alone. @param {ShareOptions} [options] */
export async function cdnow(options) {
  const file = await readFile(new URL("../../../tests/data/cdnow/CDNOW_sample.txt", import.meta.url));
  return sharedOf(file, { name: "CDNOW_sample.txt", mapping: cdnowMapping }, {}, options);
}

/** The report of CDNOW that those numbers are of. */
export async function expectedOfCdnow() {
  const { runs } = JSON.parse(await readFile(new URL("../../../tests/data/cdnow/expected.json", import.meta.url), "utf8"));
  return runs.find((/** @type {{ name: string }} */ { name }) => name === "default").report;
}

/**
 * @param {string | Uint8Array} orders
 * @param {AddOptions} add
 * @param {ReportOptions} report
 * @param {ShareOptions} [options]
 * @param {string} [events]
 * @returns {Promise<SharedReport>}
 */
export async function sharedOf(orders, add, report, options, events) {
  const linger = await open();
  try {
    await linger.add(orders, { ...add, kind: "orders" });
    if (events) await linger.add(events, { name: "sessions.ndjson" });
    await linger.report(report);
    return await linger.share(options);
  } finally {
    linger.close();
  }
}

/** A report file's text as people read it: without markup, one line a block. @param {string} html */
export const textOf = (html) =>
  html.replace(/<(style|script|template|svg)\b.*?<\/\1>/gs, "").replace(/<br>|<\/(p|tr|li|h\d|dd|dt|caption|summary)>/g, "\n").replace(/<\/t[dh]>/g, "\t").replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

/** The rows of a table, cell by cell. @param {string} html @param {string} caption of the table */
export function rowsOf(html, caption) {
  const at = html.indexOf(`<caption>${caption}</caption>`);
  if (at < 0) throw new Error(`No table is called “${caption}”.`);
  const body = /<tbody>(.*?)<\/tbody>/s.exec(html.slice(at))?.[1] ?? "";
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) => [...String(row).matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => textOf(String(cell)).trim()));
}

/** Everything that a report may have beside its own sections. */
export const ALL_PARTS = /** @type {const} */ ({ models: true, value: true, due: true, goods: true, season: true });

/**
 * A shared report of several files, with everything that may stand beside its sections.
 * @param {{ name: string, text: string | Uint8Array, mapping?: any }[]} files
 * @param {ShareOptions} [options]
 * @param {ReportOptions} [report]
 */
export async function wholeOf(files, options, report = {}) {
  const linger = await open();
  try {
    for (const { text, ...add } of files) await linger.add(text, add);
    const own = await linger.report({ ...ALL_PARTS, ...report });
    return { own, shared: await linger.share(options) };
  } finally {
    linger.close();
  }
}

/** CDNOW as a file to be added. */
export const cdnowFile = async () => ({ name: "CDNOW_sample.txt", text: await readFile(new URL("../../../tests/data/cdnow/CDNOW_sample.txt", import.meta.url)), mapping: cdnowMapping });
