/** Every export that comes in, alone, together, in an archive or a folder: what it is, what was used of it, or why not and what to do. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { choose, launch, memoryFile, numberIn, openDashboard, show } from "./page.mjs";
import { shopExport } from "./sources-shop.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const PICTURE = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const orders = shopExport("shopifyOrders-2024");
const customers = shopExport("shopifyCustomers-2023");
const amazon = shopExport("amazonAllOrders-32");
const nps = shopExport("surveys-nps");

/** The rows of the list of what came in, when nothing is being read any more. @param {Page} page @param {number} rows */
async function arrivals(page, rows) {
  await page.locator(".arrivals [role=status]", { hasText: /were read|读取了/ }).waitFor();
  await page.waitForFunction((wanted) => document.querySelectorAll(".arrivals tbody tr").length === wanted, rows);
  const found = await page.locator(".arrivals tbody tr").all();
  return Promise.all(found.map(async (row) => (await row.locator("th, td").allInnerTexts()).map((cell) => cell.trim())));
}

/** @param {Page} page @param {string} label */
const figure = (page, label) => page.locator("linger-overview .figures").last().locator(".figure", { hasText: label }).first().locator(".figure-value").innerText();

test("several exports of several platforms at once: each is named, counted, and goes where it belongs", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, [customers.path, orders.path, amazon.path, nps.path]);
  const rows = await arrivals(page, 4);
  assert.deepEqual(rows.map(([, kind]) => kind), ["Shopify · customers", "Shopify · orders", "Amazon · orders", rows[3]?.[1]]);
  assert.match(rows[3]?.[1] ?? "", /feedback$/);
  assert.match(rows[0]?.[4] ?? "", new RegExp(`customers export: ${customers.expected.used} people were added to the people, not to the orders`));
  assert.match(rows[1]?.[4] ?? "", new RegExp(`^${orders.expected.orders} orders were added`));
  assert.match(rows[2]?.[4] ?? "", new RegExp(`^${amazon.expected.orders} orders were added`));
  assert.equal(numberIn(rows[0]?.[2] ?? ""), customers.expected.records);
  await page.getByRole("button", { name: "Close this list" }).click();
  await page.locator(".arrivals").waitFor({ state: "detached" });
  await show(page, "overview");
  await page.locator(".figure-value", { hasText: new RegExp(`^${orders.expected.orders + amazon.expected.orders}$`) }).first().waitFor();
  assert.deepEqual([requests, faults], [[], []]);
});

test("a customers export alone is said to be one, and its view is shown without orders", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, customers.path);
  const [row] = await arrivals(page, 1);
  assert.match(row?.[4] ?? "", /not to the orders/);
  await page.locator("linger-sources h1").waitFor();
  await page.locator("linger-sources tbody tr", { hasText: "Shopify · customers" }).first().waitFor();
  await page.getByRole("button", { name: /^Remove customers_export/ }).click();
  await page.locator(".drop-zone").waitFor();
  assert.deepEqual(faults, []);
});

test("an archive is unpacked: its tables are read, what is none is passed over with the reason", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  const archive = zipSync({ "2025/orders_export.csv": orders.bytes, "people/customers_export.csv": customers.bytes, "logo.png": PICTURE, "empty.csv": new Uint8Array() });
  await choose(page, { name: "shop.zip", mimeType: "application/zip", buffer: Buffer.from(archive) });
  const rows = new Map((await arrivals(page, 4)).map(([name = "", ...cells]) => [name, cells]));
  assert.deepEqual([...rows.keys()].sort(), ["shop.zip › 2025/orders_export.csv", "shop.zip › empty.csv", "shop.zip › logo.png", "shop.zip › people/customers_export.csv"]);
  assert.match(rows.get("shop.zip › logo.png")?.[3] ?? "", /picture/);
  assert.match(rows.get("shop.zip › empty.csv")?.[3] ?? "", /empty/);
  await show(page, "overview");
  assert.equal(await figure(page, "Orders"), String(orders.expected.orders));
  assert.deepEqual([requests, faults], [[], []]);
});

