/**
 * `<linger-whole-person>`: everything that all tables together know of one person, asked for when somebody opens it:
 * the keys, each attribute with where it is from and what else was said, and what happened, newest first.
 */
import { html, nothing } from "lit";
import { amountOf, amounts, platformOf, word } from "../views/audit-words.js";
import { Part } from "./part.js";
import { shownKey } from "./person.js";
import { table } from "./table.js";

/** @import { Person, TimelineEntry } from "../types.js" */

/** Entries of the timeline on the card. */
const SHOWN = 50;
/** Attributes that name the person: masked with the keys. */
const NAMING = ["name", "company", "birthday"];

export class WholePerson extends Part {
  /** @override */
  static properties = { person: {}, found: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** The customer's key. */
    this.person = "";
    /** @type {Person | null} */
    this.found = null;
    this.problem = "";
  }

  /** @param {Map<string, unknown>} changed @override */
  willUpdate(changed) {
    if (!changed.has("person")) return;
    this.found = null;
    this.problem = "";
  }

  /** @override */
  render() {
    const { t } = this.page;
    return html`<details @toggle=${this.#toggle}><summary>${t("whole.open")}</summary>
      ${this.problem ? html`<p class="form-error" role="alert">${this.problem}</p>` : this.found ? this.#card(this.found) : html`<p role="status">${t("whole.waiting")}</p>`}
    </details>`;
  }

  /** @param {Event} event */
  #toggle = async (event) => {
    if (!(/** @type {HTMLDetailsElement} */ (event.target).open) || this.found) return;
    const asked = this.person;
    try {
      const { store } = this.page;
      const found = await store.lend(() => store.engine.person(asked, this.state.options.view));
      if (asked === this.person) this.found = found;
    } catch (error) {
      this.problem = this.page.t("whole.notFound", { text: String(/** @type {Error} */ (error).message) });
    }
  };

  /** @param {Person} person */
  #card(person) {
    return html`${this.#keys(person)} ${this.#attributes(person)} ${this.#totals(person)} ${this.#timeline(person)}`;
  }

  /** @param {Person} person */
  #keys({ keys, merges }) {
    const { t, format } = this.page;
    const columns = ["sources.key", "whole.value", "whole.from"].map((key) => ({ head: t(key) }));
    return html`<h3>${t("whole.keys")}</h3>
      ${table(t("whole.keys"), columns, keys.map(({ key, value, sources }) => [word(this.page, `identityKey.${key}`, key), shownKey(this.page, value), format.list(sources.map((source) => platformOf(this.page, source)))]))}
      ${merges.length > 0 ? html`<p class="hint">${t("whole.linked", { n: merges.length })}</p>` : nothing}`;
  }

  /** @param {Person} person */
  #attributes({ attributes }) {
    const { t, format } = this.page;
    if (attributes.length === 0) return html`<p>${t("whole.noAttributes")}</p>`;
    const columns = ["whole.attribute", "whole.value", "whole.from", "whole.also"].map((key, at) => ({ head: t(key), sentence: at === 3 }));
    return html`<h3>${t("whole.attributes")}</h3>
      ${table(t("whole.attributes"), columns, attributes.map(({ attribute, value, source, asOf, others }) => [
        t(`attribute.${attribute}`), this.#shown(attribute, value), html`${platformOf(this.page, source)} ${asOf ? html`<small>${format.date(asOf)}</small>` : nothing}`,
        others.map((other) => html`<span class="pair">${this.#shown(attribute, other.value)} (${platformOf(this.page, other.source)})</span>`),
      ]))}`;
  }

  /** @param {string} attribute @param {string} value */
  #shown(attribute, value) {
    return NAMING.includes(attribute) ? shownKey(this.page, value) : value;
  }

  /** @param {Person} person */
  #totals({ orders, netSales, stated }) {
    const { t, format } = this.page;
    return html`<p>${t("whole.totals", { orders, sales: String(amounts(this.page, netSales)) })}
      ${stated.map((one) => t("whole.stated", { source: platformOf(this.page, one.source), orders: format.count(one.orders), spent: String(amountOf(this.page, one.spent, one.currency)) }))}</p>`;
  }

  /** @param {Person} person */
  #timeline({ timeline }) {
    const { t } = this.page;
    if (timeline.length === 0) return nothing;
    const columns = [{ head: t("column.time") }, { head: t("whole.what") }, { head: t("whole.from") }, { head: t("whole.amount"), number: true }, { head: t("whole.detail"), sentence: true }];
    const shown = timeline.slice(0, SHOWN);
    return html`<h3>${t("whole.timeline")}</h3>${table(t("whole.timeline"), columns, shown.map((entry) => this.#entry(entry)))}
      ${timeline.length > SHOWN ? html`<p class="hint">${t("whole.more", { shown: SHOWN, total: timeline.length })}</p>` : nothing}`;
  }

  /** @param {TimelineEntry} entry */
  #entry({ at, kind, source, id, amount, currency, text }) {
    const { t, format } = this.page;
    return [format.date(at), t(`event.${kind}`), platformOf(this.page, source), amount === null ? "" : amountOf(this.page, amount, currency), [id, text].filter(Boolean).join(" · ")];
  }
}
customElements.define("linger-whole-person", WholePerson);
