/** Rage and dead clicks are found where a visitor is stuck, and nowhere else; faults never carry what was typed. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { assertValid } from "./schema.mjs";
import { openShop } from "./shop/server.mjs";
import { launch, named, open, recorded, settle, visitor } from "./visit.mjs";

/** @import { Browser, Page } from "playwright-core" */

const HEAD = '<script src="/cdn/shop/assets/linger-storefront.js" data-consent="granted" data-local="999"></script>';

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {string} path */
async function opened(path) {
  const shop = await openShop({ head: HEAD, privacyApi: false });
  const page = await open(await visitor(browser), shop.url + path);
  await settle(page);
  return { shop, page };
}

/** @param {Page} page @param {string} selector @param {number} count */
async function clickOften(page, selector, count) {
  for (let click = 0; click < count; click++) await page.locator(selector).first().click({ delay: 20 });
  await page.waitForTimeout(3000);
}

test("four clicks on a button that does nothing are a rage click and dead clicks", async () => {
  const { shop, page } = await opened("/");
  await clickOften(page, ".promo__broken", 4);
  const events = await recorded(page);
  assertValid(events);
  assert.deepEqual(named(events, "rage").map(({ a, c }) => [a, c]), [[".promo__broken", 4]]);
  assert.equal(named(events, "dead").length, 4);
  assert.equal(named(events, "dead")[0].a, ".promo__broken");
  assert.equal(named(events, "click")[0].i, 1);
  shop.close();
});

test("two clicks are no rage, and text that nobody expects to act is not dead", async () => {
  const { shop, page } = await opened("/");
  await clickOften(page, ".promo__plain", 2);
  const events = await recorded(page);
  assert.deepEqual([...named(events, "rage"), ...named(events, "dead")], []);
  shop.close();
});

test("steppers at their limit, arrows at the end and text fields are neither", async () => {
  const { shop, page } = await opened("/products/mug-2");
  await clickOften(page, "main [name=minus]", 5);
  await clickOften(page, "main [name=plus]", 5);
  await clickOften(page, "main input[name=quantity]", 4);
  await page.goto(shop.url);
  await settle(page);
  await clickOften(page, ".slideshow__next", 6);
  await clickOften(page, ".slideshow__previous", 6);
  const events = await recorded(page);
  assert.ok(named(events, "click").length >= 26);
  assert.deepEqual([...named(events, "rage"), ...named(events, "dead")], []);
  shop.close();
});

test("a click that adds to the cart, one that scrolls and one that follows a link are not dead", async () => {
  const { shop, page } = await opened("/products/mug-2");
  await clickOften(page, "[name=add]", 1);
  await page.locator(".drawer__close").click();
  await page.evaluate(() => document.querySelector(".product__title")?.insertAdjacentHTML("afterend", '<a class="to-foot" href="#foot">Down</a>'));
  await page.evaluate(() => document.querySelector(".footer")?.setAttribute("id", "foot"));
  await clickOften(page, ".to-foot", 1);
  await page.locator(".header__logo").click();
  await settle(page);
  const events = await recorded(page);
  assert.deepEqual(named(events, "dead"), []);
  shop.close();
});

test("a refused form and a failing script are told by name and place, without what was typed", async () => {
  const { shop, page } = await opened("/pages/about");
  await page.locator(".newsletter input").fill("secret-person");
  await page.locator(".newsletter button").click();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('Cannot send "secret-person" to order 12345, secret-person, x@y.zz');
    });
  });
  await page.locator("input[type=password]").fill("secret-password");
  await page.locator("input[name='customer[email]']").fill("secret@example.com");
  const events = await recorded(page);
  assertValid(events);
  assert.deepEqual(named(events, "ferr").map(({ f }) => f), ["contact[email]"]);
  const [fault] = named(events, "jerr");
  assert.match(String(fault.m), /Cannot send \* to order , \*, \*/);
  assert.doesNotMatch(JSON.stringify(events), /secret|12345|x@y/);
  shop.close();
});

test("search terms lose e-mail addresses and phone numbers", async () => {
  const { shop, page } = await opened("/");
  await page.goto(`${shop.url}/search?q=${encodeURIComponent("  Mug for ANNA@example.com or +49 170 1234567 ")}`);
  await settle(page);
  const events = await recorded(page);
  assert.deepEqual(named(events, "search").map(({ q }) => q), ["mug for * or *"]);
  assert.doesNotMatch(JSON.stringify(events), /anna|1234567/i);
  shop.close();
});
