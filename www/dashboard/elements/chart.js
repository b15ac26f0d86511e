/**
 * `<linger-chart>`: the frame of every chart. Title, a sentence that says what it shows, the drawing as wide
 * as there is room, the table of its numbers, and both as files.
 */
import { html, nothing } from "lit";
import { soon } from "../charts/queue.js";
import { saveChart } from "../save.js";
import { explain } from "./explain.js";
import { Part } from "./part.js";
import { rowsButton, table, tableButton } from "./table.js";

/** @import { TableId } from "../types.js" */
/** @import { Page } from "./part.js" */

/**
 * @typedef {object} Chart
 * @property {string} name of the files, for instance `retention`
 * @property {string} title
 * @property {string} summary what a person who does not see the chart should know
 * @property {(width: number) => SVGSVGElement} draw
 * @property {string[]} columns of the table of its numbers
 * @property {(string | number | null)[][]} rows as they are saved
 * @property {(string | number)[][]} shown the same rows as people read them
 * @property {TableId} [table] the engine's table of the same numbers, saved in place of `rows`
 * @property {string} [of] path of the definition
 * @property {number | null} [n]
 * @property {number} [minWidth] narrower than this it is not drawn: it scrolls
 * @property {boolean} [links] parts of the chart are links
 * @property {unknown} [legend]
 */

export class ChartFrame extends Part {
  /** @override */
  static properties = { chart: { attribute: false }, width: { state: true }, tableOpen: { state: true } };

  constructor() {
    super();
    /** @type {Chart} */
    this.chart = /** @type {any} */ (undefined);
    this.width = 0;
    this.tableOpen = false;
    /** @type {Chart | null} what is drawn, and how wide */
    this.drawn = null;
    this.drawnWidth = 0;
    this.observer = new ResizeObserver(([entry]) => {
      if (entry) this.width = Math.floor(entry.contentRect.width);
    });
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.observer.disconnect();
  }

  /** @override */
  firstUpdated() {
    this.observer.observe(/** @type {Element} */ (this.querySelector(".canvas")));
  }

  /** @override */
  updated() {
    const { chart, width } = this;
    if (width === 0 || (this.drawn === chart && this.drawnWidth === width)) return;
    this.drawn = chart;
    this.drawnWidth = width;
    soon(() => this.#draw(chart, width));
  }

  /** Draws what was asked for, unless something newer was asked for meanwhile. @param {Chart} chart @param {number} width */
  #draw(chart, width) {
    if (this.drawn !== chart || this.drawnWidth !== width) return;
    const drawing = chart.draw(Math.max(width, chart.minWidth ?? 0));
    drawing.setAttribute("role", chart.links ? "group" : "img");
    drawing.setAttribute("aria-label", `${chart.title}. ${chart.summary}`);
    this.querySelector(".canvas")?.replaceChildren(drawing);
  }

  /** @override */
  render() {
    const { chart, page } = this;
    const { t } = page;
    const scrolls = this.width > 0 && this.width < (chart.minWidth ?? 0);
    return html`<figure class="chart">
      <figcaption>
        <h2>${chart.title} ${chart.of ? explain(page, chart.of, chart.title, chart.n ?? null) : nothing}</h2>
        <p>${chart.summary}</p>
      </figcaption>
      ${chart.legend ?? nothing}
      <div class="canvas ${scrolls ? "scrolls" : ""}" tabindex=${scrolls ? "0" : nothing} role=${scrolls ? "group" : nothing} aria-label=${scrolls ? chart.title : nothing}></div>
      <div class="chart-foot">
        <details @toggle=${this.#toggleTable}>
          <summary>${t("chart.numbers")}</summary>
          ${this.tableOpen
            ? table(chart.title, chart.columns.map((head, index) => ({ head, number: index > 0 })), chart.shown)
            : nothing}
        </details>
        <div class="buttons">
          ${chart.table ? tableButton(page, chart.table) : rowsButton(page, `linger-${chart.name}`, chart.columns, chart.rows)}
          <button class="plain save" @click=${this.#saveDrawing}>${t("save.svg")}</button>
        </div>
      </div>
    </figure>`;
  }

  /** @param {Event} event the table is only built when someone looks at it */
  #toggleTable = (event) => {
    this.tableOpen = /** @type {HTMLDetailsElement} */ (event.target).open;
  };

  #saveDrawing = () => {
    const drawing = this.querySelector("svg");
    if (drawing) saveChart(`linger-${this.chart.name}`, drawing);
  };
}
customElements.define("linger-chart", ChartFrame);

/** @param {Page} page @param {Chart} chart */
export const chartFrame = (page, chart) => html`<linger-chart .page=${page} .chart=${chart}></linger-chart>`;
