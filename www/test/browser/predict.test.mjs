/** Predictions in the built page: worked out from the sample shop, shown beside their check, stopped, taken along as files. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { expectedGoods, goodsShop } from "../report/goods-shop.mjs";
import { choose, launch, memoryFile, numberIn, openDashboard, openSample, repositoryFile, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {Page} page @param {string} part */
const open = (page, part) => page.locator("nav.parts a", { hasText: part }).click();

/** What is saved when a button is pressed. @param {Page} page @param {import("playwright-core").Locator} button */
async function saved(page, button) {
  const download = page.waitForEvent("download");
  await button.click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

/** CDNOW's sample, whose customer is the first column and whose date has no dashes, as an export that is read at once. */
async function cdnow() {
  const text = await readFile(repositoryFile("tests/data/cdnow/CDNOW_sample.txt"), "utf8");
  const rows = text.trim().split(/\r?\n/).map((line) => line.trim().split(/\s+/));
  const day = (/** @type {string} */ digits) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
  return `order id,customer id,order date,amount,currency\n${rows.map(([customer, , date = "", , amount], at) => `${at},c${customer},${day(date)},${amount},USD\n`).join("")}`;
}

test("CDNOW passes its check: the model is named with both guesses, and customers stand with reasons and dates", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, memoryFile("cdnow.csv", await cdnow()));
  await page.locator("linger-overview .headline").waitFor();
  await show(page, "forecast");
  const verdict = page.locator("linger-forecast .panel").first();
  await verdict.locator("h2", { hasText: /Predictions use (M?BG|Pareto)\/NBD/ }).waitFor();
  assert.match(await verdict.innerText(), /\d+ orders until .*; [\d,]+ came/);
  const table = page.locator("linger-forecast table").first();
  assert.match(await table.innerText(), /Passed[\s\S]*Everybody buys as before[\s\S]*Nobody returns/);
  await page.locator("linger-forecast svg").first().waitFor();

  await open(page, "Who may be lost");
  const rows = page.locator("linger-forecast tr:has(button.person)");
  await rows.first().waitFor();
  assert.equal(await rows.count(), 25);
  assert.match(await rows.first().innerText(), /%[\s\S]*\$[\s\S]*days[\s\S]*199\d/);
  await page.locator("linger-calibration button").first().click();
  await page.locator("linger-calibration .scores").first().waitFor();
  assert.match(await page.locator("linger-calibration [popover]").first().innerText(), /customers in tenths by the foretold probability of no order[\s\S]*Brier score/);
  await page.keyboard.press("Escape");

  const { name, text } = await saved(page, page.locator("linger-forecast .panel", { has: page.locator("button.person") }).locator("button.save"));
  assert.equal(name, "linger-predictions.csv");
  const lines = text.trim().split("\r\n").slice(1);
  assert.match(text, /^\uFEFFkey,frequency,recencyDays,alive,expectedPurchases,churnProbability/);
  const found = Number((/([\d,]+) customers/.exec(await page.locator("linger-forecast [role=status]", { hasText: "customers" }).innerText())?.[1] ?? "").replace(",", ""));
  assert.equal(lines.length, found);

  await rows.first().locator(".person").click();
  const card = page.locator("linger-prediction");
  await card.locator("dl").waitFor();
  assert.match(await card.innerText(), /Still a customer[\s\S]*%[\s\S]*Expected value in 365 days[\s\S]*\$[\s\S]*If they order again: half by[\s\S]*eight in ten[\s\S]*Silent for/);
  await card.locator("button", { hasText: "Work out the next purchase" }).click();
  const next = card.locator("linger-next-purchase");
  await next.locator("dl").waitFor();
  assert.match(await next.innerText(), /Buys within 30 days[\s\S]*\d%[\s\S]*Expected day, if they return[\s\S]*(eight in ten|too few returned)/);
  await next.locator("linger-calibration button").nth(1).click();
  // As of 1997-09-30, 337 of 433 who had a date bought within their interval (tests/data/goods/expected_due.py).
  const checked = next.locator("linger-calibration [popover]").nth(1);
  await checked.filter({ hasText: "customers" }).waitFor();
  assert.match(await checked.innerText(), /Of 433 customers[\s\S]*337 did so within their interval: 77\.8%[\s\S]*82\.2% should have/);
  assert.deepEqual([requests, faults], [[], []]);
});

