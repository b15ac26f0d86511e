/** How long until the next purchase: the curve, its median and mean, and the naive mean that is too short. */
import { html, nothing } from "lit";
import { bandLine } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { figure } from "../elements/explain.js";

/** @import { Page } from "../elements/part.js" */
/** @import { Repurchase } from "../types.js" */

/** @param {Page} page @param {Repurchase} repurchase */
export function repurchaseChart(page, repurchase) {
  const { t } = page;
  const days = (/** @type {number | null} */ value) => (value === null ? "–" : t("days", { n: value }));
  const { intervals, medianDays, medianLow, medianHigh, restrictedMeanDays, horizonDays, naiveMeanDays, closed } = repurchase;
  return html`<section class="panel">
    <h2>${t("repurchase.title")}</h2>
    <p class="hint">${t("repurchase.note", { intervals, closed, open: repurchase.censored })}</p>
    <div class="figures">
      ${figure(page, {
        of: "repurchase.medianDays", label: t("repurchase.median"), value: days(medianDays), n: intervals,
        note: medianDays === null ? t("repurchase.noMedian") : medianLow === null || medianHigh === null ? nothing : t("interval", { low: days(medianLow), high: days(medianHigh) }),
      })}
      ${figure(page, { of: "repurchase.restrictedMeanDays", label: t("repurchase.restricted"), value: days(restrictedMeanDays), n: intervals, note: t("repurchase.horizon", { days: horizonDays }) })}
      ${figure(page, { of: "repurchase.naiveMeanDays", label: t("repurchase.naive"), value: days(naiveMeanDays), n: closed, note: t("repurchase.naiveNote") })}
    </div>
    ${chartFrame(page, curveChart(page, repurchase))}
  </section>`;
}

/**
 * @param {Page} page
 * @param {Repurchase} repurchase
 * @returns {import("../elements/chart.js").Chart}
 */
function curveChart({ t, format }, { curve, medianDays, naiveMeanDays, restrictedMeanDays, intervals }) {
  const steps = curve.day.map((day, index) => ({
    day, survival: curve.survival[index] ?? 0, low: curve.low[index] ?? null, high: curve.high[index] ?? null, atRisk: curve.atRisk[index] ?? 0,
  }));
  const start = { day: 0, survival: 1, low: 1, high: 1, atRisk: intervals };
  const points = (steps[0]?.day === 0 ? steps : [start, ...steps]).map(({ day, survival, low, high, atRisk }) => ({
    x: day, y: survival, low, high, title: t("repurchase.point", { day, share: format.share(survival), n: atRisk }),
  }));
  const rules = [
    ...(naiveMeanDays === null ? [] : [{ x: naiveMeanDays, label: t("repurchase.naive"), color: "var(--series-2)" }]),
    ...(medianDays === null ? [] : [{ x: medianDays, label: t("repurchase.median"), color: "var(--series-1)" }]),
    { x: restrictedMeanDays, label: t("repurchase.restricted"), color: "var(--series-3)" },
  ];
  const half = steps.find(({ survival }) => survival <= 0.5);
  return {
    name: "repurchase", title: t("repurchase.curve"), of: "repurchase.curve", n: intervals, table: "repurchase",
    summary: half ? t("repurchase.curveSummary", { day: half.day }) : t("repurchase.noMedian"),
    draw: (width) => bandLine(width, points, { xLabel: t("repurchase.axis"), yFormat: format.shareShort, yMax: 1, step: true, rules }),
    columns: ["day", "survival", "low", "high", "atRisk"].map((id) => t(`column.${id}`)),
    rows: [],
    shown: steps.map(({ day, survival, low, high, atRisk }) => [format.count(day), format.share(survival), format.share(low), format.share(high), format.count(atRisk)]),
  };
}
