/** Forecast: how models of buying did on data that they had not seen, whom they flag, next purchases as counts, the season. Only where the report has one of these. */
import { few } from "../cells.js";
import { modelName, noticesOf } from "../foretold.js";
import { html } from "../markup.js";
import { scopeOf, section } from "../parts.js";
import { check } from "./forecast-check.js";
import { flag, flagWords } from "./forecast-flag.js";
import { newCustomers } from "./forecast-new.js";
import { due } from "./forecast-due.js";
import { season, seasonWords } from "./forecast-season.js";

/** @import { View } from "../types.js" */
/** @import { Models } from "./forecast-check.js" */

/** @param {View} view */
export function forecast(view) {
  const { t, report } = view;
  const { models } = report;
  if (!models && report.due === undefined && !report.season) return "";
  return section(view, {
    id: "forecast",
    findings: [...(models ? verdict(view, models) : []), models ? flagWords(view, models) : null, report.season ? seasonWords(view, report.season) : null],
    scope: scopeOf(view, ...(models && typeof models.customers === "number" ? [t("scope.customers", { n: models.customers })] : [])),
    body: [models ? [noticesOf(view, models.notices), flag(view, models), newCustomers(view, models), check(view, models)] : "", report.due ? due(view, report.due) : report.due === null ? html`<p class="plain">${t("forecast.dueLeftOut")}</p>` : "", report.season ? season(view, report.season) : ""],
    meanings: [
      ...(models ? /** @type {[string, string][]} */ ([[t("check.errors"), "about.predict.errors"], [t("check.tracking"), "about.predict.tracking"], [t("check.regressionTitle"), "models.churnModel"], ...(models.newCustomers?.rows?.length ? [[t("newcomers.group"), "models.newCustomers"]] : [])]) : []),
      ...(report.due ? /** @type {[string, string][]} */ ([[t("due.replenish"), "due.replenish.due"], [t("due.next"), "due.next.probability"], [t("due.cycles"), "due.cycles.perUnit"]]) : []),
      ...(report.season ? /** @type {[string, string][]} */ ([[t("season.index"), "season.index"], [t("season.isForecast"), "season.forecast"], [t("season.backTest"), "season.backTest.methods.mae"], [t("season.own"), "season.individual.concentration"]]) : []),
    ],
  });
}

/** Whether a model is used, and what it was given. @param {View} view @param {Models} models */
function verdict(view, { holdout, customers, chosen }) {
  const { t, f } = view;
  const finding = chosen ? t("finding.forecast", { model: modelName(view, chosen) }) : t("finding.noForecast");
  const isTold = typeof holdout?.customers === "number" && typeof holdout.observed === "number";
  return [
    html`${finding}${few(view, customers)}`,
    isTold ? t("forecast.held", { n: Number(holdout.customers), cut: f.date(holdout.cutDate), end: f.date(holdout.endDate), observed: Number(holdout.observed) }) : view.hiddenIn("models.holdout") > 0 ? t("forecast.checkHidden") : null,
  ];
}
