/** Part of Currencies and regions: net sales by month in one currency, split into what was sold and what exchange rates did. */
import { html, nothing } from "lit";
import { stackedBars } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { amountOf } from "./audit-words.js";

/** @import { AuditPart } from "../elements/audit-part.js" */
/** @import { Audit } from "../types.js" */

/** @param {AuditPart} view @param {Audit} audit */
export function effectPanel(view, { currencies: { effect } }) {
  if (!effect || effect.months.length === 0) return nothing;
  return view.kept("effect", () => chart(view, effect));
}

/** @param {AuditPart} view @param {NonNullable<Audit["currencies"]["effect"]>} effect */
function chart({ page }, { currency, ratesOf, months, change }) {
  const { t, format } = page;
  const money = (/** @type {number} */ amount) => String(amountOf(page, amount, currency));
  const signed = (/** @type {number} */ amount) => `${amount > 0 ? "+" : ""}${money(amount)}`;
  const short = new Intl.NumberFormat(format.language, { notation: "compact", maximumFractionDigits: 1 });
  const title = (/** @type {typeof months[number]} */ one) => t("regions.effectPoint", { month: format.period(one.month), constant: money(one.constant), rate: signed(one.rateEffect), sales: money(one.netSales) });
  const bars = months.flatMap((one) => [
    { x: one.month, y: one.constant, series: 0, title: title(one) },
    { x: one.month, y: one.rateEffect, series: 1, title: title(one) },
  ]);
  const columns = ["column.month", "summary.netSales", "regions.atConstant", "regions.rateEffect"].map((key) => t(key));
  return chartFrame(page, {
    name: "exchange-rate-effect", title: t("regions.effect", { currency }), of: "audit.effect", n: months.length,
    summary: change
      ? t("regions.change", { from: change.from, to: change.to, before: money(change.before), after: money(change.after), volume: signed(change.volume), rate: signed(change.rate), date: format.date(ratesOf) })
      : t("regions.noChange", { date: format.date(ratesOf) }),
    legend: html`<ul class="legend">${["atConstant", "rateEffect"].map((id, at) => html`<li class="series-${at + 1}">${t(`regions.${id}`)}</li>`)}</ul>`,
    draw: (width) => stackedBars(width, bars, { xs: months.map(({ month }) => month), yFormat: (value) => short.format(value), xFormat: (month) => format.period(month) }),
    columns,
    rows: months.map((one) => [one.month, one.netSales, one.constant, one.rateEffect]),
    shown: months.map((one) => [format.period(one.month), money(one.netSales), money(one.constant), signed(one.rateEffect)]),
  });
}
