/** Time to the next purchase: the curve, its median and mean, and the naive mean that is too short. */
import { few, known, told } from "../cells.js";
import { bandLine } from "../charts/lines.js";
import { chart, table } from "../frames.js";
import { html } from "../markup.js";
import { off, scopeOf, section } from "../parts.js";

/** @import { View, Told, Report } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["repurchase"]>} Repurchase */

/** Days after a purchase at which the table tells the curve. */
const DAYS = [7, 14, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730];

/** @param {View} view */
export function repurchase(view) {
  const { t, report } = view;
  const { repurchase } = report;
  if (!repurchase) return off(view, "repurchase");
  const { customers, intervals, closed, censored } = repurchase;
  return section(view, {
    id: "repurchase",
    findings: [html`${headline(view, repurchase)}${few(view, customers)}`, known(intervals, closed, censored) ? t("repurchase.note", { intervals: Number(intervals), closed: Number(closed), open: Number(censored) }) : null],
    scope: scopeOf(view, ...(known(customers, intervals) ? [t("scope.customers", { n: Number(customers) }), t("scope.intervals", { n: Number(intervals) })] : [])),
    body: [means(view, repurchase), curve(view, repurchase), days(view, repurchase)],
    meanings: [[t("repurchase.curve"), "repurchase.curve"], [t("repurchase.intervals"), "repurchase.intervals"], [t("repurchase.median"), "repurchase.medianDays"], [t("repurchase.restricted"), "repurchase.restrictedMeanDays"], [t("repurchase.naive"), "repurchase.naiveMeanDays"]],
  });
}

/** @param {View} view @param {Pick<Repurchase, "medianDays" | "medianLow" | "medianHigh">} repurchase */
function headline({ t, hiddenIn }, { medianDays, medianLow, medianHigh }) {
  const days = (/** @type {number} */ n) => t("days", { n });
  if (medianDays === null) return t(hiddenIn("repurchase") > 0 ? "finding.hidden" : "repurchase.noMedian");
  const words = known(medianLow, medianHigh) ? t("interval", { low: days(Number(medianLow)), high: days(Number(medianHigh)) }) : "";
  return t("finding.repurchase", { days: medianDays, interval: words });
}

/** @param {View} view @param {Repurchase} repurchase */
function means(view, { medianDays, medianLow, medianHigh, restrictedMeanDays, horizonDays, naiveMeanDays, closed }) {
  const { t } = view;
  const days = (/** @type {number} */ n) => t("days", { n });
  return table(view, t("repurchase.title"), [{ head: t("summary.measure") }, { head: t("repurchase.days"), number: true }, { head: t("repurchase.about"), sentence: true }], [
    { id: "median", cells: [t("repurchase.median"), told(view, medianDays, days, { or: "unknown.noMedian", table: "repurchase" }), known(medianLow, medianHigh) ? t("interval", { low: days(Number(medianLow)), high: days(Number(medianHigh)) }) : ""] },
    { id: "restricted", cells: [t("repurchase.restricted"), told(view, restrictedMeanDays, days), horizonDays === null ? "" : t("repurchase.horizon", { days: horizonDays })] },
    { id: "naive", cells: [t("repurchase.naive"), told(view, naiveMeanDays, days, { or: "unknown.short", n: closed }), t("repurchase.naiveNote")] },
  ]);
}

/** @param {View} view @param {Repurchase} repurchase */
function curve(view, { curve, medianDays, naiveMeanDays, restrictedMeanDays }) {
  const { t, f } = view;
  const steps = curve.day.map((day, at) => ({ x: Number(day), y: curve.survival[at] ?? null, low: curve.low[at] ?? null, high: curve.high[at] ?? null }));
  if (steps.every(({ y }) => y === null)) return "";
  const points = steps[0]?.x === 0 ? steps : [{ x: 0, y: 1, low: 1, high: 1 }, ...steps];
  const half = steps.find(({ y }) => y !== null && y <= 0.5);
  const rules = [
    ...(naiveMeanDays === null ? [] : [{ x: naiveMeanDays, label: t("repurchase.naive"), look: "mark-2" }]),
    ...(medianDays === null ? [] : [{ x: medianDays, label: t("repurchase.median"), look: "mark-1" }]),
    ...(restrictedMeanDays === null ? [] : [{ x: restrictedMeanDays, label: t("repurchase.restricted"), look: "mark-3" }]),
  ];
  return chart({
    id: "repurchase", title: t("repurchase.curve"),
    summary: half ? t("repurchase.curveSummary", { day: half.x }) : headline(view, { medianDays, medianLow: null, medianHigh: null }),
    draw: (width) => bandLine(width, points, { show: f.shareShort, most: 1, step: true, axis: t("repurchase.axis"), rules }),
  });
}

/** The curve at days that a person asks for. @param {View} view @param {Repurchase} repurchase */
function days(view, { curve, horizonDays }) {
  const { t, f } = view;
  const rows = DAYS.filter((day) => day <= (horizonDays ?? curve.day.at(-1) ?? 0)).map((day) => {
    const at = curve.day.findLastIndex((one) => one !== null && one <= day);
    const [survival, low, high] = at < 0 ? [1, 1, 1] : [curve.survival[at] ?? null, curve.low[at] ?? null, curve.high[at] ?? null];
    const back = (/** @type {number | null} */ open) => told(view, open === null ? null : 1 - open, f.share);
    return { id: `day-${day}`, cells: [t("days", { n: day }), back(survival), back(high), back(low)] };
  });
  if (rows.length === 0) return "";
  return table(view, t("repurchase.byDay"), [{ head: t("repurchase.within") }, { head: t("repurchase.back"), number: true }, { head: t("column.low"), number: true }, { head: t("column.high"), number: true }], rows);
}
