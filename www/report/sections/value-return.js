/** Return on advertising by combination, and the seller's own formula, where the report was made with them. */
import { told } from "../cells.js";
import { amountIn, fixed, listed } from "../foretold.js";
import { figures } from "../frames.js";
import { html, stranger } from "../markup.js";
import { word } from "../parts.js";

/** @import { View } from "../types.js" */
/** @import { Value } from "./value.js" */

/** @param {View} view @param {Value} value */
export const returns = (view, value) => [split(view, value), formula(view, value)];

/** @param {View} view @param {Value} value */
function split(view, { split, roas, currency, margin }) {
  const { t, f } = view;
  if (!split) return "";
  const amount = amountIn(view, currency);
  const names = (/** @type {(string | null)[]} */ names, /** @type {(string | null)[]} */ titles) =>
    split.by.map((by, at) => {
      if (at >= names.length) return t("value.others");
      const name = names[at];
      if (name == null) return t("value.notSaid");
      return by === "channel" ? word(view, "channel", name) : stranger(titles[at] || name);
    });
  const number = (/** @type {string} */ head) => ({ head, number: true });
  return html`${listed(view, {
    title: t("value.return"), lead: margin === null ? t("value.returnLead") : t("value.returnLeadMargin", { margin: f.share(margin) }), empty: t("value.nobodyWon"), rows: split.rows,
    columns: [...split.by.map((by) => ({ head: t(`value.by.${by}`) })), number(t("value.won")), number(t("value.spend")), number(t("value.sales")), number(t("value.roi")), ...(roas ? [number(String(roas.formula))] : [])],
    cells: (one) => [...names(one.names, one.titles), told(view, one.newCustomers, f.count), told(view, one.spend, amount), told(view, one.netSales, amount), roi(view, one), ...(roas ? [typeof one.roas === "number" ? fixed(2)(one.roas) : "–"] : [])],
  })}${typeof split.unborne === "number" && split.unborne > 0 ? html`<p class="note">${t("value.unborne", { amount: amount(split.unborne) })}</p>` : ""}`;
}

/** @param {View} view @param {{ roi: number | null, low: number | null, high: number | null }} cell */
function roi({ f }, { roi, low, high }) {
  if (typeof roi !== "number") return "–";
  return typeof low === "number" && typeof high === "number" ? html`${f.share(roi)}<br><small>${f.share(low)} – ${f.share(high)}</small>` : f.share(roi);
}

/** @param {View} view @param {Value} value */
function formula({ t }, { roas }) {
  if (!roas) return "";
  const note = roas.unknown && roas.unknown.length > 0 ? t("value.unknownMetric", { names: roas.unknown.join(", ") }) : t("value.overAll");
  return figures([{ label: String(roas.formula), value: typeof roas.value === "number" ? fixed(2)(roas.value) : "–", note }]);
}
