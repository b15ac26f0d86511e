/** What sections are made of: heading, finding, scope, charts with their tables, and the meaning of each number. */
import { Cell } from "./cells.js";
import { Markup, html, stranger } from "./markup.js";
import { hasText, sentence } from "./texts.js";

/** @import { View } from "./types.js" */

/** Widths that charts are drawn at: the style shows the one that fits. */
const WIDE = 800;
const NARROW = 340;

/**
 * @param {View} view
 * @param {{ id: string, findings: unknown[], scope: string[], body: unknown[], meanings?: [label: string, path: string][], hides?: boolean }} part
 */
export function section(view, { id, findings, scope, body, meanings = [], hides = true }) {
  const { t } = view;
  const content = html`${body}`;
  const isHiding = hides && view.k !== null && content.text.includes('class="hidden"');
  return html`<section class="part" part="section" id="linger-${id}" data-section="${id}" aria-labelledby="linger-${id}-h">
<h2 id="linger-${id}-h" part="heading">${t(`part.${id}`)}</h2>
${findings.filter(Boolean).map((finding) => html`<p class="finding" part="finding">${finding}</p>`)}
<p class="scope">${scope.join(" · ")}</p>
${content}
${isHiding ? html`<p class="note">${t("hidden.note", { k: view.k ?? 0 })}</p>` : ""}
${meaningsOf(view, meanings)}
</section>
`;
}

/** As of, zone and currency of a report's numbers, after what they rest on. @param {View} view @param {string[]} rests */
export function scopeOf({ t, f, report }, ...rests) {
  const { asOfDate, zone, currency, currencies } = report.meta;
  const codes = currency ? [currency] : currencies.map(({ code }) => code);
  return [...rests, t("scope.asOf", { date: f.date(asOfDate) }), zone, ...(codes.length > 0 ? [codes.map((code) => (code === "XXX" ? t("scope.noCurrency") : code)).join(", ")] : [])];
}

/** Why a section is empty, and what would fill it. @param {View} view @param {string} id */
export function off(view, id) {
  const { t, report, language } = view;
  const capability = report.capabilities.find((one) => one.section === id);
  const reason = capability?.reason ? sentence(language, "reason", { code: capability.code ?? "", text: capability.reason }) : t("section.noReason");
  const needs = (capability?.needs ?? []).map((need) => (hasText(`field.${need}`) ? t(`field.${need}`) : need === "time with hours" ? t("need.hours") : need));
  return html`<section class="part off" part="section" id="linger-${id}" data-section="${id}" aria-labelledby="linger-${id}-h">
<h2 id="linger-${id}-h" part="heading">${t(`part.${id}`)}</h2>
<p class="finding" part="finding">${t("part.unknown", { reason })}${needs.length > 0 ? html` ${t("section.needs", { needs: view.f.list(needs) })}` : ""}</p>
</section>
`;
}

/** @param {View} view @param {[label: string, path: string][]} meanings */
function meaningsOf(view, meanings) {
  const { t, report, visits, language } = view;
  const lines = meanings.flatMap(([label, path]) => {
    const found = report.definitions[path] ?? visits?.definitions[path];
    return found ? [html`<dt>${label}</dt><dd>${sentence(language, "definition", { code: path, text: found.text })} <small>${t("explain.source")}: ${found.source}</small></dd>`] : [];
  });
  return lines.length > 0 ? html`<details class="meanings"><summary>${t("meanings")}</summary><dl>${lines}</dl></details>` : "";
}

/**
 * A chart, drawn twice: for wide columns and for narrow ones.
 * @param {View} view
 * @param {{ id: string, title: string, summary: string, isSaid?: boolean, draw: (width: number) => { height: number, body: Markup }, legend?: unknown }} chart `isSaid`: a finding says the summary already
 */
export function chart(view, { id, title, summary, isSaid = false, draw, legend = "" }) {
  const drawn = (/** @type {"wide" | "narrow"} */ form, /** @type {number} */ width) => {
    const { height, body } = draw(width);
    const name = `linger-${id}-${form}`;
    return html`<svg class="${form}" viewBox="0 0 ${width} ${Math.ceil(height)}" width="${width}" height="${Math.ceil(height)}" role="img" aria-labelledby="${name}-t ${name}-d"><title id="${name}-t">${title}</title><desc id="${name}-d">${summary}</desc>${body}</svg>`;
  };
  return html`<figure class="chart" part="chart"><figcaption><h3>${title}</h3>${isSaid ? "" : html`<p>${summary}</p>`}</figcaption>${legend}
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

/**
 * @param {View} view
 * @param {string} caption
 * @param {Column[]} columns
 * @param {Row[]} rows
 * @param {string} [note] under the table
 */
export const table = (view, caption, columns, rows, note) => html`<div class="table-box" tabindex="0" role="group" aria-label="${caption}"><table part="table"${columns.length > MANY ? DENSE : ""}>
<caption>${caption}</caption>
<thead><tr>${columns.map(({ head, number }) => html`<th scope="col"${number ? NUMBER : ""}>${head}</th>`)}</tr></thead>
<tbody>${rows.map(({ id, cells }) => html`<tr data-row="${id}">${cells.map((cell, at) => cellOf(view, cell, at, columns[at], id))}</tr>
`)}</tbody></table></div>
${note ? html`<p class="note">${note}</p>` : ""}`;

const NUMBER = html` class="number"`;
const DENSE = html` class="dense"`;
const SENTENCE = html` class="sentence"`;

/** @param {View} view @param {unknown} cell @param {number} at @param {Column | undefined} column @param {string} id */
function cellOf(view, cell, at, column, id) {
  const sorted = view.canSort && cell instanceof Cell && cell.value !== null ? html` data-v="${cell.value}"` : "";
  const look = html`${column?.number ? NUMBER : column?.sentence ? SENTENCE : ""}${sorted}`;
  if (at > 0) return html`<td${look}>${cell}</td>`;
  return html`<th scope="row"${look}>${view.canSelect ? html`<button type="button" class="pick" part="row" data-pick="${id}">${cell}</button>` : cell}</th>`;
}

/** Numbers of weight, side by side. @param {{ label: string, value: unknown, note?: unknown }[]} figures */
export const figures = (figures) => html`<dl class="figures">${figures.map(({ label, value, note }) => html`<div class="figure" part="figure"><dt>${label}</dt><dd class="figure-value">${value}</dd>${note ? html`<dd class="figure-note">${note}</dd>` : ""}</div>`)}</dl>`;

/** A word of the catalogue for an id, or the id itself as a stranger's text. @param {View} view @param {string} kind @param {string} id */
export const word = ({ t }, kind, id) => (hasText(`${kind}.${id}`) ? html`${t(`${kind}.${id}`)}` : stranger(id));
