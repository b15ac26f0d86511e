/** Coloured cells in rows and columns: the RFM grid, the cohort triangle, the week's hours. */
import { html } from "../markup.js";
import { axisTitle, fitting, px, widthOf } from "./frame.js";

/** Steps of the colour scale; the style has a class for each. */
const STEPS = 10;
const LIGHT_INK_FROM = 7;

/** @typedef {{ x: number, y: number, share: number | null, label: string }} Cell places from 0; `share` 0..1 is the strength of the colour, `null` is hidden */

/**
 * Cells of one colour are one path, and the labels of a row one text: a triangle of hundreds of cells stays small.
 * @param {number} width
 * @param {Cell[]} cells
 * @param {{ xs: string[], ys: string[], xLabel: string, rowHeight: number, every?: number }} layout names of columns and rows; every so many columns are named
 */
export function heatGrid(width, cells, { xs, ys, xLabel, rowHeight, every = 1 }) {
  const top = 40;
  const left = Math.min(width * 0.36, Math.max(0, ...ys.map((name) => widthOf(name))) + 10);
  const room = Math.min(90, (width - left - 2) / xs.length);
  const columns = xs.map((name, at) => (at % every === 0 ? html`<text x="${px(left + (at + 0.5) * room)}" y="${top - 8}" text-anchor="middle">${name}</text>` : ""));
  const rows = ys.map((name, at) => html`<text x="${px(left - 8)}" y="${px(top + (at + 0.5) * rowHeight + 4)}" text-anchor="end">${fitting(name, left - 8)}</text>`);
  const step = (/** @type {Cell} */ { share }) => (share === null ? "veiled" : `q${Math.round(Math.max(0, Math.min(1, share)) * STEPS)}`);
  const box = (/** @type {Cell} */ { x, y }) => `M${px(left + x * room + 1)} ${px(top + y * rowHeight + 1)}h${px(room - 2)}v${px(rowHeight - 2)}h${px(2 - room)}z`;
  const colored = [...grouped(cells, step)].map(([name, same]) => html`<path class="${name}" d="${same.map(box).join("")}"/>`);
  const ink = (/** @type {Cell} */ { share }) => (share !== null && Math.round(share * STEPS) >= LIGHT_INK_FROM ? "on-high" : "on-low");
  const labels = [...grouped(cells.filter(({ label }) => label !== "" && widthOf(label, 11) < room - 2), (cell) => `${cell.y} ${ink(cell)}`).values()].map((same) =>
    html`<text class="${ink(same[0])}" y="${px(top + (same[0].y + 0.5) * rowHeight + 4)}" text-anchor="middle">${same.map(({ x, label }) => html`<tspan x="${px(left + (x + 0.5) * room)}">${label}</tspan>`)}</text>`);
  return { height: top + ys.length * rowHeight + 4, body: html`<g class="axis">${columns}${rows}</g>${axisTitle(xLabel, left + (xs.length * room) / 2, 14)}${colored}${labels}` };
}

/**
 * Cells by a name, in the order they are met.
 * @param {Cell[]} cells
 * @param {(cell: Cell) => string} name
 * @returns {Map<string, [Cell, ...Cell[]]>}
 */
function grouped(cells, name) {
  const groups = new Map();
  for (const cell of cells) groups.set(name(cell), [...(groups.get(name(cell)) ?? []), cell]);
  return groups;
}