test("Churn has the definition by the model beside the others: its risks add up, its people are those of the list, its check is one click away", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("cdnow.csv", await cdnow()));
  await page.locator("linger-overview .headline").waitFor();
  await show(page, "churn");
  const card = page.locator("linger-model-flag");
  await card.locator("a", { hasText: "See these people" }).waitFor();
  const row = async (/** @type {string} */ name) => numberIn(await card.locator("dl > div", { hasText: name }).locator("dd").innerText());
  const flagged = numberIn(await card.locator(".definition-value strong").innerText());
  assert.equal((await row("High risk")) + (await row("Medium risk")) + (await row("Low risk")), 2357);
  assert.equal(await row("High risk"), flagged, "the usual limit is that of a high risk");
  const beside = (await card.locator("dl > div", { hasText: "Beside" }).locator("dd").innerText()).match(/[\d,]+/g)?.map(numberIn) ?? [];
  assert.deepEqual([beside.reduce((sum, one) => sum + one, 0), Number(beside[0]) + Number(beside[1])], [2357, flagged]);
  await card.locator("linger-calibration button").click();
  await card.locator("linger-calibration .scores").waitFor();
  assert.match(await card.locator("linger-calibration [popover]").innerText(), /customers in tenths by the foretold probability of no order/);
  await page.keyboard.press("Escape");
  await card.locator("a", { hasText: "See these people" }).click();
  await page.locator("linger-forecast [role=status]", { hasText: `${flagged.toLocaleString("en")} customers` }).waitFor();
  assert.ok((await page.locator("linger-forecast tr:has(button.person) td:nth-child(3)").allInnerTexts()).every((risk) => risk === "High: unlikely to order within 90 days"));

  await page.locator("details.options > summary").click();
  await page.locator("details.options input[name=churnThreshold]").fill("90");
  await page.locator("details.options input[name=churnThreshold]").press("Tab");
  await page.waitForFunction((before) => !document.querySelector("linger-forecast .panel [role=status]")?.textContent?.includes(before), flagged.toLocaleString("en"));
  assert.deepEqual(faults, []);
});

test("the sample shop buys too regularly: no model of buying is used, and no number of one is on the page", async () => {
  const { page, faults } = await openDashboard(browser);
  await openSample(page);
  await show(page, "forecast");
  await page.locator("linger-forecast h2", { hasText: "No model of buying is used" }).waitFor();
  assert.match(await page.locator("linger-forecast .notices").innerText(), /rather regular intervals/);
  await open(page, "Who may be lost");
  await page.locator("linger-forecast tr:has(button.person)").first().waitFor();
  const heads = await page.locator("linger-forecast thead").innerText();
  assert.match(heads, /By regression/);
  assert.match(heads, /Value at stake: chance of no order × what was brought lately[\s\S]*Brought in the latest 365 days/);
  assert.doesNotMatch(heads, /Still a customer|[Ee]xpected value/);
  await show(page, "churn");
  await page.locator("linger-model-flag a", { hasText: "See the check" }).waitFor();
  assert.match(await page.locator("linger-model-flag").innerText(), /Nobody is judged by a model\. No model of buying foretold/);
  await show(page, "value");
  const expected = page.locator("linger-value .figure", { hasText: "Expected further" });
  await expected.waitFor();
  assert.match(await expected.innerText(), /–\s+Not known: no model of buying passed the check/);
  assert.deepEqual(faults, []);
});

test("the form of what is asked works by keyboard: the share of lost, the rows of a list and the margin hold on every page, and intervals can be cancelled", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("cdnow.csv", await cdnow()));
  await page.locator("linger-overview .headline").waitFor();
  await show(page, "forecast");
  await open(page, "Who may be lost");
  const rows = page.locator("linger-forecast tr:has(button.person)");
  await rows.first().waitFor();
  await page.locator("details.options > summary").press("Enter");
  const set = async (/** @type {string} */ name, /** @type {string} */ value) => {
    const input = page.locator(`details.options input[name=${name}]`);
    await input.fill(value);
    await input.press("Tab");
    await page.locator("linger-forecast .job").first().waitFor({ state: "detached" });
  };
  await set("rows", "10");
  await page.waitForFunction(() => document.querySelectorAll("linger-forecast tr:has(button.person)").length === 10);
  await set("churnDays", "60");
  await page.locator("linger-forecast thead", { hasText: "No order within 60 days" }).waitFor();
  const value = page.locator("linger-forecast .figure", { hasText: "Expected value in 365 days" }).locator(".figure-value");
  const whole = numberIn(await value.innerText());
  await set("margin", "30");
  await page.waitForFunction((before) => Number((document.querySelectorAll("linger-forecast .figure-value")[1]?.textContent ?? "").replace(/[^\d.]/g, "")) < before / 2, whole);
  assert.ok(Math.abs(numberIn(await value.innerText()) / whole - 0.3) < 0.01, "value is margin × net sales");

  await page.locator("linger-forecast button", { hasText: "Work out intervals" }).press("Enter");
  await page.locator("linger-forecast .job progress").waitFor();
  await page.locator("linger-forecast .job button").press("Enter");
  await page.locator("linger-forecast button:enabled", { hasText: "Work out intervals" }).waitFor();
  assert.equal(await page.locator("linger-forecast .job").count(), 0);

  await show(page, "value");
  const slider = page.locator("linger-value input[name=margin][type=range]");
  await slider.waitFor();
  assert.equal(await slider.inputValue(), "0.3");
  await slider.press("ArrowRight");
  await page.locator("linger-value .slider", { hasText: "31%" }).waitFor();
  // The slider's margin is its panel's own, until somebody says otherwise.
  assert.equal(await page.locator("details.options input[name=margin]").inputValue(), "30");
  await page.locator("linger-value button", { hasText: "Use it on all pages" }).press("Enter");
  await page.locator("linger-value button", { hasText: "Use it on all pages" }).waitFor({ state: "detached" });
  assert.equal(await page.locator("details.options input[name=margin]").inputValue(), "31");
  assert.deepEqual(faults, []);
});

