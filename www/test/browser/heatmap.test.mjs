/** The heatmap on the page: a known click on the right place of the outline, and the numbers beside it, worked by hand. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { choose, launch, memoryFile, openDashboard, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const START = Date.UTC(2024, 0, 1, 12);

/**
 * Six visitors by phone, 400 px wide, click the middle of `#buy`, 200 × 40 px from 100, 200: the point 200, 220. All get to
 * the middle of the page of 800 px and look 2 s at its first twentieth. One by desktop clicks once.
 */
function sessions() {
  const lines = [0, 1, 2, 3, 4, 5, 6].flatMap((visitor) => {
    const [d, w] = visitor < 6 ? ["phone", 400] : ["desktop", 1440];
    const at = (/** @type {number} */ n, /** @type {string} */ e, /** @type {object} */ own) => ({ v: 1, e, t: START + n * 1000, vid: `v${visitor}`, pid: `p${visitor}`, n, p: "/products/cup", tpl: "product", d, w, ...own });
    return [
      at(0, "view", { dh: 800, vh: 700 }),
      at(1, "click", { a: "#buy", x: 16384, y: 16384, px: 200, py: 220, ab: [100, 200, 200, 40] }),
      at(2, "scroll", { mx: 0.5, rev: 0 }),
      at(3, "dwell", { ms: 3000, bd: [2000] }),
    ];
  });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Rows of the chart's table as texts. @param {Page} page */
async function rows(page) {
  if ((await page.locator("linger-chart details[open]").count()) === 0) await page.locator("linger-chart details > summary").click();
  await page.locator("linger-chart tbody tr").first().waitFor();
  const found = await page.locator("linger-chart tbody tr").all();
  return Promise.all(found.map((row) => row.locator("th, td").allInnerTexts()));
}

/** The strongest point of the picture, in px of the page that is 400 px wide. @param {Page} page */
const hottest = (page) =>
  page.locator(".outline image").evaluate(async (image) => {
    const picture = new Image();
    picture.src = /** @type {string} */ (image.getAttribute("href"));
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    const alphas = Array.from({ length: data.length / 4 }, (_, at) => data[at * 4 + 3] ?? 0);
    const most = Math.max(...alphas);
    const at = alphas.flatMap((alpha, place) => (alpha === most ? [[place % picture.width, Math.floor(place / picture.width)]] : []));
    const middle = (/** @type {0 | 1} */ axis) => at.reduce((sum, place) => sum + (place[axis] ?? 0) + 0.5, 0) / at.length;
    return { x: (middle(0) / picture.width) * 400, y: (middle(1) / picture.height) * 800 };
  });

test("clicks stand where they were, with their numbers, and go with the filter", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, memoryFile("sessions.ndjson", sessions()));
  await show(page, "heatmap");
  await page.locator(".outline image").waitFor();
  assert.equal(await page.locator("select[name=screen]").inputValue(), "phone", "the device most used");
  assert.equal(await page.locator(".outline .box").count(), 1);
  const { x, y } = await hottest(page);
  assert.ok(Math.abs(x - 200) <= 4 && Math.abs(y - 220) <= 4, `the middle of the button, not ${x}, ${y}`);
  assert.deepEqual(await rows(page), [["#buy", "6", "6", "6", "100.0%"]]);
  assert.match(await page.locator(".figures").innerText(), /Clicks[\s\S]*6 sessions of 6 visitors[\s\S]*rests on only 6[\s\S]*100\.0%/);
  await page.locator("linger-heatmap linger-explain button").first().click();
  await page.locator(".explanation:popover-open", { hasText: "standard deviation of 20 px" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("select[name=device]").selectOption("desktop");
  await page.locator("linger-chart figcaption", { hasText: "Fewer than 5 sessions are not shown" }).waitFor();
  assert.equal(await page.locator("select[name=screen]").count(), 0, "the filter's device is the screen");
  assert.match(await page.locator(".figures").innerText(), /1 from fewer than 5 sessions/);
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
});

test("scroll reach and attention by height", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, memoryFile("sessions.ndjson", sessions()));
  await show(page, "heatmap");
  await page.locator("select[name=what]").selectOption("scroll");
  // All at 50 %, nobody at 55 %: half of them, in a straight line, at 52.5 %.
  await page.locator("linger-chart figcaption", { hasText: "Half of the visitors get down to 52.5%" }).waitFor();
  assert.deepEqual((await rows(page)).slice(10, 12), [["50%", "100.0%"], ["55%", "0.0%"]]);
  assert.deepEqual(await page.locator(".outline .depth + text").allTextContents(), ["75% get here", "50% get here", "25% get here"]);
  await page.locator("select[name=what]").selectOption("attention");
  await page.locator("linger-chart figcaption", { hasText: "0%–5% of the height is in view the longest: 2 s a session" }).waitFor();
  assert.deepEqual((await rows(page)).slice(0, 2), [["0%–5%", "2 s"], ["5%–10%", "0 s"]]);
  assert.deepEqual(await page.locator("select[name=what] option").allInnerTexts(), ["Clicks", "Scroll reach", "Attention"], "no pointer position was recorded");
  assert.deepEqual(faults, []);
});

