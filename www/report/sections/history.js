/** Churn and value at each month's end, with the data of then. Only where the report was asked for them; not in reports for others. */
import { few, interval } from "../cells.js";
import { amountIn, listed, meanCell, modelName, noticesOf, noticeWords, shareCell } from "../foretold.js";
import { chart } from "../frames.js";
import { html } from "../markup.js";
import { bandLine } from "../charts/lines.js";
import { scopeOf, section } from "../parts.js";

/** @import { Report, Told, View } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["history"]>} History */
/** @typedef {History["months"][number]} Month */
/** @typedef {{ at: number | null, low: number | null, high: number | null }} Point */

/** What is drawn of a month. @type {[name: "churn" | "predicted" | "historic", of: (month: Month) => Point | null][]} */
const DRAWN = [
  ["churn", ({ churn }) => churn && { at: churn.rate, low: churn.low, high: churn.high }],
  ["predicted", ({ value }) => (value?.predicted ? { ...value.predicted, at: value.predicted.mean } : null)],
  ["historic", ({ value }) => (value?.historic ? { ...value.historic, at: value.historic.mean } : null)],
];

/** @param {View} view */
export function history(view) {
  const { t, report } = view;
  const { history } = report;
  if (history === undefined) return "";
  if (history === null) return section(view, { id: "history", findings: [t("history.leftOut")], scope: scopeOf(view), body: [] });
  return section(view, {
    id: "history",
    findings: findings(view, history),
    scope: scopeOf(view, ...(history.model ? [modelName(view, history.model)] : [])),
    body: [noticesOf(view, history.notices), DRAWN.map(([name, of]) => drawn(view, history, name, history.months.map(of))), months(view, history)],
    meanings: [
      [t("history.churn"), "history.months.churn.rate"], [t("history.historic"), "history.months.value.historic"],
      ...(history.model ? /** @type {[string, string][]} */ ([[t("history.predicted"), "history.months.value.predicted"], [t("history.lost"), "history.months.value.lost"]]) : []),
    ],
  });
}

/** The last month against the one before. @param {View} view @param {History} history */
function findings(view, { months, horizonDays, currency }) {
  const { t, f } = view;
  const [before, last] = [months.at(-2), months.at(-1)];
  if (!last) return [];
  const amount = amountIn(view, currency);
  const beside = (/** @type {number | null | undefined} */ value, /** @type {(value: number) => string} */ show) => (before && typeof value === "number" ? html` ${t("history.before", { month: f.period(before.month), value: show(value) })}` : "");
  const { churn, value } = last;
  const month = f.period(last.month);
  return [
    typeof churn?.rate === "number" ? html`${t("history.churnNow", { month, rate: f.share(churn.rate), flagged: Number(churn.flagged), judged: Number(churn.judged) })} ${interval(view, churn.low, churn.high)}${few(view, churn.judged)}${beside(before?.churn?.rate, f.share)}` : null,
    typeof value?.predicted?.mean === "number" ? html`${t("history.predictedNow", { amount: amount(value.predicted.mean), days: Number(horizonDays) })}${beside(before?.value?.predicted?.mean, amount)}` : null,
    typeof value?.historic?.mean === "number" ? html`${t("history.historicNow", { amount: amount(value.historic.mean) })}${beside(before?.value?.historic?.mean, amount)}` : null,
  ];
}

/** @param {View} view @param {History} history @param {typeof DRAWN[number][0]} name @param {(Point | null)[]} points */
function drawn(view, { months, currency, horizonDays }, name, points) {
  const { t, f } = view;
  const show = name === "churn" ? f.share : amountIn(view, currency);
  const line = points.map((point, x) => ({ x, y: point?.at ?? null, low: point?.low, high: point?.high, id: String(months[x]?.month), hover: typeof point?.at === "number" ? `${f.period(String(months[x]?.month))}: ${show(point.at)}` : "" }));
  const told = line.filter(({ y }) => y !== null);
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last || first === last) return "";
  return chart({
    id: `history-${name}`, title: t(`history.chart.${name}`, { days: Number(horizonDays) }),
    summary: t("history.summary", { from: f.period(first.id), first: show(Number(first.y)), to: f.period(last.id), last: show(Number(last.y)) }),
    draw: (width) => bandLine(width, line.filter(({ x }) => x >= first.x), { show: name === "churn" ? f.shareShort : show, names: line.filter(({ x }) => x >= first.x).map(({ x, id }) => ({ x, label: f.period(id) })) }),
  });
}

/** @param {View} view @param {History} history */
function months(view, { months, model, currency }) {
  const { t, f } = view;
  const isUnknown = months.some(({ reasons }) => (reasons ?? []).length > 0);
  const numbers = ["history.churn", "history.historic", ...(model ? ["history.predicted", "history.lost"] : [])];
  return listed(view, {
    title: t("history.months"), lead: t("history.monthsLead"), empty: t("history.none"), rows: months.toReversed(), shown: months.length,
    columns: [{ head: t("column.month") }, { head: t("column.customers"), number: true }, ...numbers.map((key) => ({ head: t(key), number: true })), ...(isUnknown ? [{ head: t("history.why"), sentence: true }] : [])],
    cells: ({ month, customers, churn, value, reasons }) => [
      f.period(month), f.count(Number(customers)), shareCell(view, churn && { count: churn.flagged, n: churn.judged, share: churn.rate, low: churn.low, high: churn.high }), meanCell(view, value?.historic, currency),
      ...(model ? [meanCell(view, value?.predicted, currency), typeof value?.lost === "number" ? amountIn(view, currency)(value.lost) : "–"] : []),
      ...(isUnknown ? [(reasons ?? []).map((reason) => noticeWords(view, reason)).join(" ")] : []),
    ],
  });
}
