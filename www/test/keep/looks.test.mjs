/** The dialogs of keeping and of a person's rights: by keyboard, small, dark, in both languages, and as axe sees them. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { close, launch, load, menu, profile, served, tab } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof served>>} */
let shop;
before(async () => {
  browser = await launch();
  shop = await served();
});
after(async () => {
  await browser.close();
  shop.close();
});

/** What axe finds, and what is wider than the dialog or shows a key instead of a sentence. @param {Page} page */
async function flaws(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ["violations"], preload: false }));
  const wide = await page.locator("dialog").evaluate((dialog) => [dialog, .../** @type {Element} */ (dialog).querySelectorAll("form, section, li, p")].filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.outerHTML.slice(0, 80)));
  const text = await page.locator("dialog").innerText();
  const broken = text.match(/\{|undefined|NaN|\[object|\b(keep|person|menu|card)\.[a-z]\w*/g) ?? [];
  const violations = found.violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.html.slice(0, 160)).join(" | ")}`);
  return [...violations, ...wide, ...broken];
}

/** @param {Page} page @param {string} name */
async function picture(page, name) {
  if (process.env.LINGER_PICTURES) await page.screenshot({ path: `${process.env.LINGER_PICTURES}/${name}.png` });
}

for (const { width, colorScheme, locale } of /** @type {const} */ ([{ width: 1280, colorScheme: "light", locale: "en" }, { width: 390, colorScheme: "dark", locale: "zh-CN" }])) {
  test(`nothing is amiss at ${width} px, ${colorScheme}, ${locale}`, async () => {
    const context = await profile(browser, { locale, colorScheme, viewport: { width, height: 844 } });
    const { page, faults } = await tab(context, shop.url);
    const name = (/** @type {string} */ step) => `${step}-${width}`;
    await load(page);
    await page.locator("linger-menu > button").click();
    await page.locator("#menu:popover-open").waitFor();
    await picture(page, name("menu"));
    await page.keyboard.press("Escape");
    await menu(page, /workspaces|工作区/);
    assert.deepEqual(await flaws(page), [], "before anything is kept");
    await picture(page, name("keep"));
    await page.locator("dialog [name=name]").fill("Shop 留步");
    for (const field of ["passphrase", "again"]) await page.locator(`dialog [name=${field}]`).fill("x");
    await page.locator("dialog form button.primary").click();
    await page.locator("dialog .kept li").waitFor();
    assert.deepEqual(await flaws(page), [], "kept");
    await picture(page, name("kept"));
    await page.locator("dialog .kept button").nth(2).click();
    assert.deepEqual(await flaws(page), [], "about to delete");
    await page.locator("dialog .kept").scrollIntoViewIfNeeded();
    await picture(page, name("delete"));
    await page.locator("dialog .kept button").nth(0).click();
    await page.locator(".asking [name=value]").fill("wrong");
    await page.keyboard.press("Enter");
    await page.locator("dialog [role=alert]").waitFor();
    assert.deepEqual(await flaws(page), [], "a wrong passphrase");
    await picture(page, name("wrong"));
    await close(page);
    await menu(page, /Data held|数据/);
    await page.locator("dialog [name=key]").fill("example");
    await page.keyboard.press("Enter");
    await page.locator("dialog [role=status] li").first().waitFor();
    assert.deepEqual(await flaws(page), [], "matches");
    await page.locator("dialog [role=status] li button").first().click();
    await page.locator(".holding").waitFor();
    await page.locator(".holding details").first().evaluate((one) => ((/** @type {HTMLDetailsElement} */ (one)).open = true));
    assert.deepEqual(await flaws(page), [], "a person");
    await picture(page, name("person"));
    await page.locator(".holding > .buttons button").last().click();
    await page.locator(".erasing").waitFor();
    assert.deepEqual(await flaws(page), [], "about to erase");
    await page.locator(".erasing").scrollIntoViewIfNeeded();
    await picture(page, name("erase"));
    await page.locator(".erasing .primary").click();
    await page.locator(".holding").waitFor({ state: "detached" });
    await page.locator("dialog section table").waitFor();
    assert.deepEqual(await flaws(page), [], "erased");
    await picture(page, name("erased"));
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("by keyboard: the menu, a workspace, and back to where the focus was", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  const focused = () => page.evaluate(() => document.activeElement?.closest("button, input, a, h3, summary")?.textContent?.trim() || document.activeElement?.getAttribute("name"));
  await page.getByRole("button", { name: /^More/ }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#menu:popover-open").waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent?.includes("Keep and open workspaces"));
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  for (let presses = 0; presses < 10 && (await focused()) !== "name"; presses++) await page.keyboard.press("Tab");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  await page.locator("dialog .kept li", { hasText: "By hand" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.match((await focused()) ?? "", /^More/);
  await context.close();
});
