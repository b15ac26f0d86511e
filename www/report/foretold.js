/** What sections of predictions and products say alike: amounts, means and shares with their limits, items, notices. */
import { Cell, told } from "./cells.js";
import { said } from "./fill.js";
import { table } from "./frames.js";
import { html, stranger } from "./markup.js";
import { hasText, sentence } from "./texts.js";

/** @import { Column } from "./frames.js" */
/** @import { About } from "./cells.js" */
/** @import { Markup } from "./markup.js" */
/** @import { Told, View } from "./types.js" */
/** @typedef {Told<import("linger-analytics").Mean> | null | undefined} Mean */
/** @typedef {Told<import("linger-analytics").Share> | null | undefined} Share */

/** Rows of a long table. */
const SHOWN = 12;

/** An amount in the one currency of a part. @param {View} view @param {string | null} currency */
export const amountIn = ({ f }, currency) => (/** @type {number} */ value) => f.money(currency === null ? value : { [currency]: value }) ?? "";

/** A value with its limits below it. @param {View} view @param {number | null | undefined} value @param {{ low?: number | null, high?: number | null } | null | undefined} limits @param {(value: number) => string} show @param {About} [about] */
export function limited(view, value, limits, show, about) {
  const cell = told(view, value, show, about);
  if (cell.value === null || typeof limits?.low !== "number" || typeof limits.high !== "number") return cell;
  return new Cell(html`${cell}<br><small>${show(limits.low)} – ${show(limits.high)}</small>`, cell.value);
}

/** @param {View} view @param {Mean} mean @param {string | null} currency @param {About} [about] */
export const meanCell = (view, mean, currency, about) => limited(view, mean?.mean, mean, amountIn(view, currency), about);

/** @param {View} view @param {Share} share @param {About} [about] */
export const shareCell = (view, share, about) => limited(view, share?.share, share, view.f.share, about);

/** A share that rests on counts of its own. @param {View} view @param {{ confidence?: number | null, share?: number | null, low: number | null, high: number | null }} of */
export const limitsCell = (view, { confidence, share = confidence, ...limits }) => limited(view, share, limits, view.f.share);

/** What a predicted value is called: how far ahead, and discounted by how much. @param {View} view @param {"predicted" | "further"} name */
export function expectedLabel({ t, f, report }, name) {
  const options = report.models?.options;
  return typeof options?.horizonDays === "number" ? t(`value.${name}In`, { days: options.horizonDays, discount: f.share(options.discountRate ?? 0) }) : t(`value.${name}`);
}

/** The limits of a mean in words, or nothing. @param {View} view @param {Mean} mean @param {string | null} currency */
export function meanInterval(view, mean, currency) {
  const show = amountIn(view, currency);
  return typeof mean?.low === "number" && typeof mean.high === "number" ? view.t("interval", { low: show(mean.low), high: show(mean.high) }) : "";
}

/** @param {Told<import("linger-analytics").Item>} item */
export const itemName = ({ key, name }) => stranger(name || key || "");

/** A small number that must not be rounded to nothing. @param {number} p */
export const chance = (p) => (p < 0.0001 ? "< 0.0001" : String(Number(p.toPrecision(2))));

/** @param {number} decimals */
export const fixed = (decimals) => (/** @type {number} */ value) => value.toFixed(decimals).replace(/^-(0(\.0*)?)$/, "$1");

/** @param {View} view @param {string | null} model */
export const modelName = ({ t }, model) => (hasText(`model.${model}`) ? t(`model.${model}`) : (model ?? ""));

/** Whether a rule or a trait is more than chance. @param {View} view @param {boolean} evident */
export const evidence = ({ t }, evident) => html`<span class="mark${evident ? "" : " dim"}">${t(evident ? "rules.evident" : "rules.notEvident")}</span>`;

/** A sentence of the module of predictions. @param {View} view @param {any} notice */
export const noticeWords = (view, { code, message, params = {} }) => sentence(view.language, "predict", { code, text: message, params: typeof params.model === "string" ? { ...params, model: modelName(view, params.model) } : params });

/** @param {View} view @param {readonly any[] | null} notices */
export const noticesOf = (view, notices) => (notices ?? []).map((notice) => html`<p class="plain">${noticeWords(view, notice)}</p>`);

/** Columns by the keys of their heads; all but the first `words` are numbers. @param {View} view @param {string[]} keys @param {number} [words] @returns {Column[]} */
export const heads = ({ t }, keys, words = 1) => keys.map((key, at) => ({ head: t(key), number: at >= words }));

/**
 * The first rows of a table, and how many there are; a sentence where there is none.
 * @template T
 * @param {View} view
 * @param {{ title: string, lead?: string, columns: Column[], rows: readonly T[] | null | undefined, cells: (row: T, at: number) => unknown[], empty: string, shown?: number }} list `lead` stands below the table
 * @returns {Markup}
 */
export function listed(view, { title, lead = "", columns, rows, cells, empty, shown = SHOWN }) {
  const all = rows ?? [];
  if (all.length === 0) return html`<h3>${title}</h3><p class="plain">${empty}</p>`;
  const more = all.length > shown && view.t("visits.more", { shown, of: all.length });
  return html`${table(view, title, columns, all.slice(0, shown).map((row, at) => ({ id: `${at + 1}`, cells: cells(row, at) })), said(lead, more))}`;
}
