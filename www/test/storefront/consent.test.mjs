/** Nothing is recorded or stored before consent; each way of asking for it; withdrawal erases. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openShop } from "./shop/server.mjs";
import { NOTHING, accept, launch, named, open, recorded, settle, stored, visitor } from "./visit.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Setting } from "./shop/server.mjs" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {Setting} setting @param {string} path @param {import("playwright-core").BrowserContextOptions} [options] */
async function opened(setting, path = "/", options = {}) {
  const shop = await openShop(setting);
  const context = await visitor(browser, options);
  const page = await open(context, shop.url + path);
  return { shop, context, page };
}

/** A tag as a shop without Shopify's API pastes it. @param {string} words */
const tag = (words) => `<script src="/cdn/shop/assets/linger-storefront.js" ${words}></script>`;
const consent = (/** @type {boolean} */ allowed) => /** @type {any} */ (window).Linger.consent(allowed);

test("before the visitor has answered nothing is stored, and after yes this page is recorded", async () => {
  const { shop, page } = await opened({}, "/products/mug-3");
  await page.locator(".product__description").click();
  assert.deepEqual(await stored(page), NOTHING);
  await accept(page);
  await page.locator(".product__description").click();
  const events = await recorded(page);
  assert.equal(named(events, "view").length, 1);
  assert.equal(named(events, "click").length, 1);
  shop.close();
});

test("refused: pages, clicks and adds leave every store empty", async () => {
  const { shop, page } = await opened({}, "/products/mug-3");
  await page.locator("consent-banner button[value=no]").click();
  await page.locator("[name=add]").click();
  await page.goto(`${shop.url}/collections/all`, { waitUntil: "networkidle" });
  await settle(page);
  assert.deepEqual(await stored(page), NOTHING);
  assert.deepEqual(await recorded(page), []);
  shop.close();
});

test("withdrawn: everything is erased at once, and a second yes begins with a new visitor id", async () => {
  const { shop, page } = await opened({});
  await accept(page);
  const [first] = await recorded(page);
  await page.locator("[data-privacy]").click();
  await page.locator("consent-banner button[value=no]").click();
  await settle(page);
  assert.deepEqual(await stored(page), NOTHING);
  await page.goto(`${shop.url}/pages/about`, { waitUntil: "networkidle" });
  assert.deepEqual(await stored(page), NOTHING);
  await page.locator("[data-privacy]").click();
  await accept(page);
  const [again] = await recorded(page);
  assert.notEqual(again.vid, first.vid);
  shop.close();
});

test("withdrawn in one tab: the other tab stops too", async () => {
  const { shop, context, page } = await opened({});
  await accept(page);
  const other = await open(context, `${shop.url}/pages/about`);
  const events = await recorded(other);
  assert.equal(named(events, "view").length, 2, "both tabs are in one buffer");
  assert.equal(new Set(events.map(({ vid }) => vid)).size, 1);
  assert.equal(new Set(events.map(({ sid }) => sid)).size, 1);
  await page.evaluate(() => /** @type {any} */ (window).Linger.erase());
  await other.locator(".footer__note").click();
  await settle(other);
  assert.deepEqual(await stored(other), NOTHING);
  shop.close();
});

test("data-consent=required waits for Linger.consent(true) and remembers it by the id alone", async () => {
  const { shop, page } = await opened({ head: tag('data-consent="required" data-local="100"'), privacyApi: false });
  await settle(page);
  assert.deepEqual(await stored(page), NOTHING);
  await page.evaluate(consent, true);
  assert.equal(named(await recorded(page), "view").length, 1);
  await open(page, `${shop.url}/pages/about`);
  assert.equal(named(await recorded(page), "view").length, 2);
  await page.evaluate(consent, false);
  await open(page, `${shop.url}/pages/about`);
  await settle(page);
  assert.deepEqual(await stored(page), NOTHING);
  shop.close();
});

test("data-consent=granted records at once; a no erases and leaves only the wish", async () => {
  const { shop, page } = await opened({ head: tag('data-consent="granted" data-local="100"'), privacyApi: false });
  assert.equal(named(await recorded(page), "view").length, 1);
  await page.evaluate(consent, false);
  await open(page, `${shop.url}/pages/about`);
  await settle(page);
  assert.deepEqual(await stored(page), { ...NOTHING, local: { "linger.off": "1" } });
  shop.close();
});

