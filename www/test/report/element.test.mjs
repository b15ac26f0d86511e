/** `<linger-report>` in pages of others: what goes in, what it tells, what it keeps apart. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { serve } from "../../serve.mjs";
import { CUSTOMERS, ORDERS, shopText } from "../shop.mjs";
import { folderOf, launch, watched } from "./page.mjs";
import { sample, sharedOf, smallShop } from "./reports.mjs";

const LOUD = `<style>
  * { color: rgb(255, 0, 0) !important; font-size: 40px !important; }
  table, h2, .part, .finding, svg { display: none !important; }
  body { font-family: monospace; text-align: right; line-height: 3; letter-spacing: 5px; --linger-accent: rgb(1, 2, 3); }
</style>`;
/** @param {string} body */
const pageOf = (body, head = "", lang = "en") => `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">${head}<body><main><h1 class="part">The page's own</h1><p class="finding" id="own">Own words</p>${body}</main></body></html>`;
const SCRIPT = '<script src="element.js"></script>';

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof folderOf>>} */
let files;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("linger-analytics").SharedReport} */
let shared;
before(async () => {
  shared = await sample();
  const people = await smallShop({ withPeople: true });
  files = await folderOf({
    "element.js": await readFile(new URL("../../../pkg/element.js", import.meta.url)),
    "orders.csv": shopText(), "shared.json": JSON.stringify(shared), "report.json": JSON.stringify(people.report), "broken.json": "{]", "other.json": '{"hello":"world"}', "empty.csv": "",
    "page.html": pageOf('<linger-report src="orders.csv" sections="rfm,cohorts" lang="en"></linger-report>', SCRIPT),
    "module.html": pageOf('<linger-report src="orders.csv" sections="rfm"></linger-report>', '<script type="module" src="element.js"></script>', "zh"),
    "bare.html": pageOf("<linger-report></linger-report>", SCRIPT),
    "ready.html": pageOf('<linger-report src="shared.json"></linger-report>', SCRIPT),
    "loud.html": pageOf('<linger-report src="shared.json" sections="rfm"></linger-report>', LOUD + SCRIPT),
    "strict.html": pageOf('<linger-report src="shared.json" sections="rfm"></linger-report>', `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:">${SCRIPT}`),
    "twice.html": pageOf('<linger-report src="shared.json" sections="rfm"></linger-report>', SCRIPT + SCRIPT),
  });
  server = await serve(files.folder, 0);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
  await files?.remove();
});

/** @param {string} name */
const opened = (name) => watched(browser, new URL(name, server.url).href);

/**
 * What the element tells next, after something was set on it.
 * @param {import("playwright-core").Page} page
 * @param {(element: any, given: any) => void} set
 * @param {unknown} [given]
 */
const told = (page, set, given) => page.evaluate(async ([source, given]) => {
  const element = /** @type {any} */ (document.querySelector("linger-report"));
  const next = new Promise((resolve) => {
    for (const type of ["ready", "error"]) element.addEventListener(type, (/** @type {CustomEvent} */ event) => resolve({ type, detail: event.detail }), { once: true });
  });
  new Function("element", "given", `(${source})(element, given)`)(element, given);
  return next;
}, /** @type {[string, unknown]} */ ([String(set), given]));

test("an export beside the page: the chosen sections, in order, from one script", async () => {
  const { page, requests, faults } = await opened("page.html");
  const element = page.locator("linger-report");
  await element.locator("table").first().waitFor();
  assert.deepEqual(await element.locator("[part=section]").evaluateAll((parts) => parts.map((part) => part.dataset.section)), ["rfm", "cohorts"]);
  assert.match(await element.locator("[part=report]").innerText(), new RegExp(`\\b${CUSTOMERS} customers\\b`));
  assert.deepEqual(requests.filter((url) => !/^(blob|data):/.test(url)).map((url) => url.split("/").at(-1)), ["element.js", "orders.csv"]);
  assert.deepEqual(faults, []);
  await page.context().close();
});

test("as a module, in the language of the page around it", async () => {
  const { page } = await opened("module.html");
  await page.locator("linger-report table").first().waitFor();
  assert.equal(await page.locator("linger-report h2").innerText(), "客户分群");
  await page.context().close();
});

