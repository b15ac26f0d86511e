/** Keeping on this device in a real Chromium: nothing before it is asked for, the same numbers after, two tabs, a passphrase, files. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { choose, openDashboard } from "../browser/page.mjs";
import { close, insideOf, keep, launch, load, numbers, profile, served, stored, tab, workspaces } from "./page.mjs";
import { MORE, ORDERS } from "./shop.mjs";

/** @import { Browser, Page } from "playwright-core" */

const NOTHING = { files: {}, databases: 0, local: 0, session: 0 };
const ALL = { orders: "6", netSales: "$172.00", customers: "3" };
const PASSPHRASE = "blue teapot 42";

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

/** @param {Page} page @param {string} name */
const row = (page, name) => page.locator("dialog.workspaces .kept li", { has: page.locator("h4", { hasText: name }) });

/** @param {Page} page */
const alert = (page) => page.locator("dialog.workspaces [role=alert]").innerText();

/** @param {Page} page @param {string} passphrase */
async function enter(page, passphrase) {
  await page.locator(".asking [name=value]").fill(passphrase);
  await page.locator(".asking button.primary").click();
}

test("nothing is stored until it is asked for; then only what Linger reads, and it opens with the same numbers", async () => {
  const context = await profile(browser);
  const { page, faults, requests } = await tab(context, shop.url);
  await load(page);
  assert.deepEqual(await numbers(page), ALL);
  await workspaces(page);
  assert.deepEqual(await stored(page), NOTHING, "looking stores nothing");
  await keep(page, "My shop");
  await row(page, "My shop").waitFor();
  const { files, ...others } = await stored(page);
  assert.deepEqual(others, { databases: 0, local: 0, session: 0 });
  const [[path = "", binary = ""] = [], ...more] = Object.entries(files);
  assert.match(path, /^linger-workspaces\/[0-9a-f]{16}\.1\.[0-9a-f]{8}\.linger$/);
  assert.deepEqual(more, []);
  const inside = await insideOf(binary);
  assert.match(inside, /ann@example\.com/i);
  assert.doesNotMatch(inside, /Archer|Baker|Cole|555 0100/, "names and phones are left out");

  await close(page);
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await workspaces(page);
  await row(page, "My shop").getByRole("button", { name: "Open" }).click();
  await page.locator("linger-overview .headline").waitFor();
  assert.deepEqual(await numbers(page), ALL);
  assert.deepEqual([faults, requests], [[], []]);
  await context.close();
});

test("settings come back, a change is told, and saving again leaves one file", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await keep(page, "Set");
  await close(page);
  await page.locator('nav.views a[href="#churn"]').click();
  await page.locator(".definition:nth-of-type(3) input[type=range]").fill("90");
  await page.locator('nav.views a[href="#value"]').click();
  await page.locator("details.options > summary").click();
  await page.locator("details.options input[name=churnDays]").fill("120");
  await page.locator("details.options input[name=churnDays]").press("Tab");
  await workspaces(page);
  assert.match(await page.locator("dialog.workspaces section").first().innerText(), /something has changed since/);
  await page.getByRole("button", { name: "Save now" }).click();
  await page.locator(".done", { hasText: "Saved." }).waitFor();
  assert.match(await page.locator("dialog.workspaces section").first().innerText(), /nothing has changed since/);
  assert.deepEqual(Object.keys((await stored(page)).files).map((path) => path.split(".")[1]), ["2"]);
  await close(page);
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await workspaces(page);
  await row(page, "Set").getByRole("button", { name: "Open" }).click();
  await page.locator('nav.views a[href="#churn"]').click();
  await page.locator(".definition:nth-of-type(3) .slider output", { hasText: "90 days" }).waitFor();
  await page.locator('nav.views a[href="#value"]').click();
  await page.locator("details.options .mark", { hasText: "one changed" }).waitFor();
  assert.equal(await page.locator("details.options input[name=churnDays]").inputValue(), "120");
  await context.close();
});

/** 172 of three customers, then 221 of four. */
test("the run of a workspace stands beside the run of now when more orders have come, and after it was opened again", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await keep(page, "Runs");
  await close(page);
  await load(page, MORE, "more.csv");
  await page.locator('nav.views a[href="#compare"]').click();
  const runs = page.locator("linger-compare .panel", { hasText: "Runs of this workspace" });
  await runs.waitFor();
  const rows = async () => (await runs.locator("tbody tr").allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
  const [now = "", before = ""] = await rows();
  assert.match(now, /^Apr 6, 2024 \(now\) 4 .*\$55\.25 –$/);
  assert.match(before, /^Mar 6, 2024 3 .*\$57\.33 –$/);
  await workspaces(page);
  await page.getByRole("button", { name: "Save now" }).click();
  await page.locator(".done", { hasText: "Saved." }).waitFor();
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await workspaces(page);
  await row(page, "Runs").getByRole("button", { name: "Open" }).click();
  await page.locator('nav.views a[href="#compare"]').click();
  await runs.waitFor();
  assert.deepEqual(await rows(), [now, before]);
  await context.close();
});

