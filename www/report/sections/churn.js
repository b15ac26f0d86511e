/** Churn: who is overdue under the chosen definition, what they are worth, how the definitions differ, the rate by month. */
import { few, interval, known, told, toldMoney } from "../cells.js";
import { bandLine } from "../charts/lines.js";
import { said } from "../fill.js";
import { modelName } from "../foretold.js";
import { chart, figures, table } from "../frames.js";
import { html } from "../markup.js";
import { off, scopeOf, section } from "../parts.js";
import { flagOf } from "./forecast-flag.js";

/** @import { View, Told, Report } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["churn"]>} Churn */

/** Months in the chart and the table, the newest ones. */
const MONTHS_SHOWN = 36;

/** @param {View} view */
export function churn(view) {
  const { t, report } = view;
  const { churn } = report;
  if (!churn) return off(view, "churn");
  const chosen = churn.definitions.find(({ id }) => id === churn.definition);
  return section(view, {
    id: "churn",
    findings: [headline(view, chosen), stake(view, churn, chosen), recent(view, churn)],
    scope: scopeOf(view, ...(known(chosen?.customers) ? [t("scope.judged", { n: Number(chosen?.customers) })] : [])),
    body: [definitions(view, churn), store(view, churn), grades(view, churn), months(view, churn), pairs(view, churn)],
    meanings: [
      [t("churn.flagged"), "churn.definitions.flagged"], [t("churn.share"), "churn.definitions.share"], [t("column.valueAtStake"), "churn.valueAtStake"], [t("churn.medianLimit"), "churn.definitions.medianLimitDays"],
      [t("churn.storeCycle"), "churn.storeCycleDays"], [t("churn.storeTail"), "churn.storeTailDays"], [t("churn.grades"), "churn.grades"], [t("column.rate"), "churn.months.rate"], [t("churn.disagreement"), "churn.disagreement"],
      [t("churn.recently"), "churn.recent"],
    ],
  });
}

/** @param {View} view @param {Churn["definitions"][number] | undefined} chosen */
function headline(view, chosen) {
  const { t, f, report } = view;
  if (!chosen || !known(chosen.flagged, chosen.customers)) return t("finding.hidden");
  const { churn } = report.meta.options;
  const rule = t(`definition.${chosen.id}.rule`, { margin: churn.marginDays ?? 30, window: churn.windowDays ?? 180, tail: f.shareShort(churn.tail ?? 0.95) });
  if (chosen.flagged === 0) return said(t("finding.churn.nobody", { customers: Number(chosen.customers) }), rule);
  const share = chosen.share === null ? "" : f.share(chosen.share);
  return html`${said(t("finding.churn", { flagged: Number(chosen.flagged), customers: Number(chosen.customers), share, interval: interval(view, chosen.low, chosen.high) }), rule)}${few(view, chosen.customers)}`;
}

/** @param {View} view @param {Churn} churn @param {Churn["definitions"][number] | undefined} chosen */
function stake({ t, f }, churn, chosen) {
  const value = f.money(churn.valueAtStake);
  return value === null || !chosen?.flagged ? null : t("finding.stake", { value });
}

/** @param {View} view @param {Churn} churn */
function recent({ t, f }, { recent }) {
  const value = f.money(recent.newlyAtStake);
  if (!known(recent.newlyFlagged, recent.returned)) return null;
  const words = { days: f.count(recent.days ?? 30), newly: Number(recent.newlyFlagged), returned: Number(recent.returned) };
  return value === null ? t("finding.churn.recentPeople", words) : t("finding.churn.recent", { ...words, value });
}

/** @param {View} view @param {Churn} churn */
function definitions(view, churn) {
  const { t, f } = view;
  const heads = [{ head: t("definition") }, { head: t("churn.flagged"), number: true }, { head: t("churn.judged"), number: true }, { head: t("churn.share"), number: true }, { head: t("column.valueAtStake"), number: true }, { head: t("churn.medianLimit"), number: true }];
  return table(view, t("churn.definitions"), heads, [...churn.definitions.map((one) => ({
    id: one.id,
    cells: [
      html`${t(`definition.${one.id}`)}${one.id === churn.definition ? html` <span class="mark">${t("churn.inUse")}</span>` : ""}<br><small>${t(`definition.${one.id}.about`)}</small>`,
      told(view, one.flagged, f.count), told(view, one.customers, f.count),
      html`${told(view, one.share, f.share, { or: "unknown.noCustomers", n: one.customers })}<br><small>${interval(view, one.low, one.high)}</small>`,
      toldMoney(view, one.valueAtStake), told(view, one.medianLimitDays, (n) => t("days", { n }), one.customers === 0 ? { or: "unknown.short", n: 0 } : { or: "unknown.short", table: "churn.definitions" }),
    ],
  })), ...byModel(view)], flagOf(view.report.models) ? "" : t(view.report.models ? "churn.noD3" : "churn.noModels"));
}

