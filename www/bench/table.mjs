/**
 * The result of one job as a table: medians, and ratios paired within a turn with their least and largest.
 * @module
 */

import { createHash } from "node:crypto";

/** @typedef {import("./run.mjs").Run} Run */

/** @param {{ job: string, bytes: number, runs: Run[], answer: import("./engines/answer.js").Cell[] }} result */
export function print({ job, bytes, runs, answer }) {
  const total = (/** @type {"customers" | "orders"} */ field) => answer.reduce((sum, cell) => sum + cell[field], 0).toLocaleString("en");
  const hash = createHash("sha256").update(JSON.stringify(answer)).digest("hex").slice(0, 16);
  console.log(`\n${job}: ${bytes.toLocaleString("en")} bytes, ${total("orders")} orders, ${total("customers")} customers; all engines agree: ${hash}`);
  const engines = [...new Set(runs.map((run) => run.engine))];
  const linger = runs.filter((run) => run.engine === "linger");
  console.table(engines.map((engine) => row(engine, runs.filter((run) => run.engine === engine), linger)));
  const [add, change] = [median(linger.map(({ addMs }) => addMs)), median(linger.map(({ optionMs }) => optionMs))];
  console.log(`Linger: ${add.toFixed(0)} ms to read the file into tables, the rest is the report; ${change.toFixed(0)} ms for a report with another churn margin.\n`);
}

/**
 * @param {string} engine
 * @param {Run[]} runs one a turn
 * @param {Run[]} linger one a turn
 */
function row(engine, runs, linger) {
  const ratios = runs.map((run, turn) => run.ms / linger[turn].ms).sort((a, b) => a - b);
  const cold = runs.map((run, turn) => (run.ms + run.cold) / (linger[turn].ms + linger[turn].cold));
  return {
    engine,
    ms: Math.round(median(runs.map(({ ms }) => ms))),
    "cold ms": Math.round(median(runs.map((run) => run.cold))),
    "× Linger": median(ratios).toFixed(2),
    "min–max": `${ratios[0].toFixed(2)}–${ratios[ratios.length - 1].toFixed(2)}`,
    "× with start": median(cold).toFixed(2),
    "peak MB": Math.round(median(runs.map(({ megabytes }) => megabytes ?? NaN))),
  };
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