test("Value draws what customers bring by age, carries young ones on, splits the return on advertising, and works out a seller's own formula", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  const shop = await goodsShop();
  await choose(page, shop.map(({ name, text }) => memoryFile(name, text)));
  await page.locator("linger-overview .headline").waitFor();
  await show(page, "value");
  const value = page.locator("linger-value");
  await value.locator("linger-chart", { hasText: "Value of a customer by age" }).locator("svg").waitFor();
  await value.locator("linger-chart", { hasText: "Cumulative value: Channel" }).locator("svg").waitFor();
  assert.match(await value.locator("linger-chart", { hasText: "Cumulative value: Channel" }).innerText(), /Cost of a new customer €[\d.]+, day \d+/);
  const split = value.locator(".panel", { has: page.locator("h2", { hasText: "Return on advertising" }) });
  await split.locator("input[value=country]").press(" ");
  await split.locator("thead th", { hasText: "Country" }).waitFor();
  assert.equal(await split.locator("tbody tr").count(), (await expectedGoods()).value.split.rows.length);
  const formula = value.locator("input[name=roas]");
  await formula.fill("netSales / (spend");
  await formula.press("Enter");
  await value.locator("[role=alert]", { hasText: "Character 12: this parenthesis is not closed" }).waitFor();
  await formula.fill("netSales / spend");
  await formula.press("Enter");
  await value.locator(".figure", { hasText: "netSales ÷ spend" }).first().waitFor();
  assert.equal(await value.locator("[role=alert] p").count(), 0);
  const fresh = value.locator(".panel", { has: page.locator("h2", { hasText: "New customers by month" }) });
  const { name, text } = await saved(page, fresh.locator("button.save"));
  assert.equal(name, "linger-newCustomers.csv");
  assert.match(text, /^\uFEFFname,title,parent,month,newCustomers\r?\n/);
  assert.deepEqual([requests, faults], [[], []]);
});

test("what if answers the sliders from the shop's own year", async () => {
  const { page, faults } = await openDashboard(browser);
  await openSample(page);
  await show(page, "value");
  const scenario = page.locator("linger-value .figure", { hasText: "With these changes" });
  await scenario.waitFor();
  const before = await scenario.innerText();
  await page.locator("linger-value input[name=retention]").press("End");
  await page.waitForFunction((text) => [...document.querySelectorAll("linger-value .figure")].some((one) => one.textContent?.includes("With these changes") && /** @type {HTMLElement} */ (one).innerText !== text), before);
  assert.match(await scenario.innerText(), /\+/);
  assert.deepEqual(faults, []);
});

test("Value looks back over months when asked: charts, a table with its file, and what each number means, one click away", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, memoryFile("cdnow.csv", await cdnow()));
  await page.locator("linger-overview .headline").waitFor();
  await show(page, "value");
  await page.locator("linger-value button", { hasText: "Look back 12 months" }).click();
  const months = page.locator("linger-value .panel", { has: page.locator("h2", { hasText: "Month by month" }) });
  await months.waitFor();
  assert.equal(await months.locator("tbody tr").count(), 12);
  // 1,891 of 2,357: `tests/data/history/expected.json`.
  assert.match(await months.locator("tbody tr").first().innerText(), /Jun 1998\s+2,357\s+80\.2%\s+78\.6% – 81\.8%\s+\$103\.56/);
  await page.locator("linger-value linger-chart", { hasText: "Customers overdue at each month’s end" }).locator("svg").waitFor();
  await months.locator("th linger-explain button").nth(2).click();
  await months.locator("th linger-explain [popover] p", { hasText: "parameters are fitted to orders up to the month's end alone" }).waitFor();
  await page.keyboard.press("Escape");
  const { name, text } = await saved(page, months.locator("button.save"));
  assert.equal(name, "linger-history.csv");
  assert.match(text, /^\uFEFFmonth,asOf,customers,definition,judged,flagged,rate/);
  assert.match(text, /1998-06,1998-06-30,2357,D1,2357,1891,/);
  await show(page, "overview");
  await show(page, "value");
  await months.waitFor();
  assert.deepEqual([requests, faults], [[], []]);
});

