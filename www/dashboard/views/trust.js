/** Trust: the parts of each order against its total, what status words mean, and what counts as sales. */
import { html, nothing } from "lit";
import { AuditPart } from "../elements/audit-part.js";
import { rowsButton, table } from "../elements/table.js";
import { MEANINGS } from "../statuses.js";
import { amountOf, columnsOf, panel, platformOf, shareOf, tablePanel, word } from "./audit-words.js";

/** @import { Audit, Reconciliation, StatusMeaning, StatusWord, View } from "../types.js" */

const WITHOUT = { on: "with", off: "without", usual: "without" };
/** Policies that are a switch of the view, with the values it takes. @type {Record<string, typeof WITHOUT>} */
const SWITCHES = { tax: WITHOUT, shipping: WITHOUT, tips: WITHOUT, giftCards: { on: "count", off: "exclude", usual: "count" } };

export class TrustView extends AuditPart {
  /** @override */
  name = "trust";

  /** @override */
  lead = "trust.lead";

  /** @param {Audit} audit @override */
  content(audit) {
    return html`${this.#reconciliation(audit)} ${this.#ledger(audit)} ${this.#statuses(audit)} ${this.#policies(audit)}`;
  }

  /** @param {Audit} audit */
  #reconciliation({ reconciliation }) {
    const { t, format } = this.page;
    const columns = [...columnsOf(this.page, ["trust.source", "trust.currency", "summary.orders", "trust.checked", "trust.agree", "trust.differ", "trust.difference"], 2), { head: t("trust.unchecked"), sentence: true }];
    return tablePanel(this.page, {
      of: "reconciliation", title: t("trust.reconciliation"), lead: t("trust.reconciliationLead"), columns, empty: t("trust.nothing"), n: reconciliation.reduce((sum, { checked }) => sum + checked, 0),
      saved: reconciliation.map((one) => [one.platform || one.source, one.currency, one.orders, one.checked, one.agree, one.differ, one.difference]),
      rows: reconciliation.map((one) => [
        one.platform || t("audit.generic"), one.currency, format.count(one.orders), format.count(one.checked),
        html`${format.count(one.agree)} <small>${format.share(shareOf(one.agree, one.checked))}</small>`, format.count(one.differ),
        one.checked === 0 ? format.count(null) : amountOf(this.page, one.difference, one.currency), this.#unchecked(one),
      ]),
    });
  }

  /** @param {Reconciliation} one */
  #unchecked({ unchecked, tolerance, currency }) {
    const { t } = this.page;
    const lacking = unchecked.map(({ needs, orders }) => html`<p>${t("trust.lacks", { needs: word(this.page, `orderPart.${needs}`, needs), n: orders })}</p>`);
    return html`${lacking.length > 0 ? lacking : html`<p>${t("trust.allChecked")}</p>`}<p><small>${t("trust.tolerance", { amount: amountOf(this.page, tolerance, currency) })}</small></p>`;
  }

  /** @param {Audit} audit */
  #ledger({ reconciliation }) {
    const { t } = this.page;
    const entries = reconciliation.flatMap((one) => one.ledger.map((entry) => ({ ...entry, currency: one.currency })));
    if (entries.length === 0) return nothing;
    const columns = [...columnsOf(this.page, ["field.order", "column.file", "trust.parts", "trust.total", "trust.difference"], 2), { head: t("trust.reason"), sentence: true }];
    const saved = entries.map((one) => [one.order, one.file, one.line, one.parts, one.total, one.difference, one.currency, one.reason]);
    const heads = ["field.order", "column.file", "trust.line", "trust.parts", "trust.total", "trust.difference", "trust.currency", "trust.reason"].map((key) => t(key));
    return panel(this.page, { of: "ledger", title: t("trust.ledger"), n: entries.length, beside: rowsButton(this.page, "linger-differences", heads, saved) },
      table(t("trust.ledger"), columns, entries.map((one) => [
        one.order, one.line === null ? one.file : t("trust.atLine", { file: one.file, line: one.line }), amountOf(this.page, one.parts, one.currency), amountOf(this.page, one.total, one.currency),
        amountOf(this.page, one.difference, one.currency), t(`difference.${one.reason}`),
      ])));
  }

  /** @param {Audit} audit */
  #statuses({ statuses }) {
    const { t, format } = this.page;
    const columns = columnsOf(this.page, ["trust.word", "trust.meaning", "trust.source", "summary.orders"], 3);
    const unknown = statuses.filter(({ known }) => !known);
    const lead = unknown.length > 0 ? t("trust.unknownWords", { n: unknown.length, orders: unknown.reduce((sum, { orders }) => sum + orders, 0) }) : t("trust.knownWords");
    return tablePanel(this.page, {
      of: "statuses", title: t("trust.statuses"), lead, columns, empty: t("trust.noStatuses"),
      saved: statuses.map((one) => [one.word, one.meaning, platformOf(this.page, one.source), one.orders]),
      rows: statuses.map((one) => [
        html`${one.word || t("trust.blank")} ${one.known ? nothing : html`<span class="mark overdue">${t("trust.unknownWord")}</span>`}`,
        this.#meaning(one), platformOf(this.page, one.source), format.count(one.orders),
      ]),
    });
  }

  /** @param {StatusWord} status */
  #meaning({ word: text, meaning }) {
    const { t, state, store } = this.page;
    const statuses = state.options.view?.statuses ?? {};
    return html`<select aria-label=${t("trust.meaningOf", { word: text })} @change=${(/** @type {Event} */ event) => {
      const chosen = /** @type {StatusMeaning} */ (/** @type {HTMLSelectElement} */ (event.target).value);
      void store.setOptions({ view: { statuses: { ...statuses, [text]: chosen } } });
    }}>${MEANINGS.map((one) => html`<option value=${one} .selected=${one === meaning}>${t(`meaning.${one}`)}</option>`)}</select>`;
  }

  /** @param {Audit} audit */
  #policies({ policies }) {
    const { t, format } = this.page;
    const columns = columnsOf(this.page, ["trust.policy", "trust.now", "trust.touches", "trust.effect", "trust.notSaid"], 2);
    return tablePanel(this.page, {
      of: "policies", title: t("trust.policies"), lead: t("trust.policiesLead"), columns, empty: t("trust.nothing"),
      saved: policies.map((one) => [`${one.policy} ${one.currency}`, t(this.#counts(one.policy) ? "sources.yes" : "sources.no"), one.orders, one.netSales, one.unknown]),
      rows: policies.map((one, at) => [
        t(`policy.${one.policy}`), policies.findIndex(({ policy }) => policy === one.policy) === at ? this.#switch(one.policy) : "",
        format.count(one.orders), amountOf(this.page, one.netSales, one.currency), format.count(one.unknown),
      ]),
    });
  }

  /** Whether what a policy is about counts now. @param {string} policy */
  #counts(policy) {
    const { options } = this.state;
    if (policy === "zeroOrders") return options.zeroValue !== "exclude";
    const switched = SWITCHES[policy];
    return switched ? (this.#sales[policy] ?? switched.usual) === switched.on : false;
  }

  /** @returns {Record<string, string | undefined>} */
  get #sales() {
    return /** @type {Record<string, string | undefined>} */ (this.state.options.view?.sales ?? {});
  }

  /** @param {string} policy */
  #switch(policy) {
    const { t } = this.page;
    if (policy !== "zeroOrders" && !SWITCHES[policy]) return t("policy.fixed");
    return html`<label class="check"><input type="checkbox" name=${policy} .checked=${this.#counts(policy)} @change=${() => this.#turn(policy)}>
      <span aria-hidden="true">${t("policy.counts")}</span><span class="visually-hidden">${t("policy.countsOf", { policy: t(`policy.${policy}`) })}</span></label>`;
  }

  /** Zero orders are a setting of the report itself. @param {string} policy */
  #turn(policy) {
    const { store } = this.page;
    const isOn = this.#counts(policy);
    const switched = SWITCHES[policy];
    if (!switched) return void store.setOptions({ zeroValue: isOn ? "exclude" : "keep" });
    const value = isOn ? switched.off : switched.on;
    void store.setOptions({ view: /** @type {View} */ ({ sales: { ...this.#sales, [policy]: value === switched.usual ? undefined : value } }) });
  }
}
customElements.define("linger-trust", TrustView);
