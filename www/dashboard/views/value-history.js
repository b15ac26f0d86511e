/** Churn and value at each month's end, with the data of then: asked for by a button, because every month is fitted anew. */
import { html, nothing } from "lit";
import { bandLine } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { explain } from "../elements/explain.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { listPanel, meanCell, noticeList, predictPanel, said, shareCell } from "./predict-words.js";

/** @import { Chart } from "../elements/chart.js" */
/** @import { Page } from "../elements/part.js" */
/** @import { History, HistoryMonth, Mean } from "../types.js" */
/** @import { ValueView } from "./value.js" */

/** How far a person may look back, in months. */
const SPANS = [12, 24, 36];
/** Parts of a month that are drawn: the name of a text, and what is found of a month. @type {[name: "churn" | "historic" | "predicted", of: (month: HistoryMonth) => { at: number | null, low: number | null, high: number | null, n: number } | null][]} */
const DRAWN = [
  ["churn", ({ churn }) => churn && { at: churn.rate, low: churn.low, high: churn.high, n: churn.judged }],
  ["predicted", ({ value }) => limits(value?.predicted ?? null)],
  ["historic", ({ value }) => limits(value?.historic ?? null)],
];
const PATHS = /** @type {const} */ ({ churn: "pastChurn", predicted: "pastPredicted", historic: "pastHistoric" });

/** @param {Mean | null} mean */
const limits = (mean) => mean && { at: mean.mean, low: mean.low, high: mean.high, n: mean.n };

/** @param {ValueView} view */
export function historyPanels(view) {
  const { page } = view;
  const { t, state } = page;
  const history = state.foretold.history?.made;
  // Definitions come with what is made.
  const head = { of: history ? "history" : null, title: t("history.title"), lead: history ? nothing : t("history.lead") };
  return html`${predictPanel(page, head, html`${history ? changeWords(page, history) : nothing} ${choice(view)} ${history ? noticeList(page, history.notices) : nothing}`)}
    ${history ? html`${DRAWN.map((part) => drawn(view, history, part))} ${monthTable(page, history)}` : nothing}`;
}

/** @param {ValueView} view */
function choice(view) {
  const { t } = view.page;
  const { lookedBack } = view;
  return html`<div class="buttons">${SPANS.map((months) => html`<button aria-pressed=${months === lookedBack} @click=${() => (view.asked = months)}>${t("history.ask", { n: months })}</button>`)}</div>`;
}

/** The last month against the one before. @param {Page} page @param {History} history */
function changeWords(page, { months, horizonDays, currency }) {
  const { t, format } = page;
  const [before, last] = [months.at(-2), months.at(-1)];
  if (!last) return nothing;
  const month = format.period(last.month);
  const money = (/** @type {number | null} */ amount) => amountOf(page, amount, currency);
  const beside = (/** @type {number | null | undefined} */ value, /** @type {(value: number | null) => string} */ show) => (before && value != null ? t("history.before", { month: format.period(before.month), value: show(value) }) : "");
  const { churn, value } = last;
  return [
    churn && [t("history.churnNow", { month, rate: format.share(churn.rate), flagged: churn.flagged, judged: churn.judged }), beside(before?.churn?.rate, format.share)],
    value?.predicted && [t("history.predictedNow", { amount: money(value.predicted.mean), days: horizonDays }), beside(before?.value?.predicted?.mean, money)],
    value && [t("history.historicNow", { amount: money(value.historic.mean) }), beside(before?.value?.historic.mean, money)],
    value?.lost != null && [t("history.lostNow", { amount: money(value.lost) })],
  ].map((sentences) => (sentences ? html`<p>${sentences.join(" ")}</p>` : nothing));
}

/** @param {ValueView} view @param {History} history @param {typeof DRAWN[number]} part */
function drawn(view, history, [name, of]) {
  const known = history.months.flatMap((month) => {
    const found = of(month);
    return found && found.at !== null ? [{ ...found, at: found.at, month: month.month }] : [];
  });
  return known.length < 2 ? nothing : view.kept(`history ${name} ${history.months.length}`, () => chartFrame(view.page, chartOf(view.page, history, name, known)));
}

