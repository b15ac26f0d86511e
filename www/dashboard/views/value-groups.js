/** Value by what the first order says of how a customer came, with what was pooled, what advertising cost, and when it was paid back. */
import { html, nothing } from "lit";
import { manyLines } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { explain } from "../elements/explain.js";
import { hasText } from "../texts.js";
import { amountOf, countryName } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { listPanel, meanCell, shareCell } from "./predict-words.js";

/** @import { Chart } from "../elements/chart.js" */
/** @import { Page } from "../elements/part.js" */
/** @import { ValueView } from "./value.js" */
/** @import { ValueDimension, ValueGroup, ValueGroups, ValueReport } from "../types.js" */

const DIMENSIONS = /** @type {const} */ (["channel", "campaign", "creative", "country", "product", "category", "code"]);
/** Lines of the chart. */
const LINES = 5;
/** The age of the table: a column for every age would not fit. */
const AGE = 90;

/** @param {ValueView} view @param {ValueReport} value */
export function groupPanels(view, value) {
  const { page } = view;
  const groups = value.groups.find(({ by }) => by === view.by);
  const own = (groups?.rows ?? []).filter(({ pooledTo, curve }) => pooledTo === null && curve.length > 1).slice(0, LINES);
  return html`${groupTable(view, value, groups)} ${groups && own.length > 0 ? view.kept(`curves ${view.by}`, () => chartFrame(page, curveChart(page, value, groups, own))) : nothing}`;
}

/** @param {ValueView} view @param {ValueReport} value @param {ValueGroups | undefined} groups */
function groupTable(view, { currency, predicted, ages, acquisition, customers }, groups) {
  const { page } = view;
  const { t, format } = page;
  const at = Math.max(0, ages.indexOf(AGE));
  const rows = groups?.rows ?? [];
  const known = customers - (groups?.unknown ?? customers);
  const choose = html`<label class="inline"><span>${t("value.by")}</span><select name="by" @change=${(/** @type {Event} */ event) => (view.by = /** @type {ValueDimension} */ (/** @type {HTMLSelectElement} */ (event.target).value))}>
    ${DIMENSIONS.map((one) => html`<option value=${one} .selected=${one === view.by}>${t(`value.by.${one}`)}</option>`)}</select></label>`;
  const of = (/** @type {string} */ name, /** @type {string} */ head) => ({ head, number: true, more: explain(page, pathOf(name), head, known) });
  const columns = [
    { head: t(`value.by.${view.by}`) }, { head: t("column.customers"), number: true }, of("historic", t("value.historic")), ...(predicted ? [of("predicted", t("value.further"))] : []),
    of("groups", t("value.atAge", { n: ages[at] ?? AGE })), { head: t("value.repeat"), number: true }, ...(acquisition ? [of("cac", t("value.cac")), of("payback", t("value.payback"))] : []), { head: t("value.pooled"), sentence: true },
  ];
  return listPanel(page, {
    of: "groups", title: t("value.groups"), n: known, columns, beside: choose, empty: t(`value.none.${view.by}`),
    lead: groups && groups.unknown > 0 ? t("value.unknownGroup", { n: groups.unknown, customers }) : nothing,
    heads: ["name", "title", "parent", "customers", "pooledTo", "historic", "predicted", ...ages.map((days) => `day${days}`), "repeat", "spend", "cac", "paybackDay", "currency"],
    saved: rows.map((one) => [one.name, one.title, one.parent, one.customers, one.pooledTo === "" ? "*" : one.pooledTo, one.historic.mean, one.predicted?.mean ?? null, ...one.values.map((mean) => mean?.mean ?? null), one.repeat.share, one.spend, one.cac, one.paybackDay, currency]),
    rows: rows.map((one) => [
      html`${nameOf(page, view.by, one)}${one.parent ? html`<br><small>${one.parent}</small>` : nothing}`, format.count(one.customers), meanCell(page, one.historic, currency), ...(predicted ? [meanCell(page, one.predicted, currency)] : []),
      meanCell(page, one.values[at] ?? null, currency), shareCell(page, one.repeat), ...(acquisition ? [amountOf(page, one.cac, currency), one.paybackDay === null ? "–" : t("value.day", { n: one.paybackDay })] : []), pooled(page, one),
    ]),
  });
}

/** Whose numbers stand in a row. @param {Page} page @param {ValueGroup} group */
function pooled({ t }, { pooledTo }) {
  if (pooledTo === null) return t("value.own");
  return pooledTo === "" ? t("value.pooledAll") : t("value.pooledTo", { parent: pooledTo });
}

/** A product by its title. @param {Page} page @param {ValueDimension} by @param {ValueGroup} group */
function nameOf({ t, state }, by, { name, title }) {
  if (title) return title;
  if (by === "country" && /^[A-Z]{2}$/.test(name)) return countryName(state.language, name);
  return by === "channel" && hasText(`channel.${name}`) ? t(`channel.${name}`) : name;
}

/** Mean cumulative value by weeks since the first order. @param {Page} page @param {ValueReport} value @param {ValueGroups} groups @param {ValueGroup[]} own @returns {Chart} */
function curveChart(page, { currency }, { by }, own) {
  const { t, format } = page;
  const names = own.map((one) => nameOf(page, by, one));
  const points = own.flatMap(({ curve }, at) => curve.map(({ week, value, n }) => ({
    x: week, y: value, series: names[at] ?? "", title: `${names[at]}\n${t("value.afterWeeks", { week, n })}: ${amountOf(page, value, currency)}`,
  })));
  const rows = own.flatMap(({ curve }, at) => curve.map(({ week, value, n }) => ({ name: names[at] ?? "", week, value, n })));
  return {
    name: `value-${by}`, title: t("value.curves", { by: t(`value.by.${by}`) }), of: pathOf("curves"), n: own.reduce((sum, { customers }) => sum + customers, 0), summary: t("value.curvesSummary", { n: own.length }),
    legend: html`<ul class="legend">${names.map((name, at) => html`<li class=${`series-${at + 1}`}>${name}</li>`)}</ul>`,
    columns: [t(`value.by.${by}`), t("check.week"), t("value.historic"), "n"], rows: rows.map(({ name, week, value, n }) => [name, week, value, n]),
    shown: rows.map(({ name, week, value, n }) => [name, format.count(week), amountOf(page, value, currency), format.count(n)]),
    draw: (width) => manyLines(width, points, { names, xLabel: t("check.week"), yFormat: format.moneyShort }),
  };
}
