/**
 * The page of the heatmap bench: each engine draws the same clicks. The peers draw on canvases of the page and block it
 * meanwhile; Linger answers from a worker.
 * @module
 */

import simpleheat from "simpleheat";
import { clicks } from "./heat-clicks.js";

const PAGE = { width: 1920, height: 8000 };
const RADIUS = 40;
/** It fails in strict mode, so that it comes as a script of its own. */
const { h337 } = /** @type {any} */ (window);
const BLOCK = 64;

/** @type {Worker} */
let worker;
/** @type {{ x: number, y: number, value: number }[]} */
const objects = [];
/** @type {[number, number, number][]} */
const rows = [];

/** @param {object} message @returns {Promise<any>} */
function ask(message) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = reject;
    worker.postMessage(message);
  });
}

/** Mean opacity by block of 64 px. @param {HTMLCanvasElement} canvas */
function opacity(canvas) {
  const { data } = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d")).getImageData(0, 0, PAGE.width, PAGE.height);
  const blocks = new Float64Array((PAGE.width / BLOCK) * (PAGE.height / BLOCK));
  for (let at = 0; at < PAGE.width * PAGE.height; at++) {
    blocks[Math.floor(at / PAGE.width / BLOCK) * 30 + Math.floor((at % PAGE.width) / BLOCK)] += data[at * 4 + 3];
  }
  return [...blocks];
}

/** @param {number} max */
function heatmapJs(max) {
  const container = document.createElement("div");
  container.style.cssText = `width:${PAGE.width}px;height:${PAGE.height}px`;
  document.body.replaceChildren(container);
  const map = h337.create({ container, radius: RADIUS });
  const start = performance.now();
  map.setData({ min: 0, max, data: objects });
  const ms = performance.now() - start;
  return { ms, blocks: opacity(/** @type {HTMLCanvasElement} */ (container.querySelector("canvas"))) };
}

/** @param {number} max */
function simple(max) {
  const canvas = Object.assign(document.createElement("canvas"), PAGE);
  document.body.replaceChildren(canvas);
  const start = performance.now();
  simpleheat(canvas).data(rows).max(max).radius(RADIUS / 2, RADIUS / 2).draw();
  // Drawing may be put off until someone looks.
  canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
  return { ms: performance.now() - start, blocks: opacity(canvas) };
}

Object.assign(window, {
  heat: {
    /** @param {number} n */
    async start(n) {
      for (const { pageX, pageY } of clicks(n)) {
        objects.push({ x: pageX, y: pageY, value: 1 });
        rows.push([pageX, pageY, 1]);
      }
      worker = new Worker("heat.worker.js");
      return ask({ n });
    },
    /** @param {string} engine */
    async run(engine) {
      if (engine === "heatmap.js") return heatmapJs(100);
      if (engine === "simpleheat") return simple(100);
      const answer = await ask({ k: engine === "linger" ? 5 : 1 });
      return { ...answer, blocks: [...answer.blocks] };
    },
  },
});
