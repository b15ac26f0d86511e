/** Where events go: the ring in the browser, the collector that may be down, the cart's note; and what gets in the way. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { decodeDigest } from "../../storefront/digest.js";
import { assertValid } from "./schema.mjs";
import { openShop } from "./shop/server.mjs";
import { launch, named, open, recorded, settle, stored, visitor } from "./visit.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { LingerEvent } from "../../storefront/recorder/types.js" */

/** @param {string} words */
const tag = (words) => `<script src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" ${words}></script>`;

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {string} words @param {Record<string, string>} [headers] */
async function opened(words, headers) {
  const shop = await openShop({ head: tag(words), privacyApi: false, headers });
  const page = await (await visitor(browser)).newPage();
  /** @type {string[]} */
  const warnings = [];
  /** @type {string[]} */
  const faults = [];
  page.on("console", (message) => message.text().startsWith("Linger:") && warnings.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  return { shop, page, warnings, faults };
}

/** @param {string[]} lines @returns {LingerEvent[]} each event once */
function received(lines) {
  const events = lines.map((line) => JSON.parse(line));
  return [...new Map(events.map((event) => [`${event.vid} ${event.pid} ${event.n}`, event])).values()];
}

/** @param {() => boolean} holds */
async function until(holds) {
  for (let tries = 0; tries < 150 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(holds(), String(holds));
}

test("the ring keeps the newest events and no more than the tag says", async () => {
  const { shop, page } = await opened('data-local="20"');
  await open(page, shop.url);
  await settle(page);
  for (let click = 0; click < 30; click++) await page.locator(".promo__plain").click();
  const events = await recorded(page);
  assert.equal(events.length, 20);
  assert.equal(events.at(-1)?.n, Math.max(...events.map(({ n }) => n)));
  shop.close();
});

test("what the database has not written when the page goes away is there on the next page", async () => {
  const { shop, page } = await opened('data-local="200"');
  await page.addInitScript(() => {
    // A database that never answers, on this one page.
    if (location.pathname === "/") indexedDB.open = () => /** @type {any} */ ({});
  });
  await open(page, shop.url);
  await settle(page);
  await page.locator(".promo__plain").click();
  // Long enough for the click to have been handed on.
  await page.waitForTimeout(2000);
  await open(page, `${shop.url}/pages/about`);
  const events = await recorded(page);
  assertValid(events);
  assert.deepEqual(named(events, "view").map(({ p }) => p), ["/", "/pages/about"]);
  assert.equal(named(events, "click").length, 1);
  shop.close();
});

test("events older than data-keep are dropped", async () => {
  const { shop, page } = await opened('data-local="200" data-keep="0"');
  await open(page, shop.url);
  await recorded(page);
  await open(page, `${shop.url}/pages/about`);
  await page.waitForTimeout(2500);
  assert.deepEqual(named(await recorded(page), "view").filter(({ p }) => p === "/"), []);
  shop.close();
});

test("a collector that is down loses nothing: events wait, tries go on, all arrive", async () => {
  const { shop, page } = await opened('data-endpoint="/collect"');
  shop.collector.isDown = true;
  await open(page, shop.url);
  await settle(page);
  await page.locator(".promo__plain").click();
  await until(() => shop.collector.tries >= 2);
  await open(page, `${shop.url}/pages/about`);
  const waiting = await recorded(page);
  assert.ok(waiting.length >= 5, "the outbox holds both pages");
  shop.collector.isDown = false;
  await until(() => waiting.every(({ pid, n }) => received(shop.collector.lines).some((event) => event.pid === pid && event.n === n)));
  const events = received(shop.collector.lines);
  assertValid(events);
  assert.deepEqual(named(events, "view").map(({ p }) => p), ["/", "/pages/about"]);
  assert.equal(named(events, "click").length, 1);
  assert.equal(named(events, "dwell")[0].p, "/");
  await until(() => events.length > 0);
  assert.deepEqual(await recorded(page), [], "what the collector has confirmed waits no longer");
  shop.close();
});

test("a visitor who leaves after a moment has been sent", async () => {
  const { shop, page } = await opened('data-endpoint="/collect"');
  await open(page, shop.url);
  await page.goto("about:blank");
  await until(() => named(received(shop.collector.lines), "view").length === 1);
  shop.close();
});

test("a policy that forbids the collector is told once and the events wait", async () => {
  const { shop, page, warnings } = await opened('data-endpoint="https://collector.example/linger"', { "content-security-policy": "connect-src 'self'" });
  await open(page, shop.url);
  await page.waitForTimeout(5000);
  await page.locator(".promo__plain").click();
  await page.waitForTimeout(5000);
  assert.equal(warnings.length, 1, warnings.join("\n"));
  assert.match(warnings[0], /https:\/\/collector\.example\/linger is not allowed .*connect-src/);
  assert.equal(named(await recorded(page), "click").length, 1);
  shop.close();
});

test("a policy that forbids the second file is told once", async () => {
  const { shop, page, warnings } = await opened('data-local="99" data-more="https://other.example/more.js"', { "content-security-policy": "script-src 'self' 'unsafe-inline'" });
  await open(page, shop.url);
  await page.waitForTimeout(2500);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /https:\/\/other\.example\/more\.js was not loaded.*script-src/);
  shop.close();
});

test("an overlay that is not where the tag says is told once, and nothing is recorded", async () => {
  const { shop, page, warnings, faults } = await opened('data-local="99" data-overlay="/cdn/shop/assets/none.js"');
  await open(page, `${shop.url}/?linger=heatmap`);
  await page.waitForTimeout(1500);
  assert.deepEqual([warnings.length, faults], [1, []]);
  assert.match(warnings[0], /none\.js was not loaded: check its address/);
  assert.deepEqual(await stored(page), { local: {}, session: {}, databases: [] });
  shop.close();
});

test("full stores degrade quietly: the shop works and no error is seen", async () => {
  const { shop, page, warnings, faults } = await opened('data-local="99"');
  await page.addInitScript(() => {
    const full = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
    Storage.prototype.setItem = full;
    IDBObjectStore.prototype.add = full;
  });
  await open(page, `${shop.url}/products/mug-2`);
  await settle(page);
  await page.locator("[name=add]").click();
  await page.locator("cart-drawer.active").waitFor();
  await open(page, `${shop.url}/pages/about`);
  await settle(page);
  assert.deepEqual([faults, warnings], [[], []]);
  shop.close();
});

test("stores that throw on every access leave the shop alone", async () => {
  const { shop, page, faults } = await opened('data-local="99"');
  await page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    }
  });
  await open(page, shop.url);
  await page.waitForTimeout(1500);
  await page.locator(".promo__plain").click();
  assert.deepEqual(faults, []);
  shop.close();
});

