/** Every view in the light and the dark, in both languages: axe finds nothing, and no sentence is broken. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { changes } from "./everywhere.mjs";
import { PARTS, VIEWS, launch, openDashboard, openSample, show, showPart } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** What axe finds, one line each. Evaluated from outside, so the page's own policy stays as it is. @param {Page} page */
async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"], preload: false }));
  return found.violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => `${node.html.slice(0, 120)} ${node.failureSummary}`).join(" | ")}`);
}

/** No sentence shows a key or a place that was not filled; code to copy may hold braces. @param {Page} page @param {string} view */
async function sentencesAreWhole(page, view) {
  const code = await page.locator("body code").allInnerTexts();
  const text = code.reduce((rest, one) => rest.replace(one, ""), await page.locator("body").innerText());
  assert.doesNotMatch(text, /\{|undefined|NaN|\[object/, view);
  assert.doesNotMatch(text, /\b(column|segment|definition|overview|churn|quality|settings)\.[a-z]/i, view);
}

for (const [colorScheme, locale] of /** @type {["light" | "dark", string][]} */ ([["light", "en"], ["dark", "zh-CN"]])) {
  test(`axe is content with every view, ${colorScheme}, ${locale}`, async () => {
    const { page, faults } = await openDashboard(browser, { colorScheme, locale });
    assert.equal(await page.evaluate(() => document.documentElement.lang), locale);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), colorScheme);
    assert.deepEqual(await violations(page), [], "first screen");
    await openSample(page);
    for (const view of VIEWS) {
      await show(page, view);
      await page.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((one) => (one.open = true)));
      assert.deepEqual(await violations(page), [], view);
      await sentencesAreWhole(page, view);
    }
    for (const [address = "", shown = ""] of PARTS) {
      await showPart(page, address, shown);
      assert.deepEqual(await violations(page), [], address);
      await sentencesAreWhole(page, address);
    }
    assert.deepEqual(faults, []);
  });
}

test("axe is content with the dialogs, a replay and the mapping form", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await page.locator(".people .person").first().click();
  await page.locator("dialog.card[open]").waitFor();
  assert.deepEqual(await violations(page), [], "card");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.locator("dialog.settings[open]").waitFor();
  assert.deepEqual(await violations(page), [], "settings");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Share" }).click();
  await page.locator("dialog.share details > summary").click();
  assert.deepEqual(await violations(page), [], "share");
  await page.locator("[name=people]").check();
  assert.deepEqual(await violations(page), [], "share with people");
  await page.keyboard.press("Escape");
  await page.locator("linger-network button").click();
  await page.locator("dialog.network[open]").waitFor();
  assert.deepEqual(await violations(page), [], "network");
  await page.keyboard.press("Escape");
  await changes(page, async () => assert.deepEqual(await violations(page), [], "changes"));
  await show(page, "replay");
  await page.locator("linger-replay tbody button").first().click();
  await page.locator(".wireframe").waitFor();
  await page.locator("input[name=step]").press("End");
  assert.deepEqual(await violations(page), [], "replay of a session");
  await show(page, "heatmap");
  for (const what of ["scroll", "attention"]) {
    await page.locator("select[name=what]").selectOption(what);
    await page.locator(".outline .band").first().waitFor();
    assert.deepEqual(await violations(page), [], what);
  }
  await show(page, "popups");
  await page.getByRole("button", { name: "Add a popup" }).click();
  await page.getByRole("button", { name: "Save linger-rules.json" }).click();
  await page.locator("linger-popups [role=alert]").waitFor();
  await page.locator("linger-popups details").evaluate((one) => ((/** @type {HTMLDetailsElement} */ (one)).open = true));
  assert.deepEqual(await violations(page), [], "a popup with mistakes");
  await show(page, "quality");
  await page.getByRole("button", { name: "Change columns of sample-shop.csv" }).click();
  await page.locator("linger-mapping form").waitFor();
  assert.deepEqual(await violations(page), [], "mapping");
  await page.getByRole("button", { name: "This is a table of storefront events" }).click();
  await page.locator("linger-mapping select[name=visitor]").waitFor();
  assert.deepEqual(await violations(page), [], "mapping of events");
});

test("language and theme switch in place", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await page.getByRole("button", { name: "简体中文" }).click();
  assert.equal(await page.locator("linger-overview h1").innerText(), "总览");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  await page.getByRole("button", { name: "深色" }).click();
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "dark");
  await page.getByRole("button", { name: "English" }).click();
  assert.equal(await page.locator("linger-overview h1").innerText(), "Overview");
});
