/** The main flow in Chromium. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mainFlow } from "./main-flow.mjs";
import { launch, openDashboard } from "./page.mjs";

/** @import { Browser } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("sample shop, overview, slider, language", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await mainFlow({
    click: (selector) => page.locator(selector).click(),
    text: (selector) => page.locator(selector).innerText(),
    slide: (selector, value) => page.locator(selector).fill(value),
    waitForText: (selector, text) => page.locator(selector).filter({ hasText: text }).waitFor(),
  });
  assert.deepEqual(faults, []);
  assert.deepEqual(requests, []);
});
