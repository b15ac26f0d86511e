/** What repeat buyers turn to: share of customers by category over time, the next category, days until the next purchase. */
import { html, nothing } from "lit";
import { manyLines } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { figure } from "../elements/explain.js";
import { matrixChart } from "./goods-matrix.js";
import { pathOf } from "./predict-paths.js";
import { chance, fixed, listPanel, shareCell } from "./predict-words.js";

/** @import { Chart } from "../elements/chart.js" */
/** @import { Page, Part } from "../elements/part.js" */
/** @import { CycleTimes, Goods } from "../types.js" */

const SHOWN = 50;
const LINES = 6;

/** @param {Part} view @param {Goods} goods */
export function afterPart(view, goods) {
  const { page } = view;
  return html`${figures(page, goods)} ${penetration(page, goods)}
    ${goods.penetration.rows.length > 0 && goods.penetration.periods.length > 1 ? view.kept("penetration", () => chartFrame(page, penetrationChart(page, goods))) : nothing}
    ${preferences(page, goods)} ${goods.cross.categories.length > 1 ? view.kept("matrix", () => chartFrame(page, matrixChart(page, goods))) : nothing} ${cycles(page, goods)}`;
}

/** @param {Page} page @param {Goods} goods */
function figures(page, { cross: { rate, transitions } }) {
  const { t } = page;
  return html`<div class="figures">${figure(page, { of: pathOf("cross"), label: t("after.cross"), value: shareCell(page, rate), n: rate.n, note: rate.n === 0 ? t("after.noPreferences") : t("after.transitions", { n: transitions }) })}</div>`;
}

/** @param {Page} page @param {Goods} goods */
function penetration(page, { penetration: { rows, periods } }) {
  const { t, format } = page;
  const latest = periods.at(-1);
  return listPanel(page, {
    of: "penetration", title: t("after.penetration"), n: rows[0]?.overall.n ?? null, empty: t("after.noCategories"),
    columns: [{ head: t("field.category") }, { head: t("after.buyers"), number: true }, { head: t("after.overall"), number: true }, { head: latest ? t("after.latest", { period: format.period(latest) }) : t("after.overall"), number: true }],
    heads: ["category", "buyers", "overall", ...periods], saved: rows.map((one) => [one.category, one.overall.count, one.overall.share, ...one.share]),
    rows: rows.slice(0, SHOWN).map((one) => [one.category, format.count(one.overall.count), shareCell(page, one.overall), format.share(one.share.at(-1))]),
  });
}

/** @param {Page} page @param {Goods} goods @returns {Chart} */
function penetrationChart(page, { penetration: { rows, periods, grain, active } }) {
  const { t, format } = page;
  const drawn = rows.slice(0, LINES);
  const names = drawn.map(({ category }) => category);
  const points = drawn.flatMap(({ category, share }) => share.map((y, at) => ({ x: at + 1, y, series: category, title: `${category}\n${format.period(periods[at] ?? "")}: ${format.share(y)}` })));
  return {
    name: "penetration", title: t("after.penetrationChart"), summary: t("after.penetrationSummary", { n: drawn.length, periods: periods.length }), of: pathOf("penetration"), n: active.reduce((most, n) => Math.max(most, n), 0),
    legend: html`<ul class="legend">${names.map((name, at) => html`<li class=${`series-${at + 1}`}>${name}</li>`)}</ul>`,
    columns: [t(`season.grain.${grain}`), ...names], rows: periods.map((period, at) => [period, ...drawn.map(({ share }) => share[at] ?? null)]),
    shown: periods.map((period, at) => [format.period(period), ...drawn.map(({ share }) => format.share(share[at]))]),
    draw: (width) => manyLines(width, points, { names, xLabel: t("after.since", { period: format.period(periods[0] ?? "") }), yFormat: format.shareShort }),
  };
}

/** @param {Page} page @param {Goods} goods */
function preferences(page, { cross: { preferences: all, transitions } }) {
  const { t, format } = page;
  return listPanel(page, {
    of: "preferences", title: t("after.preferences"), n: transitions, lead: t("after.preferencesLead"), empty: t("after.noPreferences"),
    columns: [{ head: t("after.from") }, { head: t("after.to") }, { head: t("after.times"), number: true }, { head: t("column.share"), number: true }, { head: t("after.base"), number: true }, { head: t("rules.lift"), number: true }, { head: t("rules.adjustedP"), number: true }, { head: t("rules.evidence") }],
    heads: ["from", "to", "joint", "n", "share", "low", "high", "base", "lift", "p", "adjustedP", "evident"],
    saved: all.map((one) => [one.from, one.to, one.joint, one.n, one.share, one.low, one.high, one.base, one.lift, one.p, one.adjustedP, String(one.evident)]),
    rows: all.slice(0, SHOWN).map((one) => [
      one.from, one.to, t("after.joint", { joint: one.joint, n: one.n }), html`${format.share(one.share)}<br><small>${format.share(one.low)} – ${format.share(one.high)}</small>`, format.share(one.base), fixed(one.lift, 2), chance(page, one.adjustedP),
      html`<span class="mark ${one.evident ? "calm" : ""}">${t(one.evident ? "rules.evident" : "rules.notEvident")}</span>`,
    ]),
    after: all.length > SHOWN ? html`<p class="hint">${t("due.more", { shown: SHOWN, total: all.length })}</p>` : nothing,
  });
}

/** @param {Page} page @param {Goods} goods */
function cycles(page, { cycles: all }) {
  const { t, format } = page;
  const days = (/** @type {CycleTimes} */ { median, p25, p75 }) => (median === null ? "–" : html`${t("days", { n: median })}<br><small>${t("due.range", { from: p25 ?? "–", to: p75 ?? "–" })}</small>`);
  return listPanel(page, {
    of: "cycleAfter", title: t("after.cycles"), n: all.reduce((sum, { any }) => sum + any.n, 0), lead: t("after.cyclesLead"), empty: t("after.noCategories"),
    columns: [{ head: t("field.category") }, { head: t("column.customers"), number: true }, { head: t("after.anyBack"), number: true }, { head: t("after.anyDays"), number: true }, { head: t("after.sameBack"), number: true }, { head: t("after.sameDays"), number: true }],
    saved: all.map(({ category, any, same }) => [category, any.n, any.returned, any.median, same.returned, same.median]),
    rows: all.slice(0, SHOWN).map(({ category, any, same }) => [category, format.count(any.n), format.count(any.returned), days(any), format.count(same.returned), days(same)]),
  });
}
