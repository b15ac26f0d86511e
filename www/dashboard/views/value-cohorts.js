/** Value by the month of the first order, every cohort at the same ages, each beside the cohort before it. */
import { html, nothing } from "lit";
import { explain } from "../elements/explain.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { expectedLabel, listPanel, meanCell } from "./predict-words.js";

/** @import { Part } from "../elements/part.js" */
/** @import { ValueCohort, ValueReport } from "../types.js" */

/** Cohorts on the page, the latest; all are in the file. */
const SHOWN = 36;

/** @param {Part} view @param {ValueReport} value */
export function cohortPanel({ page }, { cohorts, ages, currency, customers, predicted }) {
  const { t, format } = page;
  const age = (/** @type {number} */ days) => t("value.atAge", { n: days });
  const of = (/** @type {string} */ name, /** @type {string} */ head) => ({ head, number: true, more: explain(page, pathOf(name), head, customers) });
  const columns = [{ head: t("value.cohort") }, { head: t("column.customers"), number: true }, ...ages.map((days) => ({ head: age(days), number: true })), of("historic", t("value.toDate")), ...(predicted ? [of("predicted", expectedLabel(page, "further"))] : [])];
  const latest = cohorts.toReversed();
  return listPanel(page, {
    of: "cohorts", title: t("value.cohorts"), n: customers, lead: t("value.cohortsLead"), empty: t("unknown.noCustomers"), columns,
    heads: [...columns.map(({ head }) => head), t("field.currency")],
    saved: latest.map((one) => [one.cohort, one.customers, ...one.values.map((mean) => mean?.mean ?? null), one.historic.mean, ...(predicted ? [one.predicted?.mean ?? null] : []), currency]),
    rows: latest.slice(0, SHOWN).map((one) => [
      format.period(one.cohort), format.count(one.customers), ...one.values.map((mean, at) => html`${meanCell(page, mean, currency)}${change(one, at)}`), meanCell(page, one.historic, currency), ...(predicted ? [meanCell(page, one.predicted, currency)] : []),
    ]),
    after: cohorts.length > SHOWN ? html`<p class="hint">${t("due.more", { shown: SHOWN, total: cohorts.length })}</p>` : nothing,
  });

  /** Whether the cohort differs from the one before at this age, where the interval says so. @param {ValueCohort} cohort @param {number} at */
  function change({ changes }, at) {
    const found = changes[at];
    if (!found || (found.low <= 0 && found.high >= 0)) return nothing;
    const way = found.difference > 0 ? "value.moreThanBefore" : "value.lessThanBefore";
    return html`<br><span class="mark ${found.difference > 0 ? "calm" : "overdue"}">${t(way, { amount: amountOf(page, Math.abs(found.difference), currency) })}</span>`;
  }
}
