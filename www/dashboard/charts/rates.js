/** Shares with their intervals, one row a group. */
import { axisY, dot, link, text } from "@observablehq/plot";
import { draw } from "./plot.js";

/** @typedef {{ name: string, share: number, low: number, high: number, label: string }} RateRow */

/**
 * @param {number} width
 * @param {RateRow[]} rows
 * @param {(value: number) => string} format
 */
export function intervalRows(width, rows, format) {
  const left = Math.min(160, Math.round(width / 3));
  return draw(width, {
    height: 44 + rows.length * 30, marginLeft: left, marginRight: 64, marginTop: 8, marginBottom: 32,
    x: { label: null, grid: true, tickFormat: format, ticks: 4, zero: true },
    y: { type: "band", domain: rows.map(({ name }) => name), label: null },
    marks: [
      axisY({ label: null, tickSize: 0, textOverflow: "ellipsis", lineWidth: left / 11 }),
      link(rows, { x1: "low", x2: "high", y1: "name", y2: "name", stroke: "var(--series-1)", strokeWidth: 6, strokeOpacity: 0.28 }),
      dot(rows, { x: "share", y: "name", r: 5, fill: "var(--series-1)" }),
      text(rows, { x: "high", y: "name", text: "label", dx: 8, textAnchor: "start" }),
    ],
  });
}
