/** Next purchases: which product somebody needs again and when, who buys next and what; as lists, CSV and calendar. */
import { html, nothing } from "lit";
import { calibration } from "../elements/calibration.js";
import { explain } from "../elements/explain.js";
import { personButton, revealButton } from "../elements/person.js";
import { dueAsked } from "../predict-options.js";
import { onTheSide, setPredictOptions } from "../predicting.js";
import { save, saveRows } from "../save.js";
import { pathOf } from "./predict-paths.js";
import { categoriesChecked, datesChecked, itemName, listPanel, moreNote, nextChecked, noticeList } from "./predict-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { ForecastView } from "./forecast.js" */
/** @import { Due, NextPurchase, Replenish } from "../types.js" */

const AHEAD = [7, 14, 30, 60, 90];
/** Cycles on the page; all are in the file. */
const CYCLES = 50;

/** @param {ForecastView} view @param {Due} due */
export function duePart(view, due) {
  const { page } = view;
  return html`${filters(view)} ${noticeList(page, due.notices)} ${replenish(view, due)} ${next(view, due)} ${cycles(page, due)}`;
}

/** @param {ForecastView} view */
function filters(view) {
  const { t, store, state } = view.page;
  const options = dueAsked(state.predictOptions);
  const choice = (/** @type {"aheadDays" | "lateDays"} */ name) => html`<label><span>${t(`due.${name}`)}</span><select name=${name}
    @change=${(/** @type {Event} */ event) => setPredictOptions(store, { [name]: Number(/** @type {HTMLSelectElement} */ (event.target).value) })}>
    ${[...new Set([...AHEAD, Number(options[name])])].sort((a, b) => a - b).map((days) => html`<option value=${days} .selected=${days === options[name]}>${t("days", { n: days })}</option>`)}</select></label>`;
  return html`<div class="filters">${choice("aheadDays")} ${choice("lateDays")} ${revealButton(view.page)}</div>`;
}

/** Buttons for a file and, where there are days, a calendar of all rows. @param {Page} page @param {() => void} csv @param {(() => void) | null} ics */
const files = ({ t }, csv, ics) => html`<button class="plain save" @click=${csv}>${t("save.csv")}</button> ${ics ? html`<button class="plain save" @click=${ics}>${t("due.ics")}</button>` : nothing}`;

/** All rows of the lists, with their calendars. @param {ForecastView} view @param {number} total */
const allOf = ({ page: { store, t } }, total) => onTheSide(store, "due", { ...dueAsked(store.state.predictOptions), offset: 0, limit: total, calendar: { title: t("due.event", { item: "{item}", count: "{count}" }), anything: t("due.anything") } });

// Products that somebody needs again

/** @param {ForecastView} view @param {Due} due */
function replenish(view, due) {
  const { page } = view;
  const { t, format } = page;
  const { total, overdue, rows, backTest } = due.replenish;
  const chanceName = t("due.chance", { days: dueAsked(page.state.predictOptions).aheadDays ?? 0 });
  const all = () => allOf(view, total);
  return listPanel(page, {
    of: "replenish", title: t("due.replenish"), n: total, lead: html`${t("due.replenishLead", { n: total, overdue })} ${listTested(page, due)}`, empty: backTest?.passed || due.cycles.length === 0 ? t("due.noReplenish") : listTested(page, due), after: moreNote(page, rows.length, total),
    beside: total === 0 ? nothing : files(page, async () => saveReplenish((await all())?.replenish.rows), async () => saveCalendar("linger-replenish", (await all())?.calendars?.replenish)),
    columns: [{ head: t("column.customer") }, { head: t("field.product") }, { head: t("due.bought") }, { head: t("due.units"), number: true }, { head: t("due.due") }, { head: chanceName, number: true, more: html`${explain(page, "predict.chance", chanceName, backTest?.listed.n ?? null)} ${calibration(page, chanceName, { lead: listTested(page, due), counted: t("due.listed"), tenths: backTest?.calibration ?? [], scores: [] })}` }, { head: t("due.status") }, { head: t("due.basis"), sentence: true }],
    rows: rows.map((one) => [
      personButton(page, one.key), itemName(one.item), format.date(one.bought), format.count(one.units), html`${format.date(one.due)}<br><small>${format.date(one.from)} – ${format.date(one.to)}</small>`,
      format.share(one.probability), html`<span class="mark ${one.status === "overdue" ? "overdue" : "calm"}">${t(`due.status.${one.status}`)}</span>`, t(`due.basis.${one.basis}`, { n: one.closed }),
    ]),
  });
}

/** How the list would have done so many days ago. @param {Page} page @param {Due} due */
function listTested({ t, format }, { replenish: { backTest } }) {
  if (!backTest) return t("due.listUntested");
  const how = backTest.reason ?? "passed";
  return t(`due.list.${how}`, { cut: format.date(backTest.cut), listed: backTest.listed.count, n: backTest.listed.n, expected: Math.round(backTest.expected), share: format.share(backTest.listed.share), others: format.share(backTest.others.share), m: backTest.others.n });
}

/** @param {Replenish[] | undefined} rows */
function saveReplenish(rows) {
  const heads = ["key", "sku", "product", "bought", "units", "due", "from", "to", "probability", "status", "basis", "intervals"];
  if (rows) saveRows("linger-replenish", heads, rows.map((one) => [one.key, one.item.key, one.item.name, one.bought, one.units, one.due, one.from, one.to, one.probability, one.status, one.basis, one.closed]));
}

