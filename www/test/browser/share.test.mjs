/** The report as a file, from the page: the bytes of the package for the same input, nobody's key, and what is hidden shown before it is saved. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { open } from "../../../pkg/index.js";
import { interactive, snapshot } from "../../../pkg/report.js";
import { SAMPLE_ZONE } from "../../dashboard/sources.js";
import { sampleParts } from "../../sample/sample.js";
import { visitParts } from "../../sample/visits.js";
import { shopText } from "../shop.mjs";
import { visitsText } from "../visits-shop.mjs";
import { choose, launch, memoryFile, openDashboard, openSample, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { ShareOptions, SharedReport } from "linger-analytics" */

const K = 7;

/** @type {Browser} */
let browser;
/** @type {string} */
let folder;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "linger-share-"));
});
after(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

/** The page with the small shop, and the share dialog open. @param {{ sessions?: boolean }} [files] */
async function opened({ sessions = false } = {}) {
  const watched = await openDashboard(browser);
  const { page } = watched;
  await choose(page, [memoryFile("orders.csv", shopText()), ...(sessions ? [memoryFile("sessions.ndjson", visitsText())] : [])]);
  await page.locator("linger-overview .headline").waitFor();
  if (sessions) await page.locator('nav.views a[href="#sessions"]').waitFor();
  await page.getByRole("button", { name: "Share" }).click();
  await page.locator("dialog.share details").waitFor();
  return watched;
}

/** The small shop's shared report, made by the package in Node. @param {ShareOptions} options @param {{ sessions?: boolean }} [files] @returns {Promise<SharedReport>} */
async function shared(options, { sessions = false } = {}) {
  const linger = await open();
  await linger.add(shopText(), { name: "orders.csv" });
  if (sessions) await linger.add(visitsText(), { name: "sessions.ndjson" });
  await linger.report({});
  const report = await linger.share({ ...options, ...(sessions ? { visits: {} } : {}) });
  linger.close();
  return report;
}

/** Presses the button and gives the file. @param {Page} page */
async function saved(page) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the file" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "linger-report.html");
  const path = join(folder, `${Date.now()}.html`);
  await file.saveAs(path);
  return { path, text: await readFile(path, "utf8") };
}

/** @param {Page} page */
const ready = (page) => page.locator("dialog.share button.primary:enabled").waitFor();

/** The data inside a report file. @param {string} text */
const inside = (text) => gunzipSync(Buffer.from(/<template id="linger-data">([^<]*)/.exec(text)?.[1] ?? "", "base64")).toString();

test("a snapshot is byte for byte what the package makes of the same input and options", async () => {
  const { page, requests, faults } = await opened({ sessions: true });
  await page.locator("dialog.share [name=k]").fill(String(K));
  await page.locator("dialog.share", { hasText: `fewer than ${K} customers` }).waitFor();
  assert.match(await page.locator("dialog.share").innerText(), /Of the recorded sessions nothing is told: they are of fewer than 7 visitors/);
  await page.locator("[name=language]").selectOption("zh-CN");
  await page.locator("dialog.share [name=title]").fill("一月 <b>&</b>");
  await ready(page);
  const { text } = await saved(page);
  assert.equal(text, snapshot(await shared({ k: K }, { sessions: true }), { lang: "zh-CN", title: "一月 <b>&</b>" }));
  assert.match(text, /一月 &lt;b&gt;&amp;&lt;\/b&gt;/);
  assert.match(await page.locator("dialog.share").innerText(), /Saved: linger-report\.html, \d/);
  assert.deepEqual([requests, faults], [[], []]);
});

test("so it is with the sessions of many visitors, under the page's zone", async () => {
  const { page } = await openDashboard(browser);
  await openSample(page);
  await page.getByRole("button", { name: "Share" }).click();
  await ready(page);
  const { text } = await saved(page);
  const linger = await open();
  await linger.add([...sampleParts()].join(""), { name: "sample-shop.csv" });
  await linger.add([...visitParts()].join(""), { name: "sample-sessions.ndjson" });
  await linger.report({ zone: SAMPLE_ZONE });
  const report = await linger.share({ k: 5, visits: { zone: SAMPLE_ZONE } });
  linger.close();
  assert.ok(report.visits);
  assert.equal(text, snapshot(report, { lang: "en" }));
});

test("an interactive file is the package's too, and opens by itself without asking for anything", async () => {
  const { page } = await opened();
  await page.locator("[name=kind][value=interactive]").check();
  await ready(page);
  const { path, text } = await saved(page);
  assert.equal(text, interactive(await shared({ k: 5 }), { lang: "en" }));
  const reader = await page.context().newPage();
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const asked = [];
  reader.on("pageerror", (error) => faults.push(error.message));
  reader.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await reader.goto(pathToFileURL(path).href);
  reader.on("request", (request) => asked.push(request.url()));
  await reader.locator("#linger-explore form").waitFor();
  assert.deepEqual([asked, faults], [[], []]);
});

