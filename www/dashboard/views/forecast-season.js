/** The season: an index by month or week, a forecast that was tried on the last season, and whom to write to before and after. */
import { html, nothing } from "lit";
import { bandLine } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { explain, figure } from "../elements/explain.js";
import { personButton, revealButton } from "../elements/person.js";
import { holding, seasonAsked } from "../predict-options.js";
import { onTheSide } from "../predicting.js";
import { save, saveRows } from "../save.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { chance, fixed, listPanel, moreNote, noticeList } from "./predict-words.js";

/** @import { Chart } from "../elements/chart.js" */
/** @import { Page } from "../elements/part.js" */
/** @import { ForecastView } from "./forecast.js" */
/** @import { CrossBuyer, Season, SeasonOptions } from "../types.js" */

const DAY = 86_400_000;
const GRAINS = /** @type {const} */ (["month", "week"]);
const MEASURES = /** @type {const} */ (["orders", "netSales", "units"]);
const ROMAN_YEAR = 2001;

/** @type {Pick<SeasonOptions, "grain" | "measure">} */
export const SEASON_USUAL = { grain: "month", measure: "orders" };

/** @param {ForecastView} view @param {Season} season */
export function seasonPart(view, season) {
  const { page } = view;
  return html`${filters(view)} ${noticeList(page, season.notices)} ${figures(page, season)}
    ${season.index.some(({ index }) => index !== null) ? view.kept("index", () => chartFrame(page, indexChart(page, season))) : nothing}
    ${view.kept("series", () => chartFrame(page, forecastChart(page, season)))}
    ${backTest(page, season)} ${preSeason(view, season)} ${individual(view, season)} ${offSeason(view, season)}`;
}

/** @param {ForecastView} view */
function filters(view) {
  const { t } = view.page;
  const choice = (/** @type {"grain" | "measure"} */ name, /** @type {readonly string[]} */ all) => html`<label><span>${t(`season.${name}`)}</span><select name=${name}
    @change=${(/** @type {Event} */ event) => (view.season = { ...view.season, [name]: /** @type {HTMLSelectElement} */ (event.target).value })}>
    ${all.map((one) => html`<option value=${one} .selected=${one === view.season[name]}>${t(`season.${name}.${one}`)}</option>`)}</select></label>`;
  return html`<div class="filters">${choice("grain", GRAINS)} ${choice("measure", MEASURES)} ${revealButton(view.page)}</div>`;
}

/** A value of the measure. @param {Page} page @param {Season} season @param {number | null} value */
const valueOf = (page, { measure, currency }, value) => (measure === "netSales" ? amountOf(page, value, currency) : page.format.count(value));

/** An error of the measure: small numbers keep a decimal. @param {Page} page @param {Season} season @param {number} value */
const errorOf = (page, season, value) => (season.measure === "netSales" ? valueOf(page, season, value) : page.format.decimal(value));

/** @param {Page} page @param {Season} season */
function figures(page, season) {
  const { t, format } = page;
  const { peak, seasons, periods } = season;
  const none = t(seasons === 1 ? "season.oneSeenNoPeak" : "season.noPeak");
  const value = peak && html`${t("season.byForecast")} ${valueOf(page, season, peak.value)} ${t("interval", { low: valueOf(page, season, peak.low), high: valueOf(page, season, peak.high) })}`;
  return html`<div class="figures">
    ${figure(page, { of: pathOf("seasons"), label: t("season.seen"), value: format.count(seasons), n: periods, note: t("season.periods", { n: periods }) })}
    ${figure(page, { of: pathOf("peak"), label: t("season.peak"), value: peak ? format.period(peak.period) : "–", n: periods, note: value ?? none })}
    ${figure(page, { of: pathOf("contact"), label: t("season.contact"), value: format.date(peak?.contact), n: periods, note: peak ? t("season.contactNote") : none })}
  </div>`;
}

/** Month or week of the year in words. @param {Page} page @param {Season} season @param {number} position */
function positionName({ t, state }, { grain }, position) {
  if (grain === "week") return t("season.weekNumber", { n: position });
  return new Intl.DateTimeFormat(state.language, { month: "short", timeZone: "UTC" }).format(Date.UTC(ROMAN_YEAR, position - 1, 1));
}

