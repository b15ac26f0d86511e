/** What strangers typed stays text: on every view, in every dialog, and in every file that the page saves. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { hostileOrders, hostileVisits } from "../hostile-shop.mjs";
import { running } from "../spreadsheet.mjs";
import { everywhere } from "./everywhere.mjs";
import { PARTS, VIEWS, choose, launch, memoryFile, openDashboard, show, showPart } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** Markup as an attacker would try it, between Chinese words. */
const MARKUP = `王小明"'></title></textarea><img data-owned src=x onerror="document.title='owned'"><svg data-owned onload=document.title='owned'><script data-owned>document.title='owned'</script><a data-owned href="javascript:document.title='owned'">茶壶</a>\${document.title='owned'}`;

/** The same for the name of a file, which no system lets be long or hold a slash. */
const NAME = "王小明\"'><img data-owned src=x onerror=document.title='owned'>";

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {string} text @param {string} [name] of the files */
async function opened(text, name = "shop") {
  const watched = await openDashboard(browser);
  await choose(watched.page, [memoryFile(`${name}.csv`, hostileOrders(text)), memoryFile(`${name}.ndjson`, hostileVisits(text))]);
  await watched.page.locator('nav.views a[href="#sessions"]').waitFor();
  await watched.page.locator(".job").first().waitFor({ state: "detached" });
  return watched;
}

/** Elements that only markup inside a text could have made. @param {Page} page */
const owned = (page) => page.locator("[data-owned], main img, iframe, object, embed").count();

