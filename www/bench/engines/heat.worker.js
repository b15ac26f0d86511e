/**
 * Linger's heatmap in a worker: the clicks as lines of events in, densities out.
 * @module
 */

import init, { Visits } from "linger-sessions";
import { clicks, SECTION, SECTIONS } from "./heat-clicks.js";

/** @typedef {{ ms: number, coldMs: number, readMs: number, k: number, n: number, sum: number, blocks: Float64Array }} Answer */

const PAGE = { width: 1920, height: 8000 };
const LINES = 20_000;
const boxes = Object.fromEntries(Array.from({ length: SECTIONS }, (_, at) => [`#s${at}`, [0, at * SECTION, PAGE.width, SECTION]]));
/** @type {Visits} */
let visits;

/** @param {Float32Array} density @param {number} columns @returns sums by 64 px */
function blocksOf(density, columns) {
  const blocks = new Float64Array((PAGE.width / 64) * (PAGE.height / 64));
  density.forEach((value, at) => (blocks[Math.floor(at / columns / 16) * 30 + Math.floor((at % columns) / 16)] += value));
  return blocks;
}

/** @param {number} n */
async function read(n) {
  await init({ module_or_path: "linger-sessions.wasm" });
  visits = new Visits();
  const file = visits.openFile("clicks.ndjson", undefined);
  const encoder = new TextEncoder();
  let lines = "";
  let at = 0;
  let ms = 0;
  for (const { session, section, x, y } of clicks(n)) {
    lines += `{"v":1,"e":"click","t":${17e11 + at * 100},"vid":"v${session}","pid":"p${session}","n":${at},"p":"/","tpl":"index","d":"desktop","w":1920,"a":"#s${section}","x":${x},"y":${y}}\n`;
    if (++at % LINES && at < n) continue;
    const chunk = encoder.encode(lines);
    lines = "";
    const start = performance.now();
    visits.push(file, chunk);
    ms += performance.now() - start;
  }
  visits.finish(file);
  return ms;
}

/** @param {number} k */
function draw(k) {
  const start = performance.now();
  const map = visits.heatmap({ template: "index", device: "desktop", ...PAGE, boxes, k });
  return { ms: performance.now() - start, map };
}

onmessage = async ({ data: { n, k } }) => {
  try {
    if (n) return postMessage({ readMs: await read(n), coldMs: draw(5).ms });
    const { ms, map } = draw(k);
    const sum = map.density.reduce((/** @type {number} */ sum, /** @type {number} */ value) => sum + value, 0);
    return postMessage({ ms, n: map.n, sum: sum + map.withheld, blocks: blocksOf(map.density, map.columns) });
  } catch (error) {
    return postMessage({ error: String(error) });
  }
};
