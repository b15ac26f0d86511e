/** The season: an index by month or week, a forecast by the method that did best on the last season, and lists as counts. */
import { told } from "../cells.js";
import { stackedBars } from "../charts/bars.js";
import { bandLine } from "../charts/lines.js";
import { said } from "../fill.js";
import { amountIn, heads, listed, noticesOf } from "../foretold.js";
import { chart, figures, table } from "../frames.js";
import { html } from "../markup.js";

/** @import { Report, Told, View } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["season"]>} Season */

/** Past periods in the table beside those forecast. */
const PAST_SHOWN = 12;

/** @param {View} view @param {Season} season */
export function seasonWords({ t, f }, { peak, seasons, periods }) {
  if (seasons === 1) return t("season.oneSeen");
  if (peak) return t("finding.season", { period: f.period(peak.period), date: f.date(peak.contact) });
  return periods === null ? null : t("finding.noSeason", { periods: t("season.periods", { n: periods }) });
}

/** @param {View} view @param {Season} season */
export function season(view, season) {
  const { t } = view;
  if (season.series === null) return html`<p class="plain">${t("season.leftOut")}</p>`;
  return html`${noticesOf(view, season.notices)}${index(view, season)}${forecast(view, season)}${backTest(view, season)}${lists(view, season)}`;
}

/** A value of the measure. @param {View} view @param {Season} season */
const valueIn = (view, { measure, currency }) => (measure === "netSales" ? amountIn(view, currency) : view.f.count);

/** @param {View} view @param {Season} season */
function index(view, { index, grain }) {
  const { t, f } = view;
  const known = (index ?? []).filter((one) => typeof one.index === "number");
  const best = known.reduce((/** @type {typeof known[number] | null} */ most, one) => (Number(one.index) > Number(most?.index ?? -1) ? one : most), null);
  if (!best) return "";
  const name = (/** @type {number | null} */ position) => (grain === "week" ? t("season.weekNumber", { n: position ?? 0 }) : f.month(position ?? 0));
  return chart({
    id: "season-index", title: t("season.index"), summary: said(t("season.indexSummary", { period: name(best.position), share: f.shareShort(Number(best.index)) }), known.every(({ seasons }) => seasons === 1) ? t("season.oneSeen") : null),
    draw: (width) => stackedBars(width, index.map((one) => ({ id: String(one.position), name: name(one.position), parts: [one.index ?? 0], hover: `${name(one.position)}: ${one.index === null ? "–" : f.shareShort(one.index)}` })), { show: f.shareShort }),
  });
}

/** What was and what is forecast, with its limits. @param {View} view @param {Season} season */
function forecast(view, season) {
  const { t, f } = view;
  const { series, forecast, measure, grain } = season;
  const show = valueIn(view, season);
  const coming = forecast?.rows ?? [];
  const all = [...series.map((one) => ({ ...one, low: null, high: null })), ...coming];
  if (all.length === 0) return "";
  const points = all.map(({ period, value, low, high }, x) => ({ x, y: value, low, high, id: period, hover: value === null ? "" : `${f.period(period)}: ${show(value)}` }));
  const rows = all.slice(Math.max(0, series.length - PAST_SHOWN));
  const isForecast = (/** @type {string} */ period) => coming.some((one) => one.period === period);
  return [
    chart({
      id: "season-forecast", title: t("season.series", { measure: t(`season.measure.${measure}`) }),
      summary: forecast ? t("season.by", { method: t(`season.method.${forecast.method}`), n: coming.length }) : t("season.noForecast"),
      draw: (width) => bandLine(width, points, { show: measure === "netSales" ? f.moneyShort : f.countShort, names: points.map(({ id }, x) => ({ x, label: f.period(id) })), rules: coming.length > 0 ? [{ x: series.length - 0.5, label: t("season.isForecast"), look: "mark-2" }] : [] }),
    }),
    table(view, t("season.series", { measure: t(`season.measure.${measure}`) }), [{ head: t(`season.grain.${grain}`) }, ...heads(view, ["season.value", ...(forecast ? ["column.low", "column.high"] : [])], 0)], rows.map(({ period, value, low, high }) => ({
      id: period, cells: [html`${f.period(period)}${isForecast(period) ? html` <span class="mark">${t("season.isForecast")}</span>` : ""}`, told(view, value, show), ...(forecast ? [low, high].map((limit) => (limit === null ? "–" : show(limit))) : [])],
    }))),
  ];
}

/** @param {View} view @param {Season} season */
function backTest(view, season) {
  const { t, f } = view;
  const test = season.backTest;
  const show = season.measure === "netSales" ? valueIn(view, season) : f.decimal;
  return listed(view, {
    title: t("season.backTest"), lead: test ? t("season.backTestLead", { from: f.date(test.from), to: f.date(test.to), n: test.periods ?? 0 }) : "", rows: test?.methods, empty: t("season.noBackTest"),
    columns: [...heads(view, ["season.methodHead", "season.mae", "season.bias"]), { head: t("check.verdict") }],
    cells: ({ method, mae, bias }) => [t(`season.method.${method}`), told(view, mae, show), told(view, bias, show), method === test?.winner ? html`<span class="mark">${t("season.winner")}</span>` : ""],
  });
}

/** How long the lists are that go with the season. @param {View} view @param {Season} season */
function lists(view, { seasons, individual, preSeason, offSeason }) {
  const { t, f } = view;
  return figures([
    ...(individual ? [{ label: t("season.own"), value: told(view, individual.total, f.count), note: typeof individual.eligible === "number" ? t("season.ownOf", { n: individual.eligible }) : "" }] : []),
    ...(preSeason && seasons !== 1 ? [{ label: t("season.pre"), value: told(view, preSeason.total, f.count), note: t("season.contactBy", { date: f.date(preSeason.contact) }) }] : []),
    ...(offSeason ? [{ label: t("season.dormant"), value: told(view, offSeason.total, f.count), note: t("season.dormantNote") }] : []),
  ]);
}