test("what is hidden is shown before it is saved, in the numbers of the engine", async () => {
  const { page } = await opened();
  for (const k of [5, 20]) {
    await page.locator("dialog.share [name=k]").fill(String(k));
    const { suppressed } = (await shared({ k })).sharing;
    const [cells, of] = [suppressed.reduce((sum, one) => sum + one.cells, 0), suppressed.reduce((sum, one) => sum + one.of, 0)];
    await page.locator("dialog.share", { hasText: `${cells.toLocaleString("en")} of ${of.toLocaleString("en")} numbers are hidden, because fewer than ${k} customers` }).waitFor();
    await page.locator("dialog.share summary").click();
    const rows = await page.locator("dialog.share tbody tr").all();
    const told = await Promise.all(rows.map(async (row) => (await row.locator("td").allInnerTexts()).map((cell) => Number(cell.replaceAll(",", "")))));
    assert.deepEqual([0, 1].map((column) => told.reduce((sum, row) => sum + (row[column] ?? 0), 0)), [cells, of]);
    await page.locator("dialog.share summary").click();
  }
});

test("a number of customers outside 2 to 100 is not taken", async () => {
  const { page } = await opened();
  for (const wrong of ["1", "101", "2.5", ""]) {
    await page.locator("dialog.share [name=k]").fill(wrong);
    await page.getByRole("button", { name: "Save the file" }).click();
    assert.equal(await page.locator("dialog.share [name=k]").evaluate((input) => /** @type {HTMLInputElement} */ (input).validity.valid), false, wrong);
    assert.doesNotMatch(await page.locator("dialog.share").innerText(), /Saved:/, wrong);
  }
});

test("nobody's key is in a file for others, not in its data either", async () => {
  const { page } = await opened({ sessions: true });
  for (const kind of ["snapshot", "interactive"]) {
    await page.locator(`[name=kind][value=${kind}]`).check();
    await ready(page);
    const { text } = await saved(page);
    assert.doesNotMatch(text + inside(text), /customer-\d|ann-0000|bob-0000|cy-0000/);
  }
});

test("the list of customers goes into a file only after a second yes, and the file says so", async () => {
  const { page } = await opened();
  await page.locator("[name=people]").check();
  await page.locator("dialog.share", { hasText: "Nothing is hidden in this file" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Save the file" }).isDisabled(), true);
  assert.match(await page.locator("dialog.share [role=alert]").innerText(), /60 customers by name/);
  await page.locator("[name=sure]").check();
  await ready(page);
  const { path, text } = await saved(page);
  assert.match(text, /customer-59/);
  assert.equal(text, snapshot(await shared({ withPeople: true }), { lang: "en" }));
  const reader = await page.context().newPage();
  await reader.goto(pathToFileURL(path).href);
  assert.match(await reader.locator(".alarm").first().innerText(), /60/);
  await page.locator("[name=people]").uncheck();
  await page.locator("[name=people]").check();
  assert.equal(await page.locator("[name=sure]").isChecked(), false, "the yes is asked for again");
});

test("a file for others is compared by its totals, one with people person by person, a changed one not at all", async () => {
  const { page, faults } = await opened();
  await ready(page);
  const others = await saved(page);
  await page.locator("[name=people]").check();
  await page.locator("[name=sure]").check();
  await ready(page);
  const own = await saved(page);
  await page.keyboard.press("Escape");
  await show(page, "compare");
  const input = page.locator("linger-compare input[type=file]");
  await input.setInputFiles(memoryFile("others.html", others.text));
  await page.locator(".compared", { hasText: "others.html" }).waitFor();
  assert.match(await page.locator("linger-compare").innerText(), /names nobody, so only totals and the sizes of groups are compared[\s\S]*fewer than 5 customers[\s\S]*tells its day only as a month/);
  assert.equal(await page.locator("linger-compare .person").count(), 0);
  await input.setInputFiles(memoryFile("own.html", own.text));
  await page.locator(".compared", { hasText: "own.html" }).waitFor();
  await page.locator("linger-compare h2", { hasText: "From where to where" }).waitFor();
  await input.setInputFiles(memoryFile("changed.html", others.text.replace(/("|&quot;)receipt("|&quot;):("|&quot;)./, "$&0")));
  await page.locator("linger-compare [role=alert]", { hasText: "changed.html" }).waitFor();
  assert.deepEqual(faults, []);
});

test("a file is chosen and saved by keyboard alone, and the focus returns", async () => {
  const { page, faults } = await opened();
  await page.keyboard.press("Escape");
  await page.locator("dialog.share").waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Share");
  await page.keyboard.press("Enter");
  await page.locator("dialog.share[open]").waitFor();
  const tabTo = async (/** @type {string} */ selector) => {
    for (let presses = 0; presses < 20; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    assert.fail(`Tab never reached ${selector}.`);
  };
  await tabTo("[name=kind]");
  await page.keyboard.press("ArrowDown");
  await tabTo("[name=k]");
  await page.keyboard.press("ArrowUp");
  await page.locator("dialog.share", { hasText: "fewer than 6 customers" }).waitFor();
  await ready(page);
  const download = page.waitForEvent("download");
  await tabTo("button.primary");
  await page.keyboard.press("Enter");
  assert.match(await readFile(await (await download).path(), "utf8"), /&quot;kind&quot;:&quot;interactive&quot;/);
  assert.deepEqual(faults, []);
});
