/** The check: what models foretold of data that they had not seen, beside what came and beside naive guesses. */
import { html, nothing } from "lit";
import { manyLines } from "../charts/lines.js";
import { checkedTable } from "../elements/calibration.js";
import { chartFrame } from "../elements/chart.js";
import { explain, figure } from "../elements/explain.js";
import { intervalsButton } from "../elements/predict-options.js";
import { table } from "../elements/table.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { chosenOf, fixed, modelName, noticeList, predictPanel, regressionChecked, said, silenceChecked } from "./predict-words.js";

/** @import { Chart } from "../elements/chart.js" */
/** @import { Page, Part } from "../elements/part.js" */
/** @import { ChurnModel, Holdout, HoldoutCandidate, HoldoutErrors, Models } from "../types.js" */

/** @param {Part} view @param {Models} models */
export function checkPart(view, models) {
  const { page } = view;
  const { holdout } = models;
  return html`${verdict(page, models)} ${figures(page, models)}
    ${holdout ? html`${errors(page, holdout)}
      ${view.kept("tracking", () => chartFrame(page, trackingChart(page, models, holdout)))}
      ${view.kept("deciles", () => decileCharts(page, models, holdout))} ${silence(page, models)}` : nothing}
    ${orderValues(page, models)} ${regression(page, models)} ${boxes(page, models)} ${parameters(page, models)}`;
}

/** Which model is shown and why, or why none is. @param {Page} page @param {Models} models */
function verdict(page, models) {
  const { t, format } = page;
  const chosen = chosenOf(models);
  const { holdout } = models;
  const title = chosen ? t("check.uses", { model: modelName(page, chosen.model) }) : t("check.usesNone");
  const why = chosen && holdout
    ? t("check.because", { cut: format.date(holdout.cutDate), end: format.date(holdout.endDate), n: holdout.customers, expected: Math.round(chosen.expected), observed: holdout.observed })
    : t("check.noneBecause");
  return predictPanel(page, { of: "chosen", title, n: holdout?.customers ?? models.customers, lead: why }, noticeList(page, models.notices));
}

/** @param {Page} page @param {Models} models */
function figures(page, { customers, repeaters, medianGapDays, regularity, holdout, chosen }) {
  const { t, format, state } = page;
  const usual = state.report?.repurchase ?? null;
  const median = usual?.medianDays ?? null;
  const ratio = holdout?.candidates.find(({ model }) => model === chosen)?.ratio ?? null;
  return html`<div class="figures">
    ${figure(page, { of: "predict.customers", label: t("check.customers"), value: format.count(customers), n: customers, note: t("check.repeaters", { n: repeaters }) })}
    ${figure(page, { of: "repurchase.medianDays", label: t("check.medianGap"), value: median === null ? format.count(null) : t("days", { n: median }), n: usual?.intervals ?? null, note: medianGapDays === null ? t("check.nobodyTwice") : html`${median === null ? t("check.noMedian") : nothing} ${t("check.endedGaps", { days: medianGapDays })}` })}
    ${figure(page, { of: pathOf("regularity"), label: t("check.regularity"), value: format.decimal(regularity?.k), n: regularity?.n ?? null, note: regularity === null ? t("check.noGaps") : t(regularity.k >= 2 ? "check.regular" : "check.random") })}
    ${figure(page, { of: "predict.ratio", label: t("check.ratio"), value: format.share(ratio), n: holdout?.customers ?? null, note: ratio === null ? t("check.noRatio") : t("check.ratioNote") })}
  </div>`;
}

/** @param {Page} page @param {Holdout} holdout */
function errors(page, holdout) {
  const { t, format } = page;
  const of = (/** @type {string} */ name, /** @type {string} */ key) => ({ head: t(key), number: true, more: explain(page, pathOf(name), t(key), holdout.customers) });
  const columns = [{ head: t("check.who") }, ...["check.expected", "check.observed"].map((key) => ({ head: t(key), number: true })), of("mae", "check.mae"), of("rmse", "check.rmse"), of("brier", "check.brierScore"), { head: t("check.verdict"), sentence: true }];
  const cells = (/** @type {string} */ name, /** @type {HoldoutErrors} */ one, /** @type {unknown} */ word) =>
    [name, format.count(one.expected), format.count(holdout.observed), fixed(one.mae, 3), fixed(one.rmse, 3), fixed(one.brier, 3), word];
  const word = (/** @type {HoldoutCandidate} */ { passed, reasons }) => (passed ? html`<span class="mark calm">${t("check.passed")}</span>` : reasons.map((reason) => html`<p>${said(page, reason)}</p>`));
  return predictPanel(page, { of: "errors", title: t("check.errors"), n: holdout.customers, lead: t("check.errorsLead", { cut: format.date(holdout.cutDate), end: format.date(holdout.endDate), days: holdout.days, n: holdout.customers }) },
    html`${table(t("check.errors"), columns, [
      ...holdout.candidates.map((one) => cells(modelName(page, one.model), one, word(one))),
      cells(t("check.sameAsBefore"), holdout.baselines.sameAsBefore, t("check.guess")), cells(t("check.nobodyReturns"), holdout.baselines.nobodyReturns, t("check.guess")),
    ])}`);
}

