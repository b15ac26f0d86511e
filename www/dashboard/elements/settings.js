/** `<linger-settings>`: every option of the report. A change counts at once. */
import { html, nothing } from "lit";
import { Dialog } from "./dialog.js";
import { zoneChoice } from "./zone.js";

/** @import { ReportOptions } from "../types.js" */

export class Settings extends Dialog {
  /** @override */
  render() {
    const { t, store } = this.page;
    const { rfm, lifecycle, cohorts, ...base } = this.report.meta.options;
    return this.dialog(
      t("settings.title"),
      html`<form class="settings-form" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <h3>${t("settings.all")}</h3>
        ${this.#date()} ${this.#zone()} ${this.#currency()}
        ${this.#choice("refunds", base.refunds, ["net", "exclude"], (refunds) => ({ refunds }))}
        ${this.#choice("zeroValue", base.zeroValue, ["keep", "exclude"], (zeroValue) => ({ zeroValue }))}
        ${this.#choice("truncation", base.truncation, ["mark", "exclude"], (truncation) => ({ truncation }))}
        <h3>${t("nav.rfm")}</h3>
        ${this.#choice("rfmMethod", rfm.method, ["share", "quantile", "ntile", "fixed"], (method) => ({ rfm: { method } }))}
        ${this.#choice("rfmMap", rfm.map, ["eleven", "ten", "eight"], (map) => ({ rfm: { map } }))}
        ${this.#choice("rfmFrequency", rfm.frequency, ["orders", "days"], (frequency) => ({ rfm: { frequency } }))}
        ${rfm.map === "eight" ? this.#choice("rfmSplit", rfm.split, ["mean", "median"], (split) => ({ rfm: { split } })) : nothing}
        ${this.#choice("rfmWindow", String(rfm.windowDays ?? ""), ["", "90", "180", "365", "730"], (days) => ({ rfm: { windowDays: days === "" ? null : Number(days) } }))}
        <h3>${t("settings.periods")}</h3>
        ${this.#choice("grain", cohorts.grain, ["month", "week"], (grain) => ({ cohorts: { grain } }))}
        ${this.#days("newDays", lifecycle.newDays ?? 30, (newDays) => ({ lifecycle: { newDays } }))}
        <button type="button" @click=${() => void store.resetOptions()}>${t("settings.reset")}</button>
      </form>`,
      "settings",
    );
  }

  /** @param {any} change a change of the options, for instance `{ rfm: { map: "ten" } }` */
  #set(change) {
    void this.page.store.setOptions(/** @type {ReportOptions} */ (change));
  }

  /**
   * @param {string} id
   * @param {string | undefined} value
   * @param {string[]} choices
   * @param {(choice: string) => object} change
   */
  #choice(id, value, choices, change) {
    const { t } = this.page;
    return html`<label>
      <span>${t(`settings.${id}`)}</span>
      <select @change=${(/** @type {Event} */ event) => this.#set(change(/** @type {HTMLSelectElement} */ (event.target).value))}>
        ${choices.map((choice) => html`<option value=${choice} .selected=${choice === value}>${t(`settings.${id}.${choice || "all"}`)}</option>`)}
      </select>
    </label>`;
  }

  /** @param {string} id @param {number} value @param {(days: number) => object} change */
  #days(id, value, change) {
    const { t } = this.page;
    return html`<label>
      <span>${t(`settings.${id}`)}</span>
      <input type="number" min="1" max="365" .value=${String(value)} @change=${(/** @type {Event} */ event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        if (input.reportValidity()) this.#set(change(input.valueAsNumber));
      }}>
    </label>`;
  }

  #date() {
    const { t } = this.page;
    const { meta } = this.report;
    return html`<label>
      <span>${t("settings.asOf")}</span>
      <input type="date" min=${meta.firstOrder.slice(0, 10)} .value=${meta.asOfDate} @change=${(/** @type {Event} */ event) => {
        this.#set({ asOf: /** @type {HTMLInputElement} */ (event.target).value || undefined });
      }}>
      <small>${t("settings.asOf.hint")}</small>
    </label>`;
  }

  #zone() {
    const { t } = this.page;
    return zoneChoice(t("settings.zone"), this.report.meta.zone, (zone) => this.#set({ zone }));
  }

  #currency() {
    const { t } = this.page;
    const { currencies, options } = this.report.meta;
    if (currencies.length < 2) return nothing;
    return html`<label>
      <span>${t("settings.currency")}</span>
      <select @change=${(/** @type {Event} */ event) => this.#set({ currency: /** @type {HTMLSelectElement} */ (event.target).value || undefined })}>
        <option value="" .selected=${!options.currency}>${t("settings.currency.all")}</option>
        ${currencies.map(({ code, orders }) => html`<option value=${code} .selected=${code === options.currency}>${t("settings.currency.one", { code, orders })}</option>`)}
      </select>
    </label>`;
  }
}
customElements.define("linger-settings", Settings);
