/** A table that nobody knows: its columns with samples, how it is read, what its status words mean, and presets that are kept, passed on and checked. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { PAGE_URL, choose, launch, memoryFile, numberIn, openDashboard, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Three people, six orders, one of them with a word for "cancelled" that no list knows. */
const ROWS = [
  ["1", "ann", "2024-01-05 23:30", "10,50", "fertig"],
  ["2", "bob", "2024-02-06 10:00", "20,00", "fertig"],
  ["3", "ann", "2024-03-07 11:00", "30,00", "zurückgenommen"],
  ["4", "cem", "2024-04-08 12:00", "40,00", "fertig"],
  ["5", "ann", "2024-05-09 13:00", "50,00", "fertig"],
  ["6", "bob", "2024-06-10 14:00", "60,00", "fertig"],
];
const HEADER = ["Nr", "Wer", "Wann", "Wieviel", "Wie"];
const OWN = `${[HEADER, ...ROWS].map((row) => row.join(";")).join("\n")}\n`;
const COLUMNS = { order: 0, customer: 1, time: 2, amount: 3, status: 4 };

/** The mapping form of a file, with its columns chosen. @param {Page} page @param {string} name @param {string} text */
async function mapped(page, name, text) {
  await choose(page, memoryFile(name, text));
  const form = page.locator("linger-mapping form");
  await form.waitFor();
  await form.locator("details").evaluateAll((all) => all.forEach((one) => (/** @type {HTMLDetailsElement} */ (one).open = true)));
  for (const [field, column] of Object.entries(COLUMNS)) await form.locator(`select[name=${field}]`).selectOption(String(column));
  return form;
}

/** @param {Page} page @param {string} label */
const figure = (page, label) => page.locator("linger-overview .figures").last().locator(".figure", { hasText: label }).first().locator(".figure-value").innerText();

test("each column shows values of the file, and the form says how sure it is and what the table can answer", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  const form = await mapped(page, "own.csv", OWN);
  const values = await form.locator("label", { has: page.locator("select[name=customer]") }).locator(".pair").allInnerTexts();
  assert.deepEqual(values, ["ann", "bob", "cem"]);
  assert.match(await form.innerText(), /not sure|guess/);
  const gives = form.locator(".gives li");
  await gives.filter({ hasText: "Customers" }).locator(".mark", { hasText: "Yes" }).waitFor();
  assert.match(await gives.filter({ hasText: "Countries" }).innerText(), /^No/);
  await form.locator("select[name=customer]").selectOption("");
  await gives.filter({ hasText: "Customers" }).locator(".mark", { hasText: "No" }).waitFor();
  assert.deepEqual([requests, faults], [[], []]);
});

test("currency and status words are as the seller says: an order that was taken back does not count", async () => {
  const { page, faults } = await openDashboard(browser);
  const form = await mapped(page, "own.csv", OWN);
  await form.locator("select[name=currencyCode]").selectOption("EUR");
  await form.locator("select[data-word='zurückgenommen']").selectOption("cancelled");
  await form.getByRole("button", { name: "Read it this way" }).click();
  await page.locator("linger-overview").waitFor();
  assert.equal(await figure(page, "Orders"), "5");
  assert.equal(await figure(page, "Net sales"), "€180.50");
  assert.deepEqual(faults, []);
});

test("times without an offset are read in the file's own zone", async () => {
  const { page } = await openDashboard(browser);
  const form = await mapped(page, "own.csv", OWN);
  await form.locator("select[name=zone]").selectOption("America/Los_Angeles");
  await form.getByRole("button", { name: "Read it this way" }).click();
  await page.locator("linger-overview").waitFor();
  // 23:30 on January 5 in Los Angeles is 07:30 on January 6 by UTC, the report's zone.
  assert.match(await page.locator("linger-overview").innerText(), /from Jan 6, 2024 to Jun 10, 2024/);
});

