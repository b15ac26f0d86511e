/** Summary: what the shop sold, to whom, and how the last 30 days compare. */
import { few, interval, known, told, toldMoney } from "../cells.js";
import { stackedBars } from "../charts/bars.js";
import { said } from "../fill.js";
import { chart, figures, legend, table } from "../frames.js";
import { scopeOf, section } from "../parts.js";

/** @import { View } from "../types.js" */

/** Periods in the chart and the table, the newest ones. */
const PERIODS_SHOWN = 36;

/** @param {View} view */
export function summary(view) {
  const { t, f, report } = view;
  const { summary } = report;
  return section(view, {
    id: "summary",
    findings: [...headline(view), repeat(view)],
    scope: scopeOf(view, ...(known(summary.customers) ? [t("scope.customers", { n: Number(summary.customers) })] : []), ...(known(summary.orders) ? [t("scope.orders", { n: Number(summary.orders) })] : [])),
    body: [numbers(view), recent(view), periods(view)],
    meanings: [
      ...["customers", "orders", "netSales", "averageOrderValue", "repeatPurchaseRate", "refunds", "discounts", "units"].map((id) => /** @type {[string, string]} */ ([t(`summary.${id}`), `summary.${id}`])),
      [t("summary.grossSales"), "summary.grossSales"], [t("summary.recent", { days: f.count(summary.recent.days ?? 30) }), "summary.recent"], [t("summary.periods"), "summary.periods"],
    ],
  });
}

/** @param {View} view */
function headline({ t, f, report, span, k, isTooFew }) {
  const { summary, meta } = report;
  const { customers, orders } = summary;
  const sales = f.money(summary.netSales);
  const average = f.money(summary.averageOrderValue);
  if (!known(customers, orders) || sales === null) return [isTooFew("churn") ? t("finding.fewCustomers", { k: Number(k) }) : t("finding.hidden")];
  const words = customers === 0 ? t("finding.summary.nobody", { orders: Number(orders), sales, ...span }) : t("finding.summary", { customers: Number(customers), orders: Number(orders), sales, ...span });
  const net = t(meta.netOfTaxAndShipping === null ? "sales.mixed" : meta.netOfTaxAndShipping ? "sales.net" : "sales.gross");
  return [said(words, average !== null && t("finding.average", { average }), net)];
}

/** @param {View} view */
function repeat(view) {
  const { t, f, report } = view;
  const { value, low, high, youngShare } = report.summary.repeatPurchaseRate;
  if (value === null) return null;
  return said(t("finding.repeat", { share: f.share(value), interval: interval(view, low, high) }), youngShare ? t("overview.young", { share: f.share(youngShare) }) : null);
}

/** @param {View} view */
function numbers(view) {
  const { t, f, report } = view;
  const { summary } = report;
  const { repeatPurchaseRate: rate } = summary;
  const money = (/** @type {"netSales" | "grossSales" | "averageOrderValue" | "refunds"} */ id) =>
    ({ label: t(`summary.${id}`), value: toldMoney(view, summary[id], { or: "unknown.noOrders", n: summary.orders }) });
  return figures([
    { label: t("summary.customers"), value: told(view, summary.customers, f.count) },
    { label: t("summary.orders"), value: told(view, summary.orders, f.count), note: summary.unidentified.orders ? t("overview.unidentified", { n: summary.unidentified.orders }) : "" },
    money("netSales"), money("averageOrderValue"),
    { label: t("summary.repeatPurchaseRate"), value: told(view, rate.value, f.share, { or: "unknown.noCustomers", n: rate.customers }), note: few(view, rate.customers) },
    money("grossSales"), money("refunds"), { label: t("summary.discounts"), value: toldMoney(view, summary.discounts, { or: "unknown.discounts", table: "summary" }) },
    { label: t("summary.units"), value: told(view, summary.units, f.count, { or: "unknown.units", table: "summary" }) },
  ]);
}

/** @param {View} view */
function recent(view) {
  const { t, f, report } = view;
  const { days, orders, netSales, newCustomers } = report.summary.recent;
  const n = { n: f.count(days ?? 30) };
  return table(view, t("summary.recent", { days: n.n }), [{ head: t("summary.measure") }, { head: t("summary.last", n), number: true }, { head: t("summary.before", n), number: true }], [
    { id: "orders", cells: [t("summary.orders"), ...orders.map((one) => told(view, one, f.count))] },
    { id: "netSales", cells: [t("summary.netSales"), ...netSales.map((one) => toldMoney(view, one))] },
    { id: "newCustomers", cells: [t("summary.newCustomers"), ...newCustomers.map((one) => told(view, one, f.count))] },
  ]);
}

/** @param {View} view */
function periods(view) {
  const { t, f, report } = view;
  const shown = report.summary.periods.slice(-PERIODS_SHOWN);
  if (shown.length === 0) return "";
  /** @typedef {typeof shown[number]} Period */
  const last = shown.findLast(({ returningCustomers, newCustomers }) => known(returningCustomers, newCustomers));
  const name = (/** @type {Period} */ one) => f.period(one.period) + (one.complete ? "" : " *");
  const count = (/** @type {number | null} */ n) => (n === null ? t("cell.hidden") : f.count(n));
  const words = (/** @type {Period} */ one) => t("overview.periodTitle", { period: name(one), returning: count(one.returningCustomers), fresh: count(one.newCustomers), orders: count(one.orders), sales: f.money(one.netSales) ?? t("cell.hidden") });
  const isHiding = shown.some(({ returningCustomers, newCustomers }) => !known(returningCustomers, newCustomers));
  return [
    chart({
      id: "periods", title: t("overview.periods"),
      summary: last ? t("overview.periodsSummary", { period: f.period(last.period), returning: count(last.returningCustomers), fresh: count(last.newCustomers) }) : t("chart.hidden"),
      note: isHiding ? t("chart.veiled") : "",
      legend: legend([["s1", t("column.returningCustomers")], ["s2", t("column.newCustomers")]]),
      draw: (width) => stackedBars(width, shown.map((one) => ({ id: one.period, name: f.period(one.period), parts: [one.returningCustomers, one.newCustomers], hover: words(one) })), { show: f.countShort }),
    }),
    table(view, t("overview.periods"), ["period", "orders", "netSales", "returningCustomers", "newCustomers"].map((id, at) => ({ head: t(`column.${id}`), number: at > 0 })), shown.map((one) => ({
      id: one.period,
      cells: [name(one), told(view, one.orders, f.count), toldMoney(view, one.netSales), told(view, one.returningCustomers, f.count), told(view, one.newCustomers, f.count)],
    })), shown.some(({ complete }) => !complete) ? t("overview.incomplete") : undefined),
  ];
}
