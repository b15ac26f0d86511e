/** The list of customers, which only a file for the seller's own use holds. */
import { told, toldMoney } from "./cells.js";
import { said } from "./fill.js";
import { amountIn } from "./format.js";
import { table } from "./frames.js";
import { html, stranger } from "./markup.js";
import { word } from "./parts.js";

/** @import { View } from "./types.js" */

/** Rows on the page; the data inside the file holds everyone. */
const MOST = 5000;

/** @param {View} view */
export function peoplePart(view) {
  const { t, f, people, report } = view;
  if (!people) return "";
  const stake = (/** @type {NonNullable<View["people"]>[number]} */ row) => amountIn(row.valueAtStake, f.currency) ?? 0;
  const rows = [...people].sort((a, b) => stake(b) - stake(a) || (a.key < b.key ? -1 : 1)).slice(0, MOST);
  const definition = report.churn?.definition;
  const heads = [{ head: t("column.customer") }, ...["valueAtStake", "orders", "monetary", "lastOrder", "recencyDays"].map((id) => ({ head: t(`column.${id}`), number: true })), ...["segment", "stage", "lateness"].map((id) => ({ head: t(`column.${id}`) }))];
  return html`<section class="part" id="linger-people" aria-labelledby="linger-people-h"><h2 id="linger-people-h">${t("part.people")}</h2>
<p class="alarm">${t("report.people", { n: people.length })}</p>
<p class="plain">${said(t("people.intro"), people.length > MOST && t("people.cut", { shown: MOST, of: people.length }))}</p>
${table(view, t("part.people"), heads, rows.map((row, at) => ({
    id: `person-${at}`,
    cells: [
      stranger(row.key), toldMoney(view, row.valueAtStake), told(view, row.orders, f.count), toldMoney(view, row.monetary), f.date(row.lastOrder.slice(0, 10)), told(view, row.recencyDays, f.count),
      word(view, "segment", row.segment), t(`stage.${row.stage}`), t(row.churn.find((one) => one.definition === definition)?.flagged ? "people.overdue" : "people.notOverdue"),
    ],
  })))}</section>`;
}