test("?linger=off erases and stays off until ?linger=on", async () => {
  const { shop, page } = await opened({ head: tag('data-consent="granted" data-local="100"'), privacyApi: false });
  await recorded(page);
  await open(page, `${shop.url}/?linger=off`);
  await open(page, `${shop.url}/pages/about`);
  await settle(page);
  assert.deepEqual(await stored(page), { ...NOTHING, local: { "linger.off": "1" } });
  await open(page, `${shop.url}/?linger=on`);
  assert.equal(named(await recorded(page), "view").length, 1);
  shop.close();
});

test("without a place to write to the script says so once and stores nothing", async () => {
  const shop = await openShop({ head: tag('data-consent="granted"') });
  const context = await visitor(browser);
  const page = await context.newPage();
  /** @type {string[]} */
  const warnings = [];
  page.on("console", (message) => warnings.push(message.text()));
  await open(page, shop.url);
  await settle(page);
  assert.deepEqual(warnings, ["Linger: the tag needs data-local, data-endpoint or data-cart-note."]);
  assert.deepEqual(await stored(page), NOTHING);
  shop.close();
});

const GRANTED = { head: tag('data-consent="granted" data-local="100"'), privacyApi: false };

for (const [name, property, value] of /** @type {const} */ ([["Global Privacy Control", "globalPrivacyControl", true], ["Do Not Track", "doNotTrack", "1"], ["a driven browser", "webdriver", true]])) {
  test(`silent: ${name}`, async () => {
    const shop = await openShop(GRANTED);
    const context = await visitor(browser);
    await context.addInitScript(([key, set]) => Object.defineProperty(Navigator.prototype, String(key), { get: () => set }), [property, value]);
    const page = await open(context, shop.url);
    await settle(page);
    assert.deepEqual(await stored(page), NOTHING);
    shop.close();
  });
}

test("silent: a crawler by its name", async () => {
  const { shop, page } = await opened(GRANTED, "/", { userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" });
  await settle(page);
  assert.deepEqual(await stored(page), NOTHING);
  shop.close();
});

test("silent: the theme editor, by the snippet and by the script itself", async () => {
  const { shop, page } = await opened({}, "/?design_mode=1");
  assert.equal(await page.locator("script[src*=linger]").count(), 0);
  const pasted = await opened(GRANTED, "/?design_mode=1");
  await settle(pasted.page);
  assert.deepEqual(await stored(pasted.page), NOTHING);
  shop.close();
  pasted.shop.close();
});

test("silent: inside a frame; the page around it records itself once", async () => {
  const { shop, page } = await opened(GRANTED);
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("iframe"), { src: "/pages/about" })));
  assert.deepEqual(named(await recorded(page), "view").map(({ p }) => p), ["/"]);
  shop.close();
});

const DAY = 864e5;
const AGES = /** @type {const} */ ([
  ["after a pause of 31 minutes the visitor is the same and the session new", "", 31 * 60_000, 31 * 60_000, 31 * 60_000, [true, false]],
  ["after 24 hours without a pause the session is new", "", DAY + 1, DAY + 1, 60_000, [true, false]],
  ["after ten minutes both are the same", "", 89 * DAY, 600_000, 600_000, [true, true]],
  ["after 90 days the visitor is new", "", 90 * DAY + 1, 31 * 60_000, 31 * 60_000, [false, false]],
  ["data-rotate=0 gives each session its own visitor", 'data-rotate="0"', 31 * 60_000, 31 * 60_000, 31 * 60_000, [false, false]],
]);
for (const [name, words, born, started, last, same] of AGES) {
  test(`ids: ${name}`, async () => {
    const { shop, page } = await opened({ head: tag(`data-consent="granted" data-local="100" ${words}`), privacyApi: false });
    const [first] = await recorded(page);
    const aged = await page.evaluate(([age, session, silence]) => {
      const [vid, , sid] = localStorage["linger.id"].split(".");
      const now = Date.now();
      return [vid, now - age, sid, now - session, now - silence].join(".");
    }, [born, started, last]);
    await page.addInitScript((id) => (localStorage["linger.id"] = id), aged);
    await open(page, `${shop.url}/pages/about`);
    const view = named(await recorded(page), "view").find(({ p }) => p === "/pages/about");
    assert.deepEqual([view?.vid === first.vid, view?.sid === first.sid], same);
    shop.close();
  });
}

test("a tag pasted twice records once", async () => {
  const { shop, page } = await opened({ ...GRANTED, head: GRANTED.head + GRANTED.head });
  await page.locator(".promo__plain").click();
  const events = await recorded(page);
  assert.deepEqual([named(events, "view").length, named(events, "click").length], [1, 1]);
  shop.close();
});
