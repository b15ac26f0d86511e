/**
 * From the shop to the screen: three shoppers of the test shop, recorded by the built recorder into their own browsers,
 * exported, and dropped into the built dashboard. The numbers expected are counted from what they do below.
 */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { payOrder } from "../storefront/checkout.mjs";
import { openShop } from "../storefront/shop/server.mjs";
import { accept, launch, open, recorded, settle, visitor } from "../storefront/visit.mjs";
import { choose, memoryFile, openDashboard, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {Page} page @param {string} selector */
async function follow(page, selector) {
  await page.locator(selector).first().click();
  await settle(page);
}

/** @param {Page} page @param {string} term */
async function search(page, term) {
  await page.locator("input[type=search]").fill(term);
  await page.locator("input[type=search]").press("Enter");
  await page.waitForLoadState("networkidle");
  await settle(page);
}

/** @param {Page} page @returns {Promise<string>} what `Linger.export()` gives, one event a line */
const exported = async (page) => (await recorded(page)).map((event) => `${JSON.stringify(event)}\n`).join("");

/** Home, collection with a filter, a suggestion, a search in vain, a search that finds, a product, the cart, the order: eight page views. */
async function buyer() {
  const shop = await openShop({});
  const page = await open(await visitor(browser), `${shop.url}/?utm_source=newsletter&utm_medium=email`);
  await accept(page);
  await follow(page, ".header__menu a");
  await page.locator("[value=Lamp]").check();
  await page.waitForTimeout(500);
  await page.locator("input[type=search]").fill("Lam");
  await page.waitForTimeout(1500);
  await search(page, "teapot");
  await search(page, "Mug");
  await follow(page, "main .card:nth-child(2) a");
  await follow(page, "[name=add]");
  await page.locator("cart-drawer.active").waitFor();
  await open(page, `${shop.url}/cart`);
  await settle(page);
  await follow(page, "#checkout");
  const [cart] = shop.carts.values();
  await payOrder(page, { token: cart.token, amount: 2, quantity: 1, order: "5501" });
  await open(page, `${shop.url}/pages/about`);
  await settle(page);
  await open(page, shop.url);
  const text = await exported(page);
  shop.close();
  return text;
}

/** Looks at one product, from a search engine, by phone, and goes: two page views. */
async function looker() {
  const shop = await openShop({});
  const page = await open(await visitor(browser, { viewport: { width: 390, height: 800 } }), `${shop.url}/products/mug-7?utm_source=google&utm_medium=organic`);
  await accept(page);
  await open(page, `${shop.url}/pages/about`);
  const text = await exported(page);
  shop.close();
  return text;
}

/** The home page by phone, and gone: one page view. */
async function bouncer() {
  const shop = await openShop({});
  const page = await open(await visitor(browser, { viewport: { width: 390, height: 800 } }), shop.url);
  await accept(page);
  const text = await exported(page);
  shop.close();
  return text;
}

/** The value of a figure by its label. @param {Page} page @param {string} label */
const figure = (page, label) => page.locator("main .figures").last().locator(".figure", { hasText: label }).first().locator(".figure-value").innerText();

/** The rows of a table by its caption, as texts. @param {Page} page @param {string} caption */
async function rowsOf(page, caption) {
  await page.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((one) => (one.open = true)));
  const rows = await page.locator("main table", { has: page.locator("caption", { hasText: caption }) }).locator("tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
}

test("three shoppers' own recordings are the numbers on the screen", async () => {
  const files = [];
  for (const [name, shopper] of /** @type {const} */ ([["buyer", buyer], ["looker", looker], ["bouncer", bouncer]])) files.push(memoryFile(`${name}.ndjson`, await shopper()));
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, files);
  await page.locator(".figure", { hasText: "Sessions" }).locator(".figure-value", { hasText: /^3$/ }).waitFor();

  await show(page, "sessions");
  assert.equal(await figure(page, "Bounce rate"), "33.3%");
  assert.equal(await figure(page, "Added to cart"), "33.3%");
  assert.equal(await figure(page, "Conversion"), "33.3%");
  assert.equal(await figure(page, "Checkouts completed"), "100.0%");
  assert.equal(await figure(page, "Pages a session"), "2");
  const days = await rowsOf(page, "Sessions by day");
  const total = (/** @type {number} */ column) => days.reduce((sum, cells) => sum + Number(cells[column]), 0);
  assert.deepEqual([total(1), total(2)], [3, 8 + 2 + 1]);
  await page.locator("select[name=by]").selectOption("device");
  const devices = await rowsOf(page, "by device");
  assert.deepEqual(devices.map(([name, sessions]) => `${name} ${sessions}`).sort(), ["Desktop 1", "Phone 2"]);

  await show(page, "funnel");
  assert.deepEqual((await rowsOf(page, "Funnel")).map(([step, reached]) => `${step} ${reached}`), ["1. Product seen 2", "2. Added to cart 1", "3. Checkout begun 1", "4. Ordered 1"]);

  await show(page, "search");
  const terms = await rowsOf(page, "Terms");
  // Wilson's interval of one of one is 1 / (1 + 1.96²) to 1.
  const [all, none] = ["100.0% (95% interval 20.7% to 100.0%)", "0.0% (95% interval 0.0% to 79.3%)"];
  assert.deepEqual(terms.map((cells) => cells.slice(0, 6)).sort(), [
    // Asked for as a suggestion, whose number of results nobody tells; not followed.
    ["lam", "1", "–", none, "–", none],
    // The second of the results was clicked, and then something was bought.
    ["mug", "1", none, all, "2", all],
    ["teapot", "1", all, none, "–", none],
  ]);
  assert.deepEqual([requests, faults], [[], []]);
});
