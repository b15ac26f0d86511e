/** What a new customer will do, over all and by group, as far as it is told. */
import { told } from "../cells.js";
import { fixed, limited, listed, modelName } from "../foretold.js";

/** @import { View } from "../types.js" */
/** @import { Models } from "./forecast-check.js" */
/** @typedef {NonNullable<NonNullable<Models["newCustomers"]>["rows"]>[number]} Row */

const COLUMNS = ["newcomers.returning", "newcomers.orders", "newcomers.activeDays", "newcomers.medianDays", "newcomers.staying"];
const NAMES = new Map([["", "newcomers.all"], ["low", "newcomers.low"], ["middle", "newcomers.middle"], ["high", "newcomers.high"]]);

/** @param {View} view @param {Models} models */
export function newCustomers(view, models) {
  const { t, f } = view;
  const { model, days, rows } = models.newCustomers ?? {};
  if (!model || !rows || rows.length === 0) return "";
  const said = { model: modelName(view, model), days: days ?? 0 };
  const whole = (/** @type {number} */ value) => f.count(Math.round(value));
  return listed(view, {
    title: t("newcomers.title", said), rows, empty: "",
    columns: [{ head: t("newcomers.group") }, ...COLUMNS.map((key) => ({ head: t(key), number: true }))],
    cells: (row) => [nameOf(view, row), limited(view, row.returning?.value, row.returning, f.share), limited(view, row.orders?.value, row.orders, fixed(2)), limited(view, row.activeDays?.value, row.activeDays, whole), told(view, row.medianDays, whole), limited(view, row.staying?.value, row.staying, f.share)],
  });
}

/** @param {View} view @param {Row} row */
const nameOf = ({ t }, { name }) => t(NAMES.get(String(name)) ?? "newcomers.quarter", { name: String(name) });
