/**
 * A walk through the whole page with orders and sessions loaded: every view with its details open, every dialog, the
 * mapping form. What is proven of the page is proven at each stop.
 * @module
 */
import { PARTS, VIEWS, show, showPart } from "./page.mjs";

/** @import { Page } from "playwright-core" */

/**
 * @param {Page} page
 * @param {(place: string) => Promise<void>} visit
 */
export async function everywhere(page, visit) {
  for (const view of VIEWS) {
    await show(page, view);
    await page.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((one) => (one.open = true)));
    await visit(view);
  }
  for (const [address = "", shown = ""] of PARTS) {
    await showPart(page, address, shown);
    await page.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((one) => (one.open = true)));
    await visit(address);
  }
  await show(page, "replay");
  await page.locator("linger-replay tbody button").first().click();
  await page.locator(".wireframe").waitFor();
  await page.locator("input[name=step]").press("End");
  await visit("replay of a session");
  await dialogs(page, visit);
  await changes(page, visit);
  await show(page, "quality");
  await page.locator("linger-quality .file button").first().click();
  const form = page.locator("linger-mapping").last();
  await form.locator("form").waitFor();
  await visit("mapping");
  await form.locator("button.plain").click();
  await form.locator("select[name=visitor]").waitFor();
  await visit("mapping of events");
}

/** @param {Page} page @param {(place: string) => Promise<void>} visit */
async function dialogs(page, visit) {
  await show(page, "customers");
  await page.locator("linger-customers tbody .person").first().click();
  await dialog(page, "card", visit);
  await page.getByRole("button", { name: /^(Settings|设置)$/ }).click();
  await dialog(page, "settings", visit);
  for (const [kind, name] of /** @type {[string, RegExp][]} */ ([["workspaces", /workspaces|工作区/], ["person-rights", /Data held|某个人/]])) {
    await page.locator("linger-menu > button").click();
    await page.locator("#menu button", { hasText: name }).click();
    await dialog(page, kind, visit);
  }
  await page.getByRole("button", { name: /^(Share|分享)$/ }).click();
  await page.locator("dialog.share details > summary").click();
  await dialog(page, "share", visit);
  await page.locator("linger-network button").click();
  await dialog(page, "network", visit);
  for (const [item, kind] of /** @type {[number, string][]} */ ([[0, "workspaces"], [1, "person-rights"]])) {
    await page.locator("linger-menu > button").click();
    await page.locator("linger-menu [popover] button").nth(item).click();
    await dialog(page, kind, visit);
  }
}

/** Changes since the run of the files that are loaded: nothing was restated, nobody moved. @param {Page} page @param {(place: string) => Promise<void>} visit */
export async function changes(page, visit) {
  await show(page, "compare");
  const download = page.waitForEvent("download");
  await page.locator("linger-compare .buttons button").first().click();
  await page.locator("linger-compare input[type=file]").setInputFiles(await (await download).path());
  await page.locator(".compared").waitFor();
  await visit("changes");
}

/** @param {Page} page @param {string} kind @param {(place: string) => Promise<void>} visit */
async function dialog(page, kind, visit) {
  await page.locator(`dialog.${kind}[open]`).waitFor();
  await visit(kind);
  await page.keyboard.press("Escape");
  await page.locator(`dialog.${kind}`).waitFor({ state: "detached" });
}
