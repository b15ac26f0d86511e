/**
 * `cargo xtask bench`: Linger's whole default report against what peers need for the RFM job alone, in one headless
 * Chromium, by turns (A B C A B C), each run in a renderer of its own. No time counts before the answers agree.
 * `engines/jobs.js` says what the jobs are.
 * @module
 */

import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { serve } from "../serve.mjs";
import { dashboardReady } from "./dashboard.mjs";
import { benchHeat } from "./heat.mjs";
import { input } from "./input.mjs";
import { peakMegabytes, resetPeaks } from "./memory.mjs";
import { site, versions } from "./site.mjs";
import { print } from "./table.mjs";

/** @typedef {{ engine: string, cold: number, ms: number, megabytes: number | null, addMs: number, optionMs: number }} Run the last two are Linger's own */

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const PEERS = "duckdb,papaparse,d3-dsv";

async function main() {
  const { values } = parseArgs({
    options: {
      job: { type: "string" },
      mb: { type: "string" },
      rows: { type: "string" },
      repeats: { type: "string", default: "3" },
      peers: { type: "string", default: PEERS },
    },
  });
  const engines = ["read", "linger", ...values.peers.split(",").filter(Boolean)];
  const size = { rows: numberOf(values.rows), mb: numberOf(values.mb) };
  const isHeat = values.job === "heat";
  const folder = await serve(await site());
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS });
  try {
    console.log(`Chromium ${browser.version()}, ${cpus().length} × ${cpus()[0].model.trim()}, ${JSON.stringify(await versions())}`);
    if (isHeat) return await benchHeat(browser, { rows: size.rows, repeats: Number(values.repeats) });
    for (const job of jobs(values.job)) await bench(browser, folder.url, job, size, engines, Number(values.repeats));
    await dashboardReady(browser, (await input("j2", { mb: 50 })).path);
  } finally {
    await browser.close();
    folder.close();
  }
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {"j1" | "j2"} job
 * @param {{ rows?: number, mb?: number }} size
 * @param {string[]} engines
 * @param {number} repeats
 */
async function bench(browser, url, job, size, engines, repeats) {
  const { path, bytes } = await input(job, size);
  /** @type {Run[]} */
  const runs = [];
  /** @type {Map<string, string>} */
  const answers = new Map();
  for (let turn = 0; turn < repeats; turn++) {
    for (const engine of engines) {
      const { answer, ...run } = await oneRun(browser, url, { job, path, engine });
      if (engine !== "read") answers.set(engine, JSON.stringify(answer));
      compare(answers);
      runs.push(run);
      console.log(`  ${job} turn ${turn + 1}: ${engine} ${Math.round(run.ms)} ms`);
    }
  }
  print({ job, bytes, runs, answer: JSON.parse([...answers.values()][0]) });
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {{ job: string, path: string, engine: string }} what
 * @returns {Promise<Run & { answer: unknown }>}
 */
async function oneRun(browser, url, { job, path, engine }) {
  const context = await browser.newContext();
  const session = await browser.newBrowserCDPSession();
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.setInputFiles("input", path);
    const cold = await page.evaluate(`bench.start(${JSON.stringify(engine)})`);
    await resetPeaks(session);
    const ms = await page.evaluate(`bench.run(${JSON.stringify(job)})`);
    const megabytes = await peakMegabytes(session);
    const own = async (/** @type {string} */ call) => (engine === "linger" ? Number(await page.evaluate(call)) : NaN);
    const [addMs, optionMs] = [await own("bench.addMs()"), await own("bench.optionChange()")];
    const answer = await page.evaluate("bench.answer()");
    return { engine, cold: Number(cold), ms: Number(ms), megabytes, addMs, optionMs, answer };
  } finally {
    await session.detach();
    await context.close();
  }
}

/**
 * Stops at the first disagreement.
 * @param {Map<string, string>} answers by engine
 */
function compare(answers) {
  const [[first, expected], ...others] = answers.size ? [...answers] : [["", ""]];
  for (const [engine, answer] of others) {
    if (answer !== expected) throw new Error(`${engine} and ${first} disagree.\n${first}: ${expected}\n${engine}: ${answer}`);
  }
}

/**
 * @param {string | undefined} job
 * @returns {("j1" | "j2")[]}
 */
function jobs(job) {
  if (job === undefined) return ["j2", "j1"];
  if (job === "j1" || job === "j2") return [job];
  throw new Error(`There is no job "${job}": choose j1, j2 or heat.`);
}

/** @param {string | undefined} text */
function numberOf(text) {
  return text === undefined ? undefined : Number(text);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
