/** What the panel offers, says and leaves behind: choices, keyboard, languages, closing, and no trace of itself. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import AxeBuilder from "axe-core";
import { openShop } from "../storefront/shop/server.mjs";
import { NOTHING, launch, named, open, recorded, settle, stored, visitor } from "../storefront/visit.mjs";
import { HEAD, chooseFile, clickMiddle, everything, fill, hottest, latestMap, linesOf, listen, openOverlay } from "./look.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { LingerEvent } from "../../storefront/recorder/types.js" */

const START = Date.UTC(2026, 10, 1);
const README = await readFile(new URL("../../storefront/README.md", import.meta.url), "utf8");

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/**
 * Six visitors with a session each, on the home page: three on phones (one of them logged in), three on desktops; each
 * clicks the slot once. Visitor 1 comes again the day after, from an advertisement. Phones reach half of the page,
 * desktops the whole, and everybody sees the first band for 2 s.
 */
function sixVisitors() {
  /** @type {LingerEvent[]} */
  const events = [];
  for (const session of [0, 1, 2, 3, 4, 5, 6]) {
    const visitor = session % 6;
    const isPhone = visitor < 3;
    const head = { v: /** @type {1} */ (1), vid: `visitor-${visitor}-0000`, sid: `session-${session}-0000`, pid: `page-${session}`, p: "/", tpl: "index", h: "", d: isPhone ? "phone" : "desktop", w: isPhone ? 390 : 1280, cid: visitor === 1 ? "a".repeat(32) : undefined };
    const t = START + session * 864e5;
    events.push({ ...head, e: "view", t, n: 0, nav: "load", vh: 800, dh: 1600, src: session === 6 ? "ads" : "direct" });
    events.push({ ...head, e: "click", t: t + 1000, n: 1, a: '[data-linger="spring-banner"]', x: 16384, y: 16384, px: 600, py: 300, ly: "page", tg: "div" });
    events.push({ ...head, e: "scroll", t: t + 2000, n: 2, mx: isPhone ? 0.5 : 1, rev: 0 });
    events.push({ ...head, e: "dwell", t: t + 2000, n: 3, ms: 2000, bd: [2000] });
  }
  // Another template: never on this page's map.
  return [...events, { ...events[1], pid: "elsewhere", tpl: "product", p: "/products/mug-1" }, { ...events[1], pid: "other-path", p: "/de" }];
}

/** @param {import("playwright-core").BrowserContextOptions} [options] @param {Record<string, string>} [headers] */
async function opened(options, headers) {
  const shop = await openShop({ head: HEAD, privacyApi: false, headers });
  const context = await visitor(browser, options);
  await listen(context);
  const page = await context.newPage();
  await openOverlay(page, shop.url);
  return { shop, page, part: (/** @type {string} */ name) => page.locator(`#linger-overlay [data-name=${name}]`) };
}

test("device, segment, path and least sessions choose what counts, and the legend says how many", async () => {
  const { shop, page, part } = await opened();
  await chooseFile(page, "shop.ndjson", linesOf(sixVisitors()));
  const told = async () => {
    const { clicks } = await latestMap(page);
    return [clicks?.anchor, clicks?.sessions, clicks?.visitors, clicks?.withheld];
  };
  assert.deepEqual(await told(), [8, 7, 6, 0]);
  assert.match(await page.locator("#linger-overlay [role=status]").innerText(), /^8 clicks of 7 sessions and 6 visitors\. 100% are placed by their element, 0% by pixels\.$/);
  await part("scope").selectOption("path");
  assert.deepEqual(await told(), [7, 7, 6, 0], "the path /de is not this one");
  await part("device").selectOption("phone");
  assert.deepEqual(await told(), [4, 4, 3, 4], "visitors 0, 1, 2 and visitor 0 again: four sessions");
  await fill(page, "k", "4");
  assert.deepEqual(await told(), [4, 4, 3, 0]);
  await part("device").selectOption("all");
  await fill(page, "k", "1");
  assert.deepEqual(await part("segment").locator("option").evaluateAll((options) => options.map((option) => /** @type {HTMLOptionElement} */ (option).value)), ["all", "logged-in", "guest", "first", "returning", "from-ads", "from-direct"]);
  for (const [segment, count] of /** @type {const} */ ([["logged-in", 1], ["guest", 6], ["first", 6], ["returning", 1], ["from-ads", 1], ["from-direct", 6]])) {
    await part("segment").selectOption(segment);
    assert.equal((await told())[1], count, segment);
  }
  shop.close();
});

