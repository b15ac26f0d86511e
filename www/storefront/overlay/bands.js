/**
 * Page views in; how far visitors scroll and where visible time goes out, by bands of 5 % of the document's height. The
 * same rules as the dashboard's: a visitor counts once, by the deepest reach; attention is seconds a session.
 * @module
 */

import { merged } from "./merge.js";

/** @import { Attention, Events, Marks, Reach } from "./types.js" */

const BANDS = 20;

/** @param {number} rows */
const strip = (rows) => ({ columns: 1, rows, cell: 1 });

/** @param {[row: number, session: number, weight: number][]} marks @returns {Marks} */
function columnsOf(marks) {
  marks.sort((a, b) => a[1] - b[1]);
  return {
    column: new Uint16Array(marks.length),
    row: Uint16Array.from(marks, ([row]) => row),
    session: Uint32Array.from(marks, ([, session]) => session),
    weight: Float64Array.from(marks, ([, , weight]) => weight),
  };
}

/** @param {Events} events @param {boolean[]} isChosen by page view @param {number} k @returns {Reach} */
export function reachOf({ views, sessions }, isChosen, k) {
  /** @type {Map<number, number>} */
  const deepest = new Map();
  views.reach.forEach((reach, view) => {
    const visitor = sessions.visitor[views.session[view]];
    if (isChosen[view] && reach >= 0) deepest.set(visitor, Math.max(deepest.get(visitor) ?? 0, reach));
  });
  // A reach of 0.15 is the third twentieth although its float lies below.
  const stops = [...deepest].map(([visitor, reach]) => /** @type {[number, number, number]} */ ([Math.floor(reach * BANDS + 1e-4), visitor, 1]));
  const { values, withheld } = merged(strip(BANDS + 1), columnsOf(stops), k);
  const shown = deepest.size - withheld;
  const fold = median(views.height.filter((height, view) => isChosen[view] && height > 0));
  if (shown <= 0) return { share: [], visitors: deepest.size, withheld, marks: [], fold };
  let beyond = 0;
  const share = Array.from(values).reverse().map((stopped) => (beyond += stopped) / shown).reverse();
  return { share, visitors: deepest.size, withheld, marks: [0.75, 0.5, 0.25].map((level) => mark(share, level)), fold };
}

/** Where the falling shares cross a level, between two steps in a straight line. @param {number[]} share @param {number} level */
function mark(share, level) {
  const found = share.findIndex((each) => each < level);
  const after = found < 0 ? share.length : found;
  if (after === 0) return undefined;
  const high = share[after - 1];
  const part = found < 0 ? 0 : (high - level) / (high - share[after]);
  return (after - 1 + part) / BANDS;
}

/** @param {Events} events @param {boolean[]} isChosen by page view @param {number} k @returns {Attention} */
export function attentionOf({ views, sessions }, isChosen, k) {
  /** @type {[number, number, number][]} */
  const marks = [];
  /** @type {Set<number>} */
  const seen = new Set();
  views.bands.forEach((bands, view) => {
    if (!bands || !isChosen[view]) return;
    const session = views.session[view];
    seen.add(session);
    bands.forEach((ms, band) => ms > 0 && marks.push([band, session, ms]));
  });
  const { values, withheld } = merged(strip(BANDS), columnsOf(marks), k);
  const isEnough = seen.size >= Math.max(1, k);
  const visitors = new Set([...seen].map((session) => sessions.visitor[session])).size;
  return { seconds: isEnough ? Array.from(values, (ms) => ms / 1000 / seen.size) : [], sessions: seen.size, visitors, withheldSeconds: withheld / 1000 };
}

/** @param {number[]} values */
function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
