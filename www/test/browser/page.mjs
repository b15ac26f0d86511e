/**
 * The built dashboard in a real Chromium, watched: what it asks of the network, what its policy refuses, what it
 * logs. Opened from the disk, as a user may. `LINGER_DASHBOARD` names another page than the built one.
 */
import { fileURLToPath, pathToFileURL } from "node:url";

export { launch } from "../chromium.mjs";

/** @import { Browser, Page } from "playwright-core" */

const BUILT = fileURLToPath(new URL("../../../pkg/dashboard/index.html", import.meta.url));

export const VIEWS = ["overview", "customers", "churn", "rfm", "lifecycle", "cohorts", "rhythm", "value", "forecast", "compare", "quality", "sources", "trust", "people", "products", "regions", "marketing", "sessions", "leaving", "funnel", "paths", "search", "frustration", "heatmap", "replay", "popups"];
/** Views that are worked out when they are first shown. */
const PREDICTING = ["value", "forecast"];
/** Parts of views that have several, besides the first: the address, and what stands there when it is worked out. */
export const PARTS = [...["people", "due", "season"].map((part) => [`forecast?part=${part}`, "linger-forecast .panel"]), ...["together", "after", "offers", "hits", "campaigns"].map((part) => [`products?part=${part}`, "linger-goods .panel"])];
export const PAGE_URL = pathToFileURL(process.env.LINGER_DASHBOARD ?? BUILT).href;

/** A file of the repository. @param {string} path from its root */
export const repositoryFile = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/**
 * @typedef {object} Watched
 * @property {Page} page
 * @property {string[]} requests every address asked for after the page itself was there; blobs are the page's own memory
 * @property {string[]} faults errors of scripts and refusals of the policy
 */

/**
 * @param {Browser} browser
 * @param {{ locale?: string, colorScheme?: "light" | "dark", width?: number, height?: number, reducedMotion?: "reduce" }} [look]
 * @returns {Promise<Watched>}
 */
export async function openDashboard(browser, { locale = "en", colorScheme = "light", width = 1440, height = 900, reducedMotion } = {}) {
  const context = await browser.newContext({ locale, colorScheme, viewport: { width, height }, acceptDownloads: true, reducedMotion });
  const page = await context.newPage();
  /** @type {string[]} */
  const requests = [];
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.exposeFunction("refused", (/** @type {string} */ what) => faults.push(what));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => /** @type {any} */ (globalThis).refused(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(PAGE_URL);
  await page.locator(".drop-buttons button:enabled").waitFor();
  context.on("request", (request) => request.url().startsWith("blob:") || requests.push(request.url()));
  return { page, requests, faults };
}

/** Opens the sample shop and waits for its overview, and for its sessions. @param {Page} page */
export async function openSample(page) {
  await page.locator(".drop-buttons button").click();
  await page.locator("linger-overview .headline").waitFor();
  await page.locator('nav.views a[href="#sessions"]').waitFor();
  await page.locator(".job").first().waitFor({ state: "detached" });
}

/** @param {Page} page @param {string} view */
export async function show(page, view) {
  await page.locator(`nav.views a[href="#${view}"]`).click();
  await page.locator(`linger-${view} h1`).waitFor();
  if (PREDICTING.includes(view)) await page.locator(`linger-${view} :is(.figures, .panel)`).first().waitFor();
}

/** A part of a view, when it is worked out. @param {Page} page @param {string} address @param {string} shown */
export async function showPart(page, address, shown) {
  await page.evaluate((hash) => (location.hash = hash), `#${address}`);
  await page.locator(`nav.parts a[href="#${address}"][aria-current]`).waitFor();
  await page.locator(shown).first().waitFor();
  await page.locator(".job").first().waitFor({ state: "detached" });
}

/** Chooses files as a person does with the button. @param {Page} page @param {Parameters<import("playwright-core").Locator["setInputFiles"]>[0]} files */
export const choose = (page, files) => page.locator("input[type=file]").first().setInputFiles(files);

/** A file in memory. @param {string} name @param {string | Buffer} content */
export const memoryFile = (name, content) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

/** The number in a text such as "708 overdue" or "$85,152". @param {string | null} text */
export const numberIn = (text) => Number((/-?[\d,]+(\.\d+)?/.exec(text ?? "")?.[0] ?? "NaN").replaceAll(",", ""));
