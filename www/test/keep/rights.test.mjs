/** A person's rights in a real Chromium: seen, handed out, corrected, erased, and erased still when the file comes again. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { choose, memoryFile } from "../browser/page.mjs";
import { close, insideOf, keep, launch, load, menu, numbers, profile, served, stored, tab, tombstone, workspaces } from "./page.mjs";
import { BO_ID, EVENTS, ORDERS as JOINED_ORDERS } from "../join-shop.mjs";
import { MORE, ORDERS } from "./shop.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof served>>} */
let shop;
before(async () => {
  browser = await launch();
  shop = await served();
});
after(async () => {
  await browser.close();
  shop.close();
});

/** @param {Page} page @param {string} key */
async function find(page, key) {
  await page.locator("dialog.person-rights [name=key]").fill(key);
  await page.getByRole("button", { name: "Find", exact: true }).click();
}

/** @param {Page} page @param {string} button @param {(text: string) => string} [change] */
async function download(page, button, change = (text) => text) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  return change(await readFile(await (await waiting).path(), "utf8"));
}

/** @param {Page} page @param {string} key */
async function eraseFor(page, key) {
  await menu(page, /Data held/);
  await find(page, key);
  await page.getByRole("button", { name: "Erase…" }).click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await page.locator("dialog.person-rights [role=status]", { hasText: "Erased:" }).waitFor();
}

/** @param {Page} page */
const dialog = (page) => page.locator("dialog.person-rights").innerText();

/** The workspaces that are stored, as text. @param {Page} page */
const inside = async (page) => Promise.all(Object.values((await stored(page)).files).map(insideOf));

test("a person is found from the card or by a part of the key, masked; what is held is handed out as JSON and CSV", async () => {
  const context = await profile(browser);
  const { page, faults, requests } = await tab(context, shop.url);
  await load(page);
  await page.locator('nav.views a[href="#customers"]').click();
  await page.locator("linger-customers .person").first().click();
  await page.getByRole("button", { name: "Data held on this person…" }).click();
  await page.locator("dialog.person-rights .holding").waitFor();
  assert.match(await page.locator(".holding h3").innerText(), /•••@e•••\.com/);

  await find(page, "example.com");
  await page.locator("dialog.person-rights [role=status] li").first().waitFor();
  assert.equal(await page.locator("dialog.person-rights [role=status] li").count(), 3);
  await find(page, " ANN@example.com");
  await page.locator(".holding", { hasText: "3 orders from Jan 5, 2024 to Mar 5, 2024, $60.00 net." }).waitFor();
  // Four rows: three orders, one of them with a second row.
  assert.match(await page.locator(".holding").innerText(), /4 records in one file, and 0 recorded visits/);
  assert.doesNotMatch(await dialog(page), /ann@example\.com/i, "masked until it is asked for");

  const json = JSON.parse(await download(page, "Save as JSON"));
  assert.deepEqual([json.linger, json.key, json.conclusions.row.orders, json.conclusions.orders.length, json.files[0].records.length], ["person", "ann@example.com", 3, 3, 4]);
  assert.deepEqual(json.files[0].records.map((/** @type {any} */ record) => record.Subtotal), ["10.00", "20.00", undefined, "30.00"]);
  assert.doesNotMatch(JSON.stringify(json), /bob|cy@|Archer/i, "nobody else, and nothing that is not kept");
  const csv = await download(page, "Save as CSV");
  assert.match(csv, /^\uFEFFsource,record,column,value\r\nkey,1,key,ann@example\.com\r\n/);
  assert.match(csv, /\r\norders\.csv,4,Subtotal,30\.00\r\n/);
  await page.locator("dialog.person-rights section", { hasText: "A person’s data was handed out" }).waitFor();
  await find(page, "nobody@example.com");
  await page.locator("dialog.person-rights [role=status]", { hasText: "Nobody with this key" }).waitFor();
  assert.deepEqual([faults, requests], [[], []]);
  await context.close();
});

