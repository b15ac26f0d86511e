/** Nothing is recorded or stored before consent; each way of asking for it; withdrawal erases. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openShop } from "./shop/server.mjs";
import { NOTHING, accept, launch, named, open, recorded, stored, visitor } from "./visit.mjs";

/** @import { Browser } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("before the visitor has answered nothing is stored, and after yes this page is recorded", async () => {
  const shop = await openShop();
  const page = await open(await visitor(browser), `${shop.url}/products/mug-3`);
  await page.locator(".product__description").click();
  assert.deepEqual(await stored(page), NOTHING);
  await accept(page);
  await page.locator(".product__description").click();
  const events = await recorded(page);
  assert.equal(named(events, "view").length, 1);
  assert.equal(named(events, "click").length, 1);
  shop.close();
});