test("ready JSON is shown without starting an engine, and under a policy without WebAssembly and inline styles", async () => {
  for (const name of ["ready.html", "strict.html"]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    /** @type {string[]} */
    const faults = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.addInitScript(() => {
      const refuse = () => { throw new Error("an engine was started"); };
      globalThis.Worker = /** @type {any} */ (refuse);
      WebAssembly.compile = refuse;
    });
    await page.goto(new URL(name, server.url).href);
    await page.locator("linger-report table").first().waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("a file, a report and options by property", async () => {
  const { page } = await opened("bare.html");
  const file = await told(page, (element, text) => { element.file = new File([text], "mine.csv"); }, shopText());
  assert.equal(file.type, "ready");
  assert.match(await page.locator("linger-report [part=report]").innerText(), new RegExp(`${ORDERS} orders`));
  assert.match(await page.locator("linger-report [part=report]").innerText(), /mine\.csv/);

  const optioned = await told(page, (element) => { element.options = { report: { asOf: "2023-02-01" } }; });
  assert.equal(optioned.type, "ready");
  assert.match(await page.locator("linger-report [part=report]").innerText(), /as of Feb 1, 2023/);

  const ready = await told(page, (element, report) => { element.report = report; element.sections = "visits summary"; }, shared);
  assert.deepEqual(ready.detail, { sections: ["visits", "summary"], receipt: shared.report.meta.receipt });
  assert.equal(await page.locator("linger-report [data-section=visits] h2").innerText(), "Visits to the shop");
  await page.context().close();
});

test("properties set before the element is known are kept", async () => {
  const { page } = await watched(browser, "data:text/html,<linger-report></linger-report>");
  await page.evaluate((report) => { /** @type {any} */ (document.querySelector("linger-report")).report = report; }, shared);
  await page.addScriptTag({ path: `${files.folder}/element.js` });
  await page.locator("linger-report table").first().waitFor();
  await page.context().close();
});

test("with k, small groups are hidden; a report that hides too little is refused", async () => {
  const { page } = await opened("bare.html");
  const guarded = await told(page, (element) => { element.k = 5; element.src = "orders.csv"; });
  assert.equal(guarded.type, "ready");
  assert.match(await page.locator("linger-report [part=report]").innerText(), /“hidden” means fewer than 5 customers/);
  for (const [set, given] of /** @type {const} */ ([["report.json", 5], ["shared.json", 6]])) {
    const refused = await told(page, (element, [src, k]) => { element.k = k; element.src = src; }, [set, given]);
    assert.deepEqual([refused.type, refused.detail.code], ["error", "notProtected"], set);
    assert.doesNotMatch(await page.locator("linger-report [part=report]").innerText(), /customers placed/);
  }
  await page.context().close();
});

test("a ready report of too few customers is shown, and says so", async () => {
  const { page } = await opened("bare.html");
  const few = await sharedOf("order id,customer id,order date,amount,currency\n1,a,2024-01-01,10,EUR\n2,b,2024-02-01,20,EUR\n", { name: "few.csv" }, {}, { k: 5 });
  const { type } = await told(page, (element, report) => { element.report = report; element.k = 5; }, few);
  assert.equal(type, "ready");
  assert.match(await page.locator("linger-report [data-section=churn]").innerText(), /Fewer than 5 customers stand behind these data/);
  await page.context().close();
});

test("what cannot be shown is said on the page and told by an event", async () => {
  const { page } = await opened("bare.html");
  for (const [src, code] of [["missing.csv", "notFetched"], ["broken.json", "wrongReport"], ["other.json", "wrongReport"], ["empty.csv", "emptyFile"]]) {
    const { type, detail } = await told(page, (element, src) => { element.src = src; }, src);
    assert.deepEqual([type, detail.code], ["error", code]);
    assert.equal(await page.locator("linger-report [role=alert]").innerText(), detail.message);
  }
  await page.evaluate(() => document.querySelector("linger-report")?.setAttribute("lang", "zh-CN"));
  await page.locator("linger-report [role=alert]", { hasText: "文件是空的" }).waitFor();
  const unknown = await told(page, (element) => { element.src = "shared.json"; element.sections = "profits"; });
  assert.equal(unknown.detail.code, "unknownSection");
  const some = await told(page, (element) => { element.sections = "rfm profits cohorts"; });
  assert.deepEqual([some.type, some.detail.sections], ["ready", ["rfm", "cohorts"]]);
  assert.equal(await page.locator("linger-report [role=note]").innerText(), "没有名为“profits”的部分。可选：summary, churn, rfm, repurchase, cohorts, rhythm, lifecycle, value, history, forecast, products, visits, quality。");
  const unreached = await told(page, (element) => { element.src = "http://127.0.0.1:1/x.csv"; });
  assert.equal(unreached.detail.code, "notFetched");
  assert.match(unreached.detail.message, /^无法访问 http:\/\/127\.0\.0\.1:1\/x\.csv。[^A-Z]*（connect-src）。$/);
  await page.context().close();
});

test("a chosen row is told, by pointer and by keyboard", async () => {
  const { page } = await opened("ready.html");
  await page.locator("linger-report table").first().waitFor();
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).chosen = [];
    document.querySelector("linger-report")?.addEventListener("select", (event) => /** @type {any} */ (globalThis).chosen.push(/** @type {CustomEvent} */ (event).detail));
  });
  await page.locator("linger-report [data-section=rfm] [data-pick=champions]").click();
  await page.locator("linger-report [data-section=lifecycle] [data-pick=churned]").focus();
  await page.keyboard.press("Enter");
  await page.locator("linger-report [data-section=rfm] svg.wide [data-row=loyal] rect").click();
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).chosen), [{ section: "rfm", row: "champions" }, { section: "lifecycle", row: "churned" }, { section: "rfm", row: "loyal" }]);
  await page.context().close();
});

