/**
 * `cargo xtask bench --job models`: BG/NBD and gamma-gamma fitted by Linger's module of predictions in Node and by lifetimes in
 * Python, by turns on the same purchases: CDNOW until 30 September 1997, and simulated customers. Python is the one named in
 * PYTHON, else `python3`, and needs `pip install lifetimes==0.11.3`. Nothing is told before the parameters agree.
 * @module
 */

import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { simulated } from "./customers.mjs";

/** @typedef {{ key: string, orders: { day: number, amount: number }[] }} Buyer orders ascending by day, counted from 1970 */
/** @typedef {{ bgNbd: Record<string, number>, gammaGamma: Record<string, number>, customers: number }} Answer */
/** @typedef {Answer & { fitMs: number, warmMs: number, allMs: number, longestMs: number }} OwnTurn milliseconds until both models are fitted, the same once more, until all of `report({ models: true })` is there, and of the longest step of it */
/** @typedef {Answer & { summaryMs: number, buyingMs: number, spendingMs: number }} PeerTurn */

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = join(here, "../../bench-data");
const PEER = "lifetimes==0.11.3";
const execute = promisify(execFile);
const DAY = 86_400_000;
/** Relative difference of parameters that still counts as the same; lifetimes stops its search at about 1e-4. */
const SAME = 5e-3;

async function main() {
  const { values } = parseArgs({ options: { job: { type: "string" }, customers: { type: "string", default: "100000" }, repeats: { type: "string", default: "3" } } });
  const turns = Number(values.repeats);
  const python = process.env.PYTHON ?? "python3";
  const versions = await peer(python, ["-c", "import json, lifetimes, sys; print(json.dumps([sys.version.split()[0], lifetimes.__version__]))"]);
  console.log(`Node ${process.version}, Python ${versions[0]}, lifetimes ${versions[1]}, ${cpus().length} × ${cpus()[0].model.trim()}`);
  const count = Number(values.customers);
  for (const [name, buyers, end] of /** @type {[string, Buyer[], string][]} */ ([["CDNOW", await cdnow("1997-09-30"), "1997-09-30"], [`${count.toLocaleString("en")} simulated customers`, simulated(count), "2024-12-31"]])) {
    await compare({ name, buyers, end, turns, python });
  }
}

/** @param {{ name: string, buyers: Buyer[], end: string, turns: number, python: string }} job */
async function compare({ name, buyers, end, turns, python }) {
  const path = join(folder, "models.csv");
  await mkdir(folder, { recursive: true });
  await writeFile(path, csv(buyers));
  /** @type {OwnTurn[]} */
  const own = [];
  /** @type {PeerTurn[]} */
  const theirs = [];
  for (let turn = 0; turn < turns; turn++) {
    own.push(JSON.parse((await execute(process.execPath, [join(here, "models-own.mjs"), path, end])).stdout));
    theirs.push(await peer(python, [join(here, "models-peer.py"), path, end]));
    agree(own[turn], theirs[turn]);
  }
  const orders = buyers.reduce((sum, buyer) => sum + buyer.orders.length, 0);
  print(name, orders, own, theirs);
}

/** @param {string} name @param {number} orders @param {OwnTurn[]} own @param {PeerTurn[]} theirs */
function print(name, orders, own, theirs) {
  const fits = theirs.map(({ buyingMs, spendingMs }) => buyingMs + spendingMs);
  const whole = theirs.map(({ summaryMs }, turn) => summaryMs + fits[turn]);
  const [cold, warm] = [own.map(({ fitMs }) => fitMs), own.map(({ warmMs }) => warmMs)];
  const row = (/** @type {string} */ what, /** @type {number[]} */ ms, /** @type {number[]} */ peer = []) =>
    ({ what, "Linger ms": range(ms), "lifetimes ms": peer.length > 0 ? range(peer) : "", ratio: peer.length > 0 ? `${median(peer.map((value, turn) => value / ms[turn])).toFixed(1)} ×` : "" });
  console.log(`\n${name}: ${own[0].customers.toLocaleString("en")} customers, ${orders.toLocaleString("en")} orders; median (range) of ${own.length} turns`);
  console.table([
    row("both fits, first time, from purchases", cold, whole),
    row("the same, lifetimes without its summary", cold, fits),
    row("both fits, second time, without summary", warm, fits),
    row("all of report({ models: true })", own.map(({ allMs }) => allMs)),
    row("its longest step", own.map(({ longestMs }) => longestMs)),
  ]);
}

/** @param {string} python @param {string[]} words @returns {Promise<any>} */
async function peer(python, words) {
  try {
    return JSON.parse((await execute(python, words)).stdout);
  } catch (error) {
    throw new Error(`Python with lifetimes is needed: \`python3 -m venv venv && venv/bin/pip install ${PEER}\`, then PYTHON=venv/bin/python cargo xtask bench --job models. ${python} said: ${/** @type {Error} */ (error).message}`);
  }
}

/** @param {Answer} own @param {Answer} theirs */
function agree(own, theirs) {
  for (const model of /** @type {const} */ (["bgNbd", "gammaGamma"])) {
    for (const [key, value] of Object.entries(theirs[model])) {
      const found = own[model][key];
      if (!(Math.abs(found - value) <= SAME * Math.abs(value))) throw new Error(`${model}.${key} is ${found} by Linger and ${value} by lifetimes.`);
    }
  }
  if (own.customers !== theirs.customers) throw new Error(`Linger counts ${own.customers} customers, lifetimes ${theirs.customers}.`);
}

/** CDNOW's sample as it was published. @param {string} end @returns {Promise<Buyer[]>} */
async function cdnow(end) {
  const text = await readFile(join(here, "../../tests/data/cdnow/CDNOW_sample.txt"), "utf8");
  /** @type {Map<string, Buyer>} */
  const buyers = new Map();
  for (const line of text.trim().split("\n")) {
    const [key, , date, , amount] = line.trim().split(/\s+/);
    const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
    const buyer = buyers.get(key) ?? { key, orders: [] };
    if (iso <= end) buyers.set(key, buyer).get(key)?.orders.push({ day: Date.parse(iso) / DAY, amount: Number(amount) });
  }
  return [...buyers.values()];
}

/** @param {Buyer[]} buyers */
function csv(buyers) {
  const rows = buyers.flatMap(({ key, orders }) => orders.map(({ day, amount }) => `${key},${new Date(day * DAY).toISOString().slice(0, 10)},${amount.toFixed(2)}`));
  return `customer,date,amount\n${rows.join("\n")}\n`;
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
/** @param {number[]} values */
const range = (values) => `${median(values).toFixed(1)} (${Math.min(...values).toFixed(1)}–${Math.max(...values).toFixed(1)})`;

await main();
