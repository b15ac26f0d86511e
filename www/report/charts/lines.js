/** A line with its band of uncertainty, and rules for what matters. */
import { html } from "../markup.js";
import { axisTitle, hover, isNarrow, px, widthOf, xNames, yAxis } from "./frame.js";
import { bandPath, greatest, linear, linearFromZero, linePath } from "./scales.js";

/** @typedef {{ x: number, y: number | null, low?: number | null, high?: number | null, hover?: string, id?: string }} Point */

/** Points of a line beyond this are not seen. */
const MOST = 240;

/**
 * @param {number} width
 * @param {Point[]} points from left to right
 * @param {{ show: (value: number) => string, most?: number, step?: boolean, axis?: string, beside?: Point[], names?: { x: number, label: string }[],
 *   rules?: { x: number, label: string, look: string }[] }} options `names` stand under the chart in place of numbers; `beside` is a second line
 */
export function bandLine(width, points, { show, most, step = false, axis = "", names, rules = [], beside = [] }) {
  const height = axis ? 276 : 256;
  const bottom = height - (axis ? 46 : 28);
  const xs = [...points, ...rules].map(({ x }) => x);
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const y = most === undefined ? linearFromZero(greatest([...points, ...beside].map((point) => Math.max(point.y ?? 0, point.high ?? 0))), [bottom, 16]) : linear([0, most], [bottom, 16]);
  const ticks = y.ticks(5);
  const left = Math.max(...ticks.map((tick) => widthOf(show(tick)))) + 12;
  const x = linear([first, last === first ? first + 1 : last], [left + 4, width - 10]);
  const room = { left, right: width - 6 };
  const shown = thinned(points);
  const pathOf = (/** @type {Point[]} */ line) => linePath(line, (point) => (typeof point.y === "number" ? [x(point.x), y(point.y)] : null), step);
  const band = runs(shown).map((run) => bandPath(run, (point) => [x(point.x), y(point.low ?? 0), y(point.high ?? 0)], step)).join("");
  const dots = step || shown.length > 80 ? "" : shown.map((point) => (typeof point.y === "number" ? html`<circle class="dot" data-row="${point.id ?? ""}" cx="${px(x(point.x))}" cy="${px(y(point.y))}" r="3">${isNarrow(width) ? "" : hover(point.hover)}</circle>` : ""));
  const labels = names ? names.map((name) => ({ at: x(name.x), label: name.label })) : x.ticks(isNarrow(width) ? 4 : 8).filter(Number.isInteger).map((tick) => ({ at: x(tick), label: String(tick) }));
  return {
    height,
    body: html`${yAxis(y, ticks, show, room)}<path class="band" d="${band}"/><path class="line" d="${pathOf(shown)}"/>${beside.length > 0 ? html`<path class="line second" d="${pathOf(thinned(beside))}"/>` : ""}${dots}${ruled(rules, x, bottom, width)}${xNames(labels, bottom + 18, room)}${axis ? axisTitle(axis, left + (width - left) / 2, height - 6) : ""}`,
  };
}

/**
 * @param {{ x: number, label: string, look: string }[]} rules
 * @param {(value: number) => number} x
 * @param {number} bottom
 * @param {number} width
 */
const ruled = (rules, x, bottom, width) => rules.map(({ x: at, label, look }, index) => {
  const isLeft = x(at) + widthOf(label) + 14 > width;
  return html`<g class="mark ${look}"><line x1="${px(x(at))}" x2="${px(x(at))}" y1="12" y2="${px(bottom)}"/><text x="${px(x(at) + (isLeft ? -6 : 6))}" y="${px(24 + index * 17)}"${isLeft ? html` text-anchor="end"` : ""}>${label}</text></g>`;
});

/** Points in a row that have a band. @param {Point[]} points */
function runs(points) {
  /** @type {Point[][]} */
  const found = [[]];
  for (const point of points) {
    if (typeof point.low === "number" && typeof point.high === "number") found.at(-1)?.push(point);
    else found.push([]);
  }
  return found;
}

/** At most so many, first and last included, evenly spread. @param {Point[]} points */
function thinned(points) {
  if (points.length <= MOST) return points;
  const step = (points.length - 1) / (MOST - 1);
  return Array.from({ length: MOST }, (_, index) => /** @type {Point} */ (points[Math.round(index * step)]));
}
