/**
 * The numbers of two or three reports side by side: totals, periods, counts of segments and stages.
 * @module
 */

import { sameMoney } from "./amounts.js";

/** @import { Report } from "linger-analytics" */
/** @import { CountChange, PeriodChange, Side, TotalChange, Value } from "./types.js" */

/** Reports of another version or of a hostile file lack what they like. @typedef {any} AnyReport */
/** @typedef {{ before: AnyReport, then: Report, now: Report }} Reports */

const TOTALS = /** @type {[id: string, unit: TotalChange["unit"], at: (report: AnyReport) => unknown][]} */ ([
  ["summary.customers", "count", (report) => report.summary?.identified?.customers],
  ["summary.orders", "count", (report) => report.summary?.orders],
  ["summary.netSales", "money", (report) => report.summary?.netSales],
  ["summary.refunds", "money", (report) => report.summary?.refunds],
  ["summary.averageOrderValue", "money", (report) => report.summary?.averageOrderValue],
  ["summary.repeatPurchaseRate", "share", (report) => report.summary?.repeatPurchaseRate?.value],
  ["value.historic", "money", aCustomer],
  ["churn.flagged", "count", (report) => chosenOf(report)?.flagged],
  ["churn.definitions.share", "share", (report) => chosenOf(report)?.share],
  ["churn.valueAtStake", "money", (report) => report.churn?.valueAtStake],
]);

/** What the definition of the headlines says. @param {AnyReport} report */
function chosenOf({ churn }) {
  return churn?.definitions?.find((/** @type {any} */ { id }) => id === churn.definition);
}

/** Net sales a customer; unknown where one of both is. @param {AnyReport} report */
function aCustomer({ summary }) {
  const [customers, sales] = [count(summary?.identified?.customers), value(summary?.identified?.netSales)];
  if (!customers || sales === null) return null;
  return typeof sales === "number" ? sales / customers : Object.fromEntries(Object.entries(sales).map(([code, amount]) => [code, amount / customers]));
}

/** @param {AnyReport} report @returns {Side} */
export function side({ meta, summary }) {
  return { version: String(meta.version), receipt: String(meta.receipt), asOf: meta.asOf, asOfDate: String(meta.asOfDate ?? meta.asOf).slice(0, 10), customers: count(summary?.identified?.customers) };
}

/** @param {Reports} reports @returns {TotalChange[]} */
export function totals({ before, then, now }) {
  return TOTALS.map(([id, unit, at]) => ({ id, unit, before: value(at(before)), then: value(at(then)), now: value(at(now)) }));
}

/** @param {Reports} reports @returns {PeriodChange[]} */
export function restatedPeriods({ before, then }) {
  const told = new Map((before.summary.periods ?? []).map((/** @type {any} */ period) => [period.period, period]));
  return then.summary.periods.flatMap(({ period, orders, netSales }) => {
    const old = told.get(period);
    // Hidden in a shared report, or never told: nothing to compare with.
    if (told.size === 0 || (old && (old.orders === null || old.netSales === null))) return [];
    const [oldOrders, oldSales] = [count(old?.orders) ?? 0, value(old?.netSales) ?? 0];
    if (orders === oldOrders && sameMoney(netSales, oldSales)) return [];
    return [{ period, before: { orders: oldOrders, netSales: oldSales }, then: { orders, netSales } }];
  });
}

/** @param {Reports} reports @returns {CountChange[]} */
export function segmentCounts({ before, then, now }) {
  return counts(before.rfm?.segments, then.rfm?.segments, now.rfm?.segments);
}

/** @param {Reports} reports @returns {CountChange[]} */
export function stageCounts({ before, then, now }) {
  return counts(before.lifecycle?.stages, then.lifecycle?.stages, now.lifecycle?.stages);
}

/**
 * @param {any} before
 * @param {{ id: string, customers: number }[] | undefined} then
 * @param {{ id: string, customers: number }[] | undefined} now
 * @returns {CountChange[]}
 */
function counts(before, then, now) {
  const of = (/** @type {any} */ list, /** @type {string} */ id) => count((Array.isArray(list) ? list : []).find((entry) => entry?.id === id)?.customers);
  return (now ?? []).map(({ id, customers }) => ({ id, before: of(before, id), then: of(then, id), now: customers }));
}

/** @param {unknown} told */
function count(told) {
  return typeof told === "number" ? told : null;
}

/** @param {unknown} told @returns {Value} */
function value(told) {
  if (typeof told === "number") return told;
  const isRecord = told !== null && typeof told === "object" && Object.values(told).every((amount) => typeof amount === "number");
  return isRecord ? /** @type {Record<string, number>} */ (told) : null;
}
