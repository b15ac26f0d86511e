/**
 * Clicks of then in, their cells on the page as it is now out: the same place in the anchor's present box, else the
 * pixels of then with the width of now. What stays in view while the page scrolls has a layer of its own, in px of the
 * viewport.
 * @module
 */

import { lookAround } from "./anchors.js";
import { cellAt, gridOver } from "./grid.js";

/** @import { Events, Grid, Marks, Place, Tally } from "./types.js" */

const FULL = 32_767;

/** The page and the window as they are now. */
export const present = () => ({
  width: Math.max(document.documentElement.scrollWidth, innerWidth),
  height: document.documentElement.scrollHeight,
  viewportWidth: innerWidth,
  viewportHeight: innerHeight,
  left: scrollX,
  top: scrollY,
});

/**
 * @typedef {object} Spot where a click is now
 * @property {"anchor" | "fallback" | "hidden" | "outside"} way
 * @property {Place} [box] of the anchor
 * @property {boolean} isFixed
 * @property {[x: number, y: number]} at px of its layer
 */

/**
 * @param {Events} events
 * @param {boolean[]} isChosen by page view
 * @param {number} cell px
 */
export function placeClicks(events, isChosen, cell) {
  const { texts, clicks, views, sessions } = events;
  const now = present();
  const spotOf = spots(events, now);
  const page = layer(gridOver(now.width, now.height, cell));
  const fixed = layer(gridOver(now.viewportWidth, now.viewportHeight, cell));
  /** @type {Tally} */
  const tally = { anchor: 0, fallback: 0, hidden: 0, outside: 0, withheld: 0, sessions: 0, visitors: 0 };
  /** @type {Map<number, { clicks: number, place: Place }>} */
  const anchors = new Map();
  /** @type {Set<number>} */
  const seen = new Set();
  for (let click = 0; click < clicks.view.length; click++) {
    if (!isChosen[clicks.view[click]]) continue;
    const { way, box, isFixed, at } = spotOf(click);
    const session = views.session[clicks.view[click]];
    const isPlaced = way !== "hidden" && way !== "outside" && (isFixed ? fixed : page).add(at, session);
    tally[isPlaced || way === "hidden" ? way : "outside"]++;
    if (!isPlaced) continue;
    seen.add(session);
    if (!box) continue;
    const known = anchors.get(clicks.anchor[click]);
    if (known) known.clicks++;
    else anchors.set(clicks.anchor[click], { clicks: 1, place: box });
  }
  tally.sessions = seen.size;
  tally.visitors = new Set([...seen].map((session) => sessions.visitor[session])).size;
  const placed = [...anchors].map(([anchor, { clicks: count, place }]) => ({ anchor: texts[anchor], clicks: count, place }));
  return { page: page.finish(), fixed: fixed.finish(), tally, placed: placed.sort((a, b) => b.clicks - a.clicks) };
}

/** @param {Events} events @param {ReturnType<typeof present>} now @returns {(click: number) => Spot} */
function spots({ texts, clicks, views }, now) {
  const placeOf = lookAround();
  return (click) => {
    const wasFixed = clicks.isFixed[click];
    const found = clicks.anchor[click] ? placeOf(texts[clicks.anchor[click]]) : null;
    if (found?.isHidden) return { way: "hidden", isFixed: wasFixed, at: [0, 0] };
    // A box that scrolls says nothing of a place that stayed.
    if (found && (found.stays || !wasFixed)) {
      const x = found.left + (clicks.x[click] / FULL) * found.width;
      const y = found.top + (clicks.y[click] / FULL) * found.height;
      return { way: "anchor", box: found, isFixed: found.stays, at: found.stays ? [x, y] : [x + now.left, y + now.top] };
    }
    const then = views.width[clicks.view[click]];
    const [px, py] = [clicks.px[click], clicks.py[click]];
    return { way: px < 0 ? "outside" : "fallback", isFixed: wasFixed, at: [px * (then ? now.viewportWidth / then : 1), py] };
  };
}

/** @param {Grid} grid */
function layer(grid) {
  /** @type {[column: number, row: number, session: number][]} */
  const marks = [];
  return {
    /** @param {[x: number, y: number]} at px @param {number} session @returns {boolean} whether it lies on the grid */
    add([x, y], session) {
      const cell = cellAt(grid, x, y);
      if (cell) marks.push([...cell, session]);
      return cell !== undefined;
    },
    /** @returns {{ grid: Grid, marks: Marks }} grouped by session */
    finish() {
      marks.sort((a, b) => a[2] - b[2]);
      const pick = (/** @type {number} */ at) => marks.map((mark) => mark[at]);
      return { grid, marks: { column: Uint16Array.from(pick(0)), row: Uint16Array.from(pick(1)), session: Uint32Array.from(pick(2)) } };
    },
  };
}