/** @param {string} name @param {string | undefined} calendar */
function saveCalendar(name, calendar) {
  if (calendar) save(`${name}.ics`, calendar, "text/calendar");
}

// Who buys next

/** @param {ForecastView} view @param {Due} due */
function next(view, due) {
  const { page } = view;
  const { t, format } = page;
  const { total, rows, backTest, dates } = due.next;
  const isDated = dates?.passed ?? false;
  const chanceName = t("due.chance", { days: dueAsked(page.state.predictOptions).aheadDays ?? 0 });
  const all = () => allOf(view, total);
  const how = backTest?.reason ?? "passed";
  const tested = backTest ? t(`due.next.${how}`, { cut: format.date(backTest.cut), expected: Math.round(backTest.expected), observed: backTest.observed, brier: backTest.brier.toFixed(3), base: backTest.baseBrier.toFixed(3) }) : t("due.untested");
  const dayName = t("due.day");
  const day = { head: dayName, more: html`${explain(page, pathOf("nextDay"), dayName, dates?.within.n ?? null)} ${calibration(page, dayName, datesChecked(page, dates))}` };
  return listPanel(page, {
    of: "nextList", title: t("due.next"), n: backTest?.customers ?? null, lead: html`${tested} ${datesTested(page, due)}`, empty: tested, after: moreNote(page, rows.length, total),
    beside: total === 0 ? nothing : files(page, async () => saveNext((await all())?.next.rows), isDated ? async () => saveCalendar("linger-next", (await all())?.calendars?.next) : null),
    columns: [{ head: t("column.customer") }, { head: t("column.lastOrder") }, { head: chanceName, number: true, more: html`${explain(page, pathOf("nextList"), chanceName, backTest?.customers ?? null)} ${calibration(page, chanceName, nextChecked(page, backTest))}` }, ...(isDated ? [day] : []), { head: t("due.what"), sentence: true, more: html`${explain(page, pathOf("categories"), t("due.what"), backTest?.categoryHits.n ?? null)} ${calibration(page, t("due.what"), categoriesChecked(page, backTest))}` }],
    rows: rows.map((one) => [
      personButton(page, one.key), format.date(one.lastOrder), format.share(one.probability), ...(isDated ? [dayCell(page, one)] : []),
      one.categories.length === 0 ? "–" : one.categories.map(({ category, probability }) => html`<span class="pair">${category} ${format.shareShort(probability)}</span>`),
    ]),
  });
}

/** How dates would have done on the younger half of the data; a notice says it where they are not shown. @param {Page} page @param {Due} due */
function datesTested({ t, format }, { next: { dates } }) {
  if (!dates?.passed) return nothing;
  const { cut, within: { count, n, share, expected } } = dates;
  return t("due.dates", { cut: format.date(cut), count, n, share: format.share(share), expected: format.share(expected) });
}

/** The expected day with its interval, or why there is none. @param {Page} page @param {NextPurchase} next */
export function dayCell({ t, format }, { due, from, to, undated }) {
  if (due === null) return html`–<br><small>${t(`due.undated.${undated ?? "fewReturns"}`)}</small>`;
  return html`${format.date(due)}<br><small>${t("risk.between", { from: format.date(from), to: format.date(to) })}</small>`;
}

/** @param {NextPurchase[] | undefined} rows */
function saveNext(rows) {
  const heads = ["key", "lastOrder", "occasions", "probability", "due", "from", "to", "undated", "categories"];
  if (rows) saveRows("linger-next", heads, rows.map((one) => [one.key, one.lastOrder, one.occasions, one.probability, one.due, one.from, one.to, one.undated, one.categories.map(({ category }) => category).join(" | ")]));
}

// Cycles of products

/** @param {Page} page @param {Due} due */
function cycles(page, { cycles: all }) {
  const { t, format } = page;
  const intervals = all.reduce((sum, { closed, open }) => sum + closed + open, 0);
  return listPanel(page, {
    of: "cycles", title: t("due.cycles"), n: intervals, empty: t("due.noCycles"),
    columns: [{ head: t("field.product") }, { head: t("due.closed"), number: true }, { head: t("due.open"), number: true }, { head: t("due.returns"), number: true, more: explain(page, pathOf("returns"), t("due.returns"), intervals) }, { head: t("due.perUnit"), number: true }, { head: t("due.quantities"), sentence: true }],
    saved: all.map(({ item, closed, open, returns, perUnit, lastSold, discontinued }) => [itemName(item), closed, open, returns, perUnit.median, lastSold, String(discontinued)]),
    heads: [t("field.product"), t("due.closed"), t("due.open"), t("due.returns"), t("due.perUnit"), "lastSold", "discontinued"],
    rows: all.slice(0, CYCLES).map(({ item, closed, open, returns, perUnit, quantities, lastSold, discontinued }) => [
      html`${itemName(item)}${discontinued ? html`<br><small>${t("due.discontinued", { date: format.date(lastSold) })}</small>` : nothing}`, format.count(closed), format.count(open), format.share(returns), html`${t("days", { n: perUnit.median })}<br><small>${t("due.range", { from: perUnit.p10, to: perUnit.p90 })}</small>`,
      quantities.length === 0 ? "–" : quantities.map(({ units, times }) => html`<span class="pair">${t("due.quantity", { units, days: times.median })}</span>`),
    ]),
  });
}