test("scroll reach and attention by bands of the page", async () => {
  const { shop, page, part } = await opened();
  await chooseFile(page, "shop.ndjson", linesOf(sixVisitors()));
  await part("scroll").check();
  const { scroll } = await latestMap(page);
  // Three of six visitors turn back at half of the page; with five at least, the two stops are shown together.
  assert.deepEqual([scroll?.visitors, scroll?.withheld, scroll?.fold], [6, 0, 800]);
  await fill(page, "k", "1");
  const reach = (await latestMap(page)).scroll;
  assert.deepEqual([reach?.share.slice(0, 11), reach?.share.slice(11)], [Array(11).fill(1), Array(10).fill(0.5)]);
  assert.deepEqual(reach?.marks.map((mark) => mark?.toFixed(3)), ["0.525", "1.000", "1.000"]);
  assert.match(await page.locator("#linger-overlay [role=status]").innerText(), /^How far 6 visitors scrolled/);
  await part("attention").check();
  const { attention } = await latestMap(page);
  assert.deepEqual([attention?.seconds[0], attention?.seconds[1], attention?.sessions, attention?.visitors], [2, 0, 7, 6]);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const first = await hottest(page, { x: 700, y: 5, width: 4, height: 4 });
  const second = await hottest(page, { x: 700, y: height / 20 + 30, width: 4, height: 4 });
  assert.ok(first.heat > 450 && second.heat === 0, `${first.heat} ${second.heat}`);
  shop.close();
});

test("Escape closes, removes everything and gives the focus back; a second loading closes too", async () => {
  const shop = await openShop({ head: HEAD, privacyApi: false });
  const context = await visitor(browser);
  const page = await open(context, shop.url);
  await settle(page);
  await page.locator(".header__logo").focus();
  const state = () => page.evaluate(() => ({ children: document.documentElement.childElementCount, width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight, top: document.querySelector(".promo")?.getBoundingClientRect().top }));
  const before = await state();
  const load = () => page.addScriptTag({ url: "/cdn/shop/assets/linger-overlay.js" }).then((tag) => tag.evaluate((element) => /** @type {Element} */ (element).remove()));
  await load();
  const host = page.locator("#linger-overlay");
  await host.locator(".panel").waitFor();
  assert.deepEqual(await state(), { ...before, children: before.children + 1 }, "no shift of the layout");
  await page.keyboard.press("Escape");
  assert.deepEqual([await host.count(), await state()], [0, before]);
  assert.equal(await page.evaluate(() => document.activeElement?.className), "header__logo");
  await load();
  await load();
  assert.equal(await host.count(), 0);
  shop.close();
});

test("by keyboard alone: from the panel to every control and out with Escape", async () => {
  const { shop, page } = await opened();
  const seen = [];
  for (let step = 0; step < 11; step++) {
    await page.keyboard.press("Tab");
    seen.push(await page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector("#linger-overlay")?.shadowRoot?.activeElement)?.dataset.name));
  }
  assert.deepEqual(seen.slice(0, 10), ["language", "size", "close", "browser", "file", "clicks", "device", "segment", "scope", "k"]);
  await page.locator("#linger-overlay [data-name=clicks]").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal((await latestMap(page)).metric, "scroll");
  await page.keyboard.press("ArrowRight");
  assert.equal((await latestMap(page)).metric, "attention");
  await page.locator("#linger-overlay [data-name=size]").press("Enter");
  assert.equal(await page.locator("#linger-overlay select").first().isVisible(), false);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#linger-overlay").count(), 0);
  shop.close();
});

