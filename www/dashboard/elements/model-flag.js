/**
 * `<linger-model-flag>`: the definition of a lost customer by the model (D3), beside the others on Churn: how many are flagged, how
 * the risk is spread, where it differs from the cycle (D1), and how right the model was. Where none passed its check: why.
 */
import { html, nothing } from "lit";
import { modelsPiece } from "../predict-options.js";
import { routeHash } from "../route.js";
import { pathOf } from "../views/predict-paths.js";
import { modelName, said, silenceChecked } from "../views/predict-words.js";
import { calibration } from "./calibration.js";
import { explain, fewNote } from "./explain.js";
import { PredictPart } from "./predict-part.js";

/** @import { Page } from "./part.js" */
/** @import { ModelFlag as Flag, Models } from "../types.js" */

/** Notices that say why no model is used, the first that is there. */
const WHY = ["tooFewRepeaters", "historyTooShort", "noModelPassed"];

export class ModelFlag extends PredictPart {
  /** @override */
  pieces() {
    return [modelsPiece(this.state.predictOptions)];
  }

  /** @override */
  render() {
    const { t, state } = this.page;
    const { models } = this;
    return html`<p><strong>${t("flag.title")}</strong></p>
      <p class="hint">${t("flag.about")}</p>
      ${this.progress()} <p role="status" class="visually-hidden">${state.foretelling === null ? nothing : t("predict.working")}</p>
      ${models ? (models.flag ? flagFound(this.page, models, models.flag) : flagNone(this.page, models)) : nothing}`;
  }
}
customElements.define("linger-model-flag", ModelFlag);

/** Who is flagged, and how right the model was. @param {Page} page @param {Models} models @param {Flag} flag */
export function flagFound(page, models, { n, flagged, rate, low, medium, high, days, threshold, model, agreement }) {
  const { t, format } = page;
  const name = t("risk.silent", { days });
  const part = (/** @type {number} */ count) => `${format.count(count)} · ${format.share(count / n)}`;
  return html`<p class="definition-value"><strong>${format.count(flagged)}</strong> ${t("flag.flaggedOf", { customers: n, days })} ${explain(page, pathOf("flag"), t("flag.title"), n)} ${fewNote(page, n)}</p>
    <dl>
      <div><dt>${t("churn.share")} ${explain(page, pathOf("flagRate"), t("churn.share"), n)}</dt><dd>${format.share(rate)} <small>${t("flag.threshold", { share: format.shareShort(threshold) })}</small></dd></div>
      <div><dt>${t("risk.high")}</dt><dd>${part(high)}</dd></div>
      <div><dt>${t("risk.medium")}</dt><dd>${part(medium)}</dd></div>
      <div><dt>${t("risk.low")}</dt><dd>${part(low)}</dd></div>
      <div><dt>${t("flag.model")} ${calibration(page, name, silenceChecked(page, models))}</dt><dd>${modelName(page, model)}</dd></div>
      ${agreement ? html`<div><dt>${t("flag.agreement")} ${explain(page, pathOf("flagAgreement"), t("flag.agreement"), n)}</dt><dd>${t("flag.agreed", agreement)}</dd></div>` : nothing}
    </dl>
    <p><a href=${routeHash("forecast", { part: "people", flagged: "yes" })}>${t("churn.people")}</a> · <a href=${routeHash("forecast")}>${t("value.seeCheck")}</a></p>
    <p class="hint">${t("flag.apart")}</p>`;
}

/** Why nobody is judged. @param {Page} page @param {Models} models */
export function flagNone(page, { notices }) {
  const { t } = page;
  const why = WHY.map((code) => notices.find((notice) => notice.code === code)).find(Boolean);
  return html`<p><strong>${t("flag.none")}</strong> ${why ? said(page, why) : nothing}</p><p><a href=${routeHash("forecast")}>${t("value.seeCheck")}</a></p>`;
}
