/** RFM: segments with what to do, the grid of scores, and where the scores begin. */
import { few, known, told, toldMoney } from "../cells.js";
import { lyingBars } from "../charts/bars.js";
import { heatGrid } from "../charts/grid.js";
import { said } from "../fill.js";
import { chart, legend, table } from "../frames.js";
import { html } from "../markup.js";
import { off, scopeOf, section, word } from "../parts.js";
import { hasText } from "../texts.js";

/** @import { View, Told, Report } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["rfm"]>} Rfm */

/** What a segment asks for: its colour says how urgent it is. @type {Record<string, string>} */
const TONES = {
  champions: "good", loyal: "good", potentialLoyalist: "fine", new: "fine", promising: "fine",
  needAttention: "watch", aboutToSleep: "watch", atRisk: "urgent", cantLose: "urgent", hibernating: "gone", lost: "gone",
  hhh: "good", hlh: "fine", hhl: "fine", hll: "fine", lhh: "urgent", llh: "urgent", lhl: "gone", lll: "gone",
};

/** @param {View} view */
export function rfm(view) {
  const { t, report } = view;
  const { rfm } = report;
  if (!rfm) return off(view, "rfm");
  const how = t("rfm.how", { customers: rfm.customers ?? t("cell.hidden"), method: t(`settings.rfmMethod.${rfm.method}`), map: t(`settings.rfmMap.${rfm.map}`) });
  return section(view, {
    id: "rfm",
    findings: [...headline(view, rfm), t("rfm.scores")],
    scope: scopeOf(view, ...(known(rfm.customers) ? [t("scope.customers", { n: Number(rfm.customers) })] : [])),
    body: [html`<p class="plain">${how}</p>`, bars(view, rfm), segments(view, rfm), grid(view, rfm), edges(view, rfm)],
    meanings: [
      [t("rfm.scored"), "rfm.customers"], [t("column.segment"), "rfm.segments.customers"], [t("column.netSales"), "rfm.segments.netSales"], [t("column.salesShare"), "rfm.segments.salesShare"],
      [t("column.averageOrderValue"), "rfm.segments.averageOrderValue"], [t("column.medianRecency"), "rfm.segments.medianRecencyDays"], [t("rfm.grid"), "rfm.grid"], [t("rfm.edges"), "rfm.edges"],
    ],
  });
}

/** The largest segment, the one that brings most, and those who bought often once. @param {View} view @param {Rfm} rfm */
function headline(view, rfm) {
  const { t, f } = view;
  const counted = rfm.segments.filter((one) => known(one.customers, one.share));
  const largest = [...counted].sort((a, b) => Number(b.customers) - Number(a.customers))[0];
  if (!largest) return [t("finding.hidden")];
  const name = (/** @type {string} */ id) => (hasText(`segment.${id}`) ? t(`segment.${id}`) : id);
  const richest = [...counted].filter(({ salesShare }) => salesShare !== null).sort((a, b) => Number(b.salesShare) - Number(a.salesShare))[0];
  const urgent = counted.filter(({ id, customers }) => TONES[id] === "urgent" && Number(customers) > 0);
  return [
    html`${said(
      t("rfm.treemapSummary", { name: name(largest.id), customers: Number(largest.customers), share: f.share(Number(largest.share)) }),
      richest && t("finding.rfm.richest", { name: name(richest.id), share: f.share(Number(richest.share)), sales: f.share(Number(richest.salesShare)) }),
    )}${few(view, rfm.customers)}`,
    urgent.length > 0 ? t("finding.rfm.urgent", { names: f.list(urgent.map(({ id }) => t("quoted", { name: name(id) }))), customers: urgent.reduce((sum, { customers }) => sum + Number(customers), 0) }) : null,
  ];
}

/** @param {View} view @param {Rfm} rfm */
function bars(view, rfm) {
  const { t, f } = view;
  const largest = rfm.segments.reduce((/** @type {Rfm["segments"][number] | null} */ best, one) => (known(one.customers) && Number(one.customers) > Number(best?.customers ?? -1) ? one : best), null);
  return chart({
    id: "segments", title: t("rfm.treemap"), isSaid: true,
    summary: largest ? t("rfm.treemapSummary", { name: t(`segment.${largest.id}`), customers: Number(largest.customers), share: largest.share === null ? t("cell.hidden") : f.share(largest.share) }) : t("finding.hidden"),
    legend: legend(["good", "fine", "watch", "urgent", "gone"].map((tone) => [`tone-${tone}`, t(`tone.${tone}`)])),
    draw: (width) => lyingBars(width, rfm.segments.map(({ id, customers, share }) => ({
      id, name: hasText(`segment.${id}`) ? t(`segment.${id}`) : id, value: customers, look: `tone-${TONES[id] ?? "fine"}`,
      label: customers === null ? t("cell.hidden") : share === null ? f.count(customers) : `${f.count(customers)} · ${f.share(share)}`,
    }))),
  });
}