test("markup in names, orders, products, terms, pages, samples and file names stays text everywhere", async () => {
  const { page, requests, faults } = await opened(MARKUP, NAME);
  const scripts = await page.locator("script").count();
  await show(page, "customers");
  await page.locator("linger-customers .buttons button[aria-pressed]").click();
  await everywhere(page, async (place) => {
    assert.equal(await owned(page), 0, place);
    assert.notEqual(await page.title(), "owned", place);
  });
  assert.equal(await page.locator("script").count(), scripts);
  await show(page, "search");
  assert.match(await page.locator("linger-search").innerText(), /王小明"'><\/title><\/textarea><img data-owned/, "the term is shown as it was typed");
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
});

/** Presses every button of the page that saves a table or a drawing. @param {Page} page @param {"CSV" | "SVG"} kind @returns {Promise<{ name: string, text: string }[]>} */
async function savedFiles(page, kind) {
  const files = [];
  // Charts are drawn one after the other.
  await page.waitForFunction(() => [...document.querySelectorAll("linger-chart .canvas")].every((canvas) => canvas.querySelector("svg")));
  for (const button of await page.locator("main button.save").filter({ hasText: kind === "SVG" ? "SVG" : /^(?!.*(SVG|ics))/ }).all()) {
    const download = page.waitForEvent("download");
    await button.click();
    const file = await download;
    files.push({ name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") });
  }
  return files;
}

/** Every such file of the views. @param {Page} page @param {"CSV" | "SVG"} kind @param {(file: { name: string, text: string }) => void} judge */
async function everySavedFile(page, kind, judge) {
  const names = new Set();
  for (const view of VIEWS) {
    await show(page, view);
    await judgeAll();
  }
  for (const [address = "", shown = ""] of PARTS) {
    await showPart(page, address, shown);
    await judgeAll();
  }
  return names;

  async function judgeAll() {
    await page.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((one) => (one.open = true)));
    for (const file of await savedFiles(page, kind)) {
      names.add(file.name);
      judge(file);
    }
  }
}

test("no saved table holds a cell that a spreadsheet would run", async () => {
  const { page, faults } = await opened('=HYPERLINK("https://example.com/","茶壶");＝1+1; @SUM(A1);b');
  const guarded = new Set();
  const names = await everySavedFile(page, "CSV", ({ name, text }) => {
    assert.deepEqual(running(text), [], name);
    if (text.includes("'=")) guarded.add(name);
  });
  for (const name of ["customers", "ledger", "search-terms", "session-ledger"]) assert.ok(names.has(`linger-${name}.csv`), name);
  for (const name of ["customers", "ledger", "search-terms"]) assert.ok(guarded.has(`linger-${name}.csv`), `${name} holds the formula, guarded`);
  assert.deepEqual(faults, []);
});

/** What of a drawing could run or fetch. @param {Page} page @param {string} drawing */
const active = (page, drawing) =>
  page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    return [root, ...root.querySelectorAll("*")].flatMap((element) => {
      const names = [...element.attributes].filter(({ name, value }) => name.startsWith("on") || (name.endsWith("href") && !/^(#|data:image)/.test(value))).map(({ name }) => name);
      return /^(parsererror|script|img|iframe|foreignObject)$/i.test(element.localName) ? [element.localName, ...names] : names;
    });
  }, drawing);

test("a saved drawing holds words of strangers as words", async () => {
  const { page } = await opened(MARKUP);
  /** @type {{ name: string, text: string }[]} */
  const drawings = [];
  await everySavedFile(page, "SVG", (file) => void drawings.push(file));
  assert.ok(drawings.length > 10, String(drawings.length));
  assert.ok(drawings.some(({ text }) => text.includes("&lt;img data-owned")), "some drawing shows the markup");
  for (const { name, text } of drawings) assert.deepEqual(await active(page, text), [], name);
});

test("nothing of the page leads out of it: no address, no form, no frame", async () => {
  const { page } = await openDashboard(browser);
  await choose(page, [memoryFile("orders.csv", hostileOrders("茶壶")), memoryFile("sessions.ndjson", hostileVisits("茶壶"))]);
  await page.locator('nav.views a[href="#sessions"]').waitFor();
  await everywhere(page, async (place) => {
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((element) => ["href", "xlink:href", "src", "action", "formaction", "srcset", "data"].flatMap((name) => element.getAttribute(name) ?? []))
        .filter((address) => !/^(#|data:|blob:)/.test(address)));
    assert.deepEqual(outside, [], place);
  });
});

for (const kind of ["snapshot", "interactive"]) {
  test(`a report out of a hostile shop runs nothing at the one who opens it: ${kind}`, async () => {
    const { page } = await opened(MARKUP, NAME);
    await page.getByRole("button", { name: "Share" }).click();
    await page.locator(`[name=kind][value=${kind}]`).check();
    await page.locator("dialog.share [name=title]").fill(MARKUP.slice(0, 100));
    await page.locator("[name=people]").check();
    await page.locator("[name=sure]").check();
    await page.locator("dialog.share button.primary:enabled").waitFor();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the file" }).click();
    const path = await (await download).path();
    const reader = await page.context().newPage();
    /** @type {string[]} */
    const asked = [];
    /** @type {string[]} */
    const faults = [];
    reader.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    reader.on("pageerror", (error) => faults.push(error.message));
    await reader.route("**", (route) => route.fulfill({ path, contentType: "text/html" }), { times: 1 });
    await reader.goto("https://report.example/");
    reader.on("request", (request) => asked.push(request.url()));
    await reader.locator("#linger-receipt").waitFor();
    assert.equal(await reader.locator("[data-owned], img, iframe, object, embed, script[src]").count(), 0);
    assert.equal(await reader.locator("script").count(), kind === "snapshot" ? 0 : 1);
    assert.notEqual(await reader.title(), "owned");
    assert.match(await reader.locator("body").innerText(), /<img data-owned/, "names are shown as they were typed");
    const policy = (await reader.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")) ?? "";
    for (const rule of ["default-src 'none'", "connect-src 'none'"]) assert.ok(policy.includes(rule), rule);
    assert.doesNotMatch(policy, /https?:|'unsafe-inline'|'unsafe-eval'/);
    assert.deepEqual([asked, faults], [[], []]);
  });
}
