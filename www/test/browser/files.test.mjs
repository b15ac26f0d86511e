/** Files as people have them: real ones, wrong ones, ones that need a question, several at once, one given up. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { choose, launch, memoryFile, numberIn, openDashboard, openSample, repositoryFile, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const CDNOW = readFileSync(repositoryFile("tests/data/cdnow/CDNOW_sample.txt"));
const expectedCdnow = JSON.parse(readFileSync(repositoryFile("tests/data/cdnow/expected.json"), "utf8")).runs[0].report;

/** Chooses a column in the mapping form. @param {Page} page @param {string} field @param {number | string} index */
const column = (page, field, index) => page.locator(`linger-mapping select[name=${field}]`).selectOption(String(index));

/** The value of one of the shop's figures on the overview, by its label. @param {Page} page @param {string} label */
const figure = (page, label) => page.locator(".figures").last().locator(".figure", { hasText: label }).first().locator(".figure-value").innerText();

/** Orders of a few customers, one a week. @param {number} rows @param {string} [prefix] of the order numbers */
function orders(rows, prefix = "A") {
  const lines = ["Order,Customer,Date,Total"];
  for (let row = 0; row < rows; row++) {
    const date = new Date(Date.UTC(2024, 0, 13) + (row % 300) * 86_400_000).toISOString().slice(0, 10);
    lines.push(`${prefix}${row},c${row % 50}@shop.test,${date},${(row % 90) + 10}.50`);
  }
  return `${lines.join("\n")}\n`;
}

test("a real file: CDNOW, by its columns", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, { name: "CDNOW_sample.txt", mimeType: "text/plain", buffer: CDNOW });
  await page.locator("linger-mapping form, linger-overview").first().waitFor();
  if ((await page.locator("linger-mapping").count()) === 0) {
    await show(page, "quality");
    await page.getByRole("button", { name: "Change columns of CDNOW_sample.txt" }).click();
  }
  await page.locator("linger-mapping form").waitFor();
  for (const [field, index] of Object.entries({ customer: 0, time: 2, quantity: 3, amount: 4 })) await column(page, field, index);
  for (const field of ["unitPrice", "order"]) await column(page, field, "");
  await page.locator("linger-mapping [name=header]").uncheck();
  await page.getByRole("button", { name: "Read it this way" }).click();
  await page.locator("linger-mapping").waitFor({ state: "detached" });
  await page.locator("nav.views").waitFor();
  await show(page, "overview");
  const { customers, orders: count, netSales, units } = expectedCdnow.summary;
  await page.locator(".figure-value", { hasText: count.toLocaleString("en") }).first().waitFor();
  assert.equal(numberIn(await figure(page, "Units sold")), units);
  assert.match(await page.locator("linger-overview").innerText(), new RegExp(customers.toLocaleString("en")));
  assert.match(await page.locator("linger-overview").innerText(), new RegExp(Math.round(netSales).toLocaleString("en")));
  await show(page, "rhythm");
  assert.match(await page.locator("linger-rhythm .off").innerText(), /off/i, "dates without times switch the rhythm off, with the reason");
  assert.deepEqual(faults, []);
  assert.deepEqual(requests, []);
});

test("an image renamed .csv is refused in place, and earlier data stays", async () => {
  const { page, faults } = await openDashboard(browser);
  await openSample(page);
  const before = await page.locator(".headline-value").first().innerText();
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await choose(page, { name: "orders.csv", mimeType: "text/csv", buffer: png });
  const message = page.locator(".message.error");
  await message.waitFor();
  assert.match(await message.innerText(), /orders\.csv.*CSV/s);
  assert.equal(await page.locator(".headline-value").first().innerText(), before);
  await message.getByRole("button", { name: "Dismiss this message" }).click();
  await message.waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
});

test("an empty file says what to do", async () => {
  const { page } = await openDashboard(browser);
  await choose(page, memoryFile("empty.csv", ""));
  assert.match(await page.locator(".message.error").innerText(), /empty.*export/is);
  assert.equal(await page.locator(".drop-zone").count(), 1);
});

/** Drops a file too large to be read at once, made inside the page. @param {Page} page @param {string} name */
const dropHuge = (page, name) =>
  page.evaluate(
    ({ name, part }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["Order,Customer,Date,Total\n", ...Array(400).fill(part)], name));
      document.querySelector("main")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    { name, part: orders(10_000).slice("Order,Customer,Date,Total\n".length) },
  );