test("a table out of an archive can be read again with other columns", async () => {
  const { page } = await openDashboard(browser);
  const own = "Order,Customer,Date,Total,Paid\n1,ann,2024-01-13,10.00,7.00\n2,bo,2024-02-14,20.00,8.00\n3,ann,2024-03-15,30.00,9.00\n";
  await choose(page, { name: "own.zip", mimeType: "application/zip", buffer: Buffer.from(zipSync({ "two.csv": Buffer.from(own) })) });
  await page.locator("linger-overview").waitFor();
  await show(page, "sources");
  await page.getByRole("button", { name: "Change columns of own.zip › two.csv" }).click();
  await page.locator("linger-mapping select[name=amount]").selectOption("4");
  await page.getByRole("button", { name: "Read it this way" }).click();
  await page.locator("linger-mapping").waitFor({ state: "detached" });
  await show(page, "overview");
  await page.locator(".figure", { hasText: "Net sales" }).locator(".figure-value", { hasText: "24" }).first().waitFor();
});

test("a whole folder", async () => {
  const { page, faults } = await openDashboard(browser);
  const folder = await mkdtemp(join(tmpdir(), "linger-shop-"));
  try {
    await writeFile(join(folder, "orders.csv"), orders.bytes);
    await writeFile(join(folder, "customers.csv"), customers.bytes);
    await page.locator("input[webkitdirectory]").setInputFiles(folder);
    const rows = await arrivals(page, 2);
    assert.deepEqual(rows.map(([, kind]) => kind).sort(), ["Shopify · customers", "Shopify · orders"]);
  } finally {
    await rm(folder, { recursive: true });
  }
  assert.deepEqual(faults, []);
});

test("files that are dropped come in as those that are chosen", async () => {
  const { page, faults } = await openDashboard(browser);
  await page.evaluate(
    (files) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of files) dataTransfer.items.add(new File([text ?? ""], name ?? ""));
      document.querySelector("main")?.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    },
    [["orders.csv", orders.bytes.toString()], ["customers.csv", customers.bytes.toString()]],
  );
  assert.deepEqual((await arrivals(page, 2)).map(([name]) => name), ["orders.csv", "customers.csv"]);
  assert.deepEqual(faults, []);
});

test("one file of several that cannot be read says why and what to do, and the others stay", async () => {
  const { page } = await openDashboard(browser, { locale: "zh-CN" });
  await choose(page, [memoryFile("orders_export.csv", orders.bytes), { name: "logo.csv", mimeType: "text/csv", buffer: PICTURE }, memoryFile("empty.csv", "")]);
  const rows = await arrivals(page, 3);
  assert.match(rows[0]?.[4] ?? "", /^已加入 192 个订单/);
  for (const row of rows.slice(1)) assert.match(row[4] ?? "", /导出/);
  assert.equal(await page.locator(".message").count(), 0, "the list says it once");
  await page.locator(".arrivals button.link").click();
  await page.locator("dialog.exports[open]", { hasText: "亚马逊" }).waitFor();
});

test("a wrong file alone leads to where the exports are found, by keyboard", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, { name: "orders.csv", mimeType: "text/csv", buffer: PICTURE });
  const link = page.locator(".message.error button.link");
  await link.focus();
  await page.keyboard.press("Enter");
  await page.locator("dialog.exports[open]").waitFor();
  const platforms = await page.locator("dialog.exports dt").allInnerTexts();
  for (const name of ["Shopify", "WooCommerce", "Amazon", "eBay", "Etsy", "TikTok Shop", "PayPal", "Exchange rates"]) assert.ok(platforms.includes(name), name);
  await page.keyboard.press("Escape");
  await page.locator("dialog.exports").waitFor({ state: "detached" });
  assert.ok(await page.evaluate(() => document.activeElement?.matches(".message button.link")), "the focus returns");
  assert.deepEqual(faults, []);
});
