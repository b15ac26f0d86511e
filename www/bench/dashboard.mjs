/**
 * How soon the dashboard is there: first paint and load, on a cold renderer.
 * @module
 */

import { fileURLToPath } from "node:url";
import { serve } from "../serve.mjs";

const LOADS = 5;

/** @param {import("playwright-core").Browser} browser */
export async function dashboardReady(browser) {
  const server = await serve(fileURLToPath(new URL("../../pkg/dashboard", import.meta.url)));
  /** @type {{ paint: number, interactive: number, load: number }[]} */
  const loads = [];
  for (let load = 0; load < LOADS; load++) loads.push(await oneLoad(browser, server.url));
  server.close();
  const median = (/** @type {"paint" | "interactive" | "load"} */ field) => Math.round(loads.map((load) => load[field]).sort((a, b) => a - b)[LOADS >> 1]);
  console.log(`Dashboard, ${LOADS} cold loads: first contentful paint ${median("paint")} ms, interactive ${median("interactive")} ms, load event ${median("load")} ms.`);
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @returns {Promise<{ paint: number, interactive: number, load: number }>}
 */
async function oneLoad(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "load" });
  const times = await page.evaluate(async () => {
    const paint = await /** @type {Promise<number>} */ (new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const [first] = list.getEntriesByName("first-contentful-paint");
        if (first) resolve(first.startTime);
      }).observe({ type: "paint", buffered: true });
    }));
    const [navigation] = performance.getEntriesByType("navigation");
    const { domInteractive, loadEventStart } = /** @type {PerformanceNavigationTiming} */ (navigation);
    return { paint, interactive: domInteractive, load: loadEventStart };
  });
  await context.close();
  return times;
}
