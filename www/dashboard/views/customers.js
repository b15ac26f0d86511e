/** Customers: the people behind every number, sorted and filtered by the engine, a page at a time. */
import { html, nothing } from "lit";
import { Part } from "../elements/part.js";
import { flagMark, personButton, revealButton } from "../elements/person.js";
import { tableButton } from "../elements/table.js";
import { PAGE_ROWS, routeHash } from "../route.js";
import { sectionOff } from "./section.js";

/** @import { CustomerRow, CustomerSort } from "../types.js" */

/** @type {{ id: CustomerSort, number?: boolean }[]} */
const COLUMNS = [
  { id: "key" }, { id: "lateness" }, { id: "segment" }, { id: "stage" }, { id: "lastOrder", number: true },
  { id: "recencyDays", number: true }, { id: "orders", number: true }, { id: "monetary", number: true }, { id: "valueAtStake", number: true },
];
const STAGES = ["new", "active", "dormant", "churned"];
/** Milliseconds after the last key before the search runs. */
const SEARCH_PAUSE = 200;

export class CustomersView extends Part {
  #searchTimer = 0;

  /** @override */
  render() {
    const { t, state } = this.page;
    const page = state.customers;
    if (this.report.summary.identified.customers === 0) return html`<h1>${t("nav.customers")}</h1>${sectionOff(this.page, "rfm")}`;
    return html`
      <h1>${t("nav.customers")}</h1>
      ${this.#filters()}
      <div class="panel">
        <div class="panel-head">
          <p role="status">${page ? t("customers.found", { n: page.total }) : t("customers.loading")}</p>
          <div class="buttons">${revealButton(this.page)} ${tableButton(this.page, "customers", state.query, t("customers.download"))}</div>
        </div>
        ${page && page.total > 0 ? this.#table(page.rows) : nothing}
        ${page?.total === 0 ? html`<p>${t("customers.none")} <a href="#customers">${t("customers.clear")}</a></p>` : nothing}
        ${page ? this.#pages(page.total) : nothing}
      </div>
    `;
  }

