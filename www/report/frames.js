/** Charts, tables and numbers in their frames: markup without words of its own. */
import { Cell } from "./cells.js";
import { said } from "./fill.js";
import { Markup, html } from "./markup.js";

/** Widths that charts are drawn at: the style shows the one that fits. */
const WIDE = 800;
const NARROW = 340;

/**
 * A chart, drawn twice: for wide columns and for narrow ones.
 * @param {{ id: string, title: string, summary: string, isSaid?: boolean, note?: string, draw: (width: number) => { height: number, body: Markup }, legend?: unknown }} chart `isSaid`: a finding says the summary already; `note`: what the drawing leaves out
 */
export function chart({ id, title, summary, isSaid = false, note = "", draw, legend = "" }) {
  const whole = said(summary, note);
  const shown = isSaid ? note : whole;
  const drawn = (/** @type {"wide" | "narrow"} */ form, /** @type {number} */ width) => {
    const { height, body } = draw(width);
    const name = `linger-${id}-${form}`;
    return html`<svg class="${form}" viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}" role="img" aria-labelledby="${name}-t ${name}-d"><title id="${name}-t">${title}</title><desc id="${name}-d">${whole}</desc>${body}</svg>`;
  };
  return html`<figure class="chart" part="chart"><figcaption><h3>${title}</h3>${shown ? html`<p>${shown}</p>` : ""}</figcaption>${legend}
${drawn("wide", WIDE)}${drawn("narrow", NARROW)}</figure>
`;
}

/** @param {[name: string, label: string][]} entries class of the swatch and what it stands for */
export const legend = (entries) => html`<ul class="legend">${entries.map(([name, label]) => html`<li class="${name}">${label}</li>`)}</ul>`;

/**
 * @typedef {object} Column
 * @property {string} head
 * @property {boolean} [number] right-aligned
 * @property {boolean} [sentence] needs room
 */
/** @typedef {{ id: string, cells: unknown[] }} Row the first cell is the row's name */

/** More columns than this stand close. */
const MANY = 10;
/** More than this stand close on paper. */
const SOME = 6;

/**
 * @param {{ canSelect: boolean, canSort: boolean }} view
 * @param {string} caption
 * @param {Column[]} columns
 * @param {Row[]} rows
 * @param {string} [note] under the table
 */
export const table = (view, caption, columns, rows, note) => html`<div class="table-box" tabindex="0" role="group" aria-label="${caption}"><table part="table"${columns.length > MANY ? DENSE : columns.length > SOME ? CLOSE : ""}>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ head, number }) => html`<th scope="col"${number ? NUMBER : ""}>${head}</th>`)}</tr></thead>
<tbody>${rows.map(({ id, cells }) => html`<tr${view.canSelect ? html` data-row="${id}"` : ""}>${cells.map((cell, at) => cellOf(view, cell, at, columns[at], id))}</tr>
`)}</tbody></table></div>
${note ? html`<p class="note">${note}</p>` : ""}`;

const NUMBER = html` class="number"`;
const DENSE = html` class="dense"`;
const CLOSE = html` class="wide"`;
const SENTENCE = html` class="sentence"`;

/** @param {{ canSelect: boolean, canSort: boolean }} view @param {unknown} cell @param {number} at @param {Column | undefined} column @param {string} id */
function cellOf(view, cell, at, column, id) {
  const sorted = view.canSort && cell instanceof Cell && cell.value !== null ? html` data-v="${cell.value}"` : "";
  const look = html`${column?.number ? NUMBER : column?.sentence ? SENTENCE : ""}${sorted}`;
  if (at > 0) return html`<td${look}>${cell}</td>`;
  return html`<th scope="row"${look}>${view.canSelect ? html`<button type="button" class="pick" part="row" data-pick="${id}">${cell}</button>` : cell}</th>`;
}

/** Numbers of weight, side by side. @param {{ label: string, value: unknown, note?: unknown }[]} figures */
export const figures = (figures) => html`<dl class="figures">${figures.map(({ label, value, note }) => html`<div class="figure" part="figure"><dt>${label}</dt><dd class="figure-value">${value}</dd>${note ? html`<dd class="figure-note">${note}</dd>` : ""}</div>`)}</dl>`;

