/** The built `linger-flags.js` in a real Chromium: asked for, after consent, and what it raises and shows. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, visitor } from "../storefront/visit.mjs";
import { agree, flagsOf, focusFirst, hear, openPages, past } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

const DAY = 864e5;
const CART = [{ ago: 8 * DAY, e: "add", id: "11", q: 2 }];
const WELCOME = { id: "welcome", title: "Your cart is <b>waiting</b>", text: "It is kept for you.", close: "Close", code: "STAY5", link: { href: "/cart", text: "To the cart" }, flags: ["cart-waiting"] };

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/**
 * A visitor who agreed on an earlier page, with earlier events, opens a page.
 * @param {Record<string, unknown>[]} events
 * @param {{ rules?: unknown, attributes?: string, headers?: Record<string, string>, path?: string, focus?: string }} [setting]
 */
async function returning(events, { path = "/", focus, ...setting } = {}) {
  const pages = await openPages(setting);
  const context = await visitor(browser);
  await hear(context);
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(pages.url);
  await agree(page);
  await page.waitForFunction(() => indexedDB.databases().then((all) => all.length > 0));
  await page.waitForTimeout(500);
  await past(page, events);
  if (focus) await focusFirst(page, focus);
  await page.goto(pages.url + path);
  return { page, pages, errors, end: () => context.close().then(pages.close) };
}

/** @param {Page} page @param {string} id */
async function flag(page, id) {
  await page.waitForFunction((id) => /** @type {any} */ (window).flags.some((/** @type {any} */ flag) => flag.id === id), id, { timeout: 15_000 });
  return (await flagsOf(page)).filter((flag) => flag.id === id);
}

test("nothing is loaded before consent, nor where flags are not asked for", async () => {
  const pages = await openPages();
  const page = await (await visitor(browser)).newPage();
  await page.goto(pages.url, { waitUntil: "networkidle" });
  assert.ok(!pages.asked.includes("/linger-flags.js"));
  await agree(page);
  await page.waitForRequest(/linger-flags\.js/);
  await page.context().close();
  pages.close();
});

test("a cart that waits for eight days is told once, with its numbers", async () => {
  const { page, errors, end } = await returning(CART);
  const [found] = await flag(page, "cart-waiting");
  assert.deepEqual(found, { id: "cart-waiting", action: "remind-cart", evidence: { days: 8, items: 2 } });
  await page.locator("#first").click();
  await page.waitForTimeout(2500);
  assert.equal((await flag(page, "cart-waiting")).length, 1);
  assert.equal(await page.locator("linger-popup").count(), 0);
  assert.deepEqual(errors, []);
  await end();
});

test("thresholds of the rule file count", async () => {
  const { page, end } = await returning([{ ago: 4 * DAY, e: "add", id: "11", q: 1 }], { rules: { version: 1, thresholds: { cartDays: 4 } } });
  assert.deepEqual((await flag(page, "cart-waiting"))[0].evidence, { days: 4, items: 1 });
  await end();
});

test("a search without result is told as text, whatever it holds", async () => {
  const { page, errors, end } = await returning([]);
  await page.waitForFunction(() => /** @type {any} */ (window).Linger.event);
  await page.evaluate(() => /** @type {any} */ (window).Linger.event("search", { q: "tea\tpot\n<script>alert(1)</script>", res: 0 }));
  const [found] = await flag(page, "search-without-result");
  assert.deepEqual(found.evidence, { term: "tea pot <script>alert(1)</script>", searches: 1 });
  assert.deepEqual(errors, []);
  await end();
});

const MINUTE = 60_000;
/** What lies in the browser of who opens the page, and what the page then says of them. @type {[id: string, action: string, events: Record<string, unknown>[], evidence: Record<string, unknown>][]} */
const VISITORS = [
  [
    // Gaps of 5, 5 and 6 days; back after 8 and some minutes.
    "returning-after-cycle", "welcome-back", [24, 19, 14, 8].map((days) => ({ ago: days * DAY + 5 * MINUTE, e: "view" })), { days: 8, usualDays: 5, visits: 4 },
  ],
  [
    // Visits of 90, 20 and 10 s, of three pages, one and one: medians of 20 s and one page.
    "frequent-short-visits", "show-bestsellers",
    [
      ...[3, 2, 1].map((views) => ({ ago: 13 * DAY - views, e: "view" })), { ago: 13 * DAY - 4, e: "dwell", ms: 90_000 },
      { ago: 6 * DAY, e: "view", pid: "six" }, { ago: 6 * DAY - 1, e: "dwell", ms: 20_000, pid: "six", n: 1 },
      { ago: 2 * DAY, e: "view", pid: "two" }, { ago: 2 * DAY - 1, e: "dwell", ms: 10_000, pid: "two", n: 1 },
    ],
    { visits: 3, seconds: 20, pages: 1 },
  ],
  [
    "cart-hesitation", "answer-shipping-and-returns",
    [{ ago: 21 * MINUTE, e: "cart", tpl: "cart", items: 1, pid: "first", n: 1 }, { ago: 20 * MINUTE, e: "view", tpl: "cart", pid: "first" }, ...[15, 10].map((minutes) => ({ ago: minutes * MINUTE, e: "view", tpl: "cart" }))],
    { seconds: 0, views: 3 },
  ],
  ["frustrated-clicks", "offer-help", [{ ago: 2 * MINUTE, e: "view" }, { ago: MINUTE, e: "rage", a: "#code", c: 4 }], { rage: 1, dead: 0, anchor: "#code" }],
  ["browsed-not-bought", "show-viewed-products", ["a", "b", "c", "b"].map((id, n) => ({ ago: (50 - n) * MINUTE, e: "product", id })), { products: 3, views: 4, product: "b" }],
];
for (const [id, action, events, evidence] of VISITORS) {
  test(`${id} is raised with its evidence`, async () => {
    const { page, errors, end } = await returning(events);
    assert.deepEqual(await flag(page, id), [{ id, action, evidence }]);
    assert.deepEqual(errors, []);
    await end();
  });
}

