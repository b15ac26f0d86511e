/** Value: what customers have brought and what is expected of them, by when and how they came; what lost ones cost; what if. */
import { html, nothing } from "lit";
import { PredictPart } from "../elements/predict-part.js";
import { optionsForm } from "../elements/predict-options.js";
import { modelsPiece, valueAsked } from "../predict-options.js";
import { figure } from "../elements/explain.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { expectedLabel, noticeList } from "./predict-words.js";
import { cohortPanel } from "./value-cohorts.js";
import { allCurve } from "./value-curves.js";
import { groupPanels } from "./value-groups.js";
import { historyPanels } from "./value-history.js";
import { returnPanels } from "./value-return.js";
import { whatIfPanel } from "./value-what-if.js";

/** @import { Piece } from "../predicting.js" */
/** @import { Acquisition, Scenario, ValueDimension, ValueReport } from "../types.js" */

export class ValueView extends PredictPart {
  /** @override */
  static properties = { scenario: { state: true }, by: { state: true }, asked: { state: true }, roas: { state: true }, fault: { state: true }, split: { state: true } };

  constructor() {
    super();
    /** @type {Scenario} */
    this.scenario = { retention: 0.05, coupon: 0, couponUse: 0 };
    /** How customers came. @type {ValueDimension} */
    this.by = "channel";
    /** The seller's own formula. */
    this.roas = "";
    /** What is wrong with the one that was tried last. @type {string | null} */
    this.fault = null;
    /** What return on advertising is split by. @type {ValueDimension[]} */
    this.split = ["channel"];
    /** Months to look back on, once somebody asked. @type {number | null} */
    this.asked = null;
  }

  /** Months that are looked back on, or were when the view was left; `null` before anybody asked. @returns {number | null} */
  get lookedBack() {
    const { history } = this.state.foretold;
    return this.asked ?? (history ? JSON.parse(history.id).months : null);
  }

  /** @returns {Piece[]} @override */
  pieces() {
    const { predictOptions } = this.state;
    const { lookedBack } = this;
    const past = /** @type {Piece[]} */ (lookedBack === null ? [] : [{ of: "history", options: { months: lookedBack } }]);
    return [modelsPiece(predictOptions), { of: "value", options: valueAsked(predictOptions, this.scenario, this) }, ...past];
  }

  /** @override */
  render() {
    const { t, state } = this.page;
    const why = this.why();
    const value = state.foretold.value?.made;
    return html`<h1>${t("nav.value")}</h1>
      <p class="lead">${t("value.lead")}</p>
      ${why ? html`<section class="panel off"><p>${why}</p></section>` : html`${optionsForm(this.page, "value")} ${this.progress()}
        <p role="status" class="visually-hidden">${state.foretelling === null ? nothing : t("predict.working")}</p>
        ${value ? html`${noticeList(this.page, value.notices)} ${this.#figures(value)} ${allCurve(this, value)} ${cohortPanel(this, value)} ${groupPanels(this, value)} ${returnPanels(this, value)} ${this.#lost(value)} ${historyPanels(this)} ${whatIfPanel(this, value)}` : nothing}`}`;
  }

  /** @param {ValueReport} value */
  #figures({ historic, predicted, acquisition, currency, customers }) {
    const { t, format } = this.page;
    const bounds = (/** @type {{ low: number | null, high: number | null } | null} */ mean) =>
      mean && mean.low !== null && mean.high !== null ? t("interval", { low: amountOf(this.page, mean.low, currency), high: amountOf(this.page, mean.high, currency) }) : nothing;
    const noSpend = acquisition === null ? t("value.noSpend") : nothing;
    return html`<div class="figures">
      ${figure(this.page, { of: pathOf("historic"), label: t("value.historic"), value: amountOf(this.page, historic.mean, currency), n: historic.n, note: bounds(historic) })}
      ${figure(this.page, { of: pathOf("predicted"), label: expectedLabel(this.page, "predicted"), value: amountOf(this.page, predicted?.mean ?? null, currency), n: predicted?.n ?? null, note: predicted?.mean == null ? this.#noPrediction() : bounds(predicted) })}
      ${figure(this.page, { of: pathOf("blended"), label: t("value.blended"), value: amountOf(this.page, acquisition?.cac ?? null, currency), n: acquisition?.newCustomers ?? null, note: acquisition === null ? noSpend : [t("value.cacNote", { spend: amountOf(this.page, acquisition.spend, currency), n: acquisition.newCustomers }), this.#covered(acquisition)].join(" ") })}
      ${figure(this.page, { of: pathOf("paid"), label: t("value.paid"), value: amountOf(this.page, acquisition?.paid?.cac ?? null, currency), n: acquisition?.paid?.newCustomers ?? null, note: acquisition === null ? noSpend : this.#paid(acquisition, currency) })}
      ${figure(this.page, { of: pathOf("payback"), label: t("value.payback"), value: acquisition?.paybackDay == null ? format.count(null) : t("value.day", { n: acquisition.paybackDay }), n: acquisition?.newCustomers ?? customers, note: acquisition === null ? noSpend : acquisition.paybackDay === null ? t("value.notYet") : nothing })}
    </div>`;
  }

  /** The days that the cost covers. @param {Acquisition} acquisition */
  #covered({ from, to, days }) {
    const { t, format } = this.page;
    return days === null ? t("value.noDays") : t("value.covered", { days, from: format.date(from), to: format.date(to) });
  }

  /** What the customers cost whom advertising names. @param {Acquisition} acquisition @param {string | null} currency */
  #paid({ paid }, currency) {
    const { t } = this.page;
    if (!paid) return t("value.noPaid");
    const payback = paid.paybackDay === null ? t("value.paidNotYet") : t("value.paidBack", { n: paid.paybackDay });
    return [t("value.cacNote", { spend: amountOf(this.page, paid.spend, currency), n: paid.newCustomers }), payback].join(" ");
  }

  /** Why nothing is predicted. */
  #noPrediction() {
    const { t } = this.page;
    return html`${t("value.noModel")} <a href="#forecast">${t("value.seeCheck")}</a>`;
  }

  /** @param {ValueReport} value */
  #lost({ lost, currency, customers }) {
    const { t, format } = this.page;
    return html`<section class="part"><h2>${t("value.lost")}</h2><p>${t(`value.lost.${lost.basis}`)}</p><div class="figures">
      ${figure(this.page, { of: "predict.lost", label: t("value.lostCustomers"), value: format.count(lost.customers), n: customers, note: format.share(lost.share) })}
      ${figure(this.page, { of: "predict.lostHistoric", label: t("value.lostHistoric"), value: amountOf(this.page, lost.historic, currency), n: lost.customers })}
      ${figure(this.page, { of: pathOf("remaining"), label: t("value.remaining"), value: amountOf(this.page, lost.remaining, currency), n: lost.customers, note: lost.remaining === null ? this.#noPrediction() : nothing })}
      ${figure(this.page, { of: pathOf("sunk"), label: t("value.sunk"), value: amountOf(this.page, lost.sunk, currency), n: lost.sunkCustomers, note: lost.sunk === null ? t("value.noSpend") : t("value.sunkNote", { n: lost.sunkCustomers, lost: lost.customers }) })}
    </div></section>`;
  }
}
customElements.define("linger-value", ValueView);
