/** Value by age, of all customers and of groups; what the model carries on to ages that not all have reached; new customers by month. */
import { told } from "../cells.js";
import { listed, meanCell } from "../foretold.js";
import { named } from "./value-groups.js";

/** @import { View } from "../types.js" */
/** @import { Value } from "./value.js" */

/** Weeks in the table: a month, a quarter, half a year, a year, two years. */
const WEEKS = [4, 13, 26, 52, 104];
/** Places of the ages in the table of what is carried on, each 28 days after the other; the last age comes beside. */
const PLACES = [2, 5, 8];
/** Months of new customers, the latest. */
const MONTHS = 6;

/** @param {View} view @param {Value} value */
export function curves(view, value) {
  // Reports of before, and those that are passed on, have no curve.
  if (!Array.isArray(value.curve)) return "";
  return [byAge(view, value), carried(view, value), fresh(view, value)];
}

/** @param {View} view @param {Value} value */
function byAge(view, { curve, currency }) {
  const { t, f } = view;
  const points = (curve ?? []).filter(({ week }) => WEEKS.includes(Number(week)));
  return listed(view, {
    title: t("value.byAge"), lead: t("value.byAgeNote"), empty: t("unknown.noCustomers"), rows: points,
    columns: [{ head: t("check.week"), number: true }, { head: t("value.historic"), number: true }, { head: t("column.customers"), number: true }],
    cells: ({ week, value, low, high, n }) => [f.count(week ?? 0), meanCell(view, { mean: value, low, high, n }, currency), told(view, n, f.count)],
  });
}

/** @param {View} view @param {Value} value */
function carried(view, { carried, groups, currency }) {
  const { t } = view;
  const days = (carried ?? []).filter((_, at, all) => PLACES.includes(at) || at === all.length - 1).map(({ day }) => Number(day));
  const own = (groups ?? []).filter(({ by }) => by === "channel").flatMap((of) => of.rows.filter(({ pooledTo, carried }) => pooledTo === null && carried).map((one) => ({ name: named(view, of.by, one), points: one.carried ?? [] })));
  return listed(view, {
    title: t("value.carried", { by: t("value.by.channel") }), lead: t("value.carriedLead"), empty: t("value.noModel"),
    rows: carried ? [{ name: t("value.everybody"), points: carried }, ...own] : [],
    columns: [{ head: t("value.by.channel") }, ...days.map((day) => ({ head: t("value.atAge", { n: day }), number: true }))],
    cells: ({ name, points }) => [name, ...days.map((at) => pointCell(view, points.find(({ day }) => day === at), currency))],
  });
}

/** @param {View} view @param {{ value: number | null, low: number | null, high: number | null, n: number | null } | undefined} point @param {string | null} currency */
const pointCell = (view, point, currency) => (point ? meanCell(view, { mean: point.value, low: point.low, high: point.high, n: point.n }, currency) : "–");

/** @param {View} view @param {Value} value */
function fresh(view, { groups, cohorts }) {
  const { t, f } = view;
  const of = groups?.find(({ by }) => by === "channel");
  if (!of || !cohorts) return "";
  const from = Math.max(0, cohorts.length - MONTHS);
  return listed(view, {
    title: t("value.newBy", { by: t("value.by.channel") }), empty: "", rows: of.rows,
    columns: [{ head: t("value.by.channel") }, ...cohorts.slice(from).map(({ cohort }) => ({ head: f.period(cohort), number: true }))],
    cells: (one) => [named(view, of.by, one), ...(one.newCustomers ?? []).slice(from).map((n) => told(view, n, f.count))],
  });
}
