/**
 * How far a page view was scrolled and how long each band of the page was in view, on visible time only.
 * @module
 */

import { on, recorder } from "./recorder.js";

const BANDS = 20;
const PAUSE = 200;
const TELLABLE = 50;

let reach = 0;
let reversals = 0;
let turningPoint = 0;
let direction = 1;
let visibleMs = 0;
let toldMs = 0;
/** @type {number[]} */
let bands = [];
/** When the time not yet counted began; NaN while hidden. */
let since = NaN;
let top = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

export function watchAttention() {
  on("view", (event) => begin(Date.now() - event.t));
  recorder.leaving.push(tell);
  document.addEventListener("visibilitychange", () => (since = document.hidden ? NaN : performance.now()));
  addEventListener("scroll", () => (timer ??= setTimeout(measure, PAUSE)), { passive: true });
}

/** Visible ms of this page view up to the last look. */
export const visibleTime = () => Math.round(visibleMs);

/** @param {number} already ms since the view was recorded */
function begin(already) {
  reach = reversals = visibleMs = toldMs = 0;
  bands = Array(BANDS).fill(0);
  since = document.hidden ? NaN : performance.now() - already;
  top = scrollY;
  turningPoint = scrollY;
  measure();
}

/** Counts the time since the last look to the bands that were in view, then looks again. */
function measure() {
  timer = undefined;
  const height = document.documentElement.scrollHeight;
  const now = performance.now();
  const elapsed = now - since || 0;
  visibleMs += elapsed;
  for (let band = 0; band < BANDS; band++) {
    const middle = ((band + 0.5) / BANDS) * height;
    if (middle >= top && middle <= top + innerHeight) bands[band] += elapsed;
  }
  if (since) since = now;
  top = scrollY;
  reach = Math.max(reach, Math.min((top + innerHeight) / height, 1));
  turn();
}

/** Counts a reversal when the way back is a viewport long. */
function turn() {
  const way = (top - turningPoint) * direction;
  if (way > 0) turningPoint = top;
  if (way > -innerHeight) return;
  direction = -direction;
  turningPoint = top;
  reversals++;
}

/** A page that goes away is hidden, too: told once. */
function tell() {
  measure();
  if (visibleMs - toldMs < TELLABLE) return;
  toldMs = visibleMs;
  recorder.emit("scroll", { mx: Math.round(reach * 1000) / 1000, rev: reversals });
  recorder.emit("dwell", { ms: Math.round(visibleMs), bd: bands.map(Math.round) });
}