test("due lists go along as CSV and calendar; rules of products lead to those who lack the second", async () => {
  const { page, faults } = await openDashboard(browser);
  await openSample(page);
  await show(page, "forecast");
  await open(page, "Next purchases");
  await page.locator("linger-forecast .panel", { hasText: "How long products last" }).waitFor();
  const calendars = await page.locator("linger-forecast button.save", { hasText: "Calendar" }).all();
  assert.equal(calendars.length, 1, "of the lists that held in their back-test");
  for (const button of calendars) {
    const { name, text } = await saved(page, button);
    assert.match(name, /\.ics$/);
    assert.match(text, /^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:20\d{6}\r\n[\s\S]*END:VCALENDAR\r\n$/);
  }
  await show(page, "products");
  await open(page, "Bought together");
  await page.locator("linger-goods .panel").first().waitFor();
  await page.locator("linger-goods tbody button.link").first().click();
  await page.locator("linger-goods h2", { hasText: "Bought" }).waitFor();
  for (const part of ["Bought next", "Hits and new products"]) {
    await open(page, part);
    await page.locator("linger-goods .panel").first().waitFor();
  }
  await open(page, "What to offer whom");
  for (const title of ["At the time of their next order", "What goes with what they bought", "Recommendations"]) await page.locator("linger-goods h2", { hasText: title }).waitFor();
  await page.locator("linger-goods select[name=node-days]").selectOption("30");
  await page.locator("linger-goods p", { hasText: "at most 30 days from the as-of date" }).waitFor();
  await open(page, "Campaigns");
  const people = await page.evaluate(async () => {
    const { store } = /** @type {any} */ (document.querySelector("linger-app")).page;
    const { rows } = await store.engine.customers({ limit: 40 });
    return rows.map((/** @type {{ key: string }} */ { key }) => key);
  });
  const form = page.locator("linger-goods form.fields");
  await form.locator("textarea[name=people]").fill([...people.slice(0, 20), "stranger@shop.test"].join("\n"));
  await form.locator("textarea[name=holdout]").fill(people.slice(20).join("\n"));
  await form.locator("button").click();
  await form.locator("[role=alert]", { hasText: "Say on which day it was sent." }).waitFor();
  await form.locator("input[name=sent]").fill("2025-01-01");
  await form.locator("button").click();
  await page.locator("linger-goods tbody tr", { hasText: "Sent to" }).waitFor();
  assert.deepEqual(await page.locator("linger-goods tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 3).map((cell) => cell.textContent?.trim()))), [["Sent to", "21", "20"], ["Left out", "20", "20"]]);
  assert.deepEqual(faults, []);
});

test("the work can be stopped and gone on with, and the card offers it", async () => {
  const { page, faults } = await openDashboard(browser);
  await openSample(page);
  await show(page, "customers");
  await page.locator("linger-customers tbody .person").first().click();
  await page.locator("linger-prediction button", { hasText: "Work it out for all customers" }).click();
  await page.locator("linger-prediction a[href='#forecast'], linger-prediction dl").first().waitFor();
  await page.keyboard.press("Escape");

  await page.evaluate(() => {
    const { store } = /** @type {any} */ (document.querySelector("linger-app")).page;
    const { engine } = store;
    engine.season = (/** @type {unknown} */ _options, /** @type {any} */ { signal, onProgress }) => {
      onProgress({ done: 0.5 });
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError"))));
    };
  });
  await show(page, "forecast");
  await open(page, "Season");
  const job = page.locator("linger-forecast .job");
  assert.match(await job.innerText(), /Working it out[\s\S]*50%/);
  await job.locator("button").click();
  await page.locator("linger-forecast .job", { hasText: "Stopped" }).waitFor();
  await page.evaluate(() => delete (/** @type {any} */ (document.querySelector("linger-app")).page.store.engine.season));
  await page.locator("linger-forecast .job button").click();
  await page.locator("linger-forecast h2", { hasText: "Tried on the last season" }).waitFor();
  assert.deepEqual(faults, []);
});