test("a passphrase hides everything but the name; a wrong one is told, the right one opens", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await page.locator("dialog.workspaces [name=passphrase]").fill("one");
  await page.locator("dialog.workspaces [name=again]").fill("two");
  await page.getByRole("button", { name: "Keep on this device" }).click();
  assert.match(await alert(page), /The two passphrases differ/);
  await keep(page, "Sealed", PASSPHRASE);
  const [binary = ""] = Object.values((await stored(page)).files);
  assert.doesNotMatch(binary, /example\.com|orders\.csv|overlay/);
  assert.match(binary, /"name":"Sealed"/);
  assert.match(await row(page, "Sealed").innerText(), /encrypted/);
  await close(page);
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await workspaces(page);
  await row(page, "Sealed").getByRole("button", { name: "Open" }).click();
  await enter(page, "blue teapot 43");
  await page.locator("dialog.workspaces [role=alert]").waitFor();
  assert.match(await alert(page), /That is not the passphrase/);
  await enter(page, PASSPHRASE);
  await page.locator("linger-overview .headline").waitFor();
  assert.deepEqual(await numbers(page), ALL);
  await context.close();
});

test("renamed, deleted, listed with size, date and room", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await keep(page, "First");
  await row(page, "First").getByRole("button", { name: "Rename" }).click();
  await page.locator(".asking [name=value]").fill("Renamed");
  await page.keyboard.press("Enter");
  await row(page, "Renamed").waitFor();
  assert.match(await row(page, "Renamed").innerText(), /[\d.]+ K?B · \w+ \d+, \d{4}/);
  assert.match(await page.locator("dialog.workspaces").innerText(), /KB are in use of about [\d.]+ [MG]B/);
  await row(page, "Renamed").getByRole("button", { name: "Delete" }).click();
  assert.match(await page.locator(".asking").innerText(), /cannot be undone/);
  await page.locator(".asking button.primary").click();
  await page.locator("dialog.workspaces", { hasText: "Nothing is kept on this device." }).waitFor();
  assert.deepEqual((await stored(page)).files, {});
  await context.close();
});

test("a second tab is told, may read, and may take over; the first can then only read", async () => {
  const context = await profile(browser);
  const first = await tab(context, shop.url);
  await load(first.page);
  await workspaces(first.page);
  await keep(first.page, "Shared");
  const second = await tab(context, shop.url);
  await workspaces(second.page);
  await row(second.page, "Shared").getByRole("button", { name: "Open" }).click();
  assert.match(await second.page.locator(".asking").innerText(), /Another tab has this workspace open/);
  await second.page.locator(".asking").getByRole("button", { name: "Cancel" }).click();
  await row(second.page, "Shared").getByRole("button", { name: "Delete" }).click();
  await second.page.locator(".asking button.primary").click();
  await second.page.locator("dialog.workspaces [role=alert]", { hasText: "Another tab has this workspace open" }).waitFor();
  await row(second.page, "Shared").getByRole("button", { name: "Open" }).click();
  await second.page.getByRole("button", { name: "Open it to read only" }).click();
  await second.page.locator("linger-overview .headline").waitFor();
  await workspaces(second.page);
  assert.match(await second.page.locator("dialog.workspaces section").first().innerText(), /can only be read here/);
  assert.equal(await second.page.getByRole("button", { name: "Save now" }).count(), 0);
  await second.page.locator("dialog.workspaces section").first().getByRole("button", { name: "Take it over" }).click();
  await second.page.locator("dialog").waitFor({ state: "detached" });
  await first.page.locator("dialog.workspaces section", { hasText: "can only be read here" }).waitFor();
  await workspaces(second.page);
  await second.page.getByRole("button", { name: "Save now" }).click();
  await second.page.locator(".done", { hasText: "Saved." }).waitFor();
  assert.deepEqual(await numbers((await close(second.page), second.page)), ALL);
  await context.close();
});

