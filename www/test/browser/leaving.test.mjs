/** Visitors about to be lost, on the page: a cart that waits, a visitor who only looked, and thresholds that count at once. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { choose, launch, memoryFile, openDashboard, show } from "./page.mjs";

/** @import { Browser } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1, 12);
const event = (/** @type {string} */ vid, /** @type {number} */ day, /** @type {number} */ n, /** @type {string} */ e, /** @type {object} */ more = {}) =>
  `${JSON.stringify({ v: 1, e, t: START + day * DAY + n * 1000, vid, pid: `${vid}${day}`, n, p: "/products/lamp", tpl: "product", d: "phone", ...more })}\n`;
/** Wanda adds a lamp on the first day and never comes again; ten days later Bea only looks, and Olga buys. */
const EVENTS = [
  event("wanda", 0, 0, "view"), event("wanda", 0, 1, "product", { id: "lamp" }), event("wanda", 0, 2, "add", { id: "lamp", q: 1 }),
  event("bea", 10, 0, "view"), event("bea", 10, 1, "product", { id: "mug" }),
  event("olga", 10, 0, "view"), event("olga", 10, 1, "product", { id: "lamp" }), event("olga", 10, 2, "add", { id: "lamp", q: 1 }), event("olga", 10, 3, "order", { oid: "1" }),
].join("");

test("a cart that waits, visitors who only look, products left in carts", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, memoryFile("events.ndjson", EVENTS));
  await page.locator("linger-sessions h1").waitFor();
  await show(page, "leaving");
  const figure = (/** @type {string} */ label) => page.locator("main .figure", { hasText: label }).first();
  const rows = (/** @type {string} */ caption) => page.locator("main table", { has: page.locator("caption", { hasText: caption }) }).locator("tbody tr");
  assert.match(await figure("Carts left waiting").innerText(), /100\.0%[^]*rests on only 1/);
  assert.match(await figure("Looked, did not buy").innerText(), /66\.7%/);
  assert.deepEqual(await rows("Carts left waiting").first().locator("th, td").allInnerTexts(), ["wanda", "10", "lamp"]);
  assert.deepEqual((await rows("Looked at products").locator("th, td:first-child").allInnerTexts()).toSorted(), ["bea", "wanda"]);
  // Two sessions added the lamp; one of them bought.
  const [product, viewed, , bought, left] = await rows("Products in carts").first().locator("th, td").allInnerTexts();
  assert.deepEqual([product, viewed, bought?.slice(0, 5), left], ["lamp", "2", "50.0%", "1"]);
  await page.locator("p", { hasText: "No page with enough visits loses more people" }).waitFor();
  await page.locator("input[name=cartDays]").fill("11");
  await page.keyboard.press("Tab");
  await page.locator("p", { hasText: "No cart has been waiting for so long." }).waitFor();
  assert.match(await figure("Carts left waiting").innerText(), /0\.0%/);
  assert.deepEqual([requests, faults], [[], []]);
});
