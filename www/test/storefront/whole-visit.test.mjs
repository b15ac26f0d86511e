/** A shopper's visit from the advertisement to the checkout gives exactly the events that happened, each valid. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { assertValid } from "./schema.mjs";
import { openShop } from "./shop/server.mjs";
import { accept, launch, named, open, recorded, settle, visitor } from "./visit.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { LingerEvent } from "../../storefront/recorder/types.js" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** What a reader of the list wants to see of an event. @param {LingerEvent} event */
function line({ e, tpl, h, ...keys }) {
  const told = /** @type {Record<string, string[]>} */ ({ view: ["nav", "src"], product: ["id", "price", "cur", "cat"], add: ["id", "var", "q", "price", "cur"], remove: ["id", "var", "q"], cart: ["items", "total", "cur"], search: ["q", "res", "off", "via"], result: ["q", "pos", "h2"], checkout: ["items", "total"], click: ["tg"] });
  return [e, tpl + (h && `/${h}`), ...(told[e] ?? []).map((key) => String(keys[key]))].join(" ");
}

/** Steps of the shop, without what time alone brings about. @param {LingerEvent[]} events */
const story = (events) => events.filter(({ e }) => !["slot", "scroll", "dwell", "vital", "click"].includes(e)).map(line);

/** @param {Page} page @param {string} selector */
async function follow(page, selector) {
  await page.locator(selector).first().click();
  await settle(page);
}

for (const standardEvents of [true, false]) {
  test(`the whole visit, standard events ${standardEvents ? "on" : "off"}`, async () => {
    const shop = await openShop({ standardEvents });
    const page = await open(await visitor(browser), `${shop.url}/?utm_source=newsletter&utm_medium=email&utm_campaign=spring&gclid=secret-value`);
    await accept(page);
    await page.locator("input[type=search]").fill("Mug");
    await page.waitForTimeout(1500);
    await page.locator("input[type=search]").press("Enter");
    await settle(page);
    await follow(page, ".pagination a:has-text('2')");
    await follow(page, "main .card:nth-child(3) a");
    await follow(page, "variant-picker label:nth-child(2)");
    await follow(page, "[name=plus]");
    await follow(page, "[name=add]");
    await follow(page, ".drawer [name=minus]");
    await follow(page, ".drawer__remove");
    await page.locator(".drawer__close").click();
    await follow(page, "[name=add]");
    await page.goto(`${shop.url}/cart`, { waitUntil: "networkidle" });
    await settle(page);
    await follow(page, "#checkout");
    assert.match(page.url(), /checkouts/);
    await open(page, `${shop.url}/pages/about`);
    const events = await recorded(page);
    assertValid(events);
    // With standard events the drawer's opening is a look at the cart; without them only the cart page is.
    const seen = standardEvents ? ["cart product/mug-15 2 3000 EUR"] : [];
    assert.deepEqual(story(events), [
      "view index load ads",
      "search index mug null 0 suggest",
      "view search load internal",
      "search search mug 20 0 page",
      "view search load internal",
      "search search mug 20 12 page",
      "result search mug 15 mug-15",
      "view product/mug-15 load internal",
      "product product/mug-15 9015 1500 EUR Mug",
      "add product/mug-15 9015 15002 2 1500 EUR",
      ...seen,
      "remove product/mug-15 9015 15002 1",
      "remove product/mug-15 9015 15002 1",
      "add product/mug-15 9015 15002 2 1500 EUR",
      ...seen,
      "view cart load direct",
      "cart cart 2 3000 EUR",
      "checkout cart 2 3000",
      "view page/about load direct",
    ]);
    const [view] = events;
    assert.deepEqual([view.us, view.um, view.uc, view.ck, view.co, view.d, view.w], ["newsletter", "email", "spring", "gclid", "DE", "desktop", 1280]);
    assert.doesNotMatch(JSON.stringify(events), /secret-value/);
    const [cart] = shop.carts.values();
    const token = createHash("sha256").update(cart.token.split("?")[0]).digest("hex").slice(0, 16);
    assert.deepEqual([...new Set(named(events, "checkout").map(({ tok }) => tok))], [token]);
    assert.equal(new Set(events.map(({ vid }) => vid)).size, 1);
    assert.equal(new Set(events.map(({ pid, n }) => `${pid} ${n}`)).size, events.length, "no event twice");
    const here = named(events, "view").at(-1)?.pid;
    assert.equal(new Set(named(events, "dwell").map(({ pid }) => pid).filter((pid) => pid !== here)).size, 5, "one for each page left behind");
    shop.close();
  });
}

test("a customer who is logged in is a hash, told once a session", async () => {
  const head = `<script defer src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" data-local="99" data-customer="{{ 'salt:anna@example.com' | sha256 | slice: 0, 32 }}"></script>`;
  const shop = await openShop({ head });
  const page = await open(await visitor(browser), shop.url);
  await recorded(page);
  await open(page, `${shop.url}/pages/about`);
  const events = await recorded(page);
  assertValid(events);
  // printf 'salt:anna@example.com' | sha256sum
  assert.deepEqual([...new Set(events.map(({ cid }) => cid))], [createHash("sha256").update("salt:anna@example.com").digest("hex").slice(0, 32)]);
  assert.equal(named(events, "login").length, 1);
  shop.close();
});

test("a reload and a change of path are views of their kind; a filter is not a view", async () => {
  const shop = await openShop({ head: '<script src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" data-local="99"></script>' });
  const page = await open(await visitor(browser), `${shop.url}/collections/all`);
  await settle(page);
  await page.reload({ waitUntil: "networkidle" });
  await settle(page);
  await page.evaluate(() => history.pushState({}, "", "/collections/all?sort_by=price"));
  await page.locator("[value=Lamp]").check();
  await settle(page);
  await page.evaluate(() => history.pushState({}, "", "/products/lamp-21"));
  await settle(page);
  const events = await recorded(page);
  assertValid(events);
  assert.deepEqual(named(events, "view").map(line), ["view collection/all load direct", "view collection/all reload internal", "view product/lamp-21 spa internal"]);
  shop.close();
});

test("a page that comes back from the back-forward cache is a view of its own", async () => {
  const shop = await openShop({ head: '<script src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" data-local="99"></script>' });
  const page = await open(await visitor(browser), `${shop.url}/pages/about`);
  await settle(page);
  // Playwright switches the cache off, so the page is told what the cache would tell it.
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  const events = await recorded(page);
  assertValid(events);
  assert.deepEqual(named(events, "view").map(({ p, nav }) => `${p} ${nav}`), ["/pages/about load", "/pages/about bfcache"]);
  assert.equal(new Set(events.map(({ pid }) => pid)).size, 2);
  shop.close();
});

test("looking at a product for a moment and returning is a quick back of that product", async () => {
  const shop = await openShop({ head: '<script src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" data-local="99"></script>' });
  const page = await open(await visitor(browser), `${shop.url}/collections/all`);
  await settle(page);
  await follow(page, ".card a");
  await page.goBack({ waitUntil: "networkidle" });
  const events = await recorded(page);
  assertValid(events);
  const [back, ...more] = named(events, "back");
  assert.deepEqual([back.p, back.tpl, more.length], ["/products/mug-1", "product", 0]);
  assert.equal(back.pid, named(events, "view").find(({ p }) => p === "/products/mug-1")?.pid);
  shop.close();
});