test("a damaged workspace is told and changes nothing; without room the state before stays", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  await load(page);
  await workspaces(page);
  await keep(page, "Frail");
  await page.evaluate(async () => {
    const write = FileSystemWritableFileStream.prototype.write;
    let calls = 0;
    FileSystemWritableFileStream.prototype.write = function (data) {
      calls += 1;
      if (calls > 2) return Promise.reject(new DOMException("The quota has been exceeded.", "QuotaExceededError"));
      return write.call(this, data);
    };
  });
  await page.getByRole("button", { name: "Save now" }).click();
  await page.locator("dialog.workspaces [role=alert]").waitFor();
  assert.match(await alert(page), /There is not enough room/);
  assert.deepEqual(Object.keys((await stored(page)).files).map((path) => path.split(".")[1]), ["1"]);
  await close(page);
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("linger-workspaces");
    for await (const handle of folder.values()) {
      const file = await /** @type {FileSystemFileHandle} */ (handle).getFile();
      const bytes = new Uint8Array(await file.arrayBuffer());
      bytes[bytes.length - 40] ^= 1;
      const writable = await /** @type {FileSystemFileHandle} */ (handle).createWritable();
      await writable.write(bytes);
      await writable.close();
    }
  });
  await load(page);
  await workspaces(page);
  await row(page, "Frail").getByRole("button", { name: "Open" }).click();
  await page.locator("dialog.workspaces [role=alert]").waitFor();
  assert.match(await alert(page), /is damaged and was not opened; nothing has changed/);
  await close(page);
  assert.deepEqual(await numbers(page), ALL);
  await context.close();
});

test("from the disk nothing can be kept, and the page says so; a workspace file goes out and comes back", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, { name: "orders.csv", mimeType: "text/csv", buffer: Buffer.from(ORDERS) });
  await page.locator("linger-overview .headline").waitFor();
  await workspaces(page);
  assert.match(await page.locator("dialog.workspaces").innerText(), /opened from the disk/);
  assert.equal(await page.getByRole("button", { name: "Keep on this device" }).count(), 0);
  const names = [];
  for (const passphrase of ["", PASSPHRASE]) {
    await page.locator("dialog.workspaces [name=name]").fill("Shop 2024");
    for (const field of ["passphrase", "again"]) await page.locator(`dialog.workspaces [name=${field}]`).fill(passphrase);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save to a file" }).click();
    names.push(await (await download).path());
    assert.equal((await download).suggestedFilename(), "Shop 2024.linger");
  }
  const [open = "", sealed = ""] = await Promise.all(names.map((name) => readFile(name)));
  const give = (/** @type {string} */ name, /** @type {Buffer} */ buffer) => page.locator("dialog.workspaces input[type=file]").setInputFiles({ name, mimeType: "", buffer });
  for (const buffer of [open, sealed]) {
    await page.reload();
    await page.locator(".drop-buttons button:enabled").waitFor();
    await workspaces(page);
    await give("text.linger", Buffer.from("Name,Email\n"));
    await page.locator("dialog.workspaces [role=alert]").waitFor();
    assert.match(await alert(page), /not a workspace that Linger saved/);
    await give("cut.linger", /** @type {Buffer} */ (open).subarray(0, 400));
    await page.locator("dialog.workspaces [role=alert]", { hasText: "is damaged" }).waitFor();
    await give("shop.linger", /** @type {Buffer} */ (buffer));
    if (buffer === sealed) await enter(page, PASSPHRASE);
    await page.locator("linger-overview .headline").waitFor();
    assert.deepEqual(await numbers(page), ALL);
  }
  // Dropped on the page it opens as well.
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await choose(page, { name: "shop.linger", mimeType: "", buffer: /** @type {Buffer} */ (open) });
  await page.locator("linger-overview .headline").waitFor();
  await workspaces(page);
  assert.match(await page.locator("dialog.workspaces section").first().innerText(), /Opened from a file that was saved on .* It is not kept on this device\./);
  assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), []);
  assert.deepEqual(faults, []);
});

test("a table that the engine had to guess comes back as it was read, without the columns that it does not read", async () => {
  const context = await profile(browser);
  const { page } = await tab(context, shop.url);
  const rows = Array.from({ length: 14 }, (_, day) => `${day + 1}/03/2024;c${day % 4};Person ${day % 4};${day + 1},50`);
  await load(page, `date;customer_id;full_name;amount\n${rows.join("\n")}\n`, "german.csv");
  // 1.5 + 2.5 + … + 14.5 = 112.
  const before = await numbers(page);
  assert.deepEqual([before.orders, before.netSales.replace(/[^\d.]/g, ""), before.customers], ["14", "112.00", "4"]);
  await workspaces(page);
  await keep(page, "Guessed");
  const [binary = ""] = Object.values((await stored(page)).files);
  const inside = await insideOf(binary);
  assert.match(inside, /14\/03\/2024;c1;;14,50/);
  await close(page);
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await workspaces(page);
  await row(page, "Guessed").getByRole("button", { name: "Open" }).click();
  await page.locator("linger-overview .headline").waitFor();
  assert.deepEqual(await numbers(page), before);
  assert.equal(await page.locator("linger-mapping").count(), 0, "nothing is asked again");
  await context.close();
});
