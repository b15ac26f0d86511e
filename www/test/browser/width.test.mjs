/** Every view from a small phone to a wide screen: nothing is wider than the window. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { PARTS, VIEWS, launch, openDashboard, openSample, show, showPart } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** How far the page is wider than its window. @param {Page} page */
const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

for (const [width, height] of /** @type {[number, number][]} */ ([[360, 740], [390, 844], [768, 1024], [2560, 1440]])) {
  test(`nothing is wider than the window at ${width} px`, async () => {
    const { page } = await openDashboard(browser, { width, height });
    assert.ok((await overflow(page)) <= 0, "first screen");
    await openSample(page);
    for (const view of VIEWS) {
      await show(page, view);
      assert.ok((await overflow(page)) <= 0, `${view} is ${await overflow(page)} px too wide`);
    }
    for (const [address = "", shown = ""] of PARTS) {
      await showPart(page, address, shown);
      assert.ok((await overflow(page)) <= 0, `${address} is ${await overflow(page)} px too wide`);
    }
    await show(page, "popups");
    await page.getByRole("button", { name: "Add a popup" }).click();
    await page.locator("linger-popups .popup").waitFor();
    assert.ok((await overflow(page)) <= 0, "a popup to fill in");
    await show(page, "overview");
    await page.locator(".people .person").first().click();
    await page.locator("dialog.card[open]").waitFor();
    const box = await page.locator("dialog.card").boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= width, "the card fits");
  });
}
