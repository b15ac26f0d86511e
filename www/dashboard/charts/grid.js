/** Coloured cells in rows and columns: the RFM grid, the cohort triangle, the week's hours. */
import { cell, text } from "@observablehq/plot";
import { draw, heat, heatInk } from "./plot.js";

/**
 * @typedef {object} Cell
 * @property {string | number} x
 * @property {string | number} y
 * @property {number} share how strong the colour is, 0..1
 * @property {string} label in the cell, when there is room
 * @property {string} title on hover and for readers of the screen
 * @property {string} [href]
 */

/**
 * @param {number} width
 * @param {Cell[]} cells
 * @param {{ xs: (string | number)[], ys: (string | number)[], xLabel: string, yLabel: string, rowHeight: number,
 *   marginLeft: number, labels?: boolean, xTicks?: (string | number)[] }} layout
 */
export function heatGrid(width, cells, { xs, ys, xLabel, yLabel, rowHeight, marginLeft, labels = true, xTicks }) {
  const room = (width - marginLeft - 12) / xs.length;
  const marks = [
    cell(cells, {
      x: "x", y: "y", inset: 1, rx: 3, title: "title",
      fill: { value: (/** @type {Cell} */ one) => heat(one.share), scale: null },
      ...(cells.some(({ href }) => href) ? { href: "href" } : {}),
    }),
  ];
  if (labels && room > 30) {
    marks.push(text(cells.filter(({ label }) => label.length * 6.4 < room), {
      x: "x", y: "y", text: "label", fontSize: 11, pointerEvents: "none",
      fill: { value: (/** @type {Cell} */ one) => heatInk(one.share), scale: null },
    }));
  }
  return draw(width, {
    height: ys.length * rowHeight + 56,
    marginLeft, marginTop: 38, marginBottom: 18,
    x: { type: "band", domain: xs, label: xLabel, axis: "top", tickSize: 0, labelArrow: "none", padding: 0, ...(xTicks ? { ticks: xTicks } : {}) },
    y: { type: "band", domain: ys, label: yLabel, tickSize: 0, labelArrow: "none", padding: 0 },
    marks,
  });
}