test("cells that a spreadsheet would run are guarded in what is handed out", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page, "order_id,customer_id,timestamp,amount,product\n1,=cmd()|x,2024-01-05,10.00,@SUM(A1)\n2,b,2024-01-06,5.00,Mug\n");
  await menu(page, /Data held/);
  await find(page, "cmd");
  await page.locator(".holding").waitFor();
  const csv = await download(page, "Save as CSV");
  for (const cell of csv.split(/[\r\n,]+/)) assert.doesNotMatch(cell, /^[=+\-@]/);
  assert.match(csv, /'=cmd\(\)/);
  await context.close();
});

test("a corrected key is put over every reading, is kept, and can be taken back", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await keep(page, "Corrected");
  await close(page);
  await menu(page, /Data held/);
  await find(page, "bob@example.com");
  await page.locator(".holding [name=to]").fill("Cy@Example.com");
  await page.getByRole("button", { name: "Correct it" }).click();
  await page.locator("dialog.person-rights [role=status]", { hasText: "Corrected: 2 records have a corrected key. The open workspace was saved with this change." }).waitFor();
  await close(page);
  assert.deepEqual(await numbers(page), { orders: "6", netSales: "$172.00", customers: "2" }, "Bob is Cy");

  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await workspaces(page);
  await page.locator(".kept").getByRole("button", { name: "Open Corrected" }).click();
  await page.locator("linger-overview .headline").waitFor();
  assert.equal((await numbers(page)).customers, "2");
  await choose(page, memoryFile("again.csv", `${ORDERS}\n`));
  await page.locator(".job").waitFor({ state: "detached" });
  assert.equal((await numbers(page)).customers, "2", "also when the export comes again");
  await menu(page, /Data held/);
  await page.locator("dialog.person-rights").getByRole("button", { name: /Take back the correction of bo•••/ }).click();
  await page.locator("dialog.person-rights [role=status]", { hasText: "Taken back:" }).waitFor();
  assert.equal(await page.getByRole("button", { name: /Take back/ }).count(), 0);
  await context.close();
});

test("an erased person is gone from the page, the workspaces, and every file that comes again", async () => {
  const context = await profile(browser);
  const { page, requests, faults } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await keep(page, "Other");
  await close(page);
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await load(page);
  await workspaces(page);
  await keep(page, "Sealed", "a passphrase");
  await close(page);
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await load(page);
  await workspaces(page);
  await keep(page, "Main");
  await close(page);

  await eraseFor(page, "ann@example.com");
  // Ann's three orders are four rows: 172 - 60 = 112 stay.
  const told = await dialog(page);
  assert.match(told, /Erased: 4 records are left out of the loaded files by tombstones\. The open workspace was saved with this change\./);
  assert.match(told, /Also erased from: Other\./);
  assert.match(told, /Not erased from: Sealed\. These have a passphrase or are open in another tab\./);
  await find(page, "ann@example.com");
  await page.locator("dialog.person-rights [role=status]", { hasText: "This person was erased here" }).waitFor();
  await close(page);
  assert.deepEqual(await numbers(page), { orders: "3", netSales: "$112.00", customers: "2" });

  const open = Object.values((await stored(page)).files).filter((binary) => !binary.includes('"cipher"'));
  assert.equal(open.length, 2);
  for (const text of await Promise.all(open.map(insideOf))) {
    assert.doesNotMatch(text, /ann@example/i);
    assert.match(text, /bob@example\.com/);
    const salt = /"salt":"([0-9a-f]{32})"/.exec(text)?.[1] ?? "";
    assert.ok(text.includes(`"hashes":["${tombstone(salt, "ann@example.com")}"]`), "the tombstone is the SHA-256 of salt and key");
  }

  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await workspaces(page);
  await page.locator(".kept").getByRole("button", { name: "Open Main" }).click();
  await page.locator("linger-overview .headline").waitFor();
  // The old export once more, and a newer one with Ann (40) and Dee (9): Ann stays away.
  await choose(page, [memoryFile("again.csv", `${ORDERS}\n`), memoryFile("april.csv", MORE)]);
  await page.locator("linger-overview .figure", { hasText: "$121.00" }).last().waitFor();
  assert.deepEqual(await numbers(page), { orders: "4", netSales: "$121.00", customers: "3" });
  assert.deepEqual([faults, requests], [[], []]);
  await context.close();
});

