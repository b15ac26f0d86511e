/** Forecast: what models of buying foretold of data that they had not seen, beside what came and beside guesses. Only where the report has models. */
import { few } from "../cells.js";
import { table } from "../frames.js";
import { html } from "../markup.js";
import { scopeOf, section } from "../parts.js";
import { hasText } from "../texts.js";

/** @import { Report, View } from "../types.js" */
/** @typedef {NonNullable<Report["models"]>} Models */
/** @typedef {NonNullable<Models["holdout"]>} Holdout */

/** @param {View} view */
export function forecast(view) {
  const { t } = view;
  const models = /** @type {Models | undefined} */ (view.report.models);
  if (!models) return "";
  const { holdout, customers, chosen } = models;
  const finding = chosen ? t("finding.forecast", { model: nameOf(view, chosen) }) : t("finding.noForecast");
  return section(view, {
    id: "forecast",
    findings: [html`${finding}${few(view, customers)}`, holdout && t("forecast.held", { n: holdout.customers, cut: view.f.date(holdout.cutDate), end: view.f.date(holdout.endDate), observed: holdout.observed })],
    scope: scopeOf(view, t("scope.customers", { n: customers })),
    body: holdout ? [errors(view, holdout), tenths(view, models, holdout)] : [],
  });
}

/** @param {View} view @param {string} model */
const nameOf = ({ t }, model) => (hasText(`model.${model}`) ? t(`model.${model}`) : model);

/** @param {View} view @param {Holdout} holdout */
function errors(view, { candidates, baselines }) {
  const { t, f } = view;
  const row = (/** @type {string} */ id, /** @type {string} */ name, /** @type {Holdout["baselines"]["nobodyReturns"]} */ one, /** @type {string} */ verdict) =>
    ({ id, cells: [name, f.count(one.expected), one.mae.toFixed(3), one.rmse.toFixed(3), one.brier.toFixed(3), verdict] });
  return table(view, t("check.errors"), [{ head: t("check.who") }, ...["expected", "mae", "rmse", "brierScore"].map((id) => ({ head: t(`check.${id}`), number: true })), { head: t("check.verdict"), sentence: true }], [
    ...candidates.map((one) => row(one.model, nameOf(view, one.model), one, t(one.passed ? "check.passed" : "forecast.failed"))),
    row("same", t("check.sameAsBefore"), baselines.sameAsBefore, t("check.guess")), row("nobody", t("check.nobodyReturns"), baselines.nobodyReturns, t("check.guess")),
  ], t("forecast.meaning"));
}

/** @param {View} view @param {Models} models @param {Holdout} holdout */
function tenths(view, { chosen }, { candidates, days }) {
  const { t, f } = view;
  const used = candidates.find(({ model }) => model === chosen);
  return used ? table(view, t("forecast.tenths", { days }), ["check.tenth", "column.customers", "check.foretold", "check.came"].map((key, at) => ({ head: t(key), number: at > 0 })), used.calibration.map(({ customers, expected, observed }, at) => ({
    id: `tenth-${at}`, cells: [f.count(at + 1), f.count(customers), f.share(expected), f.share(observed)],
  }))) : "";
}
