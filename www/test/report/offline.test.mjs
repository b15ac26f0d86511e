/** Report files opened as others open them: from the disk, without a network, in a frame that may do nothing but run scripts. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { interactive, snapshot } from "../../../pkg/report.js";
import { serve } from "../../serve.mjs";
import { goodsShop } from "./goods-shop.mjs";
import { folderOf, launch, watched } from "./page.mjs";
import { sample, smallShop, wholeOf } from "./reports.mjs";

/** @import { Frame, Page } from "playwright-core" */

const HOSTILE = `<img src="https://evil.example/x.png" onerror="alert(1)"><script>alert(2)</script>'"&\u202e.csv`;

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof folderOf>>} */
let files;
/** @type {import("linger-analytics").SharedReport} */
let shared;
before(async () => {
  shared = await sample();
  const hostile = structuredClone(shared);
  for (const file of hostile.report.meta.files) file.name = HOSTILE;
  for (const line of hostile.report.quality.ledger) line.file = HOSTILE;
  for (const term of hostile.visits?.search?.terms ?? []) term.term = HOSTILE;
  for (const definition of Object.values(hostile.report.definitions)) definition.text = HOSTILE;
  const shop = await goodsShop();
  const ahead = { own: (await wholeOf(shop, { withPeople: true })).shared, shared: (await wholeOf(shop)).shared };
  files = await folderOf({
    "snapshot.html": snapshot(shared), "interactive.html": interactive(shared), "chinese.html": interactive(shared, { lang: "zh-CN" }),
    "hostile.html": interactive(hostile, { title: HOSTILE }), "people.html": snapshot(await smallShop({ withPeople: true })),
    "ahead.html": snapshot(ahead.own), "ahead-shared.html": interactive(ahead.shared, { lang: "zh-CN" }),
    "framed.html": `<!doctype html><title>Frame</title><iframe sandbox="allow-scripts" src="interactive.html" width="1200" height="900"></iframe>`,
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await files?.remove();
});

/** The sums of the cube's cells, counted here. @param {(values: Record<string, string>) => boolean} isKept */
function sumOf(isKept) {
  const { dimensions, at, customers, orders } = /** @type {NonNullable<typeof shared.cube>} */ (shared.cube);
  const sum = { customers: 0, orders: 0 };
  for (const [cell, count] of customers.entries()) {
    const values = Object.fromEntries(dimensions.map(({ id, values }, place) => [id, values[at[place]?.[cell] ?? -1] ?? ""]));
    if (!isKept(values)) continue;
    sum.customers += count;
    sum.orders += orders[cell] ?? 0;
  }
  return sum;
}

/** How many stand in the cube's groups, in the page's sentence. */
function placedSentence() {
  const written = (/** @type {number} */ value) => value.toLocaleString("en-US");
  const [placed, everyone] = [sumOf(() => true).customers, Number(shared.report.summary.identified.customers)];
  return `${written(placed)} of ${written(everyone)} customers stand in groups of 5 or more; the other ${written(everyone - placed)} are in none of them.`;
}

/** What the answer's first sentence says. @param {Page | Frame} page */
async function answered(page) {
  const said = await page.locator("#linger-slice .finding").innerText();
  const [customers, orders] = [...said.matchAll(/[\d,]+(?= (?:customers|orders))/g)].map(([number]) => Number(number.replaceAll(",", "")));
  return { customers, orders };
}

/** An interactive page has its slice, which it draws itself. @param {Page} page @param {string} name */
async function complete(page, name) {
  if (/interactive|chinese|hostile|ahead-shared/.test(name)) await page.locator("#linger-slice table").waitFor();
}

for (const name of ["snapshot.html", "interactive.html", "hostile.html", "people.html"]) {
  test(`${name} asks nothing of the network and breaks no rule, from the disk and offline`, async () => {
    const { page, requests, faults } = await watched(browser, files.url(name), { offline: true });
    await page.locator("#linger-receipt").waitFor();
    await complete(page, name);
    assert.deepEqual([requests, faults], [[], []]);
    assert.equal(await page.locator("img, iframe, object, embed, link, [onerror], [style]").count(), 0);
    await page.context().close();
  });
}

test("names and terms of strangers are text", async () => {
  const { page } = await watched(browser, files.url("hostile.html"));
  const shown = HOSTILE.replace("\u202e", "\ufffd");
  assert.equal(await page.title(), shown);
  assert.equal(await page.locator("h1").innerText(), shown);
  assert.ok((await page.locator("#linger-visits").innerText()).includes("<img src="));
  await page.context().close();
});

test("slices, the days of silence and sorting give what the file holds", async () => {
  const { page, faults } = await watched(browser, files.url("interactive.html"), { offline: true });
  await page.locator("#linger-slice table").waitFor();
  // Nothing chosen: the report's own segments, and how many a choice can count at all.
  const finding = () => page.locator("#linger-slice .finding").innerText();
  assert.ok((await finding()).endsWith(placedSentence()), await finding());
  const own = (/** @type {number} */ at) => page.locator(`#linger-slice tbody td:nth-child(${at})`).allInnerTexts();
  const segments = (shared.report.rfm?.segments ?? []).filter(({ customers }) => customers !== 0);
  assert.deepEqual(await own(2), segments.map(({ customers }) => String(customers)));
  assert.deepEqual(await own(4), segments.map(({ orders }) => Number(orders).toLocaleString("en-US")));
  await page.selectOption("[name=by]", "cohort");
  assert.equal(await finding(), placedSentence());
  await page.selectOption("[name=by]", "segment");

  await page.selectOption("[name=keep-segment]", "loyal");
  assert.deepEqual(await answered(page), sumOf(({ segment }) => segment === "loyal"));
  assert.ok((await finding()).endsWith(placedSentence()));
  await page.selectOption("[name=keep-segment]", "");

  await page.locator("[name=silence]").focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
  assert.match(await page.locator("output").innerText(), /^91 days$/);
  assert.deepEqual(await answered(page), sumOf(({ silence }) => parseInt(silence ?? "0", 10) >= 91));
  assert.match(await page.locator("#linger-slice .finding").innerText(), /All of them have been silent for 91 days or more\./);

  await page.selectOption("[name=by]", "silence");
  assert.deepEqual((await page.locator("#linger-slice tbody th").allInnerTexts())[0], "91–180 days");

  const column = page.locator("#linger-rfm table").first();
  const customers = () => column.locator("tbody tr td:nth-child(2)").allInnerTexts();
  const told = (await customers()).map(Number);
  await column.locator("th:nth-child(2) button").focus();
  await page.keyboard.press("Enter");
  assert.deepEqual((await customers()).map(Number), [...told].sort((a, b) => b - a));
  assert.equal(await column.locator("th:nth-child(2)").getAttribute("aria-sort"), "descending");
  await page.keyboard.press("Enter");
  assert.deepEqual((await customers()).map(Number), [...told].sort((a, b) => a - b));
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("hidden numbers stay last when a table is sorted", async () => {
  const { page } = await watched(browser, files.url("interactive.html"));
  const table = page.locator("#linger-churn table", { hasText: "Month" });
  assert.ok((await table.locator("tbody td:nth-child(3)").allInnerTexts()).includes("hidden"));
  for (let click = 0; click < 2; click++) {
    await table.locator("th:nth-child(3) button").click();
    const cells = await table.locator("tbody td:nth-child(3)").allInnerTexts();
    assert.equal(cells.at(-1), "hidden");
    assert.ok(!cells.slice(0, cells.indexOf("hidden")).includes("hidden"));
  }
  await page.context().close();
});

test("it runs in a frame of another origin without storage", async () => {
  const { page, faults } = await watched(browser, files.url("framed.html"));
  const frame = /** @type {Frame} */ (page.frames().find((one) => one.url().endsWith("interactive.html")));
  await frame.locator("#linger-slice table").waitFor();
  assert.ok((await frame.locator("#linger-slice .finding").innerText()).endsWith(placedSentence()));
  assert.equal(await frame.evaluate(() => { try { return String(localStorage.length); } catch { return "refused"; } }), "refused");
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("colours follow the device, or the choice", async () => {
  const { page } = await watched(browser, files.url("interactive.html"), { colorScheme: "dark" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await ground(), "rgb(18, 22, 27)");
  await page.selectOption("[name=theme]", "light");
  assert.equal(await ground(), "rgb(247, 246, 243)");
  await page.context().close();
});

for (const name of ["snapshot.html", "interactive.html", "chinese.html", "people.html", "ahead.html", "ahead-shared.html"]) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`${name} is accessible, ${colorScheme}`, async () => {
      const { page } = await watched(browser, files.url(name), { colorScheme, bypassCSP: true });
      await complete(page, name);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
      assert.deepEqual(violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
      await page.context().close();
    });
  }
}

for (const [name, width] of /** @type {const} */ ([["snapshot.html", 390], ["chinese.html", 390], ["interactive.html", 390], ["snapshot.html", 1440], ["ahead.html", 390], ["ahead-shared.html", 390], ["ahead.html", 1440]])) {
  test(`${name} fits ${width} px`, async () => {
    const { page } = await watched(browser, files.url(name), { viewport: { width, height: 844 } });
    await complete(page, name);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    // Of each chart, the drawing for this width and only it.
    const form = width < 560 ? "narrow" : "wide";
    assert.equal(await page.locator(`.chart svg.${form}:visible`).count(), await page.locator(".chart").count());
    assert.equal(await page.locator(`.chart svg:not(.${form}):visible`).count(), 0);
    await page.context().close();
  });
}

for (const name of ["snapshot.html", "ahead.html"]) {
  test(`on paper everything of ${name} is there: meanings open, no navigation, nothing wider than the sheet`, async () => {
    const { page } = await watched(browser, files.url(name), { viewport: { width: 700, height: 900 } });
    assert.equal(await page.locator(".meanings dl").first().isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".contents").isVisible(), false);
    const meanings = await page.locator(".meanings dl").first().boundingBox();
    assert.ok((meanings?.height ?? 0) > 40);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 700);
    assert.match((await page.pdf({ format: "A4" })).subarray(0, 5).toString(), /^%PDF-/);
    await page.context().close();
  });
}

test("Chromium makes the same bytes as Node", async () => {
  const server = await serve(fileURLToPath(new URL("../../../pkg", import.meta.url)), 0);
  const { page } = await watched(browser, new URL("sri.json", server.url).href, { locale: "de-DE", timezoneId: "Asia/Tokyo" });
  for (const lang of ["en", "zh-CN"]) {
    for (const kind of /** @type {const} */ (["snapshot", "interactive"])) {
      const made = await page.evaluate(async ([kind, lang, shared]) => {
        const entry = "/report.js";
        const { [kind]: make } = await import(entry);
        return make(shared, { lang });
      }, /** @type {const} */ ([kind, lang, shared]));
      assert.equal(made, { snapshot, interactive }[kind](shared, { lang }), `${kind} ${lang}`);
    }
  }
  await page.context().close();
  server.close();
});
