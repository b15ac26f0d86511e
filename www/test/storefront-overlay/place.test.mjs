/** A click that is known lies on the right element after the layout has changed, at three widths, from both sources. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openShop } from "../storefront/shop/server.mjs";
import { launch, named, open, recorded, settle, visitor } from "../storefront/visit.mjs";
import { HEAD, chooseFile, clickMiddle, everything, fill, hottest, latestMap, linesOf, listen, openOverlay } from "./look.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { Setting } from "../storefront/shop/server.mjs" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {Page} page @param {string} selector */
async function boxOf(page, selector) {
  const box = await page.locator(selector).boundingBox();
  assert.ok(box, selector);
  return box;
}

/** The hottest spot of the window is the middle of an element. @param {Page} page @param {string} selector */
async function assertOn(page, selector) {
  const { x, y, width, height } = await boxOf(page, selector);
  const spot = await hottest(page, everything(page));
  const away = Math.hypot(spot.x - (x + width / 2), spot.y - (y + height / 2));
  // A cell is four px wide, and its middle is drawn.
  assert.ok(spot.heat > 300 && away <= 6, `${selector} at ${x},${y} ${width}×${height}, hottest at ${spot.x},${spot.y} (${spot.heat})`);
}

for (const [width, later] of [[390, 430], [820, 700], [1440, 1280]]) {
  test(`recorded at ${width} px, the sections moved, a banner above, ${later} px wide now`, async () => {
    /** @type {Setting} */
    const setting = { head: HEAD, privacyApi: false };
    const shop = await openShop(setting);
    const context = await visitor(browser, { viewport: { width, height: 800 } });
    await listen(context);
    const page = await open(context, shop.url);
    await settle(page);
    const then = await boxOf(page, ".promo__broken");
    await clickMiddle(page, ".promo__broken", 3);
    const events = await recorded(page);
    assert.equal(named(events, "click").length, 3);

    setting.templates = { index: ["announcement", "promo", "slideshow"] };
    await page.setViewportSize({ width: later, height: 800 });
    await openOverlay(page, shop.url);
    const now = await boxOf(page, ".promo__broken");
    assert.ok(Math.abs(now.y - then.y) > 60, "the button is somewhere else");
    await assertOn(page, ".promo__broken");
    const own = await latestMap(page);
    const placed = own.clicks?.placed[0];
    assert.deepEqual([own.source, own.template, own.clicks?.anchor, own.clicks?.fallback, own.clicks?.sessions], ["browser", "index", 3, 0, 1]);
    assert.deepEqual([placed?.anchor, placed?.clicks, placed?.layer, placed?.box.map(Math.round)], [".promo__broken", 3, "page", [now.x, now.y, now.width, now.height].map(Math.round)]);

    // The same page scrolled: the spot goes with the element.
    await page.evaluate(() => scrollTo(0, 150));
    await page.waitForTimeout(300);
    await assertOn(page, ".promo__broken");

    // The window turned while the overlay is open.
    await page.setViewportSize({ width: later + 90, height: 700 });
    await page.waitForTimeout(500);
    await assertOn(page, ".promo__broken");

    // What the page told while it went away lies in the tail.
    await page.locator("#linger-overlay [data-name=scroll]").check();
    assert.equal((await latestMap(page)).scroll?.visitors, 1);
    await page.locator("#linger-overlay [data-name=clicks]").check();

    await chooseFile(page, "events.ndjson", linesOf(events));
    assert.equal((await latestMap(page)).clicks?.withheld, 3, "one session is fewer than five");
    assert.equal((await hottest(page, everything(page))).heat, 0);
    await fill(page, "k", "1");
    assert.deepEqual([(await latestMap(page)).source, (await latestMap(page)).clicks?.anchor], ["file", 3]);
    await assertOn(page, ".promo__broken");
    shop.close();
  });
}

test("the sticky header is a layer of its own; what is hidden or gone is counted", async () => {
  /** @type {Setting} */
  const setting = { head: HEAD, privacyApi: false };
  const shop = await openShop(setting);
  const context = await visitor(browser);
  await listen(context);
  const page = await open(context, `${shop.url}/products/mug-2`);
  await settle(page);
  await page.mouse.wheel(0, 400);
  await page.waitForTimeout(400);
  await page.locator(".header__menu").click({ position: { x: 1, y: 1 } });
  await page.locator("[name=add]").click();
  await page.locator("cart-drawer.active").waitFor();
  await clickMiddle(page, ".drawer__close");
  await page.locator(".product__description").click();
  const clicks = named(await recorded(page), "click");
  assert.deepEqual(clicks.map(({ a, ly }) => [a, ly]), [[".header__menu", "fixed"], [".product", "page"], [".drawer__close", "fixed"], [".product__description", "page"]]);

  await openOverlay(page, `${shop.url}/products/mug-2`);
  const header = await boxOf(page, ".header__menu");
  for (const top of [0, 500]) {
    await page.evaluate((to) => scrollTo(0, to), top);
    await page.waitForTimeout(500);
    const { heat, x, y } = await hottest(page, { ...header, x: header.x - 30, y: 0, width: 60 });
    assert.ok(heat > 100 && Math.abs(x - (header.x + 1)) < 8 && y < 60, `at ${top}: ${heat} ${x} ${y}`);
  }
  const told = (await latestMap(page)).clicks;
  assert.deepEqual([told?.anchor, told?.fallback, told?.hidden, told?.outside], [3, 0, 1, 0], "the drawer is closed");
  assert.deepEqual(told?.placed.map(({ anchor, layer }) => [anchor, layer]).sort(), [[".header__menu", "fixed"], [".product", "page"], [".product__description", "page"]]);

  // As some themes do by a mistake: it goes with its section.
  await page.addStyleTag({ content: "#shopify-section-header { position: static !important } .header { position: sticky }" });
  const scrolled = (await latestMap(page)).clicks;
  assert.deepEqual([scrolled?.anchor, scrolled?.fallback, scrolled?.outside], [2, 1, 0], "a place that stayed has no place in a box that has scrolled away");

  await page.locator(".product__description").evaluate((element) => element.remove());
  const without = (await latestMap(page)).clicks;
  assert.deepEqual([without?.anchor, without?.fallback, without?.hidden], [1, 2, 1], "an anchor that is gone falls back to its pixels");
  shop.close();
});

test("a click without an anchor is placed by its pixels at today's width", async () => {
  const shop = await openShop({ head: HEAD, privacyApi: false });
  const context = await visitor(browser);
  await listen(context);
  const page = await open(context, shop.url);
  await settle(page);
  const [view] = await recorded(page);
  await page.setViewportSize({ width: 640, height: 800 });
  await openOverlay(page, shop.url);
  // In the middle of a page 1280 px wide, 700 px from its top; now it is 640 px wide.
  const click = { ...view, e: "click", n: 1, a: "", x: 100, y: 100, px: 640, py: 700, ly: "page", tg: "div" };
  await chooseFile(page, "events.ndjson", linesOf([view, click]));
  await fill(page, "k", "1");
  const { clicks } = await latestMap(page);
  assert.deepEqual([clicks?.anchor, clicks?.fallback], [0, 1]);
  const spot = await hottest(page, everything(page));
  assert.ok(Math.abs(spot.x - 320) <= 4 && Math.abs(spot.y - 700) <= 4, `${spot.x} ${spot.y}`);
  shop.close();
});