test("a popup is a labelled dialog, closes on Escape, gives the focus back and stays closed", async () => {
  const { page, pages, errors, end } = await returning(CART, { rules: { version: 1, limits: { perSession: 9, perWeek: 9 }, popups: [WELCOME] }, focus: "first" });
  const dialog = page.getByRole("dialog", { name: WELCOME.title });
  await dialog.waitFor();
  assert.equal(await dialog.locator("code").textContent(), "STAY5");
  assert.equal(await page.locator("linger-popup b").count(), 0);
  for (let turn = 0; turn < 4; turn++) await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement?.id), "first");
  await page.keyboard.press("Escape");
  await page.locator("linger-popup").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.id), "first");
  await page.goto(`${pages.url}/product`);
  await flag(page, "cart-waiting");
  await page.waitForTimeout(2500);
  assert.equal(await page.locator("linger-popup").count(), 0);
  assert.deepEqual(errors, []);
  await end();
});

test("no popup on the cart page, nor while someone types", async () => {
  const rules = { version: 1, popups: [WELCOME] };
  const { page, pages, end } = await returning(CART, { rules, path: "/cart" });
  await flag(page, "cart-waiting");
  await page.waitForTimeout(2500);
  assert.equal(await page.locator("linger-popup").count(), 0);
  await focusFirst(page, "name");
  await page.goto(`${pages.url}/product`);
  await flag(page, "cart-waiting");
  await page.waitForTimeout(2500);
  assert.equal(await page.locator("linger-popup").count(), 0);
  await page.locator("#name").blur();
  await page.locator("linger-popup").waitFor({ state: "attached" });
  await end();
});

test("visible seconds on the page and an earlier order decide", async () => {
  const thanks = { ...WELCOME, id: "thanks", flags: undefined, dwellSeconds: 3, ordered: "before" };
  const { page, end } = await returning([], { rules: { version: 1, popups: [thanks] }, attributes: 'data-orders="2"' });
  const opened = Date.now();
  await page.locator("linger-popup").waitFor({ state: "attached", timeout: 15_000 });
  assert.ok(Date.now() - opened >= 2500, "not before three visible seconds");
  await end();
});

test("a rule file with a mistake is told in the console and shows nothing; flags go on", async () => {
  const pages = await openPages({ rules: { version: 1, popups: [{ id: "x" }] } });
  const context = await visitor(browser);
  await hear(context);
  const page = await context.newPage();
  const said = page.waitForEvent("console", { predicate: (message) => message.type() === "warning" });
  await page.goto(pages.url);
  await agree(page);
  assert.match((await said).text(), /^Linger: popups are off.*Popup 1: "title" must be/);
  await page.waitForTimeout(500);
  await page.evaluate(() => /** @type {any} */ (window).Linger.event("rage", { a: "#first", c: 3 }));
  assert.deepEqual((await flag(page, "frustrated-clicks"))[0].evidence, { rage: 1, dead: 0, anchor: "#first" });
  await context.close();
  pages.close();
});

test("withdrawing consent takes the popup away and forgets it", async () => {
  const { page, end } = await returning(CART, { rules: { version: 1, popups: [WELCOME] } });
  await page.locator("linger-popup").waitFor({ state: "attached" });
  await page.evaluate(() => /** @type {any} */ (window).Linger.erase());
  await page.locator("linger-popup").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => localStorage.getItem("linger.popups")), null);
  await end();
});

test("runs under a policy that allows scripts of the shop and wasm alone", async () => {
  const headers = { "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" };
  const { page, errors, end } = await returning(CART, { headers, rules: { version: 1, popups: [WELCOME] } });
  await page.locator("linger-popup").waitFor({ state: "attached" });
  assert.deepEqual(errors, []);
  await end();
});