test("a preset is kept only when asked, is offered to a file with the same header, and can be forgotten", async () => {
  const { page, faults } = await openDashboard(browser);
  const form = await mapped(page, "own.csv", OWN);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await form.locator("[name=presetName]").fill("My shop");
  await form.getByRole("button", { name: "Keep on this device" }).click();
  await form.locator("[role=status]", { hasText: "is kept on this device" }).waitFor();
  const kept = (await page.evaluate(() => Object.values(localStorage).join(""))) ?? "";
  assert.doesNotMatch(kept, /bob|fertig/, "a preset holds nothing of the rows");

  await page.goto(PAGE_URL);
  await page.locator(".drop-buttons button:enabled").waitFor();
  await choose(page, memoryFile("later.csv", OWN.replaceAll("2024", "2025")));
  await page.locator("linger-mapping .offer", { hasText: "My shop" }).getByRole("button", { name: "Use it" }).click();
  assert.equal(await page.locator("linger-mapping select[name=amount]").inputValue(), "3");
  await page.getByRole("button", { name: "Read it this way" }).click();
  await page.locator("linger-overview").waitFor();
  assert.equal(await figure(page, "Orders"), "6");

  await choose(page, memoryFile("other.csv", "Was,Wo\n1,2\n"));
  await page.locator("linger-mapping form").waitFor();
  assert.equal(await page.locator("linger-mapping .offer").count(), 0, "another header is offered nothing");
  await page.locator("linger-presets summary").click();
  await page.getByRole("button", { name: "Forget the preset My shop" }).click();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  assert.deepEqual(faults, []);
});

test("a preset is passed on as a file; one that was tampered with or is for another file is not used", async () => {
  const { page } = await openDashboard(browser);
  const form = await mapped(page, "own.csv", OWN);
  await form.locator("select[data-word=fertig]").selectOption("paid");
  await form.locator("[name=presetName]").fill("My shop");
  const download = page.waitForEvent("download");
  await form.getByRole("button", { name: "Save as a file" }).click();
  const preset = JSON.parse(await readFile(await (await download).path(), "utf8"));
  assert.deepEqual([preset.linger, preset.schema, preset.name, preset.headers, preset.mapping.statuses], ["mapping", 1, "My shop", HEADER, { fertig: "paid" }]);

  const { page: other, faults } = await openDashboard(browser);
  await choose(other, memoryFile("own.csv", OWN));
  await other.locator("linger-presets summary").click();
  const use = (/** @type {unknown} */ value) => other.locator("linger-presets input[type=file]").setInputFiles({ name: "preset.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(value)) });
  const said = other.locator("linger-presets [role=status]");
  for (const forged of [
    { ...preset, mapping: { ...preset.mapping, amount: "<img src=x>" } }, { ...preset, mapping: { ...preset.mapping, amount: 99 } }, { ...preset, mapping: { constructor: 1 } },
    { ...preset, mapping: { ...preset.mapping, statuses: { fertig: "gone" } } }, { ...preset, mapping: { ...preset.mapping, zone: "Mars/Olympus" } }, { ...preset, schema: 2 }, "text", null,
  ]) {
    await use(forged);
    await said.filter({ hasText: "holds no preset of Linger" }).waitFor();
    await use({ ...preset, name: "Elsewhere", headers: [...HEADER, "More"] });
    await said.filter({ hasText: "was made for a file with other columns" }).waitFor();
  }
  assert.equal(await other.locator("linger-mapping select[name=order]").inputValue(), "");
  await use(preset);
  await said.filter({ hasText: "was filled in" }).waitFor();
  assert.equal(await other.locator("linger-mapping select[name=order]").inputValue(), "0");
  assert.equal(await other.locator("select[data-word=fertig]").inputValue(), "paid");
  await other.getByRole("button", { name: "Read it this way" }).click();
  await other.locator("linger-overview").waitFor();
  assert.equal(numberIn(await figure(other, "Orders")), ROWS.length);
  assert.deepEqual(faults, []);
});

test("columns can be changed later, and the form knows what was chosen", async () => {
  const { page } = await openDashboard(browser);
  const form = await mapped(page, "own.csv", OWN);
  await form.locator("select[name=currencyCode]").selectOption("CHF");
  await form.getByRole("button", { name: "Read it this way" }).click();
  await page.locator("linger-overview").waitFor();
  await show(page, "sources");
  await page.getByRole("button", { name: "Change columns of own.csv" }).click();
  await page.locator("linger-mapping form").waitFor();
  assert.equal(await page.locator("select[name=currencyCode]").inputValue(), "CHF");
  assert.equal(await page.locator("linger-mapping select[name=customer]").inputValue(), "1");
});
