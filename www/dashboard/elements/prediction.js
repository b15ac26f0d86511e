/** `<linger-prediction>`: what is expected of one customer, on their card: how likely they are still there, what they are worth, when they come, and why. */
import { html, nothing } from "lit";
import { amountOf } from "../views/audit-words.js";
import { actionOf, aliveCell, nextCell, reasonsOf, riskMark, silentCell, valueCell } from "../views/forecast-people.js";
import { pathOf } from "../views/predict-paths.js";
import { aliveChecked, noticeList, regressionChecked, silenceChecked } from "../views/predict-words.js";
import { calibration } from "./calibration.js";
import { explain } from "./explain.js";
import { modelsPiece } from "../predict-options.js";
import { need } from "../predicting.js";
import "./next-purchase.js";
import { PredictPart } from "./predict-part.js";

/** @import { CustomerCard, Models, Prediction } from "../types.js" */

export class PredictionOfOne extends PredictPart {
  /** @override */
  static properties = { card: { attribute: false } };

  constructor() {
    super();
    /** @type {CustomerCard} */
    this.card = /** @type {any} */ (undefined);
  }

  /** Models are only worked out here when somebody asks. @override */
  updated() {}

  /** @override */
  render() {
    const { t } = this.page;
    const { models } = this;
    return html`<h3>${t("one.title")}</h3>${models ? this.#found(models) : html`${this.progress()}${this.state.foretelling === null ? html`<p><button @click=${this.#work}>${t("one.work")}</button></p>` : nothing}`}
      <linger-next-purchase .page=${this.page} .person=${this.card.row.key}></linger-next-purchase>`;
  }

  /** The card is opened anew with the models. */
  #work = async () => {
    const { store } = this.page;
    await need(store, [modelsPiece(store.state.predictOptions)]);
    const { card } = store.state;
    if (store.state.report?.models && card) await store.openCard(card.row.key);
  };

  /** @param {Models} models */
  #found(models) {
    const { t } = this.page;
    const { prediction } = this.card;
    if (models.chosen === null && !models.churnModel?.passed) return html`<p>${t("risk.hidden")}</p>${noticeList(this.page, models.notices)}<p><a href="#forecast">${t("value.seeCheck")}</a></p>`;
    if (!prediction) return html`<p>${t("one.notCounted")}</p>`;
    return html`<dl class="card-numbers">${this.#numbers(models, prediction).map(([name, value, path, checked]) => html`<div><dt>${name} ${explain(this.page, pathOf(path), name, models.customers)} ${checked === undefined ? nothing : calibration(this.page, name, checked)}</dt><dd>${value}</dd></div>`)}</dl>
      ${prediction.reasons.length === 0 ? nothing : html`<div class="reasons-why">${reasonsOf(this.page, prediction)}</div>`}`;
  }

  /** @param {Models} models @param {Prediction} prediction @returns {[name: string, value: unknown, path: string, checked?: import("./calibration.js").Checked | null][]} */
  #numbers(models, prediction) {
    const { t, format } = this.page;
    const { currency, options: { churnDays, horizonDays }, churnModel } = models;
    const silent = silenceChecked(this.page, models);
    const alive = prediction.alive === null && models.chosen === "bgNbd" && prediction.frequency === 0 ? html`–<br><small>${t("one.onceByModel")}</small>` : aliveCell(this.page, prediction);
    return [
      [t("risk.alive"), alive, "alive", aliveChecked(this.page, models)],
      [t("risk.silent", { days: churnDays }), html`${silentCell(this.page, prediction)} ${riskMark(this.page, prediction, churnDays)}`, "silent", silent],
      ...(churnModel?.passed ? /** @type {[string, unknown, string, any][]} */ ([[t("risk.regression"), format.share(prediction.churnProbabilityLogistic), "regression", regressionChecked(this.page, models)]]) : []),
      ...(models.chosen === null ? /** @type {[string, unknown, string][]} */ ([[t("risk.recent", { days: horizonDays }), amountOf(this.page, prediction.recentValue, currency), "recent"]]) : []),
      [t("risk.value", { days: horizonDays }), valueCell(this.page, prediction, currency), "value"],
      ...(prediction.residualValue === null ? [] : /** @type {[string, unknown, string][]} */ ([[t("risk.endless"), amountOf(this.page, prediction.residualValue, currency), "endless"]])),
      [t(models.chosen === null ? "risk.stakeRecent" : "risk.stake"), amountOf(this.page, prediction.valueAtStake, currency), "stake"],
      [t("risk.action"), actionOf(this.page, prediction), "action"],
      [t("risk.next"), nextCell(this.page, prediction), "next"],
    ];
  }
}
customElements.define("linger-prediction", PredictionOfOne);