/** Curves that are compared with what came: the chosen model's, or those of all that were tried. @param {Models} models @param {Holdout} holdout */
const compared = ({ chosen }, { candidates }) => (chosen ? candidates.filter(({ model }) => model === chosen) : candidates.filter(({ tracking }) => tracking.length > 0));

/** @param {string[]} names */
const legend = (names) => html`<ul class="legend">${names.map((name, at) => html`<li class=${`series-${at + 1}`}>${name}</li>`)}</ul>`;

/** @param {Page} page @param {Models} models @param {Holdout} holdout @returns {Chart} */
function trackingChart(page, models, holdout) {
  const { t, format } = page;
  const { tracking, cutDate, observed } = holdout;
  const tried = compared(models, holdout);
  const names = [t("check.came"), ...tried.map(({ model }) => modelName(page, model))];
  const series = [tracking.observed, ...tried.map((one) => one.tracking)];
  const points = series.flatMap((values, at) => values.map((y, week) => {
    const name = names[at] ?? "";
    return { x: tracking.week[week] ?? week, y, series: name, title: `${name}\n${format.date(tracking.date[week])}: ${format.count(y)}` };
  }));
  const came = tracking.observed.at(-1) ?? 0;
  const off = (/** @type {number} */ foretold, /** @type {number} */ came) => format.share(came > 0 ? Math.abs(foretold / came - 1) : null);
  const misses = tried.map((one) => t("check.trackingOf", { model: modelName(page, one.model), expected: Math.round(one.tracking.at(-1) ?? 0), observed: came, here: off(one.tracking.at(-1) ?? 0, came), held: off(one.expected, observed) }));
  const summary = [t("check.trackingCut", { cut: format.date(cutDate), week: tracking.cutWeek }), ...misses, t("check.twoMisses", { cut: format.date(cutDate) })].join(" ");
  return {
    name: "tracking", title: t("check.tracking"), summary, of: "predict.tracking", n: observed, legend: legend(names),
    columns: [t("check.weekEnd"), ...names], rows: tracking.date.map((date, at) => [date, ...series.map((values) => values[at] ?? null)]),
    shown: tracking.date.map((date, at) => [format.date(date), ...series.map((values) => format.count(values[at]))]),
    draw: (width) => manyLines(width, points, { names, xLabel: t("check.week"), yFormat: format.count, rule: { x: tracking.cutWeek, label: t("check.cut") } }),
  };
}

/** Customers in tenths by what the model that is used foretold. @param {Page} page @param {Models} models @param {Holdout} holdout */
function decileCharts(page, models, holdout) {
  const { t, format } = page;
  return holdout.candidates.filter(({ model, deciles }) => model === models.chosen && deciles.length > 1).map((one) => {
    const names = [t("check.came"), t("check.foretold")];
    const points = one.deciles.flatMap(({ customers, expected, observed }, at) => [observed, expected].map((y, which) => ({
      x: at + 1, y, series: names[which] ?? "", title: `${names[which]}\n${t("check.group", { at: at + 1, n: customers })}: ${y.toFixed(2)}`,
    })));
    return chartFrame(page, {
      name: `tenths-${one.model}`, title: t("check.deciles", { model: modelName(page, one.model) }), summary: t("check.decilesSummary", { n: one.deciles.length }), of: "predict.deciles", n: holdout.customers, legend: legend(names),
      columns: [t("check.tenth"), t("column.customers"), t("check.foretold"), t("check.came")],
      rows: one.deciles.map(({ customers, expected, observed }, at) => [at + 1, customers, expected, observed]),
      shown: one.deciles.map(({ customers, expected, observed }, at) => [format.count(at + 1), format.count(customers), fixed(expected, 2), fixed(observed, 2)]),
      draw: (width) => manyLines(width, points, { names, xLabel: t("check.tenthAxis"), yFormat: (value) => format.decimal(value) }),
    });
  });
}

/** @param {Page} page @param {Models} models */
function silence(page, models) {
  const checked = silenceChecked(page, models);
  return checked === null ? nothing : predictPanel(page, { of: "calibration", title: page.t("check.calibration"), n: models.holdout?.customers ?? null }, checkedTable(page, checked));
}

