/** Parts of the comparison that name people: who moved from where to where and why, new and returned flags, restated pasts. */
import { html, nothing } from "lit";
import { less } from "../../compare/amounts.js";
import { explain, fewNote } from "../elements/explain.js";
import { personButton, revealButton } from "../elements/person.js";
import { rowsButton, table } from "../elements/table.js";
import { amountIn } from "../format.js";
import { nameOf, signedMoney } from "./compare-cells.js";

/** @import { Changes, FlaggedList, Listed, MoveReason, Mover, RestatedCustomer, Transitions } from "../../compare/types.js" */
/** @import { Page } from "../elements/part.js" */

/** Rows on the page; the saved table holds what the comparison lists. */
const SHOWN = 25;

/** @param {Page} page @param {NonNullable<Changes["transitions"]>} transitions */
export function transitionsPanel(page, { segments, stages }) {
  const { t } = page;
  return html`<section class="panel"><h2>${t("compare.transitions")}</h2><p class="hint">${t("compare.transitionsHint")}</p>
    ${matrix(page, "segment", segments)} ${matrix(page, "stage", stages)}</section>`;
}

/** Rows are where customers were, columns where they are; those who stayed stand on the diagonal. @param {Page} page @param {"segment" | "stage"} kind @param {Transitions} transitions */
function matrix(page, kind, { ids, customers }) {
  const { t, format } = page;
  const names = [...ids.map((id) => nameOf(page, kind, id)), t("compare.notThere")];
  const all = customers.map((row) => row.reduce((sum, n) => sum + n, 0));
  const used = names.map((_, at) => (all[at] ?? 0) > 0 || customers.some((row) => (row[at] ?? 0) > 0));
  const places = names.flatMap((_, at) => (used[at] ? [at] : []));
  const heads = [t("compare.fromTo"), ...places.map((at) => names[at] ?? "")];
  const counts = (/** @type {number} */ from) => places.map((to) => customers[from]?.[to] ?? 0);
  return html`<div class="panel-head"><h3>${t(`column.${kind}`)}</h3>
      ${rowsButton(page, `linger-${kind}-moves`, heads, places.map((from) => [names[from] ?? "", ...counts(from)]))}</div>
    ${table(t(`compare.matrix.${kind}`), heads.map((head, at) => ({ head, number: at > 0 })), places.map((from) => [
      html`${names[from]} ${fewNote(page, all[from] ?? 0)}`,
      ...counts(from).map((n, at) => (n === 0 ? html`<span class="none">0</span>` : places[at] === from ? html`<span class="stayed">${format.count(n)}</span>` : html`<strong>${format.count(n)}</strong>`)),
    ]))}`;
}

/** @param {Page} page @param {Listed<Mover>} movers */
export function moversPanel(page, { total, rows }) {
  const { t, format } = page;
  const where = (/** @type {string | null} */ id) => (id === null ? t("compare.notThere") : nameOf(page, "segment", id));
  const columns = [{ head: t("column.customer") }, { head: t("compare.from") }, { head: t("compare.to") }, { head: t("compare.why"), sentence: true }, { head: t("column.monetary"), number: true }];
  const saved = rows.map((one) => [one.key, where(one.from), where(one.to), why(page, one.reason), amountIn(one.monetary, format.currency)]);
  return html`<section class="panel">
    <div class="panel-head"><h2>${t("compare.movers")} ${explain(page, "rfm.segments.customers", t("column.segment"), total)}</h2>
      <div class="buttons">${revealButton(page)} ${rowsButton(page, "linger-movers", columns.map(({ head }) => head), saved)}</div></div>
    <p>${t("compare.moved", { n: total })} ${listed(page, total, rows.length)}</p><p class="hint">${t("compare.gone")}</p>
    ${rows.length === 0 ? nothing : table(t("compare.movers"), columns, rows.slice(0, SHOWN).map((one) => [
      personButton(page, one.key), where(one.from), where(one.to), why(page, one.reason), format.money(one.monetary),
    ]))}
  </section>`;
}