test("nothing is asked of the network, nothing is stored, and no page view or click is recorded", async () => {
  const { shop, page, part } = await opened();
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await chooseFile(page, "shop.ndjson", linesOf(sixVisitors()));
  await part("scroll").check();
  await page.locator(".promo__plain").click();
  await page.mouse.wheel(0, 600);
  await page.keyboard.press("Escape");
  await settle(page);
  assert.deepEqual(requests, []);
  assert.deepEqual(await stored(page), NOTHING);
  shop.close();
});

test("the bookmarklet of the README opens it on a page that records, which pauses meanwhile", async () => {
  const bookmarklet = /^javascript:(.+)$/m.exec(README)?.[1];
  assert.ok(bookmarklet);
  const shop = await openShop({ head: HEAD, privacyApi: false });
  const context = await visitor(browser);
  await listen(context);
  const page = await open(context, shop.url);
  await settle(page);
  await clickMiddle(page, ".promo__plain");
  await page.evaluate(decodeURI(bookmarklet));
  await page.locator("#linger-overlay select").first().waitFor();
  assert.equal((await latestMap(page)).clicks?.anchor, 1);
  await page.locator(".promo__plain").click();
  await page.locator("#linger-overlay [data-name=scroll]").check();
  await page.keyboard.press("Escape");
  assert.equal(named(await recorded(page), "click").length, 1);
  await page.locator(".promo__plain").click();
  assert.equal(named(await recorded(page), "click").length, 2);
  await page.evaluate(decodeURI(bookmarklet));
  await page.locator("#linger-overlay select").first().waitFor();
  await page.evaluate(() => /** @type {any} */ (window).Linger.erase());
  await page.keyboard.press("Escape");
  await page.locator(".promo__plain").click();
  await settle(page);
  assert.deepEqual(await stored(page), NOTHING, "consent that was withdrawn meanwhile stays so");
  shop.close();
});

test("a strict policy of the page, a phone, and Chinese", async () => {
  const { shop, page } = await opened({ viewport: { width: 390, height: 760 }, locale: "zh-CN", reducedMotion: "reduce" }, { "content-security-policy": "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'; connect-src 'self'" });
  const panel = page.locator("#linger-overlay .panel");
  const box = await panel.boundingBox();
  assert.ok(box && box.width <= 390 && box.y > 300, JSON.stringify(box));
  assert.equal(await panel.getAttribute("aria-label"), "留步热力图");
  await page.locator("#linger-overlay [data-name=language]").click();
  assert.equal(await panel.getAttribute("aria-label"), "Linger heatmap");
  assert.equal(await panel.evaluate((element) => getComputedStyle(element).backgroundColor), "rgb(255, 255, 255)");
  assert.equal(await panel.evaluate((element) => getComputedStyle(element).transitionDuration), "0s");
  shop.close();
});

test("axe finds no fault in the panel", async () => {
  const { shop, page } = await opened();
  await page.evaluate(AxeBuilder.source);
  const faults = await page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run({ include: [["#linger-overlay"]] });
    return violations.map((/** @type {any} */ { id, nodes }) => `${id}: ${nodes.map((/** @type {any} */ node) => node.html).join(" ")}`);
  });
  assert.deepEqual(faults, []);
  shop.close();
});

test("an empty window says what to do, and a file dropped on the page is read", async () => {
  const { shop, page } = await opened();
  assert.match(await page.locator("#linger-overlay [role=status]").innerText(), /^There are no events of such pages/);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.json"));
    document.querySelector("main")?.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
  }, JSON.stringify(sixVisitors()));
  await page.locator("#linger-overlay .note", { hasText: "dropped.json: 30 events of 9 page views." }).waitFor();
  assert.equal((await latestMap(page)).clicks?.anchor, 8);
  assert.ok((await hottest(page, everything(page))).heat > 300);
  shop.close();
});
