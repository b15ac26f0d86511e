/** Currencies and regions: amounts at constant rates, what exchange rates did to sales, where customers are, and when it is daytime there. */
import { html } from "lit";
import { AuditPart } from "../elements/audit-part.js";
import { amountOf, amounts, columnsOf, countryName, panel, shareOf, tablePanel } from "./audit-words.js";
import { effectPanel } from "./regions-effect.js";
import { hoursPanel } from "./regions-hours.js";

/** @import { Audit, View } from "../types.js" */

export class RegionsView extends AuditPart {
  /** @override */
  static properties = { clock: { state: true }, country: { state: true } };

  /** @override */
  name = "regions";

  /** @override */
  lead = "regions.lead";

  constructor() {
    super();
    /** Whose clock the hours are of. @type {"shop" | "customer" | "utc"} */
    this.clock = "customer";
    /** One country's hours; empty for all. */
    this.country = "";
  }

  /** @param {Audit} audit @override */
  content(audit) {
    return html`${this.#currencies(audit)} ${this.#constant(audit)} ${effectPanel(this, audit)} ${this.#countries(audit)} ${hoursPanel(this, audit)}`;
  }

  /** @param {Audit} audit */
  #currencies({ currencies: { currencies } }) {
    const { t, format } = this.page;
    return tablePanel(this.page, {
      of: "currencies", title: t("regions.currencies"), n: currencies.reduce((sum, { orders }) => sum + orders, 0), empty: t("regions.noCurrencies"),
      columns: columnsOf(this.page, ["trust.currency", "summary.orders", "summary.netSales", "regions.decimals"], 1),
      saved: currencies.map((one) => [one.currency, one.orders, one.netSales, one.exponent]),
      rows: currencies.map((one) => [one.currency, format.count(one.orders), amountOf(this.page, one.netSales, one.currency), format.count(one.exponent)]),
    });
  }

  /** The choice of one currency for all amounts. @param {Audit} audit */
  #constant({ currencies: { currencies, rates, missing, filled } }) {
    const { t, state, format } = this.page;
    const { constantCurrency = "", ratesOf = "" } = state.options.view ?? {};
    if (!rates) return panel(this.page, { of: "constant", title: t("regions.constant") }, html`<p>${t("regions.noRates")}</p>`);
    const offered = [...new Set([...currencies.map(({ currency }) => currency), rates.base, ...rates.currencies, ...(constantCurrency ? [constantCurrency] : [])])];
    return panel(this.page, { of: "constant", title: t("regions.constant"), lead: t("regions.ratesFrom", { source: rates.source, n: rates.currencies.length, from: format.date(rates.from), to: format.date(rates.to) }) }, html`
      <div class="filters">
        <label><span>${t("regions.showIn")}</span><select name="constantCurrency" @change=${(/** @type {Event} */ event) => this.#view({ constantCurrency: valueOf(event) || undefined, ...(valueOf(event) ? {} : { ratesOf: undefined }) })}>
          <option value="" .selected=${!constantCurrency}>${t("regions.asPaid")}</option>
          ${offered.map((code) => html`<option value=${code} .selected=${code === constantCurrency}>${code}</option>`)}</select></label>
        <label><span>${t("regions.ratesOf")}</span><input type="date" name="ratesOf" min=${rates.from} max=${rates.to} ?disabled=${!constantCurrency} .value=${ratesOf ?? ""}
          @change=${(/** @type {Event} */ event) => this.#view({ ratesOf: valueOf(event) || undefined })}></label>
      </div>
      <p class="hint">${t("regions.ratesOfHint")}</p>
      ${missing.map(({ currency, orders }) => html`<p class="warned">${t("regions.missing", { currency, n: orders })}</p>`)}
      <p>${filled > 0 ? t("regions.filled", { n: filled }) : t("regions.noneFilled")}</p>`);
  }

  /** @param {View} view */
  #view(view) {
    void this.page.store.setOptions({ view });
  }

  /** @param {Audit} audit */
  #countries({ regions: { orders, known, countries, unknown } }) {
    const { t, format } = this.page;
    const lead = html`${t("regions.known", { known, orders, share: format.share(shareOf(known, orders)) })}
      ${unknown.length > 0 ? t("regions.unknownWords", { words: format.list(unknown.map(({ word, orders: n }) => `“${word}” (${format.count(n)})`)) }) : ""}`;
    return tablePanel(this.page, {
      of: "countries", title: t("regions.countries"), n: known, lead, empty: t("regions.noCountries"),
      columns: columnsOf(this.page, ["field.country", "summary.orders", "column.customers", "summary.netSales", "regions.zones"], 1).map((column, at) => (at === 4 ? { ...column, number: false, sentence: true } : column)),
      saved: countries.map((one) => [one.country, one.orders, one.customers]),
      rows: countries.map((one) => [countryName(format.language, one.country), format.count(one.orders), format.count(one.customers), amounts(this.page, one.netSales), one.zones.join(", ")]),
    });
  }
}
customElements.define("linger-regions", RegionsView);

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;