test("a page without clicks says so", async () => {
  const { page } = await openDashboard(browser);
  await choose(page, memoryFile("sessions.ndjson", sessions().split("\n").filter((line) => !/"e":"(click|scroll|dwell)"/.test(line)).join("\n")));
  await show(page, "heatmap");
  await page.locator(".off", { hasText: "No click was recorded" }).waitFor();
  await page.locator("select[name=what]").selectOption("attention");
  await page.locator(".off", { hasText: "No visible time by height" }).waitFor();
});

test("a replay without boxes of its own stands on the page's outline", async () => {
  const { page, faults } = await openDashboard(browser);
  const bare = `${JSON.stringify({ v: 1, e: "view", t: START - 60_000, vid: "late", pid: "late", n: 0, p: "/products/cup", tpl: "product", d: "phone", w: 200, dh: 800 })}\n`;
  await choose(page, memoryFile("sessions.ndjson", sessions() + bare));
  await show(page, "replay");
  await page.locator("select[name=sort]").selectOption("start");
  await page.locator("linger-replay tbody tr", { hasText: "11:59" }).locator("button").click();
  // Half as wide as the page of 400 px: the button is 100 px wide from 50.
  const box = page.locator(".wireframe .box");
  await box.waitFor();
  assert.deepEqual([await box.getAttribute("x"), await box.getAttribute("width")], ["50", "100"]);
  assert.deepEqual(faults, []);
});

test("hesitation and errors stand on the timeline and can be jumped to", async () => {
  const { page, faults } = await openDashboard(browser);
  const at = (/** @type {number} */ n, /** @type {number} */ seconds, /** @type {string} */ e, /** @type {object} */ own) =>
    JSON.stringify({ v: 1, e, t: START + seconds * 1000, vid: "eve", pid: "e1", n, p: "/cart", tpl: "cart", d: "phone", w: 400, ...own });
  const lines = [at(0, 0, "view", {}), at(1, 40, "click", { a: "#pay", x: 1, y: 1, px: 9, py: 9 }), at(2, 41, "ferr", { a: "#mail", f: "email" })];
  await choose(page, memoryFile("sessions.ndjson", lines.join("\n")));
  await show(page, "replay");
  await page.locator("linger-replay tbody button").first().click();
  await page.locator(".timeline").waitFor();
  const lineOf = (/** @type {string} */ mark) => page.locator(`.timeline .${mark}`).getAttribute("x1").then(Number);
  // 40 of 41 seconds along a line of 996 that begins at 2.
  assert.equal(Math.round(await lineOf("hesitation")), 974);
  assert.equal(Math.round(await lineOf("error")), 998);
  assert.deepEqual((await page.locator(".marks button").allInnerTexts()).map((text) => text.trim()), ["hesitation, 40 sec", "error, 41 sec"]);
  await page.locator(".marks button").nth(1).press("Enter");
  assert.match(await page.locator("linger-replay output").innerText(), /^3 of 3: form error/);
  assert.deepEqual(faults, []);
});
