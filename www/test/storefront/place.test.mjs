/** Where a click, a look and a scroll are said to be. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { assertValid } from "./schema.mjs";
import { openShop } from "./shop/server.mjs";
import { launch, named, open, recorded, settle, visitor } from "./visit.mjs";

/** @import { Browser } from "playwright-core" */

const HEAD = '<script src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" data-local="999" data-moves></script>';

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {string} path @param {import("playwright-core").BrowserContextOptions} [options] */
async function opened(path, options) {
  const shop = await openShop({ head: HEAD, privacyApi: false });
  const page = await open(await visitor(browser, options), shop.url + path);
  await settle(page);
  return { shop, page };
}

test("a click is a place in the box of its nearest stable anchor", async () => {
  const { shop, page } = await opened("/");
  const mark = page.locator("[data-linger=spring-banner]");
  await page.locator(".promo").click({ position: { x: 300, y: 8 } });
  await page.locator(".promo").click({ position: { x: 0, y: 0 } });
  const box = await mark.boundingBox();
  const [first, second] = named(await recorded(page), "click");
  assert.ok(box);
  assert.equal(first.a, '[data-linger="spring-banner"]');
  assert.deepEqual([first.x, first.y], [Math.round((300 / box.width) * 32767), Math.round((8 / box.height) * 32767)]);
  assert.deepEqual(first.ab, [box.x, box.y, box.width, box.height].map(Math.round));
  assert.deepEqual([second.x, second.y, second.ab], [0, 0, undefined], "the box is told once");
  assert.deepEqual([first.ly, first.i, first.k], ["page", undefined, undefined]);
  shop.close();
});

test("repeated cards fall back to their section, and a keyboard click is the middle of its target", async () => {
  const { shop, page } = await opened("/collections/all");
  await page.locator(".card .price").nth(4).click();
  await page.locator("[value=Lamp]").focus();
  await page.keyboard.press("Space");
  const clicks = named(await recorded(page), "click");
  assert.equal(clicks[0].a, ".product-grid");
  assert.deepEqual([clicks[1].k, clicks[1].tg, clicks[1].i], [1, "input", 1]);
  const box = await page.locator("[value=Lamp]").boundingBox();
  assert.ok(box);
  assert.ok(Math.abs(Number(clicks[1].px) - (box.x + box.width / 2)) <= 1);
  shop.close();
});

test("a form whose field is called id does not name its anchor by that field", async () => {
  const { shop, page } = await opened("/products/mug-1");
  await page.locator("[name=add]").click();
  const [click] = named(await recorded(page), "click");
  assert.equal(click.a, ".product");
  shop.close();
});

test("a sticky header is on the fixed layer, in viewport pixels", async () => {
  const { shop, page } = await opened("/pages/about");
  await page.mouse.wheel(0, 600);
  await page.waitForTimeout(400);
  await page.locator(".header__menu").click({ position: { x: 1, y: 1 } });
  const [click] = named(await recorded(page), "click");
  assert.equal(click.ly, "fixed");
  assert.ok(Number(click.py) < 80, `${click.py}`);
  shop.close();
});

test("scroll reach, reversals, visible time and bands of the page left behind", async () => {
  const { shop, page } = await opened("/pages/about");
  for (const way of [5000, -5000, 5000]) {
    await page.mouse.wheel(0, way);
    await page.waitForTimeout(600);
  }
  await page.goto(`${shop.url}/collections/all`);
  const events = await recorded(page);
  assertValid(events);
  const scroll = named(events, "scroll").find(({ p }) => p === "/pages/about");
  assert.deepEqual([scroll?.mx, scroll?.rev], [1, 2]);
  const dwell = named(events, "dwell").find(({ p }) => p === "/pages/about");
  const bands = /** @type {number[]} */ (dwell?.bd);
  assert.equal(bands.length, 20);
  assert.ok(Number(dwell?.ms) >= 1800 && Number(dwell?.ms) < 30_000, `${dwell?.ms}`);
  assert.ok(bands[0] > 500 && bands[19] > 500 && Math.max(...bands) <= Number(dwell?.ms) + 1, `${bands}`);
  shop.close();
});

test("slots are seen once after a second and clicked as often as they are", async () => {
  const { shop, page } = await opened("/");
  await page.waitForTimeout(1500);
  await page.locator(".promo__plain").click();
  await page.locator(".promo__plain").click();
  const slots = named(await recorded(page), "slot");
  const of = (/** @type {string} */ slot) => slots.filter(({ s }) => s === slot).map(({ act }) => act);
  assert.deepEqual(of("spring-banner"), ["seen", "click", "click"]);
  assert.deepEqual(of("shopify-section-template--18734029__slideshow"), ["seen"], "a section is a slot by its id");
  shop.close();
});

test("pointer moves only where the tag asks, and web vitals of a load", async () => {
  const { shop, page } = await opened("/");
  for (let step = 0; step < 5; step++) {
    await page.mouse.move(200 + step * 20, 300);
    await page.waitForTimeout(300);
  }
  await page.goto(`${shop.url}/pages/about`);
  const events = await recorded(page);
  assertValid(events);
  const moves = named(events, "move").length;
  assert.ok(moves >= 2 && moves <= 4, `${moves} moves in 1.5 s at two a second`);
  const [vital] = named(events, "vital");
  assert.ok(Number(vital.lcp) > 0 && Number(vital.ttfb) >= 0 && Number(vital.cls) >= 0, JSON.stringify(vital));
  shop.close();
});

for (const [width, device] of /** @type {const} */ ([[390, "phone"], [599, "phone"], [600, "tablet"], [1023, "tablet"], [1024, "desktop"]])) {
  test(`${width} px wide is a ${device}`, async () => {
    const { shop, page } = await opened("/", { viewport: { width, height: 800 } });
    const [view] = await recorded(page);
    assert.deepEqual([view.d, view.w], [device, width]);
    shop.close();
  });
}
