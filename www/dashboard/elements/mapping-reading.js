/** Part of the mapping form: how dates, amounts, times, currencies and status words of the file are read. */
import { html, nothing } from "lit";
import { sampleValues, twoReadings } from "../mapping.js";
import { MEANINGS } from "../statuses.js";

/** @import { MappingForm } from "./mapping.js" */
/** @import { Reading } from "../mapping.js" */
/** @import { StatusMeaning } from "../types.js" */

const ORDERS = ["dmy", "mdy", "ymd"];

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;

/** @param {MappingForm} form @param {Partial<Reading>} change */
function set(form, change) {
  form.reading = { ...form.reading, ...change };
}

/** How dates, decimals, times and the first row are read. @param {MappingForm} form */
export function readingFields(form) {
  const { t } = form.page;
  const { found, why } = form.question;
  const readings = twoReadings(found, form.chosen.time);
  if (!form.orders && !readings && why !== "ambiguousDates") return nothing;
  return html`<fieldset class="reading">
    <legend>${t("mapping.reading")}</legend>
    ${readings ? dateQuestion(form, readings) : dateOrder(form)}
    ${form.orders ? ofOrders(form) : nothing}
  </fieldset>`;
}

/** @param {MappingForm} form @param {NonNullable<ReturnType<typeof twoReadings>>} readings */
function dateQuestion(form, readings) {
  const { t, format } = form.page;
  const radio = (/** @type {"dmy" | "mdy"} */ order) => html`<label><input type="radio" name="dateOrder" value=${order} required .checked=${form.reading.dateOrder === order}
    @change=${() => set(form, { dateOrder: order })}> ${format.date(readings[order])} (${t(`mapping.${order}`)})</label>`;
  return html`<fieldset class="dates"><legend>${t("mapping.dateQuestion", { text: readings.text })}</legend>${radio("dmy")} ${radio("mdy")}</fieldset>`;
}

/** @param {MappingForm} form */
function dateOrder(form) {
  const { t } = form.page;
  const isAsked = form.question.why === "ambiguousDates";
  return html`<label>${t("mapping.dateOrder")}
    <select name="dateOrder" ?required=${isAsked} @change=${(/** @type {Event} */ event) => set(form, { dateOrder: valueOf(event) })}>
      <option value="" .selected=${form.reading.dateOrder === ""}>${t(isAsked ? "mapping.choose" : "mapping.found")}</option>
      ${ORDERS.map((order) => html`<option value=${order} .selected=${form.reading.dateOrder === order}>${t(`mapping.${order}`)}</option>`)}
    </select></label>`;
}

/** @param {MappingForm} form */
function ofOrders(form) {
  const { t, format } = form.page;
  const { header, decimal, zone = "", currencyCode = "" } = form.reading;
  const currencies = new Intl.DisplayNames(format.language, { type: "currency" });
  return html`<label><input type="checkbox" name="header" .checked=${header} @change=${() => set(form, { header: !header })}> ${t("mapping.header")}</label>
    <label>${t("mapping.decimal")}
      <select name="decimal" @change=${(/** @type {Event} */ event) => set(form, { decimal: valueOf(event) })}>
        <option value="" .selected=${decimal === ""}>${t("mapping.found")}</option>
        <option value="." .selected=${decimal === "."}>${t("mapping.point")}</option>
        <option value="," .selected=${decimal === ","}>${t("mapping.comma")}</option>
      </select></label>
    <label>${t("mapping.zone")}
      <select name="zone" @change=${(/** @type {Event} */ event) => set(form, { zone: valueOf(event) })}>
        <option value="" .selected=${zone === ""}>${t("mapping.shopZone")}</option>
        ${["UTC", ...Intl.supportedValuesOf("timeZone")].map((one) => html`<option value=${one} .selected=${one === zone}>${one}</option>`)}
      </select></label>
    <label>${t("mapping.currencyCode")}
      <select name="currencyCode" ?disabled=${form.chosen.currency !== undefined} @change=${(/** @type {Event} */ event) => set(form, { currencyCode: valueOf(event) })}>
        <option value="" .selected=${currencyCode === ""}>${t(form.chosen.currency === undefined ? "mapping.noCurrency" : "mapping.byColumn")}</option>
        ${Intl.supportedValuesOf("currency").map((code) => html`<option value=${code} .selected=${code === currencyCode}>${code} ${currencies.of(code)}</option>`)}
      </select></label>`;
}

/** What the words of the status column mean. @param {MappingForm} form */
export function statusFields(form) {
  const { t, state } = form.page;
  const column = form.chosen.status;
  if (!form.orders || column === undefined) return nothing;
  const { statuses = {} } = form.reading;
  const met = state.audit?.statuses.filter(({ source }) => source === "generic").map(({ word }) => word) ?? [];
  const words = [...new Set([...sampleValues(form.question.found, column), ...met, ...Object.keys(statuses)])];
  return html`<fieldset class="reading">
    <legend>${t("mapping.statuses")}</legend>
    ${words.map((word) => html`<label>${t("mapping.status", { word })}
      <select data-word=${word} @change=${(/** @type {Event} */ event) => setWord(form, word, valueOf(event))}>
        <option value="" .selected=${statuses[word] === undefined}>${t("mapping.asUsual")}</option>
        ${MEANINGS.map((one) => html`<option value=${one} .selected=${one === statuses[word]}>${t(`meaning.${one}`)}</option>`)}
      </select></label>`)}
    <label>${t("mapping.otherWord")}<input name="word" maxlength="80" @change=${(/** @type {Event} */ event) => addWord(form, event)}><small>${t("mapping.otherWord.hint")}</small></label>
  </fieldset>`;
}

/** @param {MappingForm} form @param {string} word @param {string} meaning */
function setWord(form, word, meaning) {
  const { [word]: _, ...others } = form.reading.statuses ?? {};
  set(form, { statuses: meaning === "" ? others : { ...others, [word]: /** @type {StatusMeaning} */ (meaning) } });
}

/** A word that is not among the samples: its orders count until its meaning is chosen. @param {MappingForm} form @param {Event} event */
function addWord(form, event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const word = input.value.trim();
  input.value = "";
  if (word) setWord(form, word, form.reading.statuses?.[word] ?? "other");
}
