/** Axes and marks that charts share. Coordinates have one decimal, so that every host writes the same. */
import { html } from "../markup.js";

/** @param {number} value */
export const px = (value) => String(Math.round(value * 10) / 10 || 0);

/** About how wide words are at a size: a Chinese character takes a whole em. @param {string} words @param {number} size */
export const widthOf = (words, size = 12) => [...words].reduce((sum, char) => sum + (char > "\u2e80" ? 1.02 : /[A-Z0-9%$€£¥]/.test(char) ? 0.62 : 0.54), 0) * size;

/** What fits into so many px, shortened where it must be. @param {string} words @param {number} room */
export function fitting(words, room) {
  if (widthOf(words) <= room) return words;
  const chars = [...words];
  while (chars.length > 1 && widthOf(chars.join("")) + 12 > room) chars.pop();
  return `${chars.join("")}…`;
}

/**
 * Grid lines with their values at the left.
 * @param {(value: number) => number} y
 * @param {number[]} ticks
 * @param {(value: number) => string} show
 * @param {{ left: number, right: number }} room
 */
export const yAxis = (y, ticks, show, { left, right }) =>
  html`<g class="axis">${ticks.map((tick) => html`<line class="${tick === 0 ? "base" : "rule"}" x1="${px(left)}" x2="${px(right)}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text x="${px(left - 6)}" y="${px(y(tick) + 4)}" text-anchor="end">${show(tick)}</text>`)}</g>`;

/**
 * Names under a chart, as many as do not touch.
 * @param {{ at: number, label: string }[]} names from left to right
 * @param {number} y
 * @param {{ left: number, right: number }} room
 */
export function xNames(names, y, { left, right }) {
  const widest = Math.max(1, ...names.map(({ label }) => widthOf(label))) + 10;
  const every = Math.max(1, Math.ceil((names.length * widest) / Math.max(1, right - left)));
  return html`<g class="axis">${names.map(({ at, label }, index) => (index % every === 0 ? html`<text x="${px(Math.min(Math.max(at, left + widthOf(label) / 2 - 20), right - widthOf(label) / 2))}" y="${px(y)}" text-anchor="middle">${label}</text>` : ""))}</g>`;
}

/** What an axis counts. @param {string} label @param {number} x its middle @param {number} y */
export const axisTitle = (label, x, y) => html`<text x="${px(x)}" y="${px(y)}" text-anchor="middle">${label}</text>`;

/** Words on hover. @param {string | undefined} words */
export const hover = (words) => (words ? html`<title>${words}</title>` : "");

/** Below this a chart is drawn for a phone: without hover, with less beside each other. */
export const isNarrow = (/** @type {number} */ width) => width < 500;
