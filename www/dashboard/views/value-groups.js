/** Value by what the first order says of how a customer came, with what was pooled, what advertising cost, and when it was paid back. */
import { html, nothing } from "lit";
import { explain } from "../elements/explain.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { expectedLabel, listPanel, meanCell, shareCell } from "./predict-words.js";
import { curvePanels } from "./value-curves.js";
import { nameOf } from "./value-names.js";

/** @import { Page } from "../elements/part.js" */
/** @import { ValueView } from "./value.js" */
/** @import { ValueDimension, ValueGroup, ValueGroups, ValueReport } from "../types.js" */

const DIMENSIONS = /** @type {const} */ (["channel", "campaign", "creative", "country", "product", "category", "code"]);
/** Months of new customers on the page, the latest; all are in the file. */
const MONTHS = 12;
/** The age of the table: a column for every age would not fit. */
const AGE = 90;

/** @param {ValueView} view @param {ValueReport} value */
export function groupPanels(view, value) {
  const groups = value.groups.find(({ by }) => by === view.by);
  return html`${groupTable(view, value, groups)} ${groups ? html`${curvePanels(view, value, groups)} ${newTable(view.page, value, groups)}` : nothing}`;
}

/** @param {ValueView} view @param {ValueReport} value @param {ValueGroups | undefined} groups */
function groupTable(view, { currency, predicted, ages, acquisition, customers }, groups) {
  const { page } = view;
  const { t, format } = page;
  const at = Math.max(0, ages.indexOf(AGE));
  const rows = groups?.rows ?? [];
  const known = customers - (groups?.unknown ?? customers);
  const choose = html`<label class="inline"><span>${t("value.by")}</span><select name="by" @change=${(/** @type {Event} */ event) => (view.by = /** @type {ValueDimension} */ (/** @type {HTMLSelectElement} */ (event.target).value))}>
    ${DIMENSIONS.map((one) => html`<option value=${one} .selected=${one === view.by}>${t(`value.by.${one}`)}</option>`)}</select></label>`;
  const of = (/** @type {string} */ name, /** @type {string} */ head) => ({ head, number: true, more: explain(page, pathOf(name), head, known) });
  const columns = [
    { head: t(`value.by.${view.by}`) }, { head: t("column.customers"), number: true }, of("historic", t("value.historic")), ...(predicted ? [of("predicted", expectedLabel(page, "further"))] : []),
    of("groups", t("value.atAge", { n: ages[at] ?? AGE })), of("repeat", t("value.repeat")), ...(acquisition ? [of("cac", t("value.cac")), of("payback", t("value.payback"))] : []), { head: t("value.pooled"), sentence: true },
  ];
  return listPanel(page, {
    of: "groups", title: t("value.groups"), n: known, columns, beside: choose, empty: t(`value.none.${view.by}`),
    lead: groups && groups.unknown > 0 ? t("value.unknownGroup", { n: groups.unknown, customers }) : nothing,
    heads: ["name", "title", "parent", "customers", "pooledTo", "historic", "predicted", ...ages.map((days) => `day${days}`), "repeat", "spend", "cac", "paybackDay", "currency"],
    saved: rows.map((one) => [one.name, one.title, one.parent, one.customers, one.pooledTo === "" ? "*" : one.pooledTo, one.historic.mean, one.predicted?.mean ?? null, ...one.values.map((mean) => mean?.mean ?? null), one.repeat.share, one.spend, one.cac, one.paybackDay, currency]),
    rows: rows.map((one) => [
      html`${nameOf(page, view.by, one)}${one.parent ? html`<br><small>${one.parent}</small>` : nothing}`, format.count(one.customers), meanCell(page, one.historic, currency), ...(predicted ? [meanCell(page, one.predicted, currency)] : []),
      meanCell(page, one.values[at] ?? null, currency), shareCell(page, one.repeat), ...(acquisition ? [amountOf(page, one.cac, currency), one.paybackDay === null ? "–" : t("value.day", { n: one.paybackDay })] : []), pooled(page, one),
    ]),
  });
}

/** New customers of each group by the month of their first order. @param {Page} page @param {ValueReport} value @param {ValueGroups} groups */
function newTable(page, { cohorts, customers }, { by, unknown, rows }) {
  const { t, format } = page;
  const from = Math.max(0, cohorts.length - MONTHS);
  const months = cohorts.slice(from);
  return listPanel(page, {
    of: "newCustomers", title: t("value.newBy", { by: t(`value.by.${by}`) }), n: customers - unknown, empty: t(`value.none.${by}`), lead: cohorts.length > MONTHS ? t("value.newLead", { n: MONTHS }) : nothing,
    columns: [{ head: t(`value.by.${by}`) }, ...months.map(({ cohort }) => ({ head: format.period(cohort), number: true }))],
    rows: rows.map((one) => [nameOf(page, by, one), ...one.newCustomers.slice(from).map((n) => format.count(n))]),
    heads: ["name", "title", "parent", "month", "newCustomers"],
    saved: rows.flatMap((one) => one.newCustomers.map((n, at) => [one.name, one.title, one.parent, cohorts[at]?.cohort ?? null, n])),
  });
}

/** Whose numbers stand in a row. @param {Page} page @param {ValueGroup} group */
function pooled({ t }, { pooledTo }) {
  if (pooledTo === null) return t("value.own");
  return pooledTo === "" ? t("value.pooledAll") : t("value.pooledTo", { parent: pooledTo });
}
