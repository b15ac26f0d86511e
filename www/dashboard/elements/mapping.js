/** `<linger-mapping>`: which column is what. Shown when the engine is unsure, or when a person asks to change it. */
import { html, nothing } from "lit";
import { FORMS, chosenColumns, mappingOf, missingFields, twoReadings } from "../mapping.js";
import { hasText } from "../texts.js";
import { Part } from "./part.js";
import { table } from "./table.js";

/** @import { FormField, MappingFound, Question } from "../types.js" */

export class MappingForm extends Part {
  /** @override */
  static properties = { question: { attribute: false }, chosen: { state: true }, header: { state: true }, tried: { state: true } };

  constructor() {
    super();
    /** @type {Question} */
    this.question = /** @type {any} */ (undefined);
    /** @type {import("../mapping.js").Chosen} */
    this.chosen = {};
    this.header = true;
    this.tried = false;
    this.asked = 0;
  }

  /** @param {Map<string, unknown>} changed @override */
  willUpdate(changed) {
    if (!changed.has("question") || this.question.id === this.asked) return;
    this.asked = this.question.id;
    this.chosen = chosenColumns(this.question.kind, this.question.found);
    this.header = this.#orders?.header ?? true;
    this.tried = false;
  }

  /** @override */
  firstUpdated() {
    const heading = this.querySelector("h2");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }

