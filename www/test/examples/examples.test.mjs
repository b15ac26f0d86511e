/** Each example site is built by the tool it is for, by the commands of its notes, and shows the right numbers in a browser. */
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { Liquid } from "liquidjs";
import { launch } from "../chromium.mjs";
import { CUSTOMERS, netSales, ORDERS, shopText } from "../shop.mjs";
import { serve } from "../../serve.mjs";
import { copiedExamples, make } from "./sites.mjs";

/** @type {Awaited<ReturnType<typeof copiedExamples>>} */
let copied;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  copied = await copiedExamples();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await copied?.remove();
});

/**
 * What the element on a page says, once it is there, and what the page asked of other hosts.
 * @param {string} folder that is served
 * @param {string} path
 */
async function shown(folder, path) {
  const server = await serve(folder);
  const context = await browser.newContext();
  try {
    /** @type {string[]} */
    const strangers = [];
    await context.route((url) => !url.href.startsWith(server.url), (route) => {
      strangers.push(route.request().url());
      return route.abort();
    });
    const page = await context.newPage();
    await page.goto(server.url + path, { waitUntil: "domcontentloaded" });
    const element = page.locator("linger-report");
    // Its table, or what is wrong.
    await element.locator("table, .failed").first().waitFor({ state: "attached" });
    return { text: (await element.locator(".linger").innerText()).replace(/\s+/g, " "), count: await element.count(), strangers };
  } finally {
    await context.close();
    server.close();
  }
}

/** @param {Awaited<ReturnType<typeof shown>>} page */
function hasTheNumbers({ text, count }) {
  assert.equal(count, 1);
  const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2 }).format(netSales());
  for (const number of [String(CUSTOMERS), String(ORDERS), money]) assert.ok(text.includes(number), `${number} in: ${text.slice(0, 400)}`);
}

test("the export of the examples is the shop whose numbers are known", async () => {
  assert.equal(await readFile(fileURLToPath(new URL("../../../examples/orders.csv", import.meta.url)), "utf8"), shopText());
});

/** @type {[name: string, output: string, path: string][]} */
const SITES = [
  ["hugo", "public", "report/"],
  ["jekyll", "_site", "report.html"],
  ["eleventy", "public", "report/"],
  ["observable", "public", "report.html"],
];
for (const [name, output, path] of SITES) {
  test(`the site of ${name} shows the report and asks no other host`, async () => {
    const site = await make(copied.folder, name);
    const page = await shown(join(site, output), path);
    hasTheNumbers(page);
    assert.deepEqual(page.strangers, []);
  });
}

test("the page of a notebook shows the report", async () => {
  const site = await make(copied.folder, "jupyter");
  hasTheNumbers(await shown(site, "report.html"));
});

test("the page of a Shopify theme shows the report in the shop's language, escaped", async () => {
  const site = await make(copied.folder, "shopify");
  const liquid = new Liquid();
  liquid.registerFilter("asset_url", (name) => `/assets/${name}`);
  const template = await readFile(join(site, "templates/page.linger-report.liquid"), "utf8");
  for (const [locale, word] of [["en", "Customers"], ["zh-CN", "客户"]]) {
    const content = await liquid.parseAndRender(template, { page: { title: "Who <comes> back", content: "<p>Text.</p>" }, request: { locale: { iso_code: locale } } });
    await mkdir(join(site, "pages"), { recursive: true });
    await writeFile(join(site, "pages", `${locale}.html`), `<!doctype html><html lang="${locale}"><meta charset="utf-8"><link rel="icon" href="data:,">${content}`);
    const page = await shown(site, `pages/${locale}.html`);
    assert.match(page.text, new RegExp(word));
    assert.match(content, /Who &lt;comes&gt; back/);
    assert.deepEqual(page.strangers, []);
    if (locale === "en") hasTheNumbers(page);
  }
});
