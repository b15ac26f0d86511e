/**
 * An engine with files in it, as the command line asks for them.
 * @module
 */

import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { formats } from "../dashboard/format.js";
import { open } from "../engine/node.js";
import { WrongUse } from "./errors.js";
import { inputs } from "./input.js";
import { progressOf } from "./progress.js";

/** Options of commands that read exports. */
export const READING = /** @type {const} */ ({ mapping: { type: "string" }, encoding: { type: "string" } });
/** Options of commands that make a report. */
export const REPORTING = /** @type {const} */ ({
  ...READING,
  "as-of": { type: "string" },
  zone: { type: "string" },
  currency: { type: "string" },
  options: { type: "string" },
});

/** What a report may have beside its own sections, by option and by key of the report. */
export const FORETOLD = /** @type {const} */ ({ models: "models", value: "value", due: "due", products: "goods", season: "season", history: "history" });

/** Whether options ask for what was in the orders: a stream is read only once. @param {import("linger-analytics").ReportOptions} options */
export const asksDetails = ({ value, due, goods, season }) => Boolean(value || due || goods || season);

/**
 * Reads every file. Those of events need no mapping.
 * @param {import("./main.js").Call} call
 * @param {string[]} paths
 * @param {boolean} [details] what was in the orders is asked for
 */
export async function loaded({ values, words }, paths, details = false) {
  const mapping = await jsonOption("mapping", values.mapping);
  const files = await inputs(paths);
  const format = formats(words.language, null);
  const linger = await open();
  /** @type {(import("linger-analytics").FileSummary | import("linger-analytics").EventFileSummary | import("linger-analytics").TableFileSummary)[]} */
  const summaries = [];
  for (const { name, size, isEvents, read } of files) {
    const progress = progressOf(name, size, format);
    const onProgress = (/** @type {import("linger-analytics").Progress} */ { bytesRead, records }) => progress.show(bytesRead, records);
    const stream = /** @type {ReadableStream<Uint8Array>} */ (Readable.toWeb(read()));
    try {
      summaries.push(await linger.add(stream, isEvents ? { name, onProgress } : { name, mapping, encoding: values.encoding, details: details || files.filter((file) => !file.isEvents).length > 1, onProgress }));
    } finally {
      progress.end();
    }
  }
  for (const { name, duplicate } of summaries) if (duplicate) process.stderr.write(`${words("load.duplicate", { name })}\n`);
  return { linger, summaries, hasOrders: summaries.some((file) => "firstOrder" in file), hasEvents: summaries.some((file) => "events" in file) };
}

/** The report's options. @param {Record<string, any>} values @returns {Promise<import("linger-analytics").ReportOptions>} */
export async function reportOptions(values) {
  const { "as-of": asOf, zone, currency } = values;
  return { ...(await jsonOption("options", values.options)), ...(asOf && { asOf }), ...(zone && { zone }), ...(currency && { currency }) };
}

/** The options of visits: the zone of the report, and the shop's secret from the environment. @param {Record<string, any>} values */
export function visitOptions({ zone }) {
  const salt = process.env.LINGER_SALT;
  return { ...(zone && { zone }), ...(salt && { salt }) };
}

/**
 * An option that is JSON, or `@file` with JSON in it.
 * @param {string} name
 * @param {string} [value]
 * @returns {Promise<any>}
 */
async function jsonOption(name, value) {
  if (value === undefined) return undefined;
  const text = value.startsWith("@") ? await readFile(value.slice(1), "utf8") : value;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WrongUse("use.json", { name, reason: error instanceof Error ? error.message : "" });
  }
}
