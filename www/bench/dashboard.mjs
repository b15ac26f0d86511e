/**
 * How soon the dashboard is there on a cold renderer, and how long a task ever keeps it from answering while a file
 * is read and its report drawn.
 * @module
 */

import { fileURLToPath } from "node:url";
import { serve } from "../serve.mjs";

const LOADS = 5;

/** @typedef {{ paint: number, load: number, ready: number, tasks: number[] }} Load milliseconds; tasks are those over 50 ms */

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} path a file to read
 */
export async function dashboardReady(browser, path) {
  const server = await serve(fileURLToPath(new URL("../../pkg/dashboard", import.meta.url)));
  /** @type {Load[]} */
  const loads = [];
  for (let load = 0; load < LOADS; load++) loads.push(await oneLoad(browser, server.url, path));
  server.close();
  const median = (/** @type {(load: Load) => number} */ of) => Math.round(loads.map(of).sort((a, b) => a - b)[LOADS >> 1]);
  console.log(
    `Dashboard, ${LOADS} cold loads: first paint ${median((load) => load.paint)} ms, load event ${median((load) => load.load)} ms, ` +
      `engine ready ${median((load) => load.ready - load.load)} ms after it.`,
  );
  console.log(
    `While a file is read and its report drawn: ${median((load) => load.tasks.length)} tasks of the page over 50 ms, ` +
      `the longest ${median((load) => Math.max(0, ...load.tasks))} ms.`,
  );
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {string} path
 * @returns {Promise<Load>}
 */
async function oneLoad(browser, url, path) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(watchReady);
  await page.goto(url, { waitUntil: "load" });
  const times = await page.evaluate(start);
  await page.setInputFiles("input[type=file]", path);
  await page.locator("linger-overview").waitFor();
  await page.waitForTimeout(1000);
  const tasks = await page.evaluate(() => /** @type {typeof globalThis & { tasks: number[] }} */ (globalThis).tasks);
  await context.close();
  return { ...times, tasks };
}

/** In the page, before its own scripts: notes when the engine is ready. */
function watchReady() {
  const look = () => {
    if (document.querySelector("input[type=file]:enabled")) performance.mark("ready");
    else setTimeout(look, 2);
  };
  look();
}

/** In the page: first paint, load event and ready engine; from here on long tasks are noted. */
async function start() {
  const seen = (/** @type {string} */ type, /** @type {string} */ name) =>
    new Promise((resolve) => {
      new PerformanceObserver((list) => list.getEntriesByName(name).forEach((entry) => resolve(entry.startTime))).observe({ type, buffered: true });
    });
  const [paint, ready] = await Promise.all([seen("paint", "first-contentful-paint"), seen("mark", "ready")]);
  const [navigation] = performance.getEntriesByType("navigation");
  const { loadEventStart } = /** @type {PerformanceNavigationTiming} */ (navigation);
  /** @type {number[]} */
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
  Object.assign(globalThis, { tasks });
  return { paint: Number(paint), load: loadEventStart, ready: Number(ready) };
}
