/** Recorded sessions on the page: beside orders and alone, with numbers counted by eye; a hostile file stays text. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { ORDERS, shopText } from "../shop.mjs";
import { visitsText } from "../visits-shop.mjs";
import { choose, launch, memoryFile, openDashboard, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The value of a figure by its label. @param {Page} page @param {string} label */
const figure = (page, label) => page.locator("main .figure", { hasText: new RegExp(`^\\s*${label}\\s*[?]`) }).last().locator(".figure-value").innerText();
/** The rows of a table by its caption, as texts. @param {Page} page @param {string} caption */
const rowsOf = async (page, caption) => {
  const rows = await page.locator("main table", { has: page.locator("caption", { hasText: caption }) }).locator("tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
};
/** @param {Page} page */
const openTables = (page) => page.locator("main details > summary").first().click();

test("orders and sessions dropped together fill both kinds of views", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, [memoryFile("orders.csv", shopText()), memoryFile("sessions.ndjson", visitsText())]);
  await page.locator('nav.views a[href="#sessions"]').waitFor();
  assert.equal(await figure(page, "Orders"), String(ORDERS));
  await show(page, "sessions");
  assert.equal(await figure(page, "Sessions"), "4");
  assert.equal(await figure(page, "Bounce rate"), "25.0%");
  assert.equal(await figure(page, "Conversion"), "25.0%");
  await show(page, "funnel");
  await openTables(page);
  assert.deepEqual((await rowsOf(page, "Funnel")).map(([, reached]) => reached), ["1", "1", "1", "1"]);
  await show(page, "search");
  assert.deepEqual((await rowsOf(page, "Terms"))[0]?.slice(0, 2), ["teapot", "1"]);
  await show(page, "frustration");
  assert.deepEqual((await rowsOf(page, "Where it happens"))[0], ["Rage clicks", "Search", "#teapot", "1", "1"]);
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
});

test("sessions alone open their own views, and filters, steps and thresholds count at once", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("sessions.ndjson", visitsText()));
  await page.locator("linger-sessions h1").waitFor();
  assert.deepEqual(await page.locator("nav.views a").allInnerTexts(), ["Sessions", "Leaving", "Funnel", "Paths", "Search", "Frustration", "Heatmap", "Replay", "Popups"]);
  await page.locator("select[name=device]").selectOption("phone");
  await page.locator(".figure", { hasText: "Sessions" }).locator(".figure-value", { hasText: /^3$/ }).waitFor();
  await page.locator("linger-explain button").first().click();
  await page.locator(".explanation:popover-open", { hasText: "without a pause longer than the idle gap" }).waitFor();
  await page.keyboard.press("Escape");
  await show(page, "funnel");
  await page.locator("select[name=step]").first().selectOption("home");
  // Of the phones' three sessions one began at the home page, and it bought.
  await page.locator("linger-chart figcaption", { hasText: "Of 3 sessions, 1 reached the first step and 1 the last" }).waitFor();
  await show(page, "frustration");
  await page.locator("input[name=rageClicks]").fill("5");
  await page.keyboard.press("Tab");
  await page.locator("linger-chart figcaption", { hasText: "No sign of frustration" }).waitFor();
  assert.deepEqual(faults, []);
});

test("filters that leave no session: every view says so and judges nothing", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("sessions.ndjson", visitsText()));
  await page.locator("linger-sessions h1").waitFor();
  await page.locator("select[name=device]").selectOption("tablet");
  for (const view of ["sessions", "leaving", "funnel", "paths", "search", "frustration", "heatmap", "replay"]) {
    await show(page, view);
    await page.locator(`linger-${view}`, { hasText: "No session passes these filters" }).waitFor();
    assert.equal(await page.locator(`linger-${view} .figure`).count(), 0, view);
  }
  await page.locator("select[name=device]").selectOption("");
  await page.locator("linger-replay tbody button").first().waitFor();
  assert.deepEqual(faults, []);
});

test("one session is replayed step by step, and goes when the sessions change", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("sessions.ndjson", visitsText()));
  await show(page, "replay");
  await page.locator("select[name=sort]").selectOption("interactions");
  // Cy's first session: a search and four clicks, the most active.
  await page.locator("linger-replay tbody button").first().click();
  await page.locator(".wireframe").waitFor();
  const title = page.locator("linger-replay section h2", { hasText: "Session of" });
  await page.waitForFunction((heading) => heading && heading.getBoundingClientRect().top < 300, await title.elementHandle());
  assert.equal(await page.locator(".wireframe circle").count(), 0, "no click yet");
  await page.locator("input[name=step]").focus();
  await page.keyboard.press("End");
  assert.equal(await page.locator(".wireframe circle").count(), 4);
  assert.match(await page.locator("linger-replay output").innerText(), /^6 of 6: click after 5\.6 sec$/);
  await page.locator("select[name=device]").selectOption("desktop");
  await page.locator(".wireframe").waitFor({ state: "detached" });
  await page.locator("linger-replay tbody tr").nth(1).waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
});

test("a file of sessions can be removed, and the others stay", async () => {
  const { page } = await openDashboard(browser);
  const later = visitsText().replaceAll("ann-", "dan-").replaceAll("bob-", "eve-").replaceAll("cy-", "fay-");
  await choose(page, [memoryFile("a.ndjson", visitsText()), memoryFile("b.ndjson", later)]);
  await page.locator(".figure", { hasText: "Sessions" }).locator(".figure-value", { hasText: /^8$/ }).waitFor();
  await page.getByRole("button", { name: "Remove b.ndjson" }).click();
  await page.locator(".figure", { hasText: "Sessions" }).locator(".figure-value", { hasText: /^4$/ }).waitFor();
  await page.getByRole("button", { name: "Remove a.ndjson" }).click();
  await page.locator(".drop-zone").waitFor();
});

test("script in every string, depth and wrong types stay text and become ledger entries", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  const script = "<img src=x onerror=document.title='owned'>";
  const hostile = visitsText(script).replaceAll('"index"', JSON.stringify(script)).replaceAll('"#1"', JSON.stringify(script));
  const forged = [
    `{"v":1,"e":"view","t":1704110400000,"vid":"x","p":${"[".repeat(20_000)}${"]".repeat(20_000)}}`, `{"v":1,"e":"view","vid":${JSON.stringify(script)}}`,
    '{"v":1,"e":"view","t":1e308,"vid":"x"}', `{"v":1,"e":${JSON.stringify(script)},"t":1704110400000,"vid":"x"}`, script,
  ].join("\n");
  await choose(page, memoryFile(`${script}.ndjson`, `${hostile}${forged}\n`));
  await page.locator("linger-sessions h1").waitFor();
  for (const view of ["sessions", "leaving", "funnel", "paths", "search", "frustration", "heatmap", "replay", "popups"]) {
    await show(page, view);
    await page.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((one) => (one.open = true)));
    assert.equal(await page.locator("main img, main script").count(), 0, view);
  }
  await show(page, "search");
  assert.match((await rowsOf(page, "Terms"))[0]?.[0] ?? "", /<img src=x onerror=/i, "the term is shown as it was typed");
  await show(page, "sessions");
  const ledger = (await rowsOf(page, "What needed a decision")).flat().join("\n");
  for (const sentence of [/no time that can be read/, /no JSON object/]) assert.match(ledger, sentence);
  assert.notEqual(await page.title(), "owned");
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
});