/** @param {Page} page @param {Season} season @returns {Chart} */
function indexChart(page, season) {
  const { t, format } = page;
  const { index, seasons, grain } = season;
  const known = index.filter((one) => one.index !== null);
  const best = known.reduce((most, one) => (Number(one.index) > Number(most.index) ? one : most));
  const name = (/** @type {number} */ position) => positionName(page, season, position);
  return {
    name: "season-index", title: t("season.index"), of: pathOf("index"), n: seasons,
    summary: `${t("season.indexSummary", { period: name(best.position), share: format.shareShort(Number(best.index)) })}${seasons === 1 ? ` ${t("season.oneSeen")}` : ""}`,
    columns: [t(`season.grain.${grain}`), t("season.indexValue"), t("season.basedOn")], rows: index.map((one) => [one.position, one.index, one.seasons]),
    shown: index.map((one) => [name(one.position), one.index === null ? "–" : format.shareShort(one.index), format.count(one.seasons)]),
    draw: (width) => bandLine(width, index.map((one) => ({ x: one.position, y: one.index, title: `${name(one.position)}\n${one.index === null ? "–" : format.shareShort(one.index)}` })), {
      yFormat: format.shareShort, xLabel: t(`season.grain.${grain}`), periods: true,
    }),
  };
}

/** What was and what is forecast, with its interval. @param {Page} page @param {Season} season @returns {Chart} */
function forecastChart(page, season) {
  const { t, format } = page;
  const { series, forecast, measure, grain } = season;
  const at = (/** @type {string} */ start) => Date.parse(start);
  const title = (/** @type {string} */ period, /** @type {string} */ text) => `${format.period(period)}\n${text}`;
  const past = series.map(({ period, start, value }) => ({ x: at(start), y: value, low: null, high: null, title: title(period, valueOf(page, season, value)) }));
  const coming = (forecast?.rows ?? []).map(({ period, start, value, low, high }) => ({ x: at(start), y: value, low, high, title: title(period, `${valueOf(page, season, value)} (${valueOf(page, season, low)} – ${valueOf(page, season, high)})`) }));
  const first = coming[0];
  return {
    name: "season-forecast", title: t("season.series", { measure: t(`season.measure.${measure}`) }), of: pathOf("forecast"), n: season.periods,
    summary: forecast ? t("season.by", { method: t(`season.method.${forecast.method}`), n: forecast.rows.length }) : t("season.noForecast"),
    columns: [t(`season.grain.${grain}`), t("season.value"), t("column.low"), t("column.high"), t("season.isForecast")],
    rows: [...series.map(({ period, value }) => [period, value, null, null, ""]), ...(forecast?.rows ?? []).map(({ period, value, low, high }) => [period, value, low, high, t("season.isForecast")])],
    shown: [
      ...series.map(({ period, value }) => [format.period(period), valueOf(page, season, value), "–", "–", ""]),
      ...(forecast?.rows ?? []).map(({ period, value, low, high }) => [format.period(period), valueOf(page, season, value), valueOf(page, season, low), valueOf(page, season, high), t("season.isForecast")]),
    ],
    draw: (width) => bandLine(width, [...past, ...coming], {
      yFormat: (value) => (measure === "netSales" ? format.moneyShort(value) : format.count(value)), dates: grain === "month" ? format.month : format.day,
      rules: first ? [{ x: first.x - DAY, label: t("season.isForecast"), color: "var(--ink-soft)" }] : [],
    }),
  };
}

/** @param {Page} page @param {Season} season */
function backTest(page, season) {
  const { t, format } = page;
  const test = season.backTest;
  return listPanel(page, {
    of: "backTest", title: t("season.backTest"), n: test?.periods ?? null, empty: t("season.noBackTest"),
    lead: test ? t("season.backTestLead", { from: format.date(test.from), to: format.date(test.to), n: test.periods }) : nothing,
    columns: [{ head: t("season.methodHead") }, { head: t("season.mae"), number: true }, { head: t("season.bias"), number: true }, { head: t("check.verdict") }],
    saved: test?.methods.map(({ method, mae, bias }) => [method, mae, bias]),
    rows: (test?.methods ?? []).map(({ method, mae, bias }) => [t(`season.method.${method}`), errorOf(page, season, mae), errorOf(page, season, bias), method === test?.winner ? html`<span class="mark calm">${t("season.winner")}</span>` : ""]),
  });
}

