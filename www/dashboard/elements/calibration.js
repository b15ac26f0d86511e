/**
 * `<linger-calibration>`: the button beside a probability. Opens how such probabilities did on data that the model had not seen:
 * customers in tenths by what was foretold, with what came.
 */
import { html, nothing } from "lit";
import { Explain } from "./explain.js";

/** @import { Page } from "./part.js" */
/** @typedef {{ title?: string, lead: string, counted?: string, tenths: { customers: number, expected: number, observed: number }[], scores: [name: string, brier: number | null][] }} Checked `counted`: what groups are of, where they are not of customers */

export class Calibration extends Explain {
  /** @override */
  static properties = { ...Explain.properties, checked: { attribute: false } };

  constructor() {
    super();
    /** @type {Checked | null} */
    this.checked = null;
  }

  /** @override */
  get look() {
    return "explain tested";
  }

  /** @override */
  mark() {
    return "✓";
  }

  /** @override */
  label() {
    return this.page.t("calibration.open", { name: this.name });
  }

  /** @override */
  explanation() {
    const { t } = this.page;
    return html`<p class="explanation-name">${this.checked?.title ?? t("calibration.title", { name: this.name })}</p>
      ${this.checked === null ? html`<p>${t("calibration.none")}</p>` : checkedTable(this.page, this.checked)}`;
  }
}
customElements.define("linger-calibration", Calibration);

/** What was foretold against what came, and the scores beside those of guesses. @param {Page} page @param {Checked} checked */
export function checkedTable({ t, format }, { lead, counted = t("column.customers"), tenths, scores }) {
  return html`<p>${lead}</p>
    ${tenths.length === 0 ? nothing : html`<table class="tenths"><thead><tr><th scope="col" class="number">${counted}</th><th scope="col" class="number">${t("check.foretold")}</th><th scope="col" class="number">${t("check.came")}</th></tr></thead>
      <tbody>${tenths.map(({ customers, expected, observed }) => html`<tr><td class="number">${format.count(customers)}</td><td class="number">${format.share(expected)}</td><td class="number">${format.share(observed)}</td></tr>`)}</tbody></table>`}
    ${scores.length === 0 ? nothing : html`<dl class="scores">${scores.map(([name, brier]) => html`<dt>${name}</dt><dd>${brier === null ? format.count(null) : brier.toFixed(3)}</dd>`)}</dl>
    <p>${t("calibration.brier")}</p>`}`;
}

/**
 * The button beside the name of a probability.
 * @param {Page} page
 * @param {string} name what the probability is called
 * @param {Checked | null} checked
 */
export const calibration = (page, name, checked) => html`<linger-calibration .page=${page} .name=${name} .checked=${checked}></linger-calibration>`;
