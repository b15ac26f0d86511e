/** Single values as a report tells them: known, hidden to protect small groups, unknown, or resting on few. */
import { Markup, html } from "./markup.js";

/** @import { Money, Told, View } from "./types.js" */

/** Fewer than this and a number says that it rests on few. */
const FEW = 30;

/** A cell with the number it is sorted by. */
export class Cell extends Markup {
  /** @param {Markup} shown @param {number | null} value */
  constructor(shown, value) {
    super(shown.text);
    this.value = value;
  }
}

/**
 * Why a value may be missing from the data itself: `or` names the sentence. It holds where nobody is counted (`n` is 0),
 * or where the shared report hides nothing in the `table`.
 * @typedef {{ or?: string, n?: number | null, table?: string }} About
 */

/**
 * A number, or why there is none.
 * @param {View} view
 * @param {number | null | undefined} value
 * @param {(value: number) => string} show
 * @param {About} [about]
 */
export function told(view, value, show, about = {}) {
  if (typeof value === "number" && Number.isFinite(value)) return new Cell(html`${show(value)}`, value);
  return new Cell(missing(view, about), null);
}

/**
 * The same of an amount.
 * @param {View} view
 * @param {Told<Money> | undefined} value
 * @param {About} [about]
 */
export function toldMoney(view, value, about = {}) {
  const shown = value === undefined ? null : view.f.money(value);
  return shown === null ? new Cell(missing(view, about), null) : new Cell(html`${shown}`, typeof value === "number" ? value : null);
}

/** @param {View} view @param {About} about */
function missing({ t, k, hiddenIn }, { or = "cell.unknown", n, table }) {
  if (k === null || n === 0 || (table !== undefined && hiddenIn(table) === 0)) return html`<span class="unknown">${t(or)}</span>`;
  return html`<span class="hidden">${t(table === undefined ? "cell.hidden" : "cell.either")}</span>`;
}

/** Whether every value is a known number. @param {(number | null | undefined)[]} values */
export const known = (...values) => values.every((value) => typeof value === "number");

/** Says that a number rests on few; one that rests on nothing is unknown, and says so itself. @param {View} view @param {number | null | undefined} n */
export const few = ({ t }, n) => (typeof n === "number" && n > 0 && n < FEW ? html` <span class="few">${t("few", { n })}</span>` : "");

/** A 95 % interval in words, or nothing. @param {View} view @param {number | null} low @param {number | null} high */
export const interval = ({ t, f }, low, high) => (known(low, high) ? t("interval", { low: f.share(Number(low)), high: f.share(Number(high)) }) : "");
