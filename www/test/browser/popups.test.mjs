/** From the dashboard to the shop: a rule file composed on the page shows its popup on a page with the live flags. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { checkedRules } from "../../storefront/flags/rules.js";
import { visitor } from "../storefront/visit.mjs";
import { agree, openPages } from "../storefront-flags/page.mjs";
import { visitsText } from "../visits-shop.mjs";
import { choose, launch, memoryFile, openDashboard, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch(["--disable-blink-features=AutomationControlled"]);
});
after(() => browser.close());

/** @param {Page} page */
async function saved(page) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save linger-rules.json" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "linger-rules.json");
  return JSON.parse(await readFile(await file.path(), "utf8"));
}

/** @param {Page} page @param {string} name @param {string} value */
const fill = (page, name, value) => page.locator(`linger-popups [name=${name}]`).fill(value);

async function opened() {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("sessions.ndjson", visitsText()));
  await show(page, "popups");
  return { page, faults };
}

test("a composed rule file is accepted by the shop and shows the popup there", async () => {
  const { page, faults } = await opened();
  assert.match(await page.locator("linger-popups").innerText(), /so nothing pops up/);
  // Sessions without order by stay and page views: Bob 2 s of 1 page, Cy 5.6 s of 1 and 60 s of 1. The median is 5.6.
  await page.locator("linger-popups .panel", { hasText: "6 seconds: the median of 3 sessions" }).waitFor();
  await page.getByRole("button", { name: "Add a popup" }).click();
  assert.equal(await page.locator("[name=dwellSeconds]").inputValue(), "6");
  for (const [name, value] of Object.entries({ title: "Wait", text: "Five percent off.", code: "STAY5", href: "/collections/all", link: "See more", dwellSeconds: "1" })) await fill(page, name, value);
  await page.locator("[name=ordered]").selectOption("before");
  await page.locator("[name=templates][value=index]").check();
  await fill(page, "perWeek", "2");
  await page.locator("summary", { hasText: "When a sign is given" }).click();
  await fill(page, "cartDays", "3");
  const rules = await saved(page);
  assert.deepEqual(rules, {
    version: 1, thresholds: { cartDays: 3 }, limits: { perSession: 1, perWeek: 2 },
    popups: [{ id: "popup-1", title: "Wait", text: "Five percent off.", close: "No, thanks", code: "STAY5", link: { href: "/collections/all", text: "See more" }, dwellSeconds: 1, ordered: "before", templates: ["index"] }],
  });
  assert.deepEqual(checkedRules(rules).mistakes, []);
  assert.deepEqual(faults, []);

  const shop = await openPages({ rules, attributes: 'data-orders="2"' });
  const visit = await (await visitor(browser)).newPage();
  await visit.goto(shop.url);
  await agree(visit);
  await visit.locator("linger-popup").waitFor({ state: "attached", timeout: 15_000 });
  assert.match(await visit.locator("linger-popup").getByRole("dialog").innerText(), /Wait[\s\S]*Five percent off\.[\s\S]*STAY5[\s\S]*See more/);
  await visit.context().close();
  shop.close();
});

test("mistakes are told by popup and field, and nothing is saved until they are gone", async () => {
  const { page, faults } = await opened();
  await page.getByRole("button", { name: "Add a popup" }).click();
  await fill(page, "title", "Wait");
  await fill(page, "href", "javascript:alert(1)");
  await page.getByRole("button", { name: "Save linger-rules.json" }).press("Enter");
  assert.deepEqual(await page.locator("linger-popups [role=alert] li").allInnerTexts(), [
    "Popup 1: please check “Text”.", "Popup 1: a link needs words, and an address that begins with / or https://.",
  ]);
  await fill(page, "text", "Five percent off.");
  await fill(page, "href", "");
  await page.locator("linger-popups [role=alert]").waitFor({ state: "detached" });
  assert.equal((await saved(page)).popups.length, 1);
  assert.deepEqual(faults, []);
});

test("a rule file is opened again, another file is refused, and what was composed stays from view to view", async () => {
  const { page } = await opened();
  const rules = { version: 1, popups: [{ id: "a", title: "Anna", text: "T", close: "C" }] };
  const open = (/** @type {string} */ name, /** @type {string} */ text) => page.locator("linger-popups input[type=file]").setInputFiles(memoryFile(name, text));
  await open("linger-rules.json", JSON.stringify(rules));
  await page.locator("linger-popups [name=title]").waitFor();
  await open("orders.csv", "a,b\n");
  assert.match(await page.locator("linger-popups [role=alert]").innerText(), /orders\.csv is no rule file/);
  await show(page, "sessions");
  await show(page, "popups");
  assert.equal(await page.locator("[name=title]").inputValue(), "Anna");
  await page.getByRole("button", { name: "Remove popup 1" }).click();
  await page.locator("linger-popups", { hasText: "nothing pops up" }).waitFor();
});
