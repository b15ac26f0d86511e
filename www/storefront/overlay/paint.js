/**
 * Densities and bands in, the part of them that is in view on the canvas out. The canvas fills the viewport and never
 * scrolls: the part is drawn anew.
 * @module
 */

import { colorAt, cssColor } from "./colors.js";

/** @import { Attention, Layer, Reach } from "./types.js" */

/** The canvas as large as the window, empty. @param {HTMLCanvasElement} canvas @returns {CanvasRenderingContext2D} */
export function cleared(canvas) {
  canvas.width = innerWidth;
  canvas.height = innerHeight;
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/** @param {CanvasRenderingContext2D} to @param {Layer} layer @param {number} most density of the last colour @param {number} left px of the layer at the window's corner @param {number} top */
export function paintLayer(to, { grid, density }, most, left, top) {
  const { columns, rows, cell } = grid;
  const from = Math.max(0, Math.floor(top / cell));
  const count = Math.min(rows - from, Math.ceil(innerHeight / cell) + 1);
  if (count <= 0 || most <= 0) return;
  const image = new ImageData(columns, count);
  for (let at = 0; at < columns * count; at++) {
    const value = density[from * columns + at];
    if (value > 0) image.data.set(colorAt(value / most), at * 4);
  }
  const small = document.createElement("canvas");
  small.width = columns;
  small.height = count;
  small.getContext("2d")?.putImageData(image, 0, 0);
  to.drawImage(small, -left, from * cell - top, columns * cell, count * cell);
}

/** One colour a band of the page's height. @param {CanvasRenderingContext2D} to @param {number[]} values @param {number} most @param {number} height of the page, px @param {number} top */
function paintBands(to, values, most, height, top) {
  const band = height / values.length;
  // The whole page is covered: it must stay readable.
  to.globalAlpha = 0.65;
  values.forEach((value, at) => {
    to.fillStyle = cssColor(value / most);
    to.fillRect(0, Math.round(at * band) - top, innerWidth, Math.round((at + 1) * band) - Math.round(at * band));
  });
  to.globalAlpha = 1;
}

/** A line across the page with words on it. @param {CanvasRenderingContext2D} to @param {number} y @param {string} text @param {boolean} [isDashed] */
function paintMark(to, y, text, isDashed = false) {
  if (y < -20 || y > innerHeight + 20) return;
  to.strokeStyle = "#111";
  to.setLineDash(isDashed ? [6, 4] : []);
  to.beginPath();
  to.moveTo(0, y);
  to.lineTo(innerWidth, y);
  to.stroke();
  to.font = "13px system-ui, sans-serif";
  const { width } = to.measureText(text);
  to.fillStyle = "#111";
  to.fillRect(8, y - 22, width + 12, 20);
  to.fillStyle = "#fff";
  to.fillText(text, 14, y - 8);
}

/**
 * @param {CanvasRenderingContext2D} to
 * @param {Reach} reach
 * @param {{ height: number, top: number }} page px
 * @param {{ mark: (share: number) => string, fold: string }} words
 */
export function paintReach(to, { share, marks, fold }, { height, top }, words) {
  // Twenty bands lie between twenty-one shares: each shows how many passed its end.
  paintBands(to, share.slice(1), 1, height, top);
  [0.75, 0.5, 0.25].forEach((level, at) => {
    const place = marks[at];
    if (place !== undefined) paintMark(to, Math.round(place * height) - top, words.mark(level));
  });
  if (share.length && fold) paintMark(to, fold - top, words.fold, true);
}

/**
 * @param {CanvasRenderingContext2D} to
 * @param {Attention} attention
 * @param {{ height: number, top: number }} page px
 * @param {(seconds: number) => string} words
 */
export function paintAttention(to, { seconds }, { height, top }, words) {
  const most = Math.max(...seconds, 0);
  if (!most) return;
  paintBands(to, seconds, most, height, top);
  const middle = height / seconds.length;
  // One label in two bands, so that they stay apart on a short page.
  const step = Math.max(1, Math.ceil(28 / middle));
  for (let band = 0; band < seconds.length; band += step) {
    const y = (band + 0.5) * middle - top;
    if (y < 0 || y > innerHeight) continue;
    const text = words(seconds[band]);
    to.font = "13px system-ui, sans-serif";
    to.fillStyle = "#111";
    to.fillRect(8, y - 10, to.measureText(text).width + 12, 20);
    to.fillStyle = "#fff";
    to.fillText(text, 14, y + 4);
  }
}