test("a read that is cancelled leaves nothing of its file", async () => {
  const { page, faults } = await openDashboard(browser);
  await openSample(page);
  const before = await page.locator(".headline-value").first().innerText();
  await dropHuge(page, "huge.csv");
  await page.getByRole("button", { name: "Cancel reading huge.csv" }).click();
  await page.locator(".message", { hasText: "You cancelled huge.csv" }).waitFor();
  await page.locator(".job").waitFor({ state: "detached" });
  assert.equal(await page.locator(".headline-value").first().innerText(), before);
  assert.deepEqual(faults, []);
});

test("a second file while the first is read: it waits, and is read when the first is given up", async () => {
  const { page, faults } = await openDashboard(browser);
  await dropHuge(page, "huge.csv");
  await choose(page, memoryFile("small.csv", orders(120)));
  await page.locator(".job", { hasText: "small.csv" }).filter({ hasText: "Waiting for the file before it" }).waitFor();
  await page.getByRole("button", { name: "Cancel reading huge.csv" }).click();
  await page.locator("linger-overview").waitFor();
  assert.equal(await figure(page, "Orders"), "120");
  assert.deepEqual(faults, []);
});

test("several currencies stand side by side until one is picked", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, repositoryFile("tests/golden/currencies-mixed/input.csv"));
  await page.locator("linger-overview").waitFor();
  const { netSales } = JSON.parse(readFileSync(repositoryFile("tests/golden/currencies-mixed/expected.json"), "utf8")).report.summary;
  const shown = (await figure(page, "Net sales")).split(" · ");
  assert.equal(shown.length, Object.keys(netSales).length);
  const [code = "", amount] = Object.entries(netSales)[0] ?? [];
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Currency").selectOption(code);
  await page.keyboard.press("Escape");
  await page.locator(".scope", { hasText: code }).waitFor();
  await page.waitForFunction(() => !document.querySelector("linger-overview")?.textContent?.includes(" · €"));
  assert.equal(numberIn(await figure(page, "Net sales")), amount);
  assert.deepEqual(faults, []);
});

test("several files at once, and the same file twice", async () => {
  const { page } = await openDashboard(browser);
  await choose(page, [memoryFile("a.csv", orders(120, "A")), memoryFile("b.csv", orders(80, "B"))]);
  await page.locator(".figure-value", { hasText: /^200$/ }).waitFor();
  await choose(page, memoryFile("again.csv", orders(120, "A")));
  await page.locator(".message", { hasText: "again.csv has the same content" }).waitFor();
  assert.equal(await figure(page, "Orders"), "200");
  await show(page, "quality");
  await page.getByRole("button", { name: "Remove b.csv" }).click();
  await page.locator(".file h3", { hasText: "b.csv" }).waitFor({ state: "detached" });
  await show(page, "overview");
  await page.locator(".figure-value", { hasText: /^120$/ }).waitFor();
});

test("ambiguous dates ask, with both readings of a date of the file", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, repositoryFile("tests/golden/dates-ambiguous/input.csv"));
  const form = page.locator("linger-mapping form");
  await form.waitFor();
  assert.match(await form.innerText(), /Apr 3, 2024/);
  assert.match(await form.innerText(), /Mar 4, 2024/);
  await form.locator("input[value=dmy]").check();
  await form.getByRole("button", { name: "Read it this way" }).click();
  await page.locator("linger-overview").waitFor();
  assert.match(await page.locator("linger-overview").innerText(), /Apr 3, 2024 to Aug 7, 2024/);
  assert.deepEqual(faults, []);
});

test("a file without a customer column asks for it, and the form says what is missing", async () => {
  const { page } = await openDashboard(browser);
  await choose(page, repositoryFile("tests/golden/no-customer-column/input.csv"));
  const form = page.locator("linger-mapping form");
  await form.waitFor();
  await form.getByRole("button", { name: "Read it this way" }).click();
  assert.match(await form.locator("[role=alert]").innerText(), /Customer/);
  await form.getByRole("button", { name: "Leave this file out" }).click();
  await form.waitFor({ state: "detached" });
  assert.equal(await page.locator(".drop-zone").count(), 1);
});

test("the mapping can be changed afterwards", async () => {
  const { page } = await openDashboard(browser);
  await choose(page, memoryFile("two.csv", "Order,Customer,Date,Total,Paid\n1,ann,2024-01-13,10.00,7.00\n2,bo,2024-02-14,20.00,8.00\n3,ann,2024-03-15,30.00,9.00\n"));
  await page.locator("linger-overview").waitFor();
  await show(page, "quality");
  await page.getByRole("button", { name: "Change columns of two.csv" }).click();
  await column(page, "amount", 4);
  await page.getByRole("button", { name: "Read it this way" }).click();
  await page.locator("linger-mapping").waitFor({ state: "detached" });
  await show(page, "overview");
  await page.locator(".figure", { hasText: "Net sales" }).locator(".figure-value", { hasText: "24" }).first().waitFor();
});
