/** Everything by keyboard: from the first screen to a person's card and back, without a mouse. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch, openDashboard, openSample, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Presses Tab until an element of this kind has the focus. @param {Page} page @param {string} selector */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`Tab never reached ${selector}.`);
}

/** The focus can be seen: an outline, or a ring drawn by the label around a hidden input. @param {Page} page */
const outlined = (page) =>
  page.evaluate(() => {
    const element = /** @type {Element} */ (document.activeElement);
    return [element, element.closest("label")].some((one) => one && getComputedStyle(one).outlineStyle !== "none" && getComputedStyle(one).outlineWidth !== "0px");
  });

test("a journey by keyboard", async () => {
  const { page, faults } = await openDashboard(browser, { reducedMotion: "reduce" });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
  await tabTo(page, "input[type=file]");
  assert.ok(await outlined(page), "the file button shows the focus");
  await tabTo(page, ".drop-buttons button");
  await page.keyboard.press("Enter");
  await page.locator("linger-overview .headline").waitFor();

  await tabTo(page, "linger-explain button");
  assert.ok(await outlined(page), "the ? shows the focus");
  await page.keyboard.press("Enter");
  await page.locator(".explanation:popover-open dl").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".explanation:popover-open").count(), 0);

  await tabTo(page, ".people .person");
  await page.keyboard.press("Enter");
  await page.locator("dialog.card[open]").waitFor();
  assert.equal(await page.locator(".reasons li").count(), 3, "a reason for each definition");
  await page.keyboard.press("Escape");
  await page.locator("dialog.card").waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement?.matches(".person")), "the focus returns to the person");

  await page.keyboard.press("Control+Home");
  await tabTo(page, 'nav.views a[href="#rfm"]').catch(async () => {
    await page.locator(".skip").focus();
    await tabTo(page, 'nav.views a[href="#rfm"]');
  });
  await page.keyboard.press("Enter");
  await page.locator("linger-rfm h1").waitFor();
  await tabTo(page, ".canvas svg a");
  await page.keyboard.press("Enter");
  await page.locator("linger-customers table").waitFor();
  assert.match(page.url(), /#customers\?segment=/);

  await tabTo(page, "th button");
  await page.keyboard.press("Enter");
  await page.locator('th[aria-sort="ascending"]').waitFor();
  assert.deepEqual(faults, []);
});

test("heatmap, replay and popups by keyboard", async () => {
  const { page, faults } = await openDashboard(browser, { reducedMotion: "reduce" });
  await openSample(page);
  await show(page, "heatmap");
  await page.locator(".outline image").waitFor();
  await tabTo(page, "select[name=what]");
  assert.ok(await outlined(page), "the choice shows the focus");
  await page.keyboard.press("End");
  await page.locator("linger-chart figcaption", { hasText: "in view the longest" }).waitFor();
  await tabTo(page, "linger-chart summary");
  await page.keyboard.press("Enter");
  await page.locator("linger-chart tbody tr").first().waitFor();
  assert.equal(await page.locator("linger-chart tbody tr").count(), 20, "bands of 5 %");

  await show(page, "replay");
  await tabTo(page, "linger-replay tbody button");
  await page.keyboard.press("Enter");
  await page.locator(".stage").waitFor();
  await tabTo(page, ".marks button");
  assert.ok(await outlined(page), "a mark shows the focus");
  await page.keyboard.press("Enter");
  await page.locator('.marks [aria-pressed="true"]').waitFor();
  await tabTo(page, ".stage");

  await show(page, "popups");
  await tabTo(page, "form.popups button");
  await page.keyboard.press("Enter");
  await page.locator("linger-popups .popup").waitFor();
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "templates", "the popup stands before the button");
  assert.deepEqual(faults, []);
});
