/** Series over time: a band of uncertainty, a line, marks for what matters. */
import { areaY, barY, dot, lineY, pointerX, ruleX, ruleY, text, tip } from "@observablehq/plot";
import { draw, thinned } from "./plot.js";

/** @typedef {{ x: number, y: number | null, low?: number | null, high?: number | null, title: string, series?: string }} Point */

/** Colours of up to six series that colour-blind people tell apart. */
export const SERIES_COLORS = ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)", "var(--series-5)", "var(--series-6)"];

/** An axis that counts periods. */
const WHOLE = { interval: 1, tickFormat: "d" };

/**
 * One line with its interval.
 * @param {number} width
 * @param {Point[]} points
 * @param {{ xLabel?: string | null, yFormat: (value: number) => string, yMax?: number, yTicks?: number, step?: boolean, periods?: boolean,
 *   dates?: (ms: number) => string, rules?: { x: number, label: string, color: string }[] }} options
 */
export function bandLine(width, points, { xLabel = null, yFormat, yMax, yTicks = 5, step = false, periods = false, dates, rules = [] }) {
  const shown = thinned(points);
  const curve = step ? "step-after" : "linear";
  const banded = shown.filter(({ low, high }) => typeof low === "number" && typeof high === "number");
  return draw(width, {
    height: 290, marginTop: 24, marginBottom: 42,
    x: { label: xLabel, labelArrow: "none", labelAnchor: "center", ...(periods ? WHOLE : {}), ...(dates ? { ticks: spaced(points.map(({ x }) => x), width), tickFormat: dates } : {}) },
    y: { label: null, grid: true, tickFormat: yFormat, ticks: yTicks, domain: yMax === undefined ? undefined : [0, yMax], zero: true },
    marks: [
      ruleY([0], { stroke: "var(--line-strong)" }),
      areaY(banded, { x: "x", y1: "low", y2: "high", curve, fill: "var(--series-1)", fillOpacity: 0.16 }),
      lineY(shown, { x: "x", y: "y", curve, stroke: "var(--series-1)", strokeWidth: 2.25 }),
      ...(step ? [] : [dot(shown, { x: "x", y: "y", r: 2.5, fill: "var(--series-1)" })]),
      ...rules.flatMap((rule, index) => [
        ruleX([rule.x], { stroke: rule.color, strokeWidth: 1.75, strokeDasharray: "4 3" }),
        text([rule], { x: "x", frameAnchor: "top", dy: 4 + index * 17, dx: 6, textAnchor: "start", lineAnchor: "top", text: "label", fill: rule.color, fontSize: 12, fontWeight: 600, stroke: "var(--surface)", strokeWidth: 4 }),
      ]),
      hover(shown),
    ],
  });
}

/**
 * Several lines, each with a colour and a name in the legend beside the chart.
 * @param {number} width
 * @param {Point[]} points
 * @param {{ names: string[], xLabel: string, yFormat: (value: number) => string, rule?: { x: number, label: string }, levels?: { y: number, series: string, label: string }[] }} options
 */
export function manyLines(width, points, { names, xLabel, yFormat, rule, levels = [] }) {
  const color = (/** @type {{ series?: string }} */ point) => SERIES_COLORS[names.indexOf(point.series ?? "") % SERIES_COLORS.length];
  return draw(width, {
    height: 300, marginTop: 20, marginBottom: 42,
    x: { label: xLabel, labelArrow: "none", labelAnchor: "center", ...WHOLE },
    y: { label: null, grid: true, tickFormat: yFormat, ticks: 5, zero: true },
    marks: [
      ruleY([0], { stroke: "var(--line-strong)" }),
      ...(rule ? [
        ruleX([rule.x], { stroke: "var(--ink-soft)", strokeWidth: 1.75, strokeDasharray: "4 3" }),
        text([rule], { x: "x", frameAnchor: "top", dx: 6, textAnchor: "start", lineAnchor: "top", text: "label", fontSize: 12, stroke: "var(--surface)", strokeWidth: 4, fill: "currentColor" }),
      ] : []),
      ruleY(levels, { y: "y", stroke: { value: color, scale: null }, strokeWidth: 1.5, strokeDasharray: "5 4" }),
      lineY(points, { x: "x", y: "y", z: "series", stroke: { value: color, scale: null }, strokeWidth: 2 }),
      ...(rule ? [] : [dot(points, { x: "x", y: "y", r: 2.5, fill: { value: color, scale: null } })]),
      hover(points),
    ],
  });
}

/**
 * Stacked bars by period.
 * @param {number} width
 * @param {{ x: string, y: number, series: number, title: string }[]} bars series 0 stands below series 1
 * @param {{ xs: string[], yFormat: (value: number) => string, xFormat: (x: string) => string }} options
 */
export function stackedBars(width, bars, { xs, yFormat, xFormat }) {
  return draw(width, {
    height: 260, marginTop: 16,
    x: { type: "band", domain: xs, label: null, tickFormat: xFormat, ticks: spaced(xs, width), padding: 0.2, tickSize: 0 },
    y: { label: null, grid: true, tickFormat: yFormat, ticks: 5 },
    marks: [
      barY(bars, { x: "x", y: "y", title: "title", fill: { value: (/** @type {{ series: number }} */ bar) => SERIES_COLORS[bar.series], scale: null } }),
      ruleY([0], { stroke: "var(--line-strong)" }),
    ],
  });
}

/** Every so many, that their names do not touch. @template T @param {T[]} xs @param {number} width */
function spaced(xs, width) {
  const every = Math.max(1, Math.ceil((xs.length * 74) / Math.max(1, width - 60)));
  return xs.filter((_, index) => index % every === 0);
}

/** @param {Point[]} points */
const hover = (points) => tip(points, pointerX({ x: "x", y: "y", title: "title", fill: "var(--surface)", stroke: "var(--line-strong)" }));