// Whom to write to

/** A button that saves all rows of a list. @param {ForecastView} view @param {number} total @param {string} name @param {string[]} heads @param {(season: Season) => (string | number | null)[][]} rows */
function fileOf(view, total, name, heads, rows) {
  const { page } = view;
  if (total === 0) return nothing;
  return html`<button class="plain save" @click=${async () => {
    const all = await onTheSide(page.store, "season", { ...seasonAsked(page.state.predictOptions, view.season), limit: total });
    if (all) saveRows(name, heads, rows(all));
  }}>${page.t("save.csv")}</button>`;
}

/** @param {ForecastView} view @param {Season} season */
function preSeason(view, { preSeason: list, currency, seasons }) {
  const { page } = view;
  const { t, format } = page;
  const total = list?.total ?? 0;
  return listPanel(page, {
    of: "preSeason", title: t("season.pre"), n: total, empty: t(seasons === 1 ? "season.oneSeenNoPre" : "season.noPre"), lead: list ? t("season.preLead", { date: format.date(list.contact), n: total }) : nothing, after: moreNote(page, list?.rows.length ?? 0, total),
    beside: fileOf(view, total, "linger-pre-season", ["key", "value", "boughtInSeason", "lastOrder"], (all) => (all.preSeason?.rows ?? []).map((one) => [one.key, one.value, String(one.boughtInSeason), one.lastOrder])),
    columns: [{ head: t("column.customer") }, { head: t("season.worth"), number: true, more: explain(page, pathOf("preSeason"), t("season.worth"), total) }, { head: t("season.inSeason") }, { head: t("column.lastOrder") }],
    rows: (list?.rows ?? []).map((one) => [personButton(page, one.key), amountOf(page, one.value, currency), t(one.boughtInSeason ? "season.yes" : "season.no"), format.date(one.lastOrder)]),
  });
}

/** @param {ForecastView} view @param {Season} season */
function individual(view, { individual: { eligible, total, rows } }) {
  const { page } = view;
  const { t, format } = page;
  return listPanel(page, {
    of: "individual", title: t("season.own"), n: eligible, empty: t("season.noOwn", { n: eligible }), lead: t("season.ownLead", { n: total, eligible }), after: moreNote(page, rows.length, total),
    beside: fileOf(view, total, "linger-own-season", ["key", "orders", "years", "concentration", "adjustedP", "next", "contact"], (all) => all.individual.rows.map((one) => [one.key, one.orders, one.years, one.concentration, one.adjustedP, one.next, one.contact])),
    columns: [{ head: t("column.customer") }, { head: t("column.orders"), number: true }, { head: t("season.years"), number: true }, { head: t("season.concentration"), number: true }, { head: t("season.nextOwn") }, { head: t("season.contact") }],
    rows: rows.map((one) => [personButton(page, one.key), format.count(one.orders), format.count(one.years), fixed(one.concentration, 2), format.date(one.next), format.date(one.contact)]),
  });
}

