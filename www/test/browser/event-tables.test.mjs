/** Tables of events as people have them: one that asks for its columns, one taken for orders, one whose dates can be read in two ways. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { choose, launch, memoryFile, openDashboard, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {Page} page @param {string} label */
const figure = (page, label) => page.locator("main .figures .figure", { hasText: label }).first().locator(".figure-value");
/** @param {Page} page @param {string} field @param {string} column */
const column = (page, field, column) => page.locator(`linger-mapping select[name=${field}]`).selectOption({ label: column });
/** @param {Page} page */
const read = (page) => page.getByRole("button", { name: "Read it this way" }).click();
/** The table is of orders in the first place: neither its visitor nor its event is called so. */
const UNKNOWN = "who,when,what,where\nann,2024-01-13T12:00:00Z,page_view,/\nann,2024-01-13T12:01:00Z,purchase,/thanks\nbob,2024-01-13T13:00:00Z,page_view,/\n";

test("a table that looks like neither is said to be events, and its columns are chosen", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, memoryFile("log.csv", UNKNOWN));
  await page.locator("linger-mapping form").waitFor();
  assert.equal(await page.locator("linger-mapping select[name=amount]").count(), 1, "the form of orders first");
  await page.getByRole("button", { name: "This is a table of storefront events" }).click();
  await page.locator("linger-mapping select[name=visitor]").waitFor();
  assert.equal(await page.locator("linger-mapping select[name=amount], linger-mapping [name=header]").count(), 0);
  await read(page);
  assert.match(await page.locator("linger-mapping [role=alert]").innerText(), /Visitor/);
  for (const [field, name] of Object.entries({ visitor: "who", time: "when", event: "what", page: "where" })) await column(page, field, name);
  assert.match(await page.locator("linger-mapping thead").innerText(), /who\s+Visitor[\s\S]*where\s+Page/);
  await read(page);
  await page.locator("linger-sessions h1").waitFor();
  assert.equal(await figure(page, "Sessions").innerText(), "2");
  assert.equal(await figure(page, "Conversion").innerText(), "50.0%");
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
});

test("the columns of a loaded table can be changed, given up, and taken for orders", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("events.csv", UNKNOWN.replace("who,when,what,where", "visitor_id,timestamp,event,url")));
  await page.locator("linger-sessions h1").waitFor();
  const edit = page.getByRole("button", { name: "Change columns of events.csv" });
  await edit.click();
  await page.locator("linger-mapping form").waitFor();
  assert.equal(await page.locator("linger-mapping select[name=visitor] option:checked").innerText(), "visitor_id");
  // Without an event column each row is a page view: nobody buys.
  await column(page, "event", "Not in this file");
  await read(page);
  await figure(page, "Conversion").filter({ hasText: /^0\.0%$/ }).waitFor();
  assert.equal(await figure(page, "Sessions").innerText(), "2");
  await edit.click();
  await page.getByRole("button", { name: "Keep it as it is" }).click();
  await page.locator("linger-mapping").waitFor({ state: "detached" });
  await edit.click();
  await page.getByRole("button", { name: "This is an export of orders" }).click();
  await page.locator("linger-mapping select[name=amount]").waitFor();
  await page.getByRole("button", { name: "Leave this file out" }).click();
  await page.locator(".drop-zone").waitFor();
  assert.deepEqual(faults, []);
});

test("a date that can be read in two ways is asked about", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("events.csv", "visitor_id,date,event,url\nann,03/04/2024 12:00,page_view,/\nann,03/04/2024 12:02,purchase,/thanks\n"));
  await page.locator("linger-mapping .dates").waitFor();
  await page.locator("linger-mapping input[value=mdy]").check();
  await read(page);
  await page.locator("linger-sessions .lead", { hasText: "from Mar 4, 2024" }).waitFor();
  await show(page, "sessions");
  assert.equal(await figure(page, "Conversion").innerText(), "100.0%");
  assert.deepEqual(faults, []);
});
