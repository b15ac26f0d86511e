/** Value by what the first order says of how a customer came: one table a channel, campaign, country, first product or code. */
import { told } from "../cells.js";
import { amountIn, expectedLabel, listed, meanCell, shareCell } from "../foretold.js";
import { html, stranger } from "../markup.js";
import { word } from "../parts.js";

/** @import { View } from "../types.js" */
/** @import { Value } from "./value.js" */
/** @typedef {import("./value.js").Groups} Groups */
/** @typedef {Groups["rows"][number]} Group */

/** The age of the tables: a column for every age would not fit. */
const AGE = 90;

/** @param {View} view @param {Value} value */
export const groups = (view, value) => (value.groups ?? []).map((of) => groupTable(view, value, of));

/** @param {View} view @param {Value} value @param {Groups} groups */
function groupTable(view, { ages, currency, predicted, acquisition, customers }, { by, unknown, rows }) {
  const { t, f } = view;
  const at = Math.max(0, ages.indexOf(AGE));
  const hasCosts = acquisition !== null && view.k === null;
  const hasAges = rows.some(({ values }) => values !== null);
  const number = (/** @type {string} */ head) => ({ head, number: true });
  return html`${listed(view, {
    title: t("value.groupsBy", { by: t(`value.by.${by}`) }), empty: t("cell.hidden"), rows,
    columns: [
      { head: t(`value.by.${by}`) }, number(t("column.customers")), number(t("value.toDate")), ...(predicted ? [number(expectedLabel(view, "further"))] : []), ...(hasAges ? [number(t("value.atAge", { n: ages[at] ?? AGE }))] : []),
      number(t("value.repeat")), ...(hasCosts ? [number(t("value.cac")), number(t("value.payback"))] : []), { head: t("value.pooled"), sentence: true },
    ],
    cells: (one) => [
      html`${named(view, by, one)}${one.parent ? html`<br><small>${stranger(one.parent)}</small>` : ""}`, told(view, one.customers, f.count), meanCell(view, one.historic, currency), ...(predicted ? [meanCell(view, one.predicted, currency)] : []),
      ...(hasAges ? [one.values?.[at] ? meanCell(view, one.values[at], currency) : "–"] : []), shareCell(view, one.repeat),
      ...(hasCosts ? [told(view, one.cac, amountIn(view, currency)), typeof one.paybackDay === "number" ? t("value.day", { n: one.paybackDay }) : "–"] : []), pooled(view, one),
    ],
  })}${typeof unknown === "number" && unknown > 0 && customers !== null ? html`<p class="note">${t("value.unknownGroup", { n: unknown, customers })}</p>` : ""}`;
}

/** Whose numbers stand in a row. @param {View} view @param {Group} group */
function pooled({ t }, { pooledTo }) {
  if (pooledTo === null) return t("value.own");
  return pooledTo === "" ? t("value.pooledAll") : t("value.pooledTo", { parent: pooledTo });
}

/** A product by its title. @param {View} view @param {string} by @param {Group} group */
export const named = (view, by, { name, title }) => (by === "channel" ? word(view, "channel", name) : stranger(title || name));