/** How order values were foretold, beside one mean for everybody. @param {Page} page @param {Models} models */
function orderValues(page, { holdout, currency, orderValue }) {
  const tried = holdout?.orderValues;
  if (!tried) return nothing;
  const { t } = page;
  const money = (/** @type {number} */ value) => String(amountOf(page, value, currency));
  return predictPanel(page, { of: "orderValues", title: t("check.orderValues"), n: tried.customers }, html`<p>${t("check.orderValuesTried", { n: tried.customers, observed: money(tried.observed), expected: money(tried.expected), mae: money(tried.mae), baseline: money(tried.baselineMae) })}
    ${orderValue?.source === "mean" ? t("check.orderValuesMean", { mean: money(orderValue.mean ?? 0) }) : t("check.orderValuesModel")}</p>`);
}

// The regression of churn

/** @param {Page} page @param {Models} models */
function regression(page, models) {
  const { t, format } = page;
  const model = models.churnModel;
  if (!model) return predictPanel(page, { of: "regression", title: t("check.regressionTitle") }, html`<p>${t("check.noRegression")}</p>`);
  const head = { of: "regression", title: t("check.regressionTitle"), n: model.test.customers };
  const numbers = html`<p>${t("check.regressionNumbers", { train: format.date(model.trainDate), test: format.date(model.testDate), days: model.days, n: model.test.customers, lost: model.test.lost, brier: fixed(model.brier, 3), base: fixed(model.baseRateBrier, 3), model: fixed(model.buyingModelBrier, 3), auc: format.share(model.auc) })}</p>`;
  if (!model.passed) return predictPanel(page, head, html`<p><strong>${t("check.regressionNot")}</strong></p>${noticeList(page, model.reasons)}${numbers}`);
  const checked = regressionChecked(page, models);
  return predictPanel(page, { ...head, lead: t("check.regressionPassed") }, html`${numbers}${features(page, model)}${checked ? checkedTable(page, checked) : nothing}`);
}

/** @param {Page} page @param {ChurnModel} model */
function features(page, { features: all, test }) {
  const { t } = page;
  const columns = [{ head: t("check.feature") }, { head: t("check.direction") }, { head: t("check.weight"), number: true }, { head: t("check.importance"), number: true, more: explain(page, pathOf("importance"), t("check.importance"), test.customers) }];
  return table(t("check.features"), columns, all.toSorted((a, b) => b.importance - a.importance).map((one) => [
    t(`feature.${one.id}`), t(one.standardised > 0 ? "check.likelier" : "check.lessLikely"), fixed(one.standardised, 2), fixed(one.importance, 4),
  ]));
}

// Boxes

/** Who takes a box and who leaves, where a rhythm of boxes was asked for and could be fitted; a notice says so where not. @param {Page} page @param {Models} models */
function boxes(page, { bgBb }) {
  const { t, format } = page;
  if (!bgBb) return nothing;
  const { opportunityDays: days, buying, leaving, n } = bgBb;
  return predictPanel(page, { of: "models.bgBb", title: t("boxes.title", { days }), n, lead: t("boxes.lead", { days, buying: format.share(buying), leaving: format.share(leaving), n }) }, html`<p class="hint">${t("boxes.note")}</p>`);
}

// Parameters

/** Parameters by name: a number, with its interval where it was worked out. @param {Page} page @param {string} model @param {object} fitted @param {Models["intervals"]} intervals */
const values = ({ format }, model, fitted, intervals) => Object.entries(fitted).map(([name, value]) => {
  const [low, high] = intervals?.[`${model}.${name}`] ?? [];
  const shown = value === null ? "–" : Number.isInteger(value) ? format.count(value) : Math.abs(value) >= 1000 ? format.decimal(value) : Number(value).toPrecision(4);
  return html`<span class="pair">${name} ${shown}${low === undefined || high === undefined ? nothing : html` <small>(${low.toPrecision(3)} – ${high.toPrecision(3)})</small>`}</span>`;
});

/** @param {Page} page @param {Models} models */
function parameters(page, models) {
  const { t } = page;
  const { bgNbd, mbgNbd, paretoNbd, bgBb, gammaGamma, unit, intervals, chosen } = models;
  const fitted = /** @type {[string, object | null][]} */ ([["bgNbd", bgNbd], ["mbgNbd", mbgNbd], ["paretoNbd", paretoNbd], ...(bgBb ? [["bgBb", bgBb]] : []), ["gammaGamma", gammaGamma]]);
  const rows = fitted.map(([id, model]) => [html`${t(`model.${id}`)} ${explain(page, `models.${id}`, t(`model.${id}`))}`, model === null ? t("check.notSettled") : values(page, id, model, intervals)]);
  return html`<details class="panel" ?open=${intervals !== null}><summary>${t("check.parameters")}</summary><p>${t(unit === "weeks" ? "check.inWeeks" : "check.inDays")}</p>
    ${chosen === null ? nothing : intervalsButton(page, models)}
    ${table(t("check.parameters"), [{ head: t("check.who") }, { head: t("check.values"), sentence: true }], rows)}</details>`;
}
