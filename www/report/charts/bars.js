/** Bars: stacked by period, or lying, one a row, with its name and value. */
import { html } from "../markup.js";
import { fitting, hover, isNarrow, px, widthOf, xNames, yAxis } from "./frame.js";
import { bands, greatest, linear, linearFromZero } from "./scales.js";

/** @typedef {{ name: string, parts: (number | null)[], hover?: string, id?: string }} Stack parts from the bottom up; `null` is hidden */

/**
 * @param {number} width
 * @param {Stack[]} stacks
 * @param {{ show: (value: number) => string }} options
 */
export function stackedBars(width, stacks, { show }) {
  const height = 250;
  const most = greatest(stacks.map(({ parts }) => parts.reduce((/** @type {number} */ sum, part) => sum + Math.max(0, part ?? 0), 0)));
  const y = linearFromZero(most, [height - 30, 14]);
  const ticks = y.ticks(5);
  const left = Math.max(...ticks.map((tick) => widthOf(show(tick)))) + 10;
  const x = bands(stacks.length, [left, width - 4]);
  /** @param {Stack} stack @param {number} at */
  const bar = ({ parts, hover: words, id = "" }, at) => {
    let below = 0;
    const rects = parts.map((part, series) => {
      const from = below;
      below += Math.max(0, part ?? 0);
      return part === null || part <= 0 ? "" : html`<rect class="s${series + 1}" x="${px(x.at(at))}" y="${px(y(below))}" width="${px(x.width)}" height="${px(y(from) - y(below))}"/>`;
    });
    const veil = parts.includes(null) ? html`<rect class="veiled" x="${px(x.at(at))}" y="14" width="${px(x.width)}" height="${height - 44}"/>` : "";
    return html`<g data-row="${id}">${veil}${rects}${isNarrow(width) ? "" : hover(words)}</g>`;
  };
  const names = stacks.map(({ name }, at) => ({ at: x.at(at) + x.width / 2, label: name }));
  return { height, body: html`${yAxis(y, ticks, show, { left, right: width - 4 })}${stacks.map(bar)}${xNames(names, height - 10, { left, right: width })}` };
}

/** @typedef {{ id: string, name: string, value: number | null, label: string, low?: number | null, high?: number | null, look?: string, hover?: string }} Lying */

/**
 * @param {number} width
 * @param {Lying[]} rows
 * @param {{ most?: number }} [options]
 */
export function lyingBars(width, rows, { most } = {}) {
  const narrow = isNarrow(width);
  const step = narrow ? 44 : 30;
  const named = narrow ? 0 : Math.min(width * 0.4, Math.max(0, ...rows.map(({ name }) => widthOf(name, 13))) + 14);
  const valued = Math.max(0, ...rows.map(({ label }) => widthOf(label, 12.5))) + 12;
  const x = linear([0, most ?? greatest(rows.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)))], [named, width - valued]);
  const body = rows.map(({ id, name, value, label, low, high, look = "s1", hover: words }, at) => {
    const top = at * step + (narrow ? 18 : 4);
    const thick = narrow ? 18 : 22;
    const isSure = typeof low !== "number" || typeof high !== "number";
    const end = x(Math.max(0, value ?? 0));
    const whisker = isSure ? "" : html`<line class="whisker" x1="${px(x(low ?? 0))}" x2="${px(x(high ?? 0))}" y1="${px(top + thick / 2)}" y2="${px(top + thick / 2)}"/>`;
    const labelAt = Math.max(end, typeof high === "number" ? x(high) : 0) + 6;
    return html`<g data-row="${id}"><text class="name" x="0" y="${px(narrow ? top - 5 : top + thick / 2 + 4)}">${fitting(name, narrow ? width : named - 8)}</text>${value === null ? "" : html`<rect class="${look}${isSure ? "" : " unsure"}" x="${px(named)}" y="${px(top)}" width="${px(Math.max(0.5, end - named))}" height="${thick}" rx="2"/>`}${whisker}<text class="value" x="${px(value === null ? named : labelAt)}" y="${px(top + thick / 2 + 4)}">${label}</text>${narrow ? "" : hover(words)}</g>`;
  });
  return { height: rows.length * step + 4, body: html`${body}` };
}