/** @param {ForecastView} view @param {Season} season */
function offSeason(view, season) {
  const { page } = view;
  const { t, format } = page;
  const list = season.offSeason;
  if (!list) return listPanel(page, { of: "offSeason", title: t("season.off"), columns: [], rows: [], empty: t(season.seasons === 1 ? "season.oneSeenNoOff" : "season.noOff") });
  const names = (/** @type {number[]} */ positions) => (positions.length === 0 ? "–" : format.list(positions.map((one) => positionName(page, season, one))));
  const spans = list.calendar.map(({ from, to }) => html`<span class="pair">${format.date(from)} – ${format.date(to)}</span>`);
  return html`${listPanel(page, {
    of: "offSeason", title: t("season.off"), n: list.crossBuyers, empty: t("season.noOffCategories"), beside: spans.length > 0 ? calendarButton(view) : nothing,
    lead: html`${t("season.offLead", { season: names(list.season), off: names(list.off), n: list.crossBuyers })} ${spans.length > 0 ? html`${t("season.offNext")} ${spans}` : nothing} ${t("season.offCategories")}`,
    columns: [{ head: t("field.category") }, { head: t("season.offShare"), number: true }, { head: t("season.seasonShare"), number: true }, { head: t("rules.lift"), number: true }, { head: t("rules.adjustedP"), number: true }],
    saved: list.categories.map((one) => [one.category, one.offShare, one.seasonShare, one.lift, one.adjustedP]),
    rows: list.categories.map((one) => [one.category, format.share(one.offShare), format.share(one.seasonShare), fixed(one.lift, 2), chance(page, one.adjustedP)]),
  })} ${crossBuyers(view, list)} ${listPanel(page, {
    of: "dormant", title: t("season.dormant"), n: list.total, empty: t("season.noDormant"), lead: t("season.dormantLead", { n: list.total, days: holding(page.state.predictOptions).dormantDays }), after: moreNote(page, list.rows.length, list.total),
    beside: fileOf(view, list.total, "linger-off-season", ["key", "lastOrder", "offSeasonOrders", "orders"], (all) => (all.offSeason?.rows ?? []).map((one) => [one.key, one.lastOrder, one.offSeasonOrders, one.orders])),
    columns: [{ head: t("column.customer") }, { head: t("column.lastOrder") }, { head: t("season.offOrders"), number: true }, { head: t("column.orders"), number: true }],
    rows: list.rows.map((one) => [personButton(page, one.key), format.date(one.lastOrder), format.count(one.offSeasonOrders), format.count(one.orders)]),
  })}`;
}

/** The coming off-season as a calendar file. @param {ForecastView} view */
function calendarButton({ page, season }) {
  const { store, state, t } = page;
  return html`<button class="plain save" @click=${async () => {
    const made = await onTheSide(store, "season", { ...seasonAsked(state.predictOptions, season), limit: 0, calendar: { title: t("season.event", { count: "{count}" }), text: t("season.eventText", { categories: "{categories}" }) } });
    if (made?.calendar) save("linger-off-season.ics", made.calendar, "text/calendar");
  }}>${t("due.ics")}</button>`;
}

/** Who buys in both parts of the year, with what to offer each. @param {ForecastView} view @param {NonNullable<Season["offSeason"]>} list */
function crossBuyers(view, { crossBuyers: total, cross: { tested, evident, rows } }) {
  const { page } = view;
  const { t, format } = page;
  const offer = (/** @type {CrossBuyer["offer"]} */ one) => (one === null ? html`–<br><small>${t("season.noOffer")}</small>` : html`${one.category}<br><small>${t("season.offerWhy", { from: one.from, joint: one.joint, n: one.n, share: format.share(one.share) })}</small>`);
  return listPanel(page, {
    of: "crossBuyers", title: t("season.cross"), n: total, empty: t("season.noCross"), lead: t("season.crossLead", { n: total, tested, evident }), after: moreNote(page, rows.length, total),
    beside: fileOf(view, total, "linger-cross-season", ["key", "lastOrder", "seasonOrders", "offSeasonOrders", "bought", "offer", "with", "share", "lift", "adjustedP"], (all) => (all.offSeason?.cross.rows ?? []).map(({ offer: one, ...row }) => [row.key, row.lastOrder, row.seasonOrders, row.offSeasonOrders, row.bought.join(" | "), one?.category ?? null, one?.from ?? null, one?.share ?? null, one?.lift ?? null, one?.adjustedP ?? null])),
    columns: [{ head: t("column.customer") }, { head: t("column.lastOrder") }, { head: t("season.seasonOrders"), number: true }, { head: t("season.offOrders"), number: true }, { head: t("season.bought"), sentence: true }, { head: t("season.offer"), sentence: true, more: explain(page, pathOf("crossBuyers"), t("season.offer"), total) }],
    rows: rows.map((one) => [personButton(page, one.key), format.date(one.lastOrder), format.count(one.seasonOrders), format.count(one.offSeasonOrders), one.bought.length === 0 ? "–" : format.list(one.bought), offer(one.offer)]),
  });
}