/** @param {View} view @param {Rfm} rfm */
function segments(view, rfm) {
  const { t, f, report } = view;
  const heads = ["segment", "customers", "share", "netSales", "salesShare", "averageOrderValue", "medianRecency"].map((id, at) => ({ head: t(`column.${id}`), number: at > 0 }));
  const several = report.meta.currency === null;
  return table(view, t("rfm.segments"), heads, rfm.segments.map((one) => {
    const about = { n: one.customers, or: "unknown.nobodyHere" };
    return {
      id: one.id,
      cells: [
        html`${word(view, "segment", one.id)}<br><small>${hasText(`segment.${one.id}.advice`) ? t(`segment.${one.id}.advice`) : ""}</small>${few(view, one.customers)}`,
        told(view, one.customers, f.count), told(view, one.share, f.share), toldMoney(view, one.netSales),
        told(view, one.salesShare, f.share, several ? { or: "unknown.severalCurrencies", n: 0 } : { or: "unknown.noSales", table: "rfm.segments" }),
        toldMoney(view, one.averageOrderValue, about), told(view, one.medianRecencyDays, (n) => t("days", { n }), about),
      ],
    };
  }), several ? t("currency.noShare") : undefined);
}

/** @param {View} view @param {Rfm} rfm */
function grid(view, rfm) {
  const { t, f } = view;
  const most = Math.max(1, ...rfm.grid.map(({ customers }) => customers ?? 0));
  const best = rfm.grid.find(({ r, fm }) => r === 5 && fm === 5);
  const scores = ["1", "2", "3", "4", "5"];
  const at = (/** @type {number} */ r, /** @type {number} */ fm) => rfm.grid.find((cell) => cell.r === r && cell.fm === fm);
  return [
    chart({
      id: "rfm-grid", title: t("rfm.grid"),
      summary: known(best?.customers) ? t("rfm.gridSummary", { best: Number(best?.customers) }) : t("rfm.gridHidden"),
      note: rfm.grid.some(({ customers }) => customers === null) ? t("chart.veiled") : "",
      draw: (width) => heatGrid(width, rfm.grid.map(({ r, fm, customers }) => ({
        x: Number(fm) - 1, y: 5 - Number(r), share: customers === null ? null : Math.sqrt(customers / most), label: customers === null ? "" : f.count(customers),
      })), { xs: scores, ys: [...scores].reverse().map((r) => `R ${r}`), xLabel: t(`rfm.axis.${rfm.axis}`), rowHeight: 40 }),
    }),
    table(view, t("rfm.grid"), [{ head: t("rfm.axis.r") }, ...scores.map((score) => ({ head: `${rfm.axis.toUpperCase()} ${score}`, number: true }))], [5, 4, 3, 2, 1].map((r) => ({
      id: `r${r}`, cells: [String(r), ...[1, 2, 3, 4, 5].map((fm) => told(view, at(r, fm)?.customers ?? null, f.count))],
    })), `${rfm.axis.toUpperCase()} = ${t(`rfm.axis.${rfm.axis}`)}`),
  ];
}

/** The values at which a score begins. @param {View} view @param {Rfm} rfm */
function edges(view, { edges, method, customers }) {
  const { t, f } = view;
  const monetary = Array.isArray(edges.monetary) ? edges.monetary : (edges.monetary?.[f.currency ?? ""] ?? []);
  /** @type {[id: string, name: string, values: (number | null)[], show: (value: number) => string][]} */
  const lines = [["recency", t("rfm.recency"), edges.recency, f.decimal], ["frequency", t("rfm.frequency"), edges.frequency, f.decimal], ["monetary", t("rfm.monetary"), monetary, (value) => f.money(value) ?? ""]];
  return table(view, t("rfm.edges"), [{ head: t("rfm.edges.value") }, ...[2, 3, 4, 5].map((score) => ({ head: t("rfm.edges.score", { score: String(score) }), number: true }))], lines.map(([id, name, values, show]) => ({
    id, cells: [name, ...[0, 1, 2, 3].map((at) => (known(values[at]) ? told(view, values[at], show) : view.k !== null && (customers === null || customers < 10 * view.k) ? told(view, null, show) : "–"))],
  })), t(method === "quantile" ? "rfm.edges.quantile" : "rfm.edges.lowest"));
}