/** @param {Page} page @param {History} history @param {keyof typeof PATHS} name @param {{ month: string, at: number, low: number | null, high: number | null, n: number }[]} known @returns {Chart} */
function chartOf(page, { currency, horizonDays }, name, known) {
  const { t, format } = page;
  const shown = (/** @type {number | null} */ value) => (name === "churn" ? format.share(value) : amountOf(page, value, currency));
  const points = known.map(({ month, at, low, high, n }) => ({ x: Date.parse(`${month}-01`), y: at, low, high, title: `${format.period(month)}: ${shown(at)} (n = ${format.count(n)})` }));
  const [first, last] = [/** @type {typeof known[number]} */ (known[0]), /** @type {typeof known[number]} */ (known.at(-1))];
  const columns = ["column.month", `history.${name}`, "column.low", "column.high"].map((key) => t(key));
  return {
    name: `history-${name}`, title: t(`history.chart.${name}`, { days: horizonDays }), of: pathOf(PATHS[name]), n: last.n,
    summary: t("history.summary", { from: format.period(first.month), first: shown(first.at), to: format.period(last.month), last: shown(last.at) }),
    draw: (width) => bandLine(width, points, { yFormat: name === "churn" ? format.shareShort : format.moneyShort, dates: format.month }),
    columns: [...columns, "n"],
    rows: known.map(({ month, at, low, high, n }) => [month, at, low, high, n]),
    shown: known.map(({ month, at, low, high, n }) => [format.period(month), shown(at), shown(low), shown(high), format.count(n)]),
  };
}

/** @param {Page} page @param {History} history */
function monthTable(page, { months, model, currency }) {
  const { t, format } = page;
  const of = (/** @type {string} */ name, /** @type {string} */ path) => ({ head: t(`history.${name}`), number: true, more: explain(page, pathOf(path), t(`history.${name}`), months.at(-1)?.customers ?? null) });
  const isUnknown = months.some(({ reasons }) => reasons.length > 0);
  const columns = [{ head: t("column.month") }, { head: t("column.customers"), number: true }, of("churn", "pastChurn"), of("historic", "pastHistoric"), ...(model ? [of("predicted", "pastPredicted"), of("lost", "pastLost")] : []), ...(isUnknown ? [{ head: t("history.why"), sentence: true }] : [])];
  const latest = months.toReversed();
  return listPanel(page, {
    of: "history", title: t("history.months"), n: latest[0]?.customers ?? null, lead: t("history.monthsLead"), empty: t("history.none"), columns,
    heads: ["month", "asOf", "customers", "definition", "judged", "flagged", "rate", "rateLow", "rateHigh", "historic", "historicLow", "historicHigh", "predicted", "predictedLow", "predictedHigh", "lost", "currency"],
    saved: latest.map(({ month, asOf, customers, churn, value }) => [
      month, asOf, customers, ...(churn ? [churn.definition, churn.judged, churn.flagged, churn.rate, churn.low, churn.high] : Array(6).fill(null)), ...saved(value?.historic), ...saved(value?.predicted), value?.lost ?? null, currency,
    ]),
    rows: latest.map(({ month, customers, churn, value, reasons }) => [
      format.period(month), format.count(customers), shareCell(page, churn && { share: churn.rate, low: churn.low, high: churn.high, count: churn.flagged, n: churn.judged }), meanCell(page, value?.historic ?? null, currency),
      ...(model ? [meanCell(page, value?.predicted ?? null, currency), amountOf(page, value?.lost ?? null, currency)] : []), ...(isUnknown ? [reasons.map((reason) => said(page, reason)).join(" ")] : []),
    ]),
  });
}

/** @param {Mean | null | undefined} mean */
const saved = (mean) => [mean?.mean ?? null, mean?.low ?? null, mean?.high ?? null];
