/**
 * The overlay in a real Chromium: how it is opened, and what it says and shows.
 */
import { settle } from "../storefront/visit.mjs";

/** @import { BrowserContext, Page } from "playwright-core" */
/** @import { HeatmapDetail } from "../../storefront/overlay/types.js" */
/** @import { LingerEvent } from "../../storefront/recorder/types.js" */

export const HEAD =
  '<script src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" data-local="999" data-overlay="/cdn/shop/assets/linger-overlay.js"></script>';

/** Keeps the maps that the overlay tells of. @param {BrowserContext | Page} where */
export function listen(where) {
  return where.addInitScript(() => {
    const maps = (/** @type {any} */ (window).maps = /** @type {unknown[]} */ ([]));
    document.addEventListener("linger:heatmap", (event) => maps.push(/** @type {CustomEvent} */ (event).detail));
  });
}

/** @param {Page} page @param {string} url */
export async function openOverlay(page, url) {
  await page.goto(`${url}?linger=heatmap`, { waitUntil: "networkidle" });
  await page.locator("#linger-overlay .panel select").first().waitFor();
}

/** The latest map, once the page has come to rest. @param {Page} page @returns {Promise<HeatmapDetail>} */
export async function latestMap(page) {
  await page.waitForTimeout(500);
  return page.evaluate(() => /** @type {any} */ (window).maps.at(-1));
}

/** @param {Page} page @param {string} name @param {string} text */
export async function chooseFile(page, name, text) {
  const before = await page.evaluate(() => /** @type {any} */ (window).maps.length);
  await page.locator("#linger-overlay input[type=file]").setInputFiles({ name, mimeType: "application/x-ndjson", buffer: Buffer.from(text) });
  await page.waitForFunction((count) => /** @type {any} */ (window).maps.length > count, before, { timeout: 60_000 });
}

/** @param {Page} page @param {"k"} name @param {string} value */
export async function fill(page, name, value) {
  await page.locator(`#linger-overlay [data-name=${name}]`).fill(value);
  await page.keyboard.press("Tab");
}

/** @param {LingerEvent[]} events @returns {string} NDJSON */
export const linesOf = (events) => events.map((event) => `${JSON.stringify(event)}\n`).join("");

/** The middle of the hottest spot within a window of px, in viewport px; `heat` is its red and green. @param {Page} page @param {{ x: number, y: number, width: number, height: number }} area */
export function hottest(page, area) {
  return page.evaluate(({ x, y, width, height }) => {
    const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector("#linger-overlay")?.shadowRoot?.querySelector("canvas"));
    const left = Math.max(0, Math.floor(x));
    const top = Math.max(0, Math.floor(y));
    const image = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).getImageData(left, top, Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height)));
    let heat = 0;
    /** @type {number[]} */
    let at = [];
    for (let pixel = 0; pixel < image.width * image.height; pixel++) {
      const [red, green, , alpha] = image.data.subarray(pixel * 4, pixel * 4 + 4);
      const value = alpha ? red + green : 0;
      if (value > heat) at = [];
      heat = Math.max(heat, value);
      if (value === heat) at.push(pixel);
    }
    const mean = (/** @type {(pixel: number) => number} */ of) => at.reduce((sum, pixel) => sum + of(pixel), 0) / at.length;
    return { heat, x: left + mean((pixel) => pixel % image.width), y: top + mean((pixel) => Math.floor(pixel / image.width)) };
  }, area);
}

/** The whole window. @param {Page} page */
export const everything = (page) => {
  const { width, height } = /** @type {{ width: number, height: number }} */ (page.viewportSize());
  return { x: 0, y: 0, width, height };
};

/** Clicks the middle of an element and lets the recorder keep it. @param {Page} page @param {string} selector @param {number} [times] */
export async function clickMiddle(page, selector, times = 1) {
  for (let click = 0; click < times; click++) await page.locator(selector).click();
  await settle(page);
}
