/** What the views say of the sample shop, against numbers that `tests/data/sample/check.py` computed without Linger. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { expectedSample } from "./main-flow.mjs";
import first from "../../dashboard/texts/en.js";
import later, { sentences } from "../../dashboard/texts/later/index.js";
import engineZh from "../../dashboard/texts/engine.zh-CN.js";
import { PARTS, VIEWS, launch, numberIn, openDashboard, openSample, show, showPart } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

const en = { ...first, ...later.en };
/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const { stories, report } = expectedSample;

test("the club that went quiet stands first among the people to talk to", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await page.getByRole("button", { name: "Show full keys" }).click();
  const shown = await page.locator(".people .person").allInnerTexts();
  assert.equal(shown.length, 8);
  const club = shown.filter((key) => stories.lapsedClub.keys.includes(key));
  assert.ok(club.length >= 6, `${club.length} of the first eight are of the club: ${shown.join(", ")}`);
});

test("a slider recomputes every definition, and the last position wins", async () => {
  const { page, faults } = await openDashboard(browser);
  await openSample(page);
  await show(page, "churn");
  const slider = page.locator(".definition:nth-of-type(1) input[type=range]");
  const count = page.locator(".definition:nth-of-type(1) .definition-value");
  assert.equal(numberIn(await count.innerText()), report.churn.definitions[0].flagged);
  for (const days of ["60", "5", "90", "0", "120"]) await slider.fill(days);
  await page.locator(".definition:nth-of-type(1)", { hasText: "120 days" }).waitFor();
  await page.waitForFunction((first) => !document.querySelector(".definition-value strong")?.textContent?.includes(first), String(report.churn.definitions[0].flagged));
  const patient = numberIn(await count.innerText());
  await slider.fill("30");
  await page.waitForFunction((first) => document.querySelector(".definition-value strong")?.textContent === first, String(report.churn.definitions[0].flagged));
  assert.ok(patient < report.churn.definitions[0].flagged);
  assert.deepEqual(faults, []);
});

test("choosing another definition changes the headline", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await show(page, "churn");
  await page.getByRole("radio", { name: "Fixed window" }).check();
  await show(page, "overview");
  await page.locator(".headline-value", { hasText: report.churn.definitions[2].flagged.toLocaleString("en") }).waitFor();
});

test("segments and grid lead to as many people as they count", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await show(page, "rfm");
  const largest = [...report.rfm.segments].sort((a, b) => b.customers - a.customers)[0];
  await page.locator(`.canvas svg a[*|href="#customers?segment=${largest.id}"]`).first().click();
  await page.locator("linger-customers [role=status]", { hasText: largest.customers.toLocaleString("en") }).waitFor();
  await show(page, "rfm");
  const cell = report.rfm.grid.find((/** @type {any} */ one) => one.r === 5 && one.fm === 5);
  await page.locator('.canvas svg a[*|href="#customers?r=5&fm=5"]').click();
  await page.locator("linger-customers [role=status]", { hasText: cell.customers.toLocaleString("en") }).waitFor();
});

test("the busiest hour is Sunday evening in the shop's zone", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await show(page, "rhythm");
  assert.match(await page.locator("linger-chart figcaption").innerText(), new RegExp(`Sun at 20:00, ${stories.sundayEvening.orders}`));
});

test("people are sorted, searched and paged by the engine", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await show(page, "customers");
  await page.getByRole("button", { name: "Show full keys" }).click();
  await page.getByRole("button", { name: "Net spend" }).click();
  await page.locator("tbody tr:first-child .person", { hasText: stories.whale.key }).waitFor();
  await page.getByRole("link", { name: "Next →" }).click();
  await page.locator(".pages span", { hasText: "Page 2" }).waitFor();
  assert.equal(await page.locator("tbody tr").count(), 25);
  await page.getByRole("searchbox").fill(stories.whale.key);
  await page.locator("linger-customers [role=status]", { hasText: "One customer" }).waitFor();
});

test("tables and charts can be taken along", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await show(page, "cohorts");
  const table = await saved(page, page.locator("linger-chart").first().getByRole("button", { name: "Download CSV" }));
  assert.match(table, /^\uFEFF.*2023-11/s);
  const drawing = await saved(page, page.locator("linger-chart").first().getByRole("button", { name: "Download SVG" }));
  assert.match(drawing, /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.doesNotMatch(drawing, /var\(--/, "colours are written out");
});

/** @param {Page} page @param {import("playwright-core").Locator} button */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFile(await download.path(), "utf8");
}

test("a number explains itself", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await page.getByRole("button", { name: "What does “Net sales” mean?" }).last().click();
  const words = await page.locator(".explanation:popover-open", { hasText: /discounts/i }).innerText();
  assert.match(words, /discounts/i);
  assert.match(words, /3,638/);
  assert.match(words, /America\/New_York/);
  assert.match(words, /USD/);
});

test("every number that offers an explanation has one, and the engine's words have a Chinese side", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  /** @type {Set<string>} */
  const explained = new Set();
  const explain = async () => {
    for (const path of await page.locator("linger-explain").evaluateAll((all) => all.map((one) => /** @type {any} */ (one).of))) explained.add(path);
  };
  for (const view of VIEWS) {
    await show(page, view);
    await explain();
  }
  for (const [address = "", shown = ""] of PARTS) {
    await showPart(page, address, shown);
    await explain();
  }
  const said = await page.locator("linger-app").evaluate((app) => {
    const { report, visits, foretold } = /** @type {any} */ (app).page.state;
    const ofForetold = [report.models, ...Object.values(foretold).map((/** @type {any} */ { made }) => made)].flatMap((one) => Object.keys(one?.definitions ?? {}));
    const { definitions, quality, meta, capabilities } = report;
    return {
      definitions: [...Object.keys(definitions), ...Object.keys(visits.definitions), ...ofForetold],
      engine: [
        ...[...Object.keys(definitions), ...ofForetold].map((path) => `definition.${path}`),
        ...quality.ledger.map((/** @type {any} */ entry) => `verdict.${entry.code}`),
        ...meta.notices.map((/** @type {any} */ notice) => `notice.${notice.code}`),
        ...capabilities.filter((/** @type {any} */ one) => !one.on).map((/** @type {any} */ one) => `reason.${one.code}`),
      ],
    };
  });
  const chinese = { ...engineZh, ...sentences["zh-CN"] };
  assert.ok(explained.size > 25);
  assert.deepEqual([...explained].filter((path) => !said.definitions.includes(path) && !(`about.${path}` in en)), []);
  for (const path of explained) if (!(`about.${path}` in en)) said.engine.push(`definition.${path}`);
  assert.deepEqual(said.engine.filter((key) => !(key in chinese)), []);
});
