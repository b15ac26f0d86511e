/** Part of Sources: the quality score by its parts with its trend, days that are missing, and whether the history is long enough. */
import { html, nothing } from "lit";
import { fewNote } from "../elements/explain.js";
import { table } from "../elements/table.js";
import { columnsOf, panel, word } from "./audit-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { Audit } from "../types.js" */

/** @param {Page} page @param {Audit} audit */
export const qualityPanel = (page, { quality }) => html`${parts(page, quality)} ${gaps(page, quality)} ${history(page, quality)}`;

/** @param {Page} page @param {Audit["quality"]} quality */
function parts(page, { score, parts, trend }) {
  const { t, format } = page;
  const before = (/** @type {string} */ code) => trend?.parts.find((one) => one.code === code)?.before ?? null;
  const columns = columnsOf(page, ["sources.part", "sources.share", "sources.weight", "sources.of", ...(trend ? ["sources.before"] : [])], 1);
  const lead = score === null ? t("unknown.noOrders") : trend?.score === null || !trend ? t("sources.noTrend", { n: Math.round(score) }) : t("sources.trend", { n: Math.round(score), by: signedPoints(page, trend.score) });
  return panel(page, { of: "score", title: t("sources.quality"), lead }, table(t("sources.quality"), columns, parts.map(({ code, share, weight, of }) => [
    html`${word(page, `qualityPart.${code}`, code)} ${fewNote(page, of)}`, share === null ? html`${format.share(null)} <small>${t("sources.partUnknown")}</small>` : format.share(share), format.share(weight), format.count(of),
    ...(trend ? [format.share(before(code))] : []),
  ])));
}

/** @param {Page} page @param {number} by */
const signedPoints = ({ format }, by) => `${by > 0 ? "+" : ""}${format.decimal(by)}`;

/** Days without orders that are too many to be chance. @param {Page} page @param {Audit["quality"]} quality */
function gaps(page, { gaps: { runs, ordersPerDay } }) {
  const { t, format } = page;
  const columns = columnsOf(page, ["sources.from", "sources.to", "sources.days", "sources.expected"], 2);
  return panel(page, { of: "gaps", title: t("sources.gaps"), lead: ordersPerDay === null ? nothing : t("sources.perDay", { n: format.decimal(ordersPerDay) }) },
    runs.length === 0
      ? html`<p>${t("sources.noGaps")}</p>`
      : html`<p>${t("sources.gapsLead", { n: runs.length })}</p>${table(t("sources.gaps"), columns, runs.map((run) => [format.date(run.from), format.date(run.to), format.count(run.days), format.decimal(run.expected)]))}`);
}

/** @param {Page} page @param {Audit["quality"]} quality */
function history(page, { history: { days, medianGap, short } }) {
  const { t, format } = page;
  const gap = medianGap === null ? t("sources.noMedianGap") : t("sources.medianGap", { n: format.decimal(medianGap) });
  return panel(page, { of: "history", title: t("sources.history") }, html`<p>${t("sources.historyDays", { n: days })} ${gap}</p>
    <p class=${short ? "warned" : ""}>${t(short ? "sources.short" : "sources.longEnough")}</p>`);
}
