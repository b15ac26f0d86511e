/** A funnel: one bar a step, what was reached inside what was there before. */
import { axisY, barX, text } from "@observablehq/plot";
import { draw } from "./plot.js";

/** @typedef {{ name: string, reached: number, before: number, label: string }} StepRow */

/**
 * @param {number} width
 * @param {StepRow[]} rows
 */
export function stepBars(width, rows) {
  const left = Math.min(190, Math.round(width / 3));
  return draw(width, {
    height: 24 + rows.length * 52, marginLeft: left, marginRight: 16, marginTop: 8, marginBottom: 8,
    x: { axis: null, domain: [0, Math.max(1, ...rows.map(({ before }) => before))] },
    y: { type: "band", domain: rows.map(({ name }) => name), label: null, padding: 0.28 },
    marks: [
      axisY({ label: null, tickSize: 0, textOverflow: "ellipsis", lineWidth: left / 11 }),
      barX(rows, { x: "before", y: "name", fill: "var(--heat-low)", rx: 4 }),
      barX(rows, { x: "reached", y: "name", fill: "var(--series-1)", rx: 4 }),
      text(rows, { x: 0, y: "name", text: "label", dx: 10, textAnchor: "start", fill: "var(--ink)", stroke: "var(--surface)", strokeWidth: 5, fontSize: 12.5, fontWeight: 600 }),
    ],
  });
}
