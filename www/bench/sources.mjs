/**
 * `node www/bench/sources.mjs [--mb 20] [--repeats 3]`: how fast the built package reads each platform's export in Node, in
 * milliseconds a megabyte and as a ratio to Shopify's of the same turn. Each file is read until its orders are in the engine.
 * @module
 */

import { parseArgs } from "node:util";
import { open } from "../../pkg/index.js";
import { EXPORTS, enlarged } from "./exports.mjs";

const MB = 1e6;

async function main() {
  const { values } = parseArgs({ options: { mb: { type: "string", default: "20" }, repeats: { type: "string", default: "3" } } });
  /** @type {Map<string, number[]>} */
  const times = new Map(EXPORTS.map(({ source }) => [source, []]));
  /** @type {Map<string, number>} */
  const orders = new Map();
  for (let turn = 0; turn < Number(values.repeats); turn += 1) {
    for (const what of EXPORTS) {
      const bytes = await enlarged(what, Number(values.mb) * MB);
      const run = await read(what, bytes);
      times.get(what.source)?.push(run.ms / (bytes.length / MB));
      orders.set(what.source, run.orders);
    }
  }
  const shopify = times.get(EXPORTS[0].source) ?? [];
  for (const [source, own] of times) {
    const ratios = own.map((ms, turn) => ms / shopify[turn]);
    const cells = [source.padEnd(20), String(orders.get(source)).padStart(8), median(own).toFixed(2).padStart(8), median(ratios).toFixed(2).padStart(10)];
    if (source === EXPORTS[0].source) console.log(["source".padEnd(20), "orders".padStart(8), "ms a MB".padStart(8), "× Shopify".padStart(10)].join(" "));
    console.log(cells.join(" "));
  }
}

/**
 * Reads a file in an engine of its own, after a short file that starts the modules.
 * @param {import("./exports.mjs").Export} what
 * @param {Uint8Array} bytes
 */
async function read(what, bytes) {
  const linger = await open();
  try {
    const first = await linger.add(await enlarged(what, 0), { name: what.file });
    if ("id" in first) linger.remove(first.id);
    const start = performance.now();
    const summary = await linger.add(bytes, { name: what.file });
    const ms = performance.now() - start;
    if (!("orders" in summary) || summary.source !== what.source) throw new Error(`${what.file} was read as ${"source" in summary ? summary.source : "events"}.`);
    return { ms, orders: summary.orders };
  } finally {
    await linger.close();
  }
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

await main();