test("two tabs write into one ring, each event once", async () => {
  const { shop, page } = await opened('data-local="99"');
  await open(page, shop.url);
  const other = await open(page.context(), `${shop.url}/pages/about`);
  await settle(page);
  await settle(other);
  for (const tab of [page, other, page, other]) await tab.locator(".footer__note").click();
  const events = await recorded(other);
  assert.equal(named(events, "click").length, 4);
  assert.equal(new Set(events.map(({ pid, n }) => `${pid} ${n}`)).size, events.length);
  shop.close();
});

test("the cart's note says what the visit was", async () => {
  const { shop, page } = await opened("data-cart-note");
  await open(page, `${shop.url}/search?q=nothing-like-it`);
  await settle(page);
  await open(page, `${shop.url}/products/mug-2`);
  await settle(page);
  await page.locator("[name=add]").click();
  await until(() => [...shop.carts.values()].some(({ attributes }) => attributes._linger));
  await page.waitForTimeout(1500);
  const [{ attributes }] = shop.carts.values();
  const digest = decodeDigest(attributes._linger);
  const { local } = await stored(page);
  assert.ok(digest);
  assert.equal(attributes._linger.length, 48);
  assert.equal(digest.vid, local["linger.id"].split(".")[0]);
  assert.deepEqual([digest.views, digest.sessions, digest.searches, digest.adds, digest.removals, digest.source, digest.device], [2, 1, 1, 1, 0, "direct", "desktop"]);
  assert.ok(Math.abs(digest.start - Date.now()) < 120_000);
  shop.close();
});

test("main-thread time of an event, measured", async (t) => {
  const { shop, page } = await opened('data-local="5000"');
  await open(page, `${shop.url}/collections/all`);
  await settle(page);
  const clicks = () => {
    const target = /** @type {HTMLElement} */ (document.querySelector(".card .price"));
    const start = performance.now();
    for (let click = 0; click < 200; click++) target.dispatchEvent(new MouseEvent("click", { bubbles: true, detail: 1, clientX: 50, clientY: 400 }));
    return (performance.now() - start) / 200;
  };
  const withLinger = await page.evaluate(clicks);
  await page.evaluate(() => /** @type {any} */ (window).Linger.erase());
  t.diagnostic(`a click takes ${(withLinger * 1000).toFixed(0)} µs of the main thread`);
  assert.ok(withLinger > 0);
  shop.close();
});
