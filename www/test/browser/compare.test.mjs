/** Changes since an earlier run: the page saves a run, reads it next month, and tells what was restated, who moved and why. Numbers counted by hand. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { CUSTOMERS, ORDERS, netSales, shopText } from "../shop.mjs";
import { choose, launch, memoryFile, numberIn, openDashboard, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
/** The run of the small shop, as the page saved it. @type {{ name: string, text: string }} */
let run;
before(async () => {
  browser = await launch();
  const { page } = await opened(shopText());
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save today’s run" }).click();
  const file = await download;
  run = { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  await page.context().close();
});
after(() => browser.close());

/**
 * The same shop a month later. Told otherwise about the past: order 1000 is gone (10 euros in January, the only one of customer 0), and customer 4 has
 * an order of 50 in February. Since: customer 1 ordered three times for 20, and somebody new once for 30.
 */
const LATER = [
  ...shopText().trimEnd().split("\n").filter((line) => !line.startsWith("1000,")),
  "9001,customer-4,2023-02-10T12:00:00.000Z,50.00",
  ...[2, 3, 4].map((day) => `900${day},customer-1,2023-11-0${day}T12:00:00.000Z,20.00`),
  "9005,new-1,2023-11-05T12:00:00.000Z,30.00",
].join("\n");

/** @param {string} orders @param {Parameters<typeof openDashboard>[1]} [look] */
async function opened(orders, look) {
  const watched = await openDashboard(browser, look);
  await choose(watched.page, memoryFile("orders.csv", `${orders.trimEnd()}\n`));
  await watched.page.locator('nav.views a[href="#compare"]').click();
  await watched.page.locator("linger-compare h1").waitFor();
  return watched;
}

/** @param {Page} page @param {string} name @param {string} content */
const compareWith = (page, name, content) => page.locator("linger-compare input[type=file]").setInputFiles(memoryFile(name, content));

/** The cells of a table by its caption. @param {Page} page @param {string} caption */
async function rowsOf(page, caption) {
  const rows = await page.locator("linger-compare table", { has: page.locator("caption", { hasText: caption }) }).locator("tbody tr").all();
  return Promise.all(rows.map(async (row) => (await row.locator("th, td").allInnerTexts()).map((cell) => cell.trim())));
}

test("totals are told as of then, restated by today's files, and as of now", async () => {
  const { page, requests, faults } = await opened(LATER);
  await compareWith(page, run.name, run.text);
  await page.locator(".compared").waitFor();
  const totals = new Map((await rowsOf(page, "Totals")).map(([name = "", ...cells]) => [name.split(/\s*\?/)[0], cells.map(numberIn)]));
  const [sales, added, later] = [netSales(), 50 - 10, 3 * 20 + 30];
  assert.deepEqual(totals.get("Orders"), [ORDERS, ORDERS, 0, ORDERS + 4, 4]);
  assert.deepEqual(totals.get("Net sales"), [sales, sales + added, added, sales + added + later, later]);
  assert.deepEqual(totals.get("Customers"), [CUSTOMERS, CUSTOMERS - 1, -1, CUSTOMERS, 1]);
  const restated = await rowsOf(page, "What was restated");
  assert.deepEqual(restated.map(([period, , , , , by]) => [period, numberIn(by ?? "")]), [["Jan 2023", -10], ["Feb 2023", 50]]);
  assert.match(await page.locator("linger-compare").innerText(), /One customer with a restated past/);
  assert.deepEqual([requests, faults], [[], []]);
});

test("everybody of the earlier run is in the matrix, and each mover has a reason", async () => {
  const { page, faults } = await opened(LATER);
  await compareWith(page, run.name, run.text);
  await page.locator(".compared").waitFor();
  for (const caption of ["Customers by segment", "Customers by stage"]) {
    const matrix = (await rowsOf(page, caption)).map(([, ...cells]) => cells.map(numberIn));
    // The sixty of then, one of them in no file any more, and one who is new.
    assert.equal(matrix.flat().reduce((sum, n) => sum + n, 0), CUSTOMERS + 1, caption);
    assert.deepEqual([matrix.at(-1)?.reduce((sum, n) => sum + n, 0), matrix.reduce((sum, row) => sum + (row.at(-1) ?? 0), 0)], [1, 1], caption);
  }
  await page.getByRole("button", { name: "Show full keys" }).click();
  const movers = new Map((await rowsOf(page, "Who moved, and why")).map(([key, from, , why]) => [key, [from, why]]));
  assert.deepEqual(movers.get("new-1"), ["Not there", "First ordered since then: one order, 30.00."]);
  assert.match(String(movers.get("customer-1")), /Ordered since then: 3 orders, \+60\.00\./);
  await page.locator("linger-compare .person", { hasText: "new-1" }).first().click();
  await page.locator("dialog.card[open]", { hasText: "new-1" }).waitFor();
  assert.deepEqual(faults, []);
});

test("the page's own numbers stay as they were while it compares", async () => {
  const { page } = await opened(LATER);
  await show(page, "overview");
  const before = await page.locator("linger-overview").innerText();
  await show(page, "compare");
  await compareWith(page, run.name, run.text);
  await page.locator(".compared").waitFor();
  await show(page, "overview");
  assert.equal(await page.locator("linger-overview").innerText(), before);
  await show(page, "compare");
  await page.locator(".compared").waitFor();
  await page.getByRole("button", { name: `Close ${run.name}` }).click();
  await page.locator(".compared").waitFor({ state: "detached" });
});

test("a saved run holds no key of a customer", () => {
  assert.ok(JSON.parse(run.text).people.key.length === CUSTOMERS);
  assert.doesNotMatch(run.text, /customer-\d/);
  assert.match(run.name, /^linger-run-\d{4}-\d\d-\d\d\.json$/);
});

test("files that are no earlier report are refused in words, and hostile ones add nothing to the page", async () => {
  const { page, requests, faults } = await opened(LATER);
  const alert = page.locator("linger-compare [role=alert]");
  const script = "<img src=x onerror=document.title='owned'>";
  const forged = JSON.parse(run.text);
  const refused = [
    ["orders.csv", shopText(), /holds no earlier report/],
    ["page.html", `<!doctype html>${script}`, /not a report of Linger/],
    ["half.json", run.text.slice(0, 1000), /holds no earlier report/],
    ["short.json", JSON.stringify({ ...forged, people: { ...forged.people, segment: forged.people.segment.map(() => 99) } }), /holds no earlier report/],
    ["undated.json", JSON.stringify({ ...forged, report: { ...forged.report, meta: { ...forged.report.meta, asOfDate: "soon" } } }), /holds no earlier report/],
    ["wrong.json", JSON.stringify({ ...forged, report: { ...forged.report, summary: script } }), /earlier report|not a report that this page can read|damaged/],
  ];
  for (const [name, content, said] of /** @type {[string, string, RegExp][]} */ (refused)) {
    await compareWith(page, name, content);
    await alert.filter({ hasText: name }).waitFor();
    assert.match(await alert.innerText(), said, name);
    assert.equal(await page.locator(".compared").count(), 0, name);
  }
  const named = { ...forged, people: { ...forged.people, segments: forged.people.segments.map(() => script), stages: forged.people.stages.map(() => script) } };
  await compareWith(page, `${script}.json`, JSON.stringify(named));
  await page.locator(".compared").waitFor();
  assert.ok((await rowsOf(page, "Customers by segment")).some(([name]) => name?.includes("<img src=x")));
  assert.equal(await page.locator("main img").count(), 0);
  assert.notEqual(await page.title(), "owned");
  assert.deepEqual([requests, faults], [[], []]);
});