test("erasing follows corrections, and nothing of the person can be read afterwards", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await keep(page, "Traces");
  await close(page);
  await menu(page, /Data held/);
  await find(page, "bob@example.com");
  await page.locator(".holding [name=to]").fill("robert@example.com");
  await page.getByRole("button", { name: "Correct it" }).click();
  await page.locator("dialog.person-rights [role=status]", { hasText: "Corrected:" }).waitFor();
  assert.match((await inside(page))[0] ?? "", /"from":"bob@example\.com"/);
  await close(page);
  await eraseFor(page, "robert@example.com");
  const [text = ""] = await inside(page);
  assert.doesNotMatch(text, /bob|robert/i);
  assert.match(text, /"did":"correct".*"did":"erase"/);
  await close(page);
  // 172 - 12 of Bob.
  assert.deepEqual(await numbers(page), { orders: "4", netSales: "$160.00", customers: "2" });
  await context.close();
});

test("events of an erased person go as well: by the visitor in the order's note, and by the hashed customer id", async () => {
  const context = await profile(browser);
  const { page, faults } = await tab(context, shop.url);
  await load(page, JOINED_ORDERS);
  await choose(page, { name: "events.ndjson", mimeType: "", buffer: Buffer.from(EVENTS) });
  await page.locator('nav.views a[href="#sessions"]').waitFor();
  await page.locator(".job").waitFor({ state: "detached" });
  await workspaces(page);
  await keep(page, "Visits");
  await close(page);
  await menu(page, /Data held/);
  await find(page, "bo@example.com");
  // An order with a note that holds the visit, and the one event of that visitor.
  await page.locator(".holding", { hasText: "2 records in 2 files, and one recorded visit that led to orders." }).waitFor();
  const json = JSON.parse(await download(page, "Save as JSON"));
  assert.deepEqual(json.files.map((/** @type {any} */ { file, records }) => [file, records.length, records[0].vid ?? records[0].Email]), [["orders.csv", 1, "bo@example.com"], ["events.ndjson", 1, BO_ID]]);
  await close(page);
  await eraseFor(page, "bo@example.com");
  assert.match(await dialog(page), /Erased: 2 records are left out/);
  const [text = ""] = await inside(page);
  assert.doesNotMatch(text, /bo@example/);
  assert.ok(!text.includes(BO_ID));
  // Of five events one was Bo's.
  assert.equal(text.match(/"e":"(view|order)"/g)?.length, 4);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the record of processing holds the columns that are read, what is kept, and how many requests were met", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await keep(page, "Recorded");
  await close(page);
  await eraseFor(page, "cy@example.com");
  const text = await download(page, "Save the record");
  assert.match(text, /orders\.csv: .*Email/);
  assert.match(text, /kept on this device: Recorded\./);
  assert.match(text, /0 handed out, 0 corrected, 1 erased/);
  assert.doesNotMatch(text, /\{|undefined|record\.|@example/);
  await context.close();
});

test("without a workspace the page says that erasing holds until it is closed", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await menu(page, /Data held/);
  await find(page, "cy@example.com");
  await page.getByRole("button", { name: "Erase…" }).click();
  assert.match(await page.locator(".erasing").innerText(), /holds until you close the page/);
  await page.locator(".erasing").getByRole("button", { name: "Cancel" }).click();
  assert.equal(await page.locator(".erasing").count(), 0);
  await page.getByRole("button", { name: "Erase…" }).click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await page.locator("dialog.person-rights [role=status]", { hasText: "It holds on this page only" }).waitFor();
  assert.deepEqual((await stored(page)).files, {});
  await context.close();
});
