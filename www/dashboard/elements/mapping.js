/** `<linger-mapping>`: which column is what. Shown when the engine is unsure, or when a person asks to change it. */
import { html, nothing } from "lit";
import { FIELDS, chosenColumns, mappingOf, missingFields, twoReadings } from "../mapping.js";
import { Part } from "./part.js";
import { table } from "./table.js";

/** @import { MappedField, Question } from "../types.js" */

/** Fields every file needs; the others are behind "more". */
const MAIN_FIELDS = 6;

export class MappingForm extends Part {
  /** @override */
  static properties = { question: { attribute: false }, chosen: { state: true }, header: { state: true }, tried: { state: true } };

  constructor() {
    super();
    /** @type {Question} */
    this.question = /** @type {any} */ (undefined);
    /** @type {Partial<Record<MappedField, number>>} */
    this.chosen = {};
    this.header = true;
    this.tried = false;
    this.asked = 0;
  }

  /** @param {Map<string, unknown>} changed @override */
  willUpdate(changed) {
    if (!changed.has("question") || this.question.id === this.asked) return;
    this.asked = this.question.id;
    this.chosen = chosenColumns(this.question.found);
    this.header = this.question.found.header;
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
    const { source, why, replaces } = this.question;
    return html`<form class="panel mapping" @submit=${this.#submit}>
      <h2 tabindex="-1">${t("mapping.title", { name: source.name })}</h2>
      <p>${t(`mapping.why.${why}`)}</p>
      ${why === "ambiguousDates" ? this.#reading() : nothing}
      <div class="fields">${FIELDS.slice(0, MAIN_FIELDS).map((field) => this.#field(field))}</div>
      <details>
        <summary>${t("mapping.more")}</summary>
        <div class="fields">${FIELDS.slice(MAIN_FIELDS).map((field) => this.#field(field))}</div>
      </details>
      ${why === "ambiguousDates" ? nothing : this.#reading()}
      ${this.#samples()}
      ${this.tried && this.#missing.length > 0 ? html`<p class="form-error" role="alert">${this.#missingText()}</p>` : nothing}
      <div class="buttons">
        <button class="primary" type="submit">${t("mapping.read")}</button>
        <button type="button" @click=${() => this.page.store.closeQuestion(this.question.id)}>
          ${replaces === null ? t("mapping.leaveOut") : t("mapping.keep")}
        </button>
      </div>
    </form>`;
  }

  get #missing() {
    return missingFields(this.chosen);
  }

  /** @param {MappedField} field */
  #field(field) {
    const { t } = this.page;
    const lacking = this.#missing.includes(field);
    return html`<label class=${lacking ? "lacking" : ""}>
      <span>${t(`field.${field}`)}</span>
      <select name=${field} @change=${this.#choose}>
        <option value="" ?selected=${this.chosen[field] === undefined}>${t("mapping.none")}</option>
        ${this.#columns().map((name, index) => html`<option value=${index} ?selected=${this.chosen[field] === index}>${name}</option>`)}
      </select>
      <small>${t(`field.${field}.hint`)}</small>
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
    const readings = twoReadings(found, this.chosen.time);
    const order = found.dateOrder ?? "";
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
      <label><input type="checkbox" name="header" .checked=${this.header} @change=${this.#toggleHeader}> ${t("mapping.header")}</label>
      <label>${t("mapping.decimal")}
        <select name="decimal">
          <option value="." ?selected=${found.decimal === "."}>${t("mapping.point")}</option>
          <option value="," ?selected=${found.decimal === ","}>${t("mapping.comma")}</option>
        </select></label>
    </fieldset>`;
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
    const used = FIELDS.filter((field) => this.chosen[field] === index);
    return used.map((field) => html`<span class="mark calm">${this.page.t(`field.${field}`)}</span>`);
  }

  #missingText() {
    const { t, format } = this.page;
    return t("mapping.missing", { fields: format.list(this.#missing.map((field) => t(`field.${field}`))) });
  }

  /** @param {Event} event */
  #choose = (event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    const { [/** @type {MappedField} */ (name)]: _, ...others } = this.chosen;
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
    const mapping = mappingOf(this.question.found, this.chosen, {
      header: this.header,
      dateOrder: String(form.get("dateOrder") ?? ""),
      decimal: String(form.get("decimal") ?? ""),
    });
    void this.page.store.answer(this.question, mapping);
  };
}
customElements.define("linger-mapping", MappingForm);
