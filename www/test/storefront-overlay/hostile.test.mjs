/** Files of strangers: nothing runs, nothing hangs, and what was left out is told. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openShop } from "../storefront/shop/server.mjs";
import { launch, visitor } from "../storefront/visit.mjs";
import { HEAD, chooseFile, fill, latestMap, listen, openOverlay } from "./look.mjs";

/** @import { Browser, Page } from "playwright-core" */

const SCRIPT = '"><img src=x onerror="document.title=1"><script>document.title=1</script>';

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function opened() {
  const shop = await openShop({ head: HEAD, privacyApi: false });
  const context = await visitor(browser);
  await listen(context);
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => faults.push(dialog.message()));
  await openOverlay(page, shop.url);
  const title = await page.title();
  return { shop, page, faults, title };
}

/** @param {object} [keys] */
const click = (keys = {}) => ({ v: 1, e: "click", t: 1.7e12, vid: "v", sid: "s", pid: "p", n: 0, p: "/", tpl: "index", d: "desktop", w: 1280, a: ".promo__broken", x: 9, y: 9, px: 9, py: 9, ly: "page", ...keys });

/** @param {unknown[]} values */
const lines = (values) => values.map((value) => `${typeof value === "string" ? value : JSON.stringify(value)}\n`).join("");

/** @param {Page} page */
const notes = async (page) => (await page.locator("#linger-overlay .note").allInnerTexts()).join("\n");

test("script in every string stays text", async () => {
  const { shop, page, faults, title } = await opened();
  const texts = Object.fromEntries(["vid", "sid", "pid", "p", "tpl", "d", "a", "ly", "cid", "src"].map((key) => [key, SCRIPT]));
  await chooseFile(page, `${SCRIPT}.ndjson`, lines([{ ...click(), ...texts, tpl: "index" }, click({ n: 1, a: SCRIPT }), { ...click(), ...texts, e: "view", n: 2 }, click({ n: 3, d: SCRIPT })]));
  await fill(page, "k", "1");
  assert.ok((await notes(page)).includes("<img src=x"), "the file's name is shown as it is");
  assert.equal(await page.locator("#linger-overlay").evaluate((host) => host.shadowRoot?.querySelectorAll("img,script").length), 0);
  assert.deepEqual([await page.title(), faults], [title, []]);
  shop.close();
});

test("selectors of other shapes are not asked of the page, and their clicks fall back to pixels", async () => {
  const { shop, page, faults } = await opened();
  const selectors = ["*", "body", ":root", "html:has(*:has(*))", `${"*~".repeat(50)}*`, ".promo__broken:hover", ".a,.promo__broken", "#a #b", "[data-linger=", "[data-linger=\"x\"] *", "#", ".", "\\", `.${"x".repeat(200)}`, "#\u0000", '[data-linger="\\"]'];
  await page.evaluate(() => {
    const asked = (/** @type {any} */ (window).asked = /** @type {string[]} */ ([]));
    const { querySelector } = Document.prototype;
    document.querySelector = (/** @type {string} */ selector) => {
      asked.push(selector);
      return querySelector.call(document, selector);
    };
  });
  await chooseFile(page, "selectors.ndjson", lines(selectors.map((a, n) => click({ a, n, px: 100, py: 100 }))));
  await fill(page, "k", "1");
  const { clicks } = await latestMap(page);
  assert.deepEqual([clicks?.anchor, clicks?.fallback], [0, selectors.length]);
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).asked.filter((/** @type {string} */ selector) => /[*:~ ,]|html|body/.test(selector))), []);
  assert.deepEqual(faults, []);
  shop.close();
});

test("wrong types, huge numbers, depth, endless lines and rubbish are counted", async () => {
  const { shop, page, faults } = await opened();
  const wrong = [
    null, 1, "\"text\"", [], {}, { e: "click" }, click({ t: "x" }), click({ n: -1 }), click({ n: 1e308 }), click({ vid: {} }), click({ vid: "v".repeat(100) }),
    click({ n: 1, x: "9", px: 1e308, py: 1e308 }), click({ n: 2, x: -1, y: 40_000, px: -1, py: "9" }), `${"[".repeat(20_000)}`, `{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`, "not json", `{"e":"click","v":"${"x".repeat(300_000)}"}`,
  ];
  const odd = [{ ...click({ e: "scroll", n: 5 }), mx: 1e9 }, { ...click({ e: "dwell", n: 6 }), bd: Array(1000).fill(1) }, { ...click({ e: "dwell", n: 7 }), bd: ["x", null, -5, 1e308] }, click({ n: 8, w: 1e308 }), click({ e: "unheard-of", n: 9 })];
  await chooseFile(page, "wrong.ndjson", lines([...wrong, ...odd, click({ n: 10 })]));
  await fill(page, "k", "1");
  assert.match(await notes(page), new RegExp(`^wrong\\.ndjson: 5 events of 1 page view\\.\n${wrong.length} entries are no events`));
  assert.equal((await latestMap(page)).clicks?.anchor, 2);
  await page.locator("#linger-overlay [data-name=scroll]").check();
  assert.equal((await latestMap(page)).scroll?.visitors, 0);
  await page.locator("#linger-overlay [data-name=attention]").check();
  assert.deepEqual((await latestMap(page)).attention?.seconds, Array(20).fill(0), "no visible time in what was told");
  assert.deepEqual(faults, []);
  shop.close();
});

test("a million anchors and more events than the limit are cut, and it is said", async () => {
  const { shop, page, faults } = await opened();
  const many = Array.from({ length: 3000 }, (_, n) => click({ n, a: `.anchor-${n}`, px: 50, py: 50 }));
  await chooseFile(page, "anchors.ndjson", lines(many));
  assert.match(await notes(page), /1,000 clicks are placed by pixels, because there are more than 2,000 anchors\./);
  const line = JSON.stringify(click({ n: -7 }));
  const cut = line.indexOf("-7");
  const text = Array.from({ length: 500_010 }, (_, n) => `${line.slice(0, cut)}${n}${line.slice(cut + 2)}\n`).join("");
  assert.ok(text.length > 50_000_000);
  await page.evaluate(({ head, tail, count }) => {
    const data = new DataTransfer();
    data.items.add(new File(Array.from({ length: count }, (_, n) => `${head}${n}${tail}\n`), "many.ndjson"));
    dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
  }, { head: line.slice(0, cut), tail: line.slice(cut + 2), count: 500_010 });
  await page.locator("#linger-overlay .note", { hasText: "Only the first 500,000 events were read" }).waitFor({ timeout: 60_000 });
  assert.equal((await latestMap(page)).clicks?.withheld, 500_000, "all of one session");
  assert.deepEqual(faults, []);
  shop.close();
});

test("a file that is no JSON, and an empty one, are told", async () => {
  const { shop, page } = await opened();
  await chooseFile(page, "picture.png", "\u0089PNG\r\n\u001a\n");
  assert.match(await notes(page), /picture\.png: 0 events of 0 page views\.\n2 entries are no events/);
  await chooseFile(page, "empty.ndjson", "");
  assert.match(await notes(page), /empty\.ndjson: 0 events/);
  await chooseFile(page, "broken.json", "[{");
  assert.match(await notes(page), /broken\.json: 0 events.*\n1 entry is no event/);
  shop.close();
});
