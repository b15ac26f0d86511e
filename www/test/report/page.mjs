/**
 * Report files in a real Chromium, watched: what they ask of the network, what their policy refuses, what they log.
 * @module
 */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export { launch } from "../chromium.mjs";

/** @import { Browser, BrowserContextOptions, Page } from "playwright-core" */

/** A folder of files for one test. @param {Record<string, string | Uint8Array>} files */
export async function folderOf(files) {
  const folder = await mkdtemp(join(tmpdir(), "linger-report-"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return { folder, url: (/** @type {string} */ name) => pathToFileURL(join(folder, name)).href, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * @param {Browser} browser
 * @param {string} url
 * @param {BrowserContextOptions} [look]
 * @returns {Promise<{ page: Page, requests: string[], faults: string[] }>} `requests` beyond the page itself
 */
export async function watched(browser, url, look = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...look });
  const page = await context.newPage();
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const faults = [];
  context.on("request", (request) => request.url() === url || requests.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => { faults.push(dialog.message()); void dialog.dismiss(); });
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  await page.goto(url);
  return { page, requests, faults };
}