test("no style comes in but the custom properties, and none goes out", async () => {
  const [quiet, loud] = await Promise.all([opened("twice.html"), opened("loud.html")]);
  const looks = async (/** @type {import("playwright-core").Page} */ page) => {
    await page.locator("linger-report table").first().waitFor();
    return page.evaluate(() => {
      const root = /** @type {ShadowRoot} */ (document.querySelector("linger-report")?.shadowRoot);
      return ["h2", ".finding", "td", "svg text", ".scope"].map((selector) => {
        const { color, fontSize, fontFamily, display, lineHeight, letterSpacing, textAlign, fill } = getComputedStyle(/** @type {Element} */ (root.querySelector(selector)));
        return { selector, color, fontSize, fontFamily, display, lineHeight, letterSpacing, textAlign, fill };
      });
    });
  };
  assert.deepEqual(await looks(loud.page), await looks(quiet.page));
  assert.equal(await loud.page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector("linger-report")?.shadowRoot?.querySelector("summary"))).color), "rgb(1, 2, 3)");
  const own = () => ["h1", "#own", "body"].map((selector) => {
    const { color, fontSize, fontFamily, padding, margin, background, display, border } = getComputedStyle(/** @type {Element} */ (document.querySelector(selector)));
    return { color, fontSize, fontFamily, padding, margin, background, display, border };
  });
  const withElement = await quiet.page.evaluate(own);
  await quiet.page.evaluate(() => document.querySelector("linger-report")?.remove());
  assert.deepEqual(await quiet.page.evaluate(own), withElement);
  await Promise.all([quiet.page.context().close(), loud.page.context().close()]);
});

test("the element is accessible and fits a narrow column", async () => {
  const { page } = await opened("ready.html");
  await page.locator("linger-report table").first().waitFor();
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
  assert.deepEqual(violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`), []);
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.querySelector("main")).style.width = "330px"; });
  assert.equal(await page.locator("linger-report svg.wide:visible").count(), 0);
  assert.ok(await page.locator("linger-report svg.narrow:visible").count() > 5);
  assert.equal(await page.evaluate(() => document.querySelector("linger-report")?.scrollWidth), 330);
  await page.context().close();
});

test("names of strangers are text here too", async () => {
  const { page, faults } = await opened("bare.html");
  const hostile = structuredClone(shared);
  for (const file of hostile.report.meta.files) file.name = '<img src=x onerror="alert(1)">';
  await told(page, (element, report) => { element.report = report; element.sections = "quality"; }, hostile);
  assert.match(await page.locator("linger-report [part=report]").innerText(), /<img src=x onerror="alert\(1\)">/);
  assert.deepEqual(faults, []);
  await page.context().close();
});
