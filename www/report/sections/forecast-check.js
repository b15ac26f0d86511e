/** The check of the models: their errors beside those of guesses, week by week, and the probabilities in tenths. */
import { told } from "../cells.js";
import { bandLine } from "../charts/lines.js";
import { said } from "../fill.js";
import { fixed, listed, modelName, noticeWords } from "../foretold.js";
import { chart, legend, table } from "../frames.js";
import { html } from "../markup.js";

/** @import { Report, Told, View } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["models"]>} Models */
/** @typedef {NonNullable<Models["holdout"]>} Holdout */
/** @typedef {Holdout["candidates"][number]} Candidate */
/** @typedef {NonNullable<Candidate["calibration"]>} Calibration */

/** @param {View} view @param {Models} models */
export function check(view, models) {
  const { t } = view;
  const { holdout, churnModel, chosen } = models;
  const used = holdout?.candidates.find(({ model }) => model === chosen);
  return [
    holdout ? [errors(view, holdout), tracking(view, models, holdout), used ? tenths(view, holdout.days === null ? t("forecast.tenthsTime") : t("forecast.tenths", { days: holdout.days }), used.calibration) : ""] : "",
    churnModel ? regression(view, churnModel) : view.hiddenIn("models.churnModel") > 0 ? html`<h3>${t("check.regressionTitle")}</h3><p class="plain">${t("forecast.checkHidden")}</p>` : "",
  ];
}

/** @param {View} view @param {Holdout} holdout */
function errors(view, { candidates, baselines }) {
  const { t, f } = view;
  const three = fixed(3);
  const row = (/** @type {string} */ id, /** @type {string} */ name, /** @type {Holdout["baselines"]["nobodyReturns"]} */ one, /** @type {string} */ verdict) =>
    ({ id, cells: [name, told(view, one.expected, f.count), told(view, one.mae, three), told(view, one.rmse, three), told(view, one.brier, three), verdict] });
  return table(view, t("check.errors"), [{ head: t("check.who") }, ...["check.expected", "check.mae", "check.rmse", "check.brierScore"].map((key) => ({ head: t(key), number: true })), { head: t("check.verdict"), sentence: true }], [
    ...candidates.map((one) => row(one.model, modelName(view, one.model), one, verdictOf(view, one))),
    row("same", t("check.sameAsBefore"), baselines.sameAsBefore, t("check.guess")), row("nobody", t("check.nobodyReturns"), baselines.nobodyReturns, t("check.guess")),
  ], t("forecast.meaning"));
}

/** Why a model is not used, as far as it is told. @param {View} view @param {Candidate} candidate */
function verdictOf(view, { passed, reasons }) {
  if (passed) return view.t("check.passed");
  return (reasons ?? []).length > 0 ? said(...reasons.map((reason) => noticeWords(view, reason))) : view.t("forecast.failed");
}

/** Repeat orders by week: what came beside the model that is used, or beside the one that came nearest. @param {View} view @param {Models} models @param {Holdout} holdout */
function tracking(view, { chosen }, { tracking, candidates, cutDate, observed }) {
  const { t, f } = view;
  const tried = candidates.filter((one) => one.tracking?.some((value) => value !== null));
  const shown = tried.find(({ model }) => model === chosen) ?? [...tried].sort((a, b) => Number(a.rmse) - Number(b.rmse))[0];
  const came = curve(tracking.week, tracking.observed);
  const foretold = curve(tracking.week, shown?.tracking);
  const [lastCame, lastForetold] = [came.at(-1), foretold.at(-1)];
  if (!shown || !lastCame || !lastForetold || came.length < 2) return view.hiddenIn("models.tracking") > 0 ? html`<p class="plain">${t("forecast.trackingHidden")}</p>` : "";
  const model = modelName(view, shown.model);
  const off = (/** @type {number} */ foretold, /** @type {number} */ came) => (came > 0 ? f.share(Math.abs(foretold / came - 1)) : "–");
  const misses = { here: off(lastForetold.y, lastCame.y), held: off(Number(shown.expected), Number(observed)) };
  return chart({
    id: "tracking", title: t("check.tracking"),
    summary: said(t("check.trackingCut", { cut: f.date(cutDate), week: tracking.cutWeek ?? 0 }), t("check.trackingOf", { model, expected: Math.round(lastForetold.y), observed: lastCame.y, ...misses }), t("check.twoMisses", { cut: f.date(cutDate) })),
    note: view.hiddenIn("models.tracking") > 0 ? t("forecast.trackingFewer") : "",
    legend: legend([["s1", t("check.came")], ["s2", model]]),
    draw: (width) => bandLine(width, came, { show: f.count, beside: foretold, axis: t("check.week"), rules: [{ x: tracking.cutWeek ?? 0, label: t("check.cut"), look: "mark-3" }] }),
  });
}

/** Told points of a curve. @param {readonly (number | null)[]} weeks @param {readonly (number | null)[] | null | undefined} values */
const curve = (weeks, values) => weeks.flatMap((week, at) => {
  const y = values?.[at];
  return typeof week === "number" && typeof y === "number" ? [{ x: week, y }] : [];
});

/** Foretold and actual shares of silence. @param {View} view @param {string} title @param {Calibration | null} calibration */
function tenths(view, title, calibration) {
  const { t, f } = view;
  return listed(view, {
    title, rows: calibration, empty: t("forecast.tenthsHidden"), columns: ["check.tenth", "column.customers", "check.foretold", "check.came"].map((key, at) => ({ head: t(key), number: at > 0 })),
    cells: ({ customers, expected, observed }, at) => [f.count(at + 1), told(view, customers, f.count), told(view, expected, f.share), told(view, observed, f.share)],
  });
}

/** The logistic model of churn. @param {View} view @param {NonNullable<Models["churnModel"]>} model */
function regression(view, model) {
  const { t, f } = view;
  const three = fixed(3);
  const score = (/** @type {number | null} */ brier) => (brier === null ? "–" : three(brier));
  const { test } = model;
  const numbers = typeof test?.customers === "number" && typeof test.lost === "number" && model.auc !== null
    ? t("check.regressionNumbers", { train: f.date(model.trainDate), test: f.date(model.testDate), days: model.days ?? 0, n: test.customers, lost: test.lost, brier: score(model.brier), base: score(model.baseRateBrier), model: score(model.buyingModelBrier), auc: f.share(model.auc) })
    : t("forecast.checkHidden");
  const words = html`<h3>${t("check.regressionTitle")}</h3><p class="plain">${said(t(model.passed ? "check.regressionPassed" : "check.regressionNot"), numbers)}</p>`;
  return html`${words}${model.passed ? tenths(view, t("forecast.regressionTenths", { days: model.days ?? 0 }), model.calibration) : ""}`;
}
