/**
 * A shopper in a real Chromium that does not say it is driven by a test, and what the recorder keeps of the visit.
 */
import { launch as launchBrowser } from "../chromium.mjs";

/** @import { Browser, BrowserContext, Page } from "playwright-core" */
/** @import { LingerEvent } from "../../storefront/recorder/types.js" */

const DESKTOP = { width: 1280, height: 800 };
const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

export const launch = () => launchBrowser(["--disable-blink-features=AutomationControlled"]);

/** @param {Browser} browser @param {import("playwright-core").BrowserContextOptions} [options] */
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, userAgent: USER_AGENT, locale: "en", ...options });
  context.setDefaultTimeout(10_000);
  return context;
}

/** Opens a page of the shop and waits until its scripts have settled. @param {BrowserContext | Page} where @param {string} url */
export async function open(where, url) {
  const page = "newPage" in where ? await where.newPage() : where;
  await page.goto(url, { waitUntil: "networkidle" });
  return page;
}

/** @param {Page} page */
export async function accept(page) {
  await page.locator("consent-banner button[value=yes]").click();
  await settle(page);
}

/** Waits until the second file is in and idle work is done. @param {Page} page */
export async function settle(page) {
  await page.waitForLoadState("load");
  await page.waitForTimeout(300);
  const settled = () => {
    const files = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
    return !localStorage["linger.id"] || files.some(({ name, responseEnd }) => name.includes("-late") && responseEnd > 0);
  };
  await page.waitForFunction(settled, null, { timeout: 5000 }).catch(() => {});
  await page.waitForTimeout(500);
}

/** What `Linger.export()` gives the visitor. @param {Page} page @returns {Promise<LingerEvent[]>} */
export async function recorded(page) {
  await settle(page);
  return page.evaluate(() => /** @type {any} */ (window).Linger.export());
}

/** @param {LingerEvent[]} events @param {string} name */
export const named = (events, name) => events.filter(({ e }) => e === name);

/** Everything that scripts have stored for the shop's origin. @param {Page} page */
export function stored(page) {
  return page.evaluate(async () => ({ local: { ...localStorage }, session: { ...sessionStorage }, databases: (await indexedDB.databases()).map(({ name }) => name) }));
}

export const NOTHING = { local: {}, session: {}, databases: [] };
