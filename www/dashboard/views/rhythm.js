/** Rhythm: on which weekday and at which hour people buy, in a zone of choice. */
import { html } from "lit";
import { heatGrid } from "../charts/grid.js";
import { chartFrame } from "../elements/chart.js";
import { Part } from "../elements/part.js";
import { zoneChoice } from "../elements/zone.js";
import { amountIn } from "../format.js";
import { currencyNote, sectionOff } from "./section.js";

/** @import { Rhythm } from "../types.js" */

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];

export class RhythmView extends Part {
  /** @override */
  static properties = { measure: { state: true } };

  constructor() {
    super();
    /** @type {"orders" | "netSales"} */
    this.measure = "orders";
  }

  /** @override */
  render() {
    const { t } = this.page;
    const { rhythm } = this.report;
    if (!rhythm) return html`<h1>${t("nav.rhythm")}</h1>${sectionOff(this.page, "rhythm")}`;
    return html`
      <h1>${t("nav.rhythm")}</h1>
      <p class="lead">${t("rhythm.lead", { zone: rhythm.zone })}</p>
      <div class="filters">
        <label><span>${t("rhythm.measure")}</span>
          <select @change=${(/** @type {Event} */ event) => (this.measure = /** @type {any} */ (event.target).value)}>
            ${["orders", "netSales"].map((id) => html`<option value=${id} .selected=${id === this.measure}>${t(`summary.${id}`)}</option>`)}
          </select></label>
        ${zoneChoice(t("settings.zone"), rhythm.zone, (zone) => void this.page.store.setOptions({ zone }))}
      </div>
      ${this.kept(`rhythm ${this.measure}`, () => this.#chart(rhythm))}
    `;
  }

  /** @param {Rhythm} rhythm */
  #chart(rhythm) {
    const { t, format } = this.page;
    const value = (/** @type {number} */ weekday, /** @type {number} */ hour) =>
      this.measure === "orders" ? (rhythm.orders[weekday]?.[hour] ?? 0) : (amountIn(rhythm.netSales[weekday]?.[hour], format.currency) ?? 0);
    const show = (/** @type {number} */ amount) => (this.measure === "orders" ? format.count(amount) : format.money(amount));
    const hours = WEEKDAYS.flatMap((weekday) => HOURS.map((hour) => ({ weekday, hour, amount: value(weekday, hour) })));
    const busiest = hours.reduce((best, one) => (one.amount > best.amount ? one : best));
    const most = Math.max(1, busiest.amount);
    const cells = hours.map(({ weekday, hour, amount }) => ({
      x: hour, y: format.weekday(weekday), share: Math.max(0, amount / most), label: this.measure === "orders" ? format.count(amount) : format.moneyShort(amount),
      title: t("rhythm.cell", { weekday: format.weekday(weekday), hour: hourName(hour), value: show(amount) }),
    }));
    return chartFrame(this.page, {
      name: "rhythm", title: t("rhythm.title", { measure: t(`summary.${this.measure}`) }), of: `rhythm.${this.measure}`, table: "rhythm",
      n: rhythm.orders.flat().reduce((sum, count) => sum + count, 0),
      summary: t("rhythm.summary", { weekday: format.weekday(busiest.weekday), hour: hourName(busiest.hour), value: show(busiest.amount) }) + (this.measure === "netSales" ? currencyNote(this.page) : ""),
      minWidth: 640,
      draw: (width) => heatGrid(width, cells, {
        xs: HOURS, ys: WEEKDAYS.map(format.weekday), rowHeight: 36, marginLeft: 44, xLabel: t("rhythm.hour"), yLabel: "", xTicks: [0, 3, 6, 9, 12, 15, 18, 21],
      }),
      columns: [t("rhythm.weekday"), ...HOURS.map(hourName)],
      rows: [],
      shown: WEEKDAYS.map((weekday) => [format.weekday(weekday), ...HOURS.map((hour) => show(value(weekday, hour)))]),
    });
  }
}
customElements.define("linger-rhythm", RhythmView);

/** @param {number} hour */
const hourName = (hour) => `${String(hour).padStart(2, "0")}:00`;
