/**
 * Fits BG/NBD and gamma-gamma with Linger's module of predictions, and tells how long it took, as JSON: the counterpart of
 * `models-peer.py`, in a process of its own, so that nothing is compiled or warm from a turn before.
 * `node models-own.mjs purchases.csv 1998-06-30`, with the folder of the module's bindings in LINGER_PREDICT.
 * @module
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const DAY = 86_400_000;
/** No data are so long, so that nothing is held out and each model is fitted once. */
const NOTHING_HELD_OUT = 36_525;
/** The share of the work after which both are fitted: a fit is eight units and order values are one; choice and churn are twelve more. */
const FITTED = 9 / 21;

async function main() {
  const [path, end] = process.argv.slice(2);
  const columns = told((await readFile(path, "utf8")).trim().split("\n").slice(1), Date.parse(end) / DAY);
  const predictor = await started();
  const [first, second] = [fitted(predictor, columns), fitted(predictor, columns)];
  const { bgNbd, gammaGamma, customers } = first.models;
  console.log(JSON.stringify({ bgNbd, gammaGamma, customers, fitMs: first.ms, warmMs: second.ms, ...everything(predictor) }));
}

/** A module just instantiated, as a page has it when predictions are first asked for. @returns {Promise<any>} */
async function started() {
  const bindings = process.env.LINGER_PREDICT;
  if (!bindings) throw new Error("Name the folder of the predictions' bindings in LINGER_PREDICT: `cargo xtask bench --job models` does.");
  const { initSync, Predictor } = await import(pathToFileURL(join(bindings, "linger.js")).href);
  initSync({ module: new WebAssembly.Module(await readFile(join(bindings, "linger_bg.wasm"))) });
  return new Predictor();
}

/** @param {any} predictor @param {object} columns */
function fitted(predictor, columns) {
  const start = performance.now();
  predictor.setBuying(columns);
  predictor.begin("models", { candidates: ["bgNbd"], holdoutDays: NOTHING_HELD_OUT });
  while (predictor.step() < FITTED) continue;
  const ms = performance.now() - start;
  while (predictor.step() < 1) continue;
  return { ms, models: predictor.take() };
}

/** All that a report with models asks for, and the longest of its steps. @param {any} predictor */
function everything(predictor) {
  const start = performance.now();
  let [last, longestMs] = [start, 0];
  const told = () => {
    longestMs = Math.max(longestMs, performance.now() - last);
    last = performance.now();
  };
  predictor.begin("models", {});
  told();
  while (predictor.step() < 1) told();
  told();
  predictor.take();
  told();
  return { allMs: last - start, longestMs };
}

/** Rows of customer, date and amount, one customer after the other, as the engine of orders tells purchases. @param {string[]} rows @param {number} asOf */
function told(rows, asOf) {
  /** @type {string[]} */
  const key = [];
  const start = [0];
  const [day, net] = [new Int32Array(rows.length), new Float64Array(rows.length)];
  for (const [at, row] of rows.entries()) {
    const [customer, date, amount] = row.split(",");
    if (customer !== key[key.length - 1]) start.push((key.push(customer), at));
    [day[at], net[at]] = [Date.parse(date) / DAY, Number(amount)];
    start[key.length] = at + 1;
  }
  const none = { start: new Uint32Array(start.length), day: new Int32Array(0), net: new Float64Array(0), currency: new Uint8Array(0) };
  const firstDay = day.reduce((first, next) => Math.min(first, next), asOf);
  return { key, currencies: ["USD"], orders: { start: Uint32Array.from(start), day, net, currency: new Uint8Array(rows.length) }, refunds: none, asOf, firstDay };
}

await main();
