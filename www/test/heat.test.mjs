/** Heatmaps, scroll and outlines through the package, in Node and in a browser's worker, with numbers worked by hand. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../../pkg/index.js";
import { launch } from "./chromium.mjs";

/** @typedef {import("linger-analytics").Linger} Linger */

const script = fileURLToPath(new URL("../../pkg/index.iife.js", import.meta.url));
const START = Date.UTC(2024, 0, 1, 12);

/** @param {string} visitor @param {number} n @param {string} e @param {object} own */
const line = (visitor, n, e, own) => `${JSON.stringify({ v: 1, e, t: START + n * 1000, vid: visitor, pid: `${visitor}-1`, n, p: "/", tpl: "index", d: "desktop", w: 1000, ...own })}\n`;

/**
 * A home page of 1000 × 400 px. Ann clicks the left top corner of `#top`, whose box is 200 × 100 px from 100, 0; Bo its
 * right bottom corner, the box 20 px further right. Bo scrolls to the middle and looks 1 s at the first twentieth and
 * 3 s at the second; his pointer is seen once.
 */
const EVENTS = [
  line("ann", 0, "view", { dh: 400 }),
  line("ann", 1, "click", { a: "#top", x: 0, y: 0, px: 100, py: 0, ab: [100, 0, 200, 100] }),
  line("bo", 0, "view", { dh: 400 }),
  line("bo", 1, "click", { a: "#top", x: 32767, y: 32767, px: 320, py: 100, ab: [120, 0, 200, 100] }),
  line("bo", 2, "move", { a: "#top", x: 0, y: 0 }),
  line("bo", 3, "scroll", { mx: 0.5, rev: 0 }),
  line("bo", 4, "dwell", { ms: 4000, bd: [1000, 3000] }),
].join("");

/** What the tests compare, as plain numbers. @param {Linger} linger @param {string} events */
async function asked(linger, events) {
  await linger.add(events, { kind: "events" });
  const page = { template: "index", device: "desktop", k: 1 };
  const outline = await linger.wireframe({ template: "index", device: "desktop" });
  const boxes = Object.fromEntries(outline.boxes.map(({ anchor, left, top, width, height }) => [anchor, /** @type {[number, number, number, number]} */ ([left, top, width, height])]));
  const map = await linger.heatmap({ ...page, width: 1000, height: 400, boxes, cell: 100, sigma: 0 });
  const phones = await linger.heatmap({ ...page, device: "phone", width: 1000, height: 400 });
  const moves = await linger.heatmap({ ...page, moves: true, width: 1000, height: 400, boxes });
  const few = await linger.heatmap({ ...page, k: undefined, width: 1000, height: 400, boxes });
  const anchors = await linger.heatAnchors(page);
  const { reach, attention } = await linger.scroll(page);
  const plain = {
    outline, map: { ...map, density: [...map.density] }, phones: phones.n, moves: moves.n, few: [few.n, few.withheld, few.density.every((value) => value === 0)],
    anchors: anchors.map((one) => ({ ...one, cells: [...one.cells].flatMap((value, at) => (value > 0 ? [[at, value]] : [])) })),
    reach: { ...reach, share: [...reach.share] }, attention: { ...attention, seconds: [...attention.seconds] },
  };
  const refused = await linger.heatmap({ ...page, width: 0, height: 400 }).catch((error) => error.code);
  linger.close();
  return { ...plain, refused };
}

/** @param {Awaited<ReturnType<typeof asked>>} found */
function isAsWorked(found) {
  // Of the lefts 100 and 120 the lower is typical.
  assert.deepEqual(found.outline, { width: 1000, height: 400, views: 2, boxes: [{ anchor: "#top", left: 100, top: 0, width: 200, height: 100, n: 2 }], omitted: 0 });
  // Corners at 100, 0 and 300, 100: cells 1 of row 0 and 3 of row 1.
  const density = Array(40).fill(0).with(1, 1).with(13, 1);
  assert.deepEqual(found.map, { columns: 10, rows: 4, density, n: 2, sessions: 2, visitors: 2, byAnchor: 2, byFallback: 0, anchorShare: 1, hidden: 0, outside: 0, withheld: 0 });
  assert.deepEqual([found.phones, found.moves], [0, 1]);
  assert.deepEqual(found.few, [2, 2, true], "two sessions are fewer than five: nothing is shown");
  assert.deepEqual(found.anchors, [{ anchor: "#top", n: 2, sessions: 2, visitors: 2, withheld: 0, cells: [[0, 1], [255, 1]] }]);
  // From all at 50 % to none at 55 %, in a straight line.
  const marks = found.reach.marks.map((mark) => Math.round(Number(mark) * 1e4));
  assert.deepEqual([found.reach.visitors, found.reach.share[10], found.reach.share[11], marks], [1, 1, 0, [5125, 5250, 5375]]);
  assert.deepEqual([found.attention.sessions, found.attention.seconds.slice(0, 3)], [1, [1, 3, 0]]);
  assert.equal(found.refused, "unknownOption");
}

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("in Node", async () => isAsWorked(await asked(await open(), EVENTS)));

test("in a browser's worker", async () => {
  const page = await browser.newPage();
  await page.setContent("<!doctype html><title>Heat</title>");
  await page.addScriptTag({ path: script });
  isAsWorked(/** @type {any} */ (await page.evaluate(`Linger.open().then((linger) => (${asked})(linger, ${JSON.stringify(EVENTS)}))`)));
});

test("without events a sentence says what to add", async () => {
  const linger = await open();
  const query = { width: 100, height: 100 };
  for (const question of [() => linger.heatmap(query), () => linger.heatAnchors(), () => linger.scroll(), () => linger.wireframe()]) await assert.rejects(question(), { code: "noEvents" });
  linger.close();
});
