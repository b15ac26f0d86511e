/** The overlay counts, merges, blurs and averages as the core does: the same events, boxes and least number give the same map. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { open } from "../../../pkg/index.js";
import { chosenViews } from "../../storefront/overlay/choose.js";
import { collector } from "../../storefront/overlay/collect.js";
import { heatmap } from "../../storefront/overlay/heatmap.js";

/** Left, top, width, height. @type {Record<string, [number, number, number, number]>} */
const BOXES = { "#one": [100, 50, 300, 200], ".two": [0, 900.5, 1200, 333], ".hidden": [0, 0, 0, 0] };
const ANCHORS = [...Object.keys(BOXES), "#gone", ""];
const PAGE = { width: 1200, height: 2000 };

/** Park and Miller's generator: the same events each time. */
let seed = 3;
const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
const below = (/** @type {number} */ limit) => Math.floor(limit * random());

/** Sixty sessions of forty visitors with a dozen clicks each, most of them to the left. */
function sessions() {
  return Array.from({ length: 60 }, (_, at) => {
    const head = { v: 1, vid: `visitor-${at % 40}-0000`, sid: `session-${at}-0000`, pid: `page-${at}00`, p: "/", tpl: "index", h: "", d: "desktop", w: 1000 };
    const t = Date.UTC(2026, 0, 1) + at * 864e5;
    const clicks = Array.from({ length: 12 }, (_, n) => ({ e: "click", a: ANCHORS[below(ANCHORS.length)], x: Math.floor(32_768 * random() ** 2), y: below(32_768), px: below(1000), py: below(2100), ly: "page", tg: "a", n }));
    const told = [{ e: "view", nav: "load", src: "direct" }, ...clicks, { e: "scroll", mx: below(1001) / 1000, rev: 0 }, { e: "dwell", ms: 5000, bd: Array.from({ length: 20 }, () => below(3000)) }];
    return told.map((event, n) => ({ ...head, ...event, n, t: t + n }));
  }).flat();
}

/** The little of a browser that the overlay asks for boxes. */
function page() {
  const elements = new Map(Object.entries(BOXES).map(([anchor, [left, top, width, height]]) => [anchor, { parentElement: null, getBoundingClientRect: () => ({ left, top, width, height }) }]));
  const document = { documentElement: { scrollWidth: PAGE.width, scrollHeight: PAGE.height }, querySelector: (/** @type {string} */ anchor) => elements.get(anchor) ?? null };
  Object.assign(globalThis, { document, innerWidth: PAGE.width, innerHeight: 800, scrollX: 0, scrollY: 0, getComputedStyle: () => ({ position: "static" }) });
}

/** @param {ArrayLike<number>} one @param {ArrayLike<number>} other @param {string} what */
function assertClose(one, other, what) {
  assert.equal(one.length, other.length, what);
  // The core counts in 32-bit floats.
  for (let at = 0; at < one.length; at++) assert.ok(Math.abs(one[at] - other[at]) < 1e-6, `${what} ${at}: ${one[at]} and ${other[at]}`);
}

test("clicks, scroll and attention, with every cell shown and with two and five sessions at least", async () => {
  page();
  const events = sessions();
  const found = collector();
  for (const event of events) found.take(event);
  const own = found.finish();
  const isChosen = chosenViews(own, { device: "all", segment: "all", scope: "template" }, { template: "index", path: "/" });
  const linger = await open();
  await linger.add(events.map((event) => `${JSON.stringify(event)}\n`).join(""), { name: "sessions.ndjson" });
  for (const k of [1, 2, 5]) {
    const map = (/** @type {"clicks" | "scroll" | "attention"} */ metric) => heatmap(own, isChosen, { metric, device: "all", segment: "all", scope: "template", k });
    const core = await linger.heatmap({ template: "index", ...PAGE, boxes: BOXES, k });
    const { layers, told } = map("clicks");
    assert.ok(layers && told.clicks);
    assertClose(layers.page.density, core.density, `density, k ${k}`);
    const { anchor, fallback, hidden, outside, withheld, sessions: count, visitors } = told.clicks;
    assert.deepEqual([anchor, fallback, hidden, outside, withheld, count, visitors], [core.byAnchor, core.byFallback, core.hidden, core.outside, core.withheld, core.sessions, core.visitors]);
    const { reach, attention } = await linger.scroll({ template: "index", k });
    assertClose(map("scroll").told.scroll?.share ?? [], reach.share, `reach, k ${k}`);
    assertClose(map("attention").told.attention?.seconds ?? [], attention.seconds, `attention, k ${k}`);
  }
  linger.close();
});