/** @param {Page} page @param {MoveReason} reason */
function why(page, { code, orders, monetary, recencyDays }) {
  const money = code === "new" ? page.format.money(monetary) : signedMoney(page, monetary);
  return page.t(`compare.reason.${code}`, { orders, money, days: recencyDays ?? 0 });
}

/** Lists are cut: how many are on the page, and how many in the saved table. @param {Page} page @param {number} total @param {number} saved */
const listed = ({ t }, total, saved) => (total > Math.min(saved, SHOWN) ? t("compare.listed", { shown: Math.min(saved, SHOWN), saved, total }) : "");

/** @param {Page} page @param {NonNullable<Changes["flags"]>} flags */
export function flagLists(page, { newly, returned, cleared }) {
  const { t } = page;
  return html`<section class="panel"><h2>${t("compare.flags")} ${explain(page, "churn.definitions.flagged", t("compare.flags"))}</h2>
    ${flagList(page, "newly", newly)} ${flagList(page, "returned", returned)} ${flagList(page, "cleared", cleared)}</section>`;
}

/** @param {Page} page @param {"newly" | "returned" | "cleared"} kind @param {FlaggedList} list */
function flagList(page, kind, { total, valueAtStake, rows }) {
  const { t, format } = page;
  const columns = [
    { head: t("column.customer") }, { head: t("compare.silence"), number: true }, { head: t("compare.limit"), number: true },
    { head: t("column.lateness") }, { head: t("column.valueAtStake"), number: true }, { head: t("compare.note"), sentence: true },
  ];
  const grade = (/** @type {string | null} */ id) => (id === null ? t("people.notOverdue") : t(`grade.${id}`));
  const note = (/** @type {boolean} */ restated) => (restated && kind === "newly" ? t("compare.stoodThen") : "");
  const saved = rows.map((one) => [one.key, one.silenceDays, one.limitDays, grade(one.grade), amountIn(one.valueAtStake, format.currency), note(one.restated)]);
  return html`<div class="panel-head"><h3>${t(`compare.flags.${kind}`, { n: total })}</h3>${total > 0 ? rowsButton(page, `linger-flags-${kind}`, columns.map(({ head }) => head), saved) : nothing}</div>
    <p class="hint">${t(`compare.flags.${kind}.about`)} ${total > 0 ? t("compare.atStake", { money: format.money(valueAtStake) }) : ""} ${listed(page, total, rows.length)}
      ${rows[0] ? t("compare.definition", { definition: t(`definition.${rows[0].definition}`) }) : ""}</p>
    ${total === 0 ? nothing : table(t(`compare.flags.${kind}`, { n: total }), columns, rows.slice(0, SHOWN).map((one) => [
      personButton(page, one.key), t("days", { n: one.silenceDays }), one.limitDays === null ? t("unknown.short") : t("days", { n: one.limitDays }), grade(one.grade), format.money(one.valueAtStake), note(one.restated),
    ]))}`;
}

/** @param {Page} page @param {Listed<RestatedCustomer>} restated */
export function restatedPeople(page, { total, rows }) {
  const { t, format } = page;
  const columns = [{ head: t("column.customer") }, { head: t("compare.ordersThen"), number: true }, { head: t("compare.ordersNow"), number: true }, { head: t("compare.spentThen"), number: true }, { head: t("compare.spentNow"), number: true }, { head: t("compare.restatedBy"), number: true }];
  const saved = rows.map(({ key, orders, monetary }) => [key, ...orders, ...monetary.map((money) => amountIn(money, format.currency))]);
  return html`<div class="panel-head"><h3>${t("compare.restatedPeople", { n: total })}</h3>${rowsButton(page, "linger-restated-customers", columns.slice(0, 5).map(({ head }) => head), saved)}</div>
    <p class="hint">${t("compare.restatedPeopleHint")} ${listed(page, total, rows.length)}</p>
    ${table(t("compare.restatedPeople", { n: total }), columns, rows.slice(0, SHOWN).map(({ key, orders, monetary: [then, now] }) => [
      personButton(page, key), ...orders.map(format.count), format.money(then), format.money(now), signedMoney(page, less(now, then)),
    ]))}`;
}