  get #params() {
    return this.state.route.params;
  }

  /** The same people with one thing changed, from their first page. @param {Record<string, string | undefined>} change */
  #hash(change) {
    const { page: _, ...kept } = this.#params;
    return routeHash("customers", { ...kept, ...change });
  }

  /** @param {Record<string, string | undefined>} change */
  #go(change) {
    location.hash = this.#hash(change);
  }

  #filters() {
    const { t } = this.page;
    const segments = this.report.rfm?.segments.map(({ id }) => id) ?? [];
    const { r, fm, cohort, definition } = this.#params;
    return html`<form class="filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <label><span>${t("customers.search")}</span>
        <input type="search" .value=${this.#params.search ?? ""} @input=${this.#search}></label>
      ${this.#filter("segment", segments, (id) => t(`segment.${id}`))}
      ${this.#filter("stage", STAGES, (id) => t(`stage.${id}`))}
      ${this.#filter("flagged", ["yes", "no"], (id) => t(id === "yes" ? "people.overdue" : "people.notOverdue"))}
      ${this.#filter("grade", ["high", "medium", "low"], (id) => t(`grade.${id}`))}
      ${r || fm || cohort || definition ? html`<p class="chips">
        ${r || fm ? html`<a class="chip" href=${this.#hash({ r: undefined, fm: undefined })}>${t("customers.cell", { r: r ?? "–", fm: fm ?? "–" })} <span aria-hidden="true">✕</span><span class="visually-hidden">${t("customers.remove")}</span></a>` : nothing}
        ${cohort ? html`<a class="chip" href=${this.#hash({ cohort: undefined })}>${t("customers.cohort", { cohort: this.page.format.period(cohort) })} <span aria-hidden="true">✕</span><span class="visually-hidden">${t("customers.remove")}</span></a>` : nothing}
        ${definition ? html`<a class="chip" href=${this.#hash({ definition: undefined })}>${t(`definition.${definition}`)} <span aria-hidden="true">✕</span><span class="visually-hidden">${t("customers.remove")}</span></a>` : nothing}
      </p>` : nothing}
    </form>`;
  }

  /**
   * @param {string} id
   * @param {string[]} choices
   * @param {(choice: string) => string} name
   */
  #filter(id, choices, name) {
    const chosen = this.#params[id] ?? "";
    return html`<label><span>${this.page.t(`customers.filter.${id}`)}</span>
      <select @change=${(/** @type {Event} */ event) => this.#go({ [id]: /** @type {HTMLSelectElement} */ (event.target).value })}>
        <option value="" .selected=${chosen === ""}>${this.page.t("customers.all")}</option>
        ${choices.map((choice) => html`<option value=${choice} .selected=${chosen === choice}>${name(choice)}</option>`)}
      </select></label>`;
  }

  /** @param {Event} event */
  #search = (event) => {
    const search = /** @type {HTMLInputElement} */ (event.target).value;
    clearTimeout(this.#searchTimer);
    this.#searchTimer = window.setTimeout(() => this.#go({ search }), SEARCH_PAUSE);
  };

  /** @param {CustomerRow[]} rows */
  #table(rows) {
    const { t } = this.page;
    return html`<div class="table-box" tabindex="0" role="group" aria-label=${t("nav.customers")}>
      <table>
        <caption class="visually-hidden">${t("nav.customers")}</caption>
        <thead><tr>${COLUMNS.map(({ id, number }) => this.#head(id, number === true))}</tr></thead>
        <tbody>${rows.map((row) => this.#row(row))}</tbody>
      </table>
    </div>`;
  }

  /** The head of a column sorts by it; a second press turns the order round. @param {CustomerSort} id @param {boolean} number */
  #head(id, number) {
    const { t, state } = this.page;
    const sorted = state.query.sort === id;
    const down = state.query.descending ?? naturallyDown(id);
    const next = sorted ? (down ? "up" : "down") : undefined;
    return html`<th scope="col" class=${number ? "number" : ""} aria-sort=${sorted ? (down ? "descending" : "ascending") : nothing}>
      <button class="link" @click=${() => this.#go({ sort: id, order: next })}>${t(`column.${id}`)}<span aria-hidden="true">${sorted ? (down ? " ↓" : " ↑") : ""}</span></button>
    </th>`;
  }

  /** @param {CustomerRow} row */
  #row(row) {
    const { t, format } = this.page;
    return html`<tr>
      <th scope="row">${personButton(this.page, row.key)}</th>
      <td>${flagMark(this.page, row)}</td>
      <td>${t(`segment.${row.segment}`)}</td>
      <td>${t(`stage.${row.stage}`)}</td>
      <td class="number">${format.calendarDay(row.lastOrder)}</td>
      <td class="number">${format.count(row.recencyDays)}</td>
      <td class="number">${format.count(row.orders)}</td>
      <td class="number">${format.money(row.monetary)}</td>
      <td class="number">${format.money(row.valueAtStake)}</td>
    </tr>`;
  }

  /** @param {number} total */
  #pages(total) {
    const { t } = this.page;
    const pages = Math.ceil(total / PAGE_ROWS);
    const at = Math.floor((this.state.query.offset ?? 0) / PAGE_ROWS) + 1;
    if (pages < 2) return nothing;
    const to = (/** @type {number} */ page) => routeHash("customers", { ...this.#params, page: String(page) });
    return html`<nav class="pages" aria-label=${t("customers.pages")}>
      ${at > 1 ? html`<a class="button" href=${to(at - 1)}>${t("customers.before")}</a>` : nothing}
      <span>${t("customers.page", { at, pages })}</span>
      ${at < pages ? html`<a class="button" href=${to(at + 1)}>${t("customers.next")}</a>` : nothing}
    </nav>`;
  }
}
customElements.define("linger-customers", CustomersView);

/** How the engine orders a column when nothing else is said: texts upwards, amounts downwards. @param {CustomerSort} id */
const naturallyDown = (id) => !["key", "segment", "stage", "recencyDays", "winBack"].includes(id);
