/** Parts of the comparison that need no names: totals, restated periods, sizes of segments and stages. */
import { html, nothing } from "lit";
import { less } from "../../compare/amounts.js";
import { explain, fewNote } from "../elements/explain.js";
import { rowsButton, table } from "../elements/table.js";
import { amountIn } from "../format.js";
import { dayOrMonth, nameOf, signed, signedMoney } from "./compare-cells.js";
import { restatedPeople } from "./compare-people.js";

/** @import { Changes, CountChange, TotalChange, Value } from "../../compare/types.js" */
/** @import { Page } from "../elements/part.js" */

/** @param {number | null} to @param {number | null} from */
const difference = (to, from) => (to === null || from === null ? null : to - from);

/** @param {Page} page @param {Changes} found */
export function totalsPanel(page, { before, then, now, totals }) {
  const { t, format } = page;
  const dates = { before: dayOrMonth(page, before.asOfDate), now: format.date(now.asOfDate) };
  const heads = [t("compare.number"), t("compare.then", dates), t("compare.restatedTo", dates), t("compare.restatedBy"), t("compare.now", dates), t("compare.since")];
  const amount = (/** @type {Value} */ value) => amountIn(value, format.currency);
  const rows = totals.map(({ id, before: told, then: restated, now: today }) => [t(`compare.of.${id}`), amount(told), amount(restated), amount(today)]);
  return html`<section class="panel">
    <div class="panel-head"><h2>${t("compare.totals")}</h2>${rowsButton(page, "linger-changes", [heads[0], heads[1], heads[2], heads[4]].map(String), rows)}</div>
    <p class="hint">${t("compare.totalsHint", dates)}</p>
    ${table(t("compare.totals"), heads.map((head, at) => ({ head, number: at > 0 })), totals.map((total) => [
      html`${t(`compare.of.${total.id}`)} ${explain(page, total.id, t(`compare.of.${total.id}`), now.customers)} ${fewNote(page, Math.min(then.customers ?? 0, now.customers ?? 0))}`,
      shown(page, total, total.before), shown(page, total, total.then), change(page, total, total.then, total.before), shown(page, total, total.now), change(page, total, total.now, total.then),
    ]))}
  </section>`;
}

/** @param {Page} page @param {TotalChange} total @param {Value} value */
function shown({ format }, { unit }, value) {
  if (unit === "money") return format.money(value);
  const number = amountIn(value, null);
  return unit === "share" ? format.share(number) : format.count(number);
}

/** @param {Page} page @param {TotalChange} total @param {Value} to @param {Value} from */
function change(page, { unit }, to, from) {
  const { t, format } = page;
  if (to === null || from === null) return format.count(null);
  if (unit === "money") return signedMoney(page, less(to, from));
  const by = Number(to) - Number(from);
  if (unit === "count") return signed(page, by);
  return t("compare.points", { n: `${by > 0 ? "+" : ""}${format.decimal(by * 100)}` });
}

/** What the files of today tell otherwise about the time before. @param {Page} page @param {Changes} found */
export function restatedPanel(page, { before, periods, restated }) {
  const { t, format } = page;
  const date = dayOrMonth(page, before.asOfDate);
  const heads = [t("column.period"), t("compare.ordersThen"), t("compare.ordersNow"), t("compare.salesThen"), t("compare.salesNow"), t("compare.restatedBy")];
  const amount = (/** @type {Value} */ value) => amountIn(value, format.currency);
  const saved = periods.map((one) => [one.period, one.before.orders, one.then.orders, amount(one.before.netSales), amount(one.then.netSales)]);
  return html`<section class="panel">
    <div class="panel-head"><h2>${t("compare.restated")}</h2>
      ${periods.length > 0 ? rowsButton(page, "linger-restated", heads.slice(0, 5), saved) : nothing}</div>
    <p>${t(periods.length > 0 ? "compare.restatedSome" : "compare.restatedNone", { n: periods.length, date })}</p>
    ${periods.length === 0 ? nothing : table(t("compare.restated"), heads.map((head, at) => ({ head, number: at > 0 })), periods.map((one) => [
      format.period(one.period), format.count(one.before.orders), format.count(one.then.orders), format.money(one.before.netSales), format.money(one.then.netSales),
      one.before.netSales === null || one.then.netSales === null ? format.count(null) : signedMoney(page, less(one.then.netSales, one.before.netSales)),
    ]))}
    ${restated && restated.total > 0 ? restatedPeople(page, restated) : nothing}
  </section>`;
}

/** Sizes alone, where the earlier file names nobody. @param {Page} page @param {Changes} found */
export function sizesPanel(page, { segments, stages }) {
  const { t } = page;
  return html`<section class="panel"><h2>${t("compare.sizes")}</h2>
    ${sizes(page, "segment", segments)} ${sizes(page, "stage", stages)}</section>`;
}

/** @param {Page} page @param {"segment" | "stage"} kind @param {CountChange[]} counts */
function sizes(page, kind, counts) {
  const { t, format } = page;
  if (counts.length === 0) return nothing;
  const heads = [t(`column.${kind}`), t("compare.told"), t("compare.sameDay"), t("compare.today"), t("compare.since")];
  return html`<div class="panel-head"><h3>${t(`column.${kind}`)}</h3>
      ${rowsButton(page, `linger-${kind}-sizes`, heads.slice(0, 4), counts.map((one) => [nameOf(page, kind, one.id), one.before, one.then, one.now]))}</div>
    ${table(t(`column.${kind}`), heads.map((head, at) => ({ head, number: at > 0 })), counts.map((one) => [
      html`${nameOf(page, kind, one.id)} ${fewNote(page, Math.max(one.then ?? 0, one.now ?? 0))}`, format.count(one.before), format.count(one.then), format.count(one.now), signed(page, difference(one.now, one.then)),
    ]))}`;
}