/** Who is flagged by a model of buying that passed its check. @param {View} view */
function byModel(view) {
  const { t, f, report } = view;
  const flag = flagOf(report.models);
  if (!flag) return [];
  const about = t("churn.D3.about", { days: flag.days ?? 0, threshold: f.shareShort(flag.threshold ?? 0), model: modelName(view, flag.model) });
  return [{ id: "D3", cells: [html`${t("churn.D3")}<br><small>${about}</small>`, told(view, flag.flagged, f.count), told(view, flag.n, f.count), told(view, flag.rate, f.share), "–", t("days", { n: flag.days ?? 0 })] }];
}

/** @param {View} view @param {Churn} churn */
function store(view, { storeCycleDays, storeTailDays }) {
  const { t } = view;
  const days = (/** @type {number} */ n) => t("days", { n });
  return figures([
    { label: t("churn.storeCycle"), value: told(view, storeCycleDays, days, { or: "unknown.short", table: "churn" }), note: t("churn.storeNote") },
    { label: t("churn.storeTail"), value: told(view, storeTailDays, days, { or: "unknown.tail", table: "churn" }) },
  ]);
}

/** @param {View} view @param {Churn} churn */
function grades(view, { grades }) {
  const { t, f } = view;
  return table(view, t("churn.grades"), [{ head: t("customers.filter.grade") }, { head: t("column.customers"), number: true }, { head: t("column.valueAtStake"), number: true }], [...grades].reverse().map(({ grade, customers, valueAtStake }) => ({
    id: grade, cells: [html`${t(`grade.${grade}`)}${few(view, customers)}`, told(view, customers, f.count), toldMoney(view, valueAtStake)],
  })));
}

/** @param {View} view @param {Churn} churn */
function months(view, churn) {
  const { t, f } = view;
  const shown = churn.months.slice(-MONTHS_SHOWN);
  const last = shown.filter(({ rate }) => rate !== null).at(-1);
  if (!last) return html`<p class="plain">${t("churn.months")}: ${told(view, null, f.share, { or: "unknown.short", table: "churn.months" })}</p>`;
  const count = (/** @type {number | null} */ n) => (n === null ? t("cell.hidden") : f.count(n));
  const words = (/** @type {typeof last} */ one) => (one.rate === null ? "" : t("churn.monthTitle", { month: f.period(one.month), share: f.share(one.rate), flagged: count(one.flagged), active: count(one.active) }));
  return [
    chart({
      id: "churn-months", title: t("churn.months"),
      summary: t("churn.monthsSummary", { month: f.period(last.month), share: f.share(Number(last.rate)), flagged: count(last.flagged), active: count(last.active) }),
      note: shown.some(({ rate }) => rate === null) && view.k !== null ? t("chart.hidden") : "",
      draw: (width) => bandLine(width, shown.map((one, x) => ({ x, y: one.rate, low: one.low, high: one.high, id: one.month, hover: words(one) })), { show: f.shareShort, names: shown.map(({ month }, x) => ({ x, label: f.period(month) })) }),
    }),
    table(view, t("churn.months"), ["month", "active", "flagged", "rate", "low", "high"].map((id, at) => ({ head: t(`column.${id}`), number: at > 0 })), shown.map((one) => ({
      id: one.month,
      cells: [f.period(one.month), told(view, one.active, f.count), told(view, one.flagged, f.count), ...[one.rate, one.low, one.high].map((value) => told(view, value, f.share, { or: "unknown.nobodyActive", n: one.active }))],
    }))),
  ];
}

/** @param {View} view @param {Churn} churn */
function pairs(view, { disagreement }) {
  const { t, f } = view;
  const heads = ["pair", "both", "onlyFirst", "onlySecond", "neither"].map((id, at) => ({ head: t(`churn.pair.${id}`), number: at > 0 }));
  return table(view, t("churn.disagreement"), heads, disagreement.map(({ a, b, both, onlyA, onlyB, neither }) => ({
    id: `${a}-${b}`,
    cells: [t("churn.pair.name", { a: t(`definition.${a}`), b: t(`definition.${b}`) }), ...[both, onlyA, onlyB, neither].map((n) => told(view, n, f.count))],
  })), t("churn.disagreementNote"));
}
