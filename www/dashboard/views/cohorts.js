/** Cohorts: who came back, by the month or week of the first order, as a triangle and as curves. */
import { html, nothing } from "lit";
import { heatGrid } from "../charts/grid.js";
import { SERIES_COLORS, bandLine, manyLines } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { Part } from "../elements/part.js";
import { amountIn } from "../format.js";
import { routeHash } from "../route.js";
import { currencyNote, sectionOff } from "./section.js";

/** @import { CohortRow, Cohorts, Money, ReportOptions } from "../types.js" */

/** Cohorts in the triangle, the newest ones. */
const COHORTS_SHOWN = 36;
/** Periods beside each other in the triangle. */
const PERIODS_SHOWN = 25;
/** Pixels: the names of the cohorts, and the least for a cell. */
const LABEL_WIDTH = 118;
const CELL_WIDTH = 34;
const MEASURES = /** @type {const} */ (["share", "customers", "netSales", "cumulativeValue"]);
/** @typedef {typeof MEASURES[number]} Measure */

export class CohortsView extends Part {
  /** @override */
  static properties = { measure: { state: true } };

  constructor() {
    super();
    /** @type {Measure} */
    this.measure = "share";
  }

  /** @returns {Cohorts} */
  get #cohorts() {
    return /** @type {Cohorts} */ (this.report.cohorts);
  }

  /** @override */
  render() {
    const { t } = this.page;
    if (!this.report.cohorts) return html`<h1>${t("nav.cohorts")}</h1>${sectionOff(this.page, "cohorts")}`;
    const { grain, mode, excluded } = this.#cohorts;
    return html`
      <h1>${t("nav.cohorts")}</h1>
      <p class="lead">${t(`cohorts.lead.${mode}`)}</p>
      <div class="filters">
        ${this.#choice("measure", this.measure, MEASURES, (measure) => (this.measure = /** @type {Measure} */ (measure)))}
        ${this.#choice("grain", grain, ["month", "week"], (value) => this.#set({ grain: /** @type {"month" | "week"} */ (value) }))}
        ${this.#choice("mode", mode, ["classic", "rolling"], (value) => this.#set({ mode: /** @type {"classic" | "rolling"} */ (value) }))}
      </div>
      ${excluded > 0 ? html`<p class="hint">${t("cohorts.excluded", { n: excluded })}</p>` : nothing}
      ${this.kept(`triangle ${this.measure}`, () => this.#triangle())}
      ${this.kept(`curves ${this.measure}`, () => this.#curves())}
      ${this.kept("average", () => this.#average())}
    `;
  }

  /** @param {NonNullable<ReportOptions["cohorts"]>} cohorts */
  #set(cohorts) {
    void this.page.store.setOptions({ cohorts });
  }

  /**
   * @param {string} id
   * @param {string} value
   * @param {readonly string[]} choices
   * @param {(choice: string) => void} choose
   */
  #choice(id, value, choices, choose) {
    const { t } = this.page;
    return html`<label><span>${t(`cohorts.${id}`)}</span>
      <select @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}>
        ${choices.map((choice) => html`<option value=${choice} .selected=${choice === value}>${t(`cohorts.${id}.${choice}`)}</option>`)}
      </select></label>`;
  }

  /** The measure of a cohort by period, as numbers. @param {CohortRow} row @returns {(number | null)[]} */
  #values(row) {
    const { currency } = this.page.format;
    const amounts = (/** @type {(Money | null)[]} */ list) => list.map((money) => amountIn(money, currency));
    switch (this.measure) {
      case "share": return row.share;
      case "customers": return row.active;
      case "netSales": return amounts(row.netSales);
      case "cumulativeValue": return amounts(row.cumulativeValue);
    }
  }

  /** @param {number | null} value @param {boolean} short */
  #show(value, short) {
    const { format } = this.page;
    if (value === null) return "–";
    if (this.measure === "share") return short ? format.shareShort(Math.round(value * 100) / 100) : format.share(value);
    if (this.measure === "customers") return format.count(value);
    return short ? format.moneyShort(value) : format.money(value);
  }

  /** Shares and counts of period 0 are everyone: they would drown the others. */
  get #firstPeriod() {
    return this.measure === "share" || this.measure === "customers" ? 1 : 0;
  }

  /** The value that gets the strongest colour. */
  #strongest() {
    const values = this.#cohorts.rows.flatMap((row) => this.#values(row).slice(this.#firstPeriod));
    return values.reduce((/** @type {number} */ most, value) => Math.max(most, value ?? 0), 0) || 1;
  }

  #currencyNote() {
    return this.measure === "netSales" || this.measure === "cumulativeValue" ? currencyNote(this.page) : "";
  }

  #triangle() {
    const { t, format } = this.page;
    const rows = this.#cohorts.rows.slice(-COHORTS_SHOWN);
    const periods = Math.min(PERIODS_SHOWN, Math.max(1, ...rows.map((row) => row.active.length)));
    const strongest = this.#strongest();
    const name = (/** @type {CohortRow} */ row) => `${format.period(row.cohort)} (${format.count(row.size)})`;
    const from = this.#firstPeriod;
    const cells = rows.flatMap((row) => this.#values(row).slice(0, periods).flatMap((value, period) => value === null ? [] : [{
      x: period, y: name(row), share: period < from ? 0 : Math.max(0, Math.min(1, value / strongest)), label: this.#show(value, true),
      title: this.#cellTitle(row, period, value),
      ...(period === 0 && this.#cohorts.grain === "month" ? { href: routeHash("customers", { cohort: row.cohort }) } : {}),
    }]));
    const measure = t(`cohorts.measure.${this.measure}`);
    return chartFrame(this.page, {
      name: "cohorts", title: t("cohorts.triangle", { measure }), of: `cohorts.rows.${this.measure === "customers" ? "active" : this.measure}`, table: "cohorts", links: true,
      n: rows.reduce((sum, { size }) => sum + size, 0),
      summary: this.#averageSummary() + this.#currencyNote(), minWidth: LABEL_WIDTH + periods * CELL_WIDTH,
      draw: (width) => heatGrid(width, cells, {
        xs: Array.from({ length: periods }, (_, period) => period), ys: rows.map(name), rowHeight: 28, marginLeft: LABEL_WIDTH,
        xLabel: t(`cohorts.axis.${this.#cohorts.grain}`), yLabel: "",
      }),
      columns: [t("cohorts.cohort"), t("cohorts.size"), ...Array.from({ length: periods }, (_, period) => String(period))],
      rows: [],
      shown: rows.map((row) => [
        format.period(row.cohort), format.count(row.size),
        ...Array.from({ length: periods }, (_, period) => this.#show(this.#values(row)[period] ?? null, false)),
      ]),
    });
  }

  /** @param {CohortRow} row @param {number} period @param {number} value */
  #cellTitle(row, period, value) {
    const { t, format } = this.page;
    const shown = this.#show(value, false);
    const words = t("cohorts.cell", { cohort: format.period(row.cohort), period: String(period), value: shown, size: row.size });
    const [low, high] = [row.low[period], row.high[period]];
    if (this.measure !== "share" || period === 0 || typeof low !== "number" || typeof high !== "number") return words;
    return `${words} ${t("interval", { low: format.share(low), high: format.share(high) })}`;
  }

  #averageSummary() {
    const { t, format } = this.page;
    const first = this.#cohorts.average.find(({ period }) => period === 1);
    return first ? t(`cohorts.summary.${this.#cohorts.grain}`, { share: format.share(first.share), customers: first.customers }) : t("unknown.short");
  }

  #curves() {
    const { t, format } = this.page;
    const rows = this.#cohorts.rows.filter((row) => this.#values(row).slice(1).some((value) => value !== null)).slice(-SERIES_COLORS.length);
    const names = rows.map((row) => format.period(row.cohort));
    const points = rows.flatMap((row, index) => this.#values(row).map((value, period) => ({
      x: period, y: value, series: names[index] ?? "", title: value === null ? "" : this.#cellTitle(row, period, value),
    })).filter(({ x, y }) => y !== null && x >= this.#firstPeriod));
    const measure = t(`cohorts.measure.${this.measure}`);
    return chartFrame(this.page, {
      name: "cohort-curves", title: t("cohorts.curves", { measure }), of: `cohorts.rows.${this.measure === "customers" ? "active" : this.measure}`,
      summary: t("cohorts.curvesSummary", { n: rows.length }) + this.#currencyNote(),
      draw: (width) => manyLines(width, points, { names, xLabel: t(`cohorts.axis.${this.#cohorts.grain}`), yFormat: (value) => this.#show(value, true) }),
      columns: [t("cohorts.cohort"), t("cohorts.period"), measure],
      rows: points.map(({ series, x, y }) => [series, x, y]),
      shown: points.map(({ series, x, y }) => [series, format.count(x), this.#show(y, false)]),
      legend: html`<ul class="legend">${names.map((name, index) => html`<li class="series-${index + 1}">${name}</li>`)}</ul>`,
    });
  }

  #average() {
    const { t, format } = this.page;
    const { average, grain } = this.#cohorts;
    const points = average.filter(({ period }) => period > 0).map(({ period, share, low, high, customers }) => ({ period, share, low, high, customers }));
    return chartFrame(this.page, {
      name: "retention", title: t("cohorts.average"), of: "cohorts.average", n: points[0]?.customers ?? null,
      summary: this.#averageSummary(),
      draw: (width) => bandLine(width, points.map(({ period, share, low, high, customers }) => ({
        x: period, y: share, low, high, title: t("cohorts.averagePoint", { period: String(period), share: format.share(share), n: customers }),
      })), { xLabel: t(`cohorts.axis.${grain}`), yFormat: format.shareShort, periods: true }),
      columns: ["period", "customers", "share", "low", "high"].map((id) => (id === "period" ? t("cohorts.period") : t(`column.${id}`))),
      rows: points.map(({ period, customers, share, low, high }) => [period, customers, share, low, high]),
      shown: points.map(({ period, customers, share, low, high }) => [period, format.count(customers), format.share(share), format.share(low), format.share(high)]),
    });
  }
}
customElements.define("linger-cohorts", CohortsView);
