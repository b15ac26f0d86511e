/** Orders and sessions of the same people on the page: the match, its secret, the filters by what the orders say, the card. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { EVENTS, ORDERS, SALT } from "../join-shop.mjs";
import { choose, launch, memoryFile, openDashboard, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Waits until a figure says so. @param {Page} page @param {string} label @param {string | RegExp} value */
const figureIs = (page, label, value) => page.locator(".figure", { hasText: label }).locator(".figure-value", { hasText: value }).first().waitFor();

test("visitors are matched with customers, by the secret too, and sessions filtered by segment and flag", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, memoryFile("events.ndjson", EVENTS));
  await page.locator("linger-sessions h1").waitFor();
  await page.locator("p", { hasText: "Add the orders as well" }).waitFor();
  assert.equal(await page.locator("select[name=segment]").count(), 0);
  await choose(page, memoryFile("orders.csv", ORDERS));
  await page.locator("linger-overview .headline").waitFor();
  await show(page, "sessions");
  await figureIs(page, "Visitors found among the customers", "50.0%");
  await page.locator("p", { hasText: "One order carries a digest of the visit before: 7 page views" }).waitFor();

  await page.locator("input[name=salt]").fill("wrong");
  await page.keyboard.press("Enter");
  await page.locator("p[role=status]", { hasText: "with this secret" }).waitFor();
  await page.locator("input[name=salt]").fill(SALT);
  await page.keyboard.press("Enter");
  await figureIs(page, "Visitors found among the customers", "75.0%");
  await page.locator("p", { hasText: "1 by customer id, 1 by the cart's note, 1 by order id" }).waitFor();

  await figureIs(page, "Sessions", "4");
  await page.locator("select[name=flagged]").selectOption("false");
  await figureIs(page, "Sessions", /^[0-3]$/);
  const calm = Number(await page.locator(".figure", { hasText: "Sessions" }).locator(".figure-value").first().innerText());
  await page.locator("select[name=flagged]").selectOption("true");
  await page.locator("linger-sessions .lead", { hasText: `${3 - calm} sessions from` }).waitFor();
  await show(page, "funnel");
  assert.equal(await page.locator("select[name=flagged]").inputValue(), "true");
  await page.locator("select[name=flagged]").selectOption("");

  await show(page, "customers");
  await page.locator("linger-customers .person").nth(1).waitFor();
  for (const person of await page.locator("linger-customers .person").all()) {
    await person.click();
    await page.locator("dialog[open] h3").first().waitFor();
    const said = await page.locator("dialog[open]").innerText();
    assert.equal(said.includes("Visits before the orders"), said.includes("#1002"));
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  }
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
});
