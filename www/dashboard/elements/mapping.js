/** `<linger-mapping>`: which column is what. Shown when the engine is unsure, or when a person asks to change it. */
import { html, nothing } from "lit";
import { FORMS, chosenColumns, formOf, mappingOf, missingFields, sampleValues } from "../mapping.js";
import { hasText } from "../texts.js";
import { givesList } from "./mapping-gives.js";
import "./mapping-presets.js";
import { readingFields, statusFields } from "./mapping-reading.js";
import { Part } from "./part.js";
import { table } from "./table.js";

/** @import { Reading } from "../mapping.js" */
/** @import { FormField, Gives, Mapping, MappingFound, MappingPreset, Question } from "../types.js" */

/** Characters of a sample value on the form. */
const SAMPLE = 24;

export class MappingForm extends Part {
  /** @override */
  static properties = { question: { attribute: false }, chosen: { state: true }, reading: { state: true }, gives: { state: true }, tried: { state: true } };

  /** The mapping that `gives` is about. */
  #recognised = "";

  constructor() {
    super();
    /** @type {Question} */
    this.question = /** @type {any} */ (undefined);
    /** @type {import("../mapping.js").Chosen} */
    this.chosen = {};
    /** @type {Reading} */
    this.reading = { header: true, dateOrder: "", decimal: "" };
    /** What a table read this way can answer. @type {Gives[]} */
    this.gives = [];
    this.tried = false;
    this.asked = 0;
  }

  /** @param {Map<string, unknown>} changed @override */
  willUpdate(changed) {
    if (!changed.has("question") || this.question.id === this.asked) return;
    const { id, kind, found, replaces, why } = this.question;
    const isRead = why === "review" || why === "edit";
    this.asked = id;
    this.tried = false;
    this.gives = [];
    const given = this.state.files.find(({ summary }) => summary.id === replaces)?.mapping;
    if (given && this.orders) return this.#fill(given);
    this.chosen = chosenColumns(kind, found);
    this.reading = { header: this.orders?.header ?? true, dateOrder: found.dateOrder ?? "", decimal: (isRead && this.orders?.decimal) || "" };
  }

  /** @override */
  firstUpdated() {
    const heading = this.querySelector("h2");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "start" });
  }

  /** @override */
  updated() {
    void this.#recognise();
  }

  /** Asks what the table could answer when it is read as the form says. */
  async #recognise() {
    if (!this.orders) return;
    const mapping = /** @type {Mapping} */ (this.mapping);
    const asked = JSON.stringify(mapping);
    if (asked === this.#recognised) return;
    this.#recognised = asked;
    const { name, input } = this.question.source;
    const found = await this.page.store.engine.recognise(input, { name, mapping }).catch(() => []);
    if (asked === this.#recognised) this.gives = found[0]?.gives ?? [];
  }

  /** Takes over a mapping that was given before. @param {Mapping} mapping */
  #fill(mapping) {
    Object.assign(this, formOf(mapping, /** @type {MappingFound} */ (this.question.found)));
  }

  /** What only tables of orders are asked. */
  get orders() {
    return this.question.kind === "orders" ? /** @type {MappingFound} */ (this.question.found) : null;
  }

  get mapping() {
    return mappingOf(this.question.kind, this.question.found, this.chosen, this.reading);
  }

  /** @override */
  render() {
    const { t } = this.page;
    const { source, kind, why, replaces } = this.question;
    const { fields, main } = FORMS[kind];
    const other = kind === "orders" ? "events" : "orders";
    return html`<form class="panel mapping" @submit=${this.#submit}>
      <h2 tabindex="-1">${t("mapping.title", { name: source.name })}</h2>
      <p>${t(`mapping.why.${why}`)} ${this.orders ? t(`mapping.sure.${this.#certainty}`) : nothing}</p>
      ${this.orders ? html`<linger-presets .page=${this.page} .headers=${this.question.found.headers} .mapping=${this.mapping} @use=${this.#use}></linger-presets>` : nothing}
      ${why === "ambiguousDates" ? readingFields(this) : nothing}
      <div class="fields">${fields.slice(0, main).map((field) => this.#field(field))}</div>
      <details>
        <summary>${t("mapping.more")}</summary>
        <div class="fields">${fields.slice(main).map((field) => this.#field(field))}</div>
      </details>
      ${why === "ambiguousDates" ? nothing : readingFields(this)}
      ${statusFields(this)}
      ${givesList(this)}
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

  /** How sure the engine is, in words. */
  get #certainty() {
    const { confidence } = /** @type {MappingFound} */ (this.orders);
    return confidence >= 0.99 ? "known" : confidence >= 0.8 ? "quite" : confidence >= 0.5 ? "unsure" : "guess";
  }

  /** A field's name; the same word can stand for another thing in a table of events. @param {FormField} field */
  #name(field) {
    const { t } = this.page;
    const own = `field.${this.question.kind}.${field}`;
    return hasText(own) ? t(own) : t(`field.${field}`);
  }

  /** Values of the chosen column, else what belongs into the field. @param {FormField} field */
  #hint(field) {
    const { t } = this.page;
    const column = this.chosen[field];
    const values = column === undefined ? [] : sampleValues(this.question.found, column);
    if (values.length > 0) return html`<small class="samples">${values.map((text) => html`<span class="pair">${text.length > SAMPLE ? `${text.slice(0, SAMPLE)}…` : text}</span>`)}</small>`;
    const key = `field.${this.question.kind === "events" ? "events." : ""}${field}.hint`;
    return hasText(key) ? html`<small>${t(key)}</small>` : nothing;
  }

  /** @param {FormField} field */
  #field(field) {
    const { t } = this.page;
    const lacking = this.#missing.includes(field);
    return html`<label class=${lacking ? "lacking" : ""}>
      <span>${this.#name(field)}</span>
      <select name=${field} @change=${this.#choose}>
        <option value="" .selected=${this.chosen[field] === undefined}>${t("mapping.none")}</option>
        ${this.#columns().map((name, index) => html`<option value=${index} .selected=${this.chosen[field] === index}>${name}</option>`)}
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

  #samples() {
    const { t } = this.page;
    const { samples } = this.question.found;
    if (samples.length === 0) return nothing;
    const columns = this.#columns();
    const rows = samples.map((row) => columns.map((_, index) => row[index] ?? ""));
    return html`<h3>${t("mapping.samples")}</h3>
      ${table(t("mapping.samples"), columns.map((head, index) => ({ head, more: this.#usedAs(index) })), rows)}`;
  }

  /** What a column is read as now. @param {number} index */
  #usedAs(index) {
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

  /** @param {CustomEvent<MappingPreset>} event */
  #use = (event) => this.#fill(event.detail.mapping);

  /** @param {SubmitEvent} event */
  #submit = (event) => {
    event.preventDefault();
    this.tried = true;
    if (this.#missing.length === 0) void this.page.store.answer(this.question, this.mapping);
  };
}
customElements.define("linger-mapping", MappingForm);
