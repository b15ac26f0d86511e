/** What a new customer will do, by the model that tells of it: over all, by quarter of the first order, by its value. */
import { html, nothing } from "lit";
import { explain } from "../elements/explain.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { listPanel, modelName } from "./predict-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { Models } from "../types.js" */
/** @typedef {NonNullable<Models["newCustomers"]>} NewCustomers */
/** @typedef {NewCustomers["rows"][number]} NewCustomer */

const COUNTED = /** @type {const} */ (["returning", "orders", "activeDays", "medianDays", "staying"]);
const FIELDS = /** @type {const} */ (["orders", "returning", "staying", "activeDays"]);

/** @param {Page} page @param {Models} models */
export function newCustomersPart(page, { newCustomers, currency, customers }) {
  if (newCustomers === null) return nothing;
  const { t } = page;
  const { model, days, rows } = newCustomers;
  const said = { days, model: modelName(page, model) };
  const head = (/** @type {string} */ of) => ({ head: t(`newcomers.${of}`), number: true, more: explain(page, pathOf(`newcomers.${of}`), t(`newcomers.${of}`), customers) });
  return listPanel(page, {
    of: "newcomers", title: t("newcomers.title", said), n: customers, empty: "",
    lead: html`${t("newcomers.lead")}${model === "bgNbd" ? html` ${t("newcomers.noLife", said)}` : nothing}`,
    columns: [{ head: t("newcomers.group") }, { head: t("column.customers"), number: true }, ...COUNTED.map(head), { head: t("newcomers.check"), sentence: true }],
    rows: rows.map((row) => [nameOf(page, row, currency), page.format.count(row.customers), ...cells(page, row), checkOf(page, row)]),
    heads: ["by", "name", "customers", "repeaters", ...FIELDS.flatMap((field) => [field, `${field}Low`, `${field}High`]), "medianDays", "foretold", "came", "reason"],
    saved: rows.map((row) => [row.by, row.name, row.customers, row.repeaters, ...FIELDS.flatMap((field) => [row[field]?.value ?? null, row[field]?.low ?? null, row[field]?.high ?? null]), row.medianDays, row.check?.expected ?? null, row.check?.observed ?? null, row.reason]),
  });
}

/** @param {Page} page @param {NewCustomer} row @param {string | null} currency */
function nameOf(page, { by, name, firstValue }, currency) {
  const { t } = page;
  if (by === "quarter") return t("newcomers.quarter", { name });
  if (firstValue === null) return t("newcomers.all");
  return html`${t(`newcomers.${name}`)}<br><small>${amountOf(page, firstValue[0], currency)} – ${amountOf(page, firstValue[1], currency)}</small>`;
}

/** @param {Page} page @param {NewCustomer} row */
function cells({ t, format }, { returning, orders, activeDays, medianDays, staying, reason }) {
  const of = (/** @type {NewCustomer["orders"]} */ estimate, /** @type {(value: number | null) => unknown} */ show) =>
    estimate === null ? "–" : html`${show(estimate.value)}${estimate.low === null || estimate.high === null ? nothing : html`<br><small>${show(estimate.low)} – ${show(estimate.high)}</small>`}`;
  const count = (/** @type {number | null} */ value) => format.count(value === null ? null : Math.round(value));
  const median = medianDays === null ? (reason === null && staying !== null ? t("risk.overTenYears") : "–") : count(medianDays);
  return [of(returning, format.share), of(orders, (value) => format.decimal(Number(value))), of(activeDays, count), median, of(staying, format.share)];
}

/** What was foretold in the check, or why nothing is told. @param {Page} page @param {NewCustomer} row */
function checkOf({ t }, { check, reason }) {
  const numbers = { expected: Math.round(check?.expected ?? 0), observed: check?.observed ?? 0 };
  return t(`newcomers.${reason ?? "checked"}`, numbers);
}
