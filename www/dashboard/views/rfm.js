/** RFM: segments as areas and as a table, the grid of scores; every part leads to its people. */
import { html, nothing } from "lit";
import { heatGrid } from "../charts/grid.js";
import { segmentTreemap } from "../charts/treemap.js";
import { chartFrame } from "../elements/chart.js";
import { explain, fewNote } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { rowsButton, table, tableButton } from "../elements/table.js";
import { UNKNOWN, amountIn } from "../format.js";
import { routeHash } from "../route.js";
import { sectionOff } from "./section.js";

/** @import { Rfm, Segment } from "../types.js" */

/** What a segment asks for: its colour says how urgent it is. */
const TONES = /** @type {Record<string, string>} */ ({
  champions: "good", loyal: "good", potentialLoyalist: "fine", new: "fine", promising: "fine",
  needAttention: "watch", aboutToSleep: "watch", atRisk: "urgent", cantLose: "urgent", hibernating: "gone", lost: "gone",
  hhh: "good", hlh: "fine", hhl: "fine", hll: "fine", lhh: "urgent", llh: "urgent", lhl: "gone", lll: "gone",
});

export class RfmView extends Part {
  /** @returns {Rfm} */
  get #rfm() {
    return /** @type {Rfm} */ (this.report.rfm);
  }

  /** @override */
  render() {
    const { t } = this.page;
    if (!this.report.rfm) return html`<h1>${t("nav.rfm")}</h1>${sectionOff(this.page, "rfm")}`;
    const { customers, method, map } = this.#rfm;
    return html`
      <h1>${t("nav.rfm")}</h1>
      <p class="lead">${t("rfm.lead")}</p>
      <p class="hint">${t("rfm.how", { customers, method: t(`settings.rfmMethod.${method}`), map: t(`settings.rfmMap.${map}`) })} ${fewNote(this.page, customers)}</p>
      ${this.kept("treemap", () => this.#treemap())}
      ${this.#segments()}
      ${this.kept("grid", () => this.#grid())}
      ${this.#edges()}
    `;
  }

  #treemap() {
    const { t, format } = this.page;
    const tiles = this.#rfm.segments.map(({ id, customers, share }) => ({
      id, customers, name: t(`segment.${id}`), label: t("rfm.tile", { customers, share: format.share(share) }),
      href: routeHash("customers", { segment: id }), tone: TONES[id] ?? "fine",
    }));
    const largest = [...this.#rfm.segments].sort((a, b) => b.customers - a.customers)[0];
    return chartFrame(this.page, {
      name: "segments", title: t("rfm.treemap"), of: "rfm.segments.customers", n: this.#rfm.customers, table: "segments", links: true,
      summary: largest ? t("rfm.treemapSummary", { name: t(`segment.${largest.id}`), customers: largest.customers, share: format.share(largest.share) }) : t("unknown.noCustomers"),
      draw: (width) => segmentTreemap(width, tiles),
      columns: ["segment", "customers", "share"].map((id) => t(`column.${id}`)),
      rows: [],
      shown: this.#rfm.segments.map(({ id, customers, share }) => [t(`segment.${id}`), format.count(customers), format.share(share)]),
      legend: html`<ul class="legend">${["good", "fine", "watch", "urgent", "gone"].map((tone) => html`<li class="tone-${tone}">${t(`tone.${tone}`)}</li>`)}</ul>`,
    });
  }

  #segments() {
    const { t } = this.page;
    const head = (/** @type {string} */ id, /** @type {string} */ of) =>
      ({ head: t(`column.${id}`), number: true, more: explain(this.page, of, t(`column.${id}`), this.#rfm.customers) });
    const columns = [
      { head: t("column.segment") },
      head("customers", "rfm.segments.customers"), head("share", "rfm.segments.share"), head("netSales", "rfm.segments.netSales"),
      head("salesShare", "rfm.segments.salesShare"), head("averageOrderValue", "rfm.segments.averageOrderValue"),
      head("medianRecency", "rfm.segments.medianRecencyDays"),
    ];
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("rfm.segments")}</h2>${tableButton(this.page, "segments")}</div>
      ${this.report.meta.currency === null ? html`<p class="hint">${t("currency.noShare")}</p>` : nothing}
      ${table(t("rfm.segments"), columns, this.#rfm.segments.map((segment) => this.#segmentRow(segment)))}
    </section>`;
  }

  /** @param {Segment} segment */
  #segmentRow(segment) {
    const { t, format } = this.page;
    const { id, customers } = segment;
    return [
      html`<a href=${routeHash("customers", { segment: id })}>${t(`segment.${id}`)}</a><br><small>${t(`segment.${id}.advice`)}</small>
        ${customers > 0 ? fewNote(this.page, customers) : nothing}`,
      format.count(customers),
      format.share(segment.share), format.money(segment.netSales), format.share(segment.salesShare),
      format.money(segment.averageOrderValue), segment.medianRecencyDays === null ? UNKNOWN : t("days", { n: segment.medianRecencyDays }),
    ];
  }

  #grid() {
    const { t, format } = this.page;
    const { grid, axis, customers } = this.#rfm;
    const most = Math.max(1, ...grid.map((cell) => cell.customers));
    const cells = grid.map((cell) => ({
      x: cell.fm, y: cell.r, share: Math.sqrt(cell.customers / most), label: format.count(cell.customers),
      title: t("rfm.cell", { r: cell.r, fm: cell.fm, customers: cell.customers, sales: format.money(cell.netSales) }),
      href: routeHash("customers", { r: cell.r, fm: cell.fm }),
    }));
    const best = grid.find(({ r, fm }) => r === 5 && fm === 5);
    return chartFrame(this.page, {
      name: "rfm-grid", title: t("rfm.grid"), of: "rfm.grid", n: customers, links: true,
      summary: t("rfm.gridSummary", { best: best?.customers ?? 0 }),
      draw: (width) => heatGrid(width, cells, {
        xs: [1, 2, 3, 4, 5], ys: [5, 4, 3, 2, 1], rowHeight: 52, marginLeft: 48, xLabel: t(`rfm.axis.${axis}`), yLabel: t("rfm.axis.r"),
      }),
      columns: [t("rfm.axis.r"), t(`rfm.axis.${axis}`), t("column.customers"), t("column.netSales")],
      rows: grid.map((cell) => [cell.r, cell.fm, cell.customers, amountIn(cell.netSales, format.currency)]),
      shown: grid.map((cell) => [cell.r, cell.fm, format.count(cell.customers), format.money(cell.netSales)]),
    });
  }

  /** The values at which a score begins. */
  #edges() {
    const { t, format } = this.page;
    const { edges } = this.#rfm;
    const monetary = Array.isArray(edges.monetary) ? edges.monetary : (edges.monetary[format.currency ?? ""] ?? []);
    const heads = [t("rfm.edges.value"), ...[2, 3, 4, 5].map((score) => t("rfm.edges.score", { score: String(score) }))];
    /** @type {[string, (number | null)[], (value: number | null) => string][]} */
    const lines = [
      [t("rfm.recency"), edges.recency, format.decimal],
      [t("rfm.frequency"), edges.frequency, format.decimal],
      [t("rfm.monetary"), monetary, (value) => format.money(value)],
    ];
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("rfm.edges")} ${explain(this.page, "rfm.edges", t("rfm.edges"), this.#rfm.customers)}</h2>
        ${rowsButton(this.page, "linger-rfm-edges", heads, lines.map(([name, values]) => [name, ...values]))}</div>
      <p class="hint">${t(this.#rfm.method === "quantile" ? "rfm.edges.quantile" : "rfm.edges.lowest")}</p>
      ${table(t("rfm.edges"), heads.map((head, index) => ({ head, number: index > 0 })), lines.map(([name, values, show]) => [name, ...values.map(show)]))}
    </section>`;
  }
}
customElements.define("linger-rfm", RfmView);
