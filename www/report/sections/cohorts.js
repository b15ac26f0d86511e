/** Cohorts: who came back, by the month or week of the first order. */
import { few, known, told } from "../cells.js";
import { isNarrow } from "../charts/frame.js";
import { heatGrid } from "../charts/grid.js";
import { bandLine } from "../charts/lines.js";
import { said } from "../fill.js";
import { chart, table } from "../frames.js";
import { html } from "../markup.js";
import { off, scopeOf, section } from "../parts.js";

/** @import { View, Told, Report } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["cohorts"]>} Cohorts */
/** @typedef {Cohorts["rows"][number]} CohortRow */

/** Cohorts in the triangle, the newest ones, and periods beside each other, wide and narrow. */
const COHORTS_SHOWN = 36;
const PERIODS_SHOWN = 19;
const PERIODS_NARROW = 7;

/** @param {View} view */
export function cohorts(view) {
  const { t, report } = view;
  const { cohorts } = report;
  if (!cohorts) return off(view, "cohorts");
  const { grain, mode, excluded, rows } = cohorts;
  const people = rows.reduce((sum, { size }) => sum + (size ?? 0), 0);
  return section(view, {
    id: "cohorts",
    findings: [html`${headline(view, cohorts)}${few(view, people)}`, t(`cohorts.lead.${mode}`), excluded ? t("cohorts.excluded", { n: excluded }) : null],
    scope: scopeOf(view, ...(rows.some(({ size }) => size !== null) ? [t("scope.customers", { n: people })] : []), t(`cohorts.scope.${grain}`)),
    body: [triangle(view, cohorts), average(view, cohorts)],
    meanings: [[t("cohorts.size"), "cohorts.rows.size"], [t("cohorts.measure.customers"), "cohorts.rows.active"], [t("cohorts.measure.share"), "cohorts.rows.share"], [t("cohorts.average"), "cohorts.average"]],
  });
}

/** @param {View} view @param {Pick<Cohorts, "average" | "grain">} cohorts */
function headline({ t, f }, { average, grain }) {
  const first = average.find(({ period }) => period === 1);
  if (!first) return t("finding.cohorts.short");
  return known(first.share, first.customers) ? t(`cohorts.summary.${grain}`, { share: f.share(Number(first.share)), customers: Number(first.customers) }) : t("finding.hidden");
}

/** @param {View} view @param {Cohorts} cohorts */
function triangle(view, cohorts) {
  const { t, f } = view;
  const rows = cohorts.rows.slice(-COHORTS_SHOWN);
  const longest = Math.max(1, ...rows.map(({ share }) => share.length));
  const strongest = Math.max(0.01, ...rows.flatMap(({ share }) => share.slice(1).map((value) => value ?? 0)));
  const name = (/** @type {CohortRow} */ row) => `${f.period(row.cohort)} (${row.size === null ? t("cell.hidden") : f.count(row.size)})`;
  const cells = (/** @type {number} */ periods) => rows.flatMap((row, y) => row.share.slice(0, periods).flatMap((value, x) => cellsOf(view, row, x).map((hidden) => ({
    x, y, share: hidden ? null : x === 0 ? 0 : Math.max(0, Number(value) / strongest), label: hidden ? "" : f.shareShort(Math.round(Number(value) * 100) / 100),
  }))));
  const periods = Math.min(PERIODS_SHOWN, longest);
  return [
    chart({
      id: "cohorts", title: t("cohorts.triangle", { measure: t("cohorts.measure.share") }),
      isSaid: true, summary: headline(view, cohorts),
      note: said(longest > periods ? t("cohorts.more", { n: periods }) : "", cells(periods).some(({ share }) => share === null) ? t("chart.veiled") : ""),
      draw: (width) => {
        const shown = isNarrow(width) ? Math.min(PERIODS_NARROW, periods) : periods;
        return heatGrid(width, cells(shown), { xs: Array.from({ length: shown }, (_, period) => String(period)), ys: rows.map(name), xLabel: t(`cohorts.axis.${cohorts.grain}`), rowHeight: 26 });
      },
    }),
    table(view, t("cohorts.table"), [{ head: t("cohorts.cohort") }, { head: t("cohorts.size"), number: true }, ...Array.from({ length: periods }, (_, period) => ({ head: String(period), number: true }))], rows.map((row) => ({
      id: row.cohort,
      cells: [f.period(row.cohort), told(view, row.size, f.count), ...Array.from({ length: periods }, (_, period) => {
        const [hidden] = cellsOf(view, row, period);
        return hidden === undefined ? "" : told(view, hidden ? null : (row.share[period] ?? null), f.share);
      })],
    })), t("cohorts.blank")),
  ];
}

/** One entry where there is a cell: whether it is hidden. @param {View} view @param {CohortRow} row @param {number} period @returns {boolean[]} */
function cellsOf(view, row, period) {
  if (typeof row.share[period] === "number") return [false];
  return view.k !== null && period < row.share.length && hasEnded(view, row, period) ? [true] : [];
}

/** Whether a period has ended for a cohort: only then can its cell be hidden, before there is none. @param {View} view @param {CohortRow} row @param {number} period */
function hasEnded({ report }, row, period) {
  const { periods } = report.summary;
  const place = periods.findIndex((one) => one.period === row.cohort) + period;
  return place < periods.length - 1 || Boolean(periods[place]?.complete);
}

/** @param {View} view @param {Cohorts} cohorts */
function average(view, { average, grain }) {
  const { t, f } = view;
  const shown = average.filter(({ period }) => Number(period) > 0).slice(0, COHORTS_SHOWN);
  if (!shown.some(({ share }) => share !== null)) return "";
  return [
    chart({
      id: "retention", title: t("cohorts.average"),
      isSaid: true, summary: headline(view, { average, grain }),
      note: shown.some(({ share }) => share === null) ? t("chart.hidden") : "",
      draw: (width) => bandLine(width, shown.map(({ period, share, low, high, customers }) => ({
        x: Number(period), y: share, low, high, id: `period-${period}`, hover: known(share, customers) ? t("cohorts.averagePoint", { period: String(period), share: f.share(Number(share)), n: Number(customers) }) : "",
      })), { show: f.shareShort, axis: t(`cohorts.axis.${grain}`) }),
    }),
    table(view, t("cohorts.average"), [{ head: t("cohorts.period") }, ...["customers", "share", "low", "high"].map((id) => ({ head: t(`column.${id}`), number: true }))], shown.map(({ period, customers, share, low, high }) => ({
      id: `period-${period}`, cells: [String(period), told(view, customers, f.count), told(view, share, f.share), told(view, low, f.share), told(view, high, f.share)],
    }))),
  ];
}