  /** @override */
  render() {
    const { t } = this.page;
    const { source, kind, why, replaces } = this.question;
    const { fields, main } = FORMS[kind];
    const other = kind === "orders" ? "events" : "orders";
    return html`<form class="panel mapping" @submit=${this.#submit}>
      <h2 tabindex="-1">${t("mapping.title", { name: source.name })}</h2>
      <p>${t(`mapping.why.${why}`)}</p>
      ${why === "ambiguousDates" ? this.#reading() : nothing}
      <div class="fields">${fields.slice(0, main).map((field) => this.#field(field))}</div>
      <details>
        <summary>${t("mapping.more")}</summary>
        <div class="fields">${fields.slice(main).map((field) => this.#field(field))}</div>
      </details>
      ${why === "ambiguousDates" ? nothing : this.#reading()}
      ${this.#samples()}
      ${this.tried && this.#missing.length > 0 ? html`<p class="form-error" role="alert">${this.#missingText()}</p>` : nothing}
      <div class="buttons">
        <button class="primary" type="submit">${t("mapping.read")}</button>
        <button type="button" @click=${() => this.page.store.closeQuestion(this.question.id)}>
          ${replaces === null ? t("mapping.leaveOut") : t("mapping.keep")}
        </button>
        <button type="button" class="plain" @click=${() => void this.page.store.readAs(this.question, other)}>${t(`mapping.as.${other}`)}</button>
      </div>
    </form>`;
  }

  get #missing() {
    return missingFields(this.question.kind, this.chosen);
  }

  /** What only tables of orders are asked. */
  get #orders() {
    return this.question.kind === "orders" ? /** @type {MappingFound} */ (this.question.found) : null;
  }

  /** A field's name; the same word can stand for another thing in a table of events. @param {FormField} field */
  #name(field) {
    const { t } = this.page;
    const own = `field.${this.question.kind}.${field}`;
    return hasText(own) ? t(own) : t(`field.${field}`);
  }

  /** @param {FormField} field */
  #hint(field) {
    const key = `field.${this.question.kind === "events" ? "events." : ""}${field}.hint`;
    return hasText(key) ? html`<small>${this.page.t(key)}</small>` : nothing;
  }

  /** @param {FormField} field */
  #field(field) {
    const { t } = this.page;
    const lacking = this.#missing.includes(field);
    return html`<label class=${lacking ? "lacking" : ""}>
      <span>${this.#name(field)}</span>
      <select name=${field} @change=${this.#choose}>
        <option value="" ?selected=${this.chosen[field] === undefined}>${t("mapping.none")}</option>
        ${this.#columns().map((name, index) => html`<option value=${index} ?selected=${this.chosen[field] === index}>${name}</option>`)}
      </select>
      ${this.#hint(field)}
    </label>`;
  }

  /** Column names, or numbers where the file has no header. */
  #columns() {
    const { headers, samples } = this.question.found;
    const width = Math.max(headers.length, ...samples.map((row) => row.length));
    return Array.from({ length: width }, (_, index) => headers[index] || this.page.t("mapping.column", { n: index + 1 }));
  }

  /** How dates, decimals and the first row are read. */
  #reading() {
    const { t, format } = this.page;
    const { found, why } = this.question;
    const orders = this.#orders;
    const readings = twoReadings(found, this.chosen.time);
    const order = found.dateOrder ?? "";
    if (!orders && !readings && why !== "ambiguousDates") return nothing;
    return html`<fieldset class="reading">
      <legend>${t("mapping.reading")}</legend>
      ${readings
        ? html`<fieldset class="dates">
            <legend>${t("mapping.dateQuestion", { text: readings.text })}</legend>
            <label><input type="radio" name="dateOrder" value="dmy" required ?checked=${order === "dmy"}> ${format.date(readings.dmy)} (${t("mapping.dmy")})</label>
            <label><input type="radio" name="dateOrder" value="mdy" required ?checked=${order === "mdy"}> ${format.date(readings.mdy)} (${t("mapping.mdy")})</label>
          </fieldset>`
        : why === "ambiguousDates"
          ? html`<label>${t("mapping.dateOrder")}
              <select name="dateOrder">
                <option value="dmy">${t("mapping.dmy")}</option>
                <option value="mdy">${t("mapping.mdy")}</option>
                <option value="ymd">${t("mapping.ymd")}</option>
              </select></label>`
          : nothing}
      ${orders ? this.#ofOrders(orders) : nothing}
    </fieldset>`;
  }

  /** @param {MappingFound} found */
  #ofOrders({ decimal }) {
    const { t } = this.page;
    return html`<label><input type="checkbox" name="header" .checked=${this.header} @change=${this.#toggleHeader}> ${t("mapping.header")}</label>
      <label>${t("mapping.decimal")}
        <select name="decimal">
          <option value="." ?selected=${decimal === "."}>${t("mapping.point")}</option>
          <option value="," ?selected=${decimal === ","}>${t("mapping.comma")}</option>
        </select></label>`;
  }

  #samples() {
    const { t } = this.page;
    const { samples } = this.question.found;
    if (samples.length === 0) return nothing;
    const columns = this.#columns();
    const rows = samples.map((row) => columns.map((_, index) => row[index] ?? ""));
    return html`<h3>${t("mapping.samples")}</h3>
      ${table(t("mapping.samples"), columns.map((head, index) => ({ head, more: this.#use(index) })), rows)}`;
  }

  /** What a column is read as now. @param {number} index */
  #use(index) {
    const used = FORMS[this.question.kind].fields.filter((field) => this.chosen[field] === index);
    return used.map((field) => html`<span class="mark calm">${this.#name(field)}</span>`);
  }

  #missingText() {
    const { t, format } = this.page;
    return t("mapping.missing", { fields: format.list(this.#missing.map((field) => this.#name(field))) });
  }

  /** @param {Event} event */
  #choose = (event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    const { [/** @type {FormField} */ (name)]: _, ...others } = this.chosen;
    this.chosen = value === "" ? others : { ...others, [name]: Number(value) };
  };

  /** @param {Event} event */
  #toggleHeader = (event) => {
    this.header = /** @type {HTMLInputElement} */ (event.target).checked;
  };

  /** @param {SubmitEvent} event */
  #submit = (event) => {
    event.preventDefault();
    this.tried = true;
    if (this.#missing.length > 0) return;
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const mapping = mappingOf(this.question.kind, this.question.found, this.chosen, {
      header: this.header,
      dateOrder: String(form.get("dateOrder") ?? ""),
      decimal: String(form.get("decimal") ?? ""),
    });
    void this.page.store.answer(this.question, mapping);
  };
}
customElements.define("linger-mapping", MappingForm);
