/** Products: how many lines name theirs, their categories by the seller's own rules, SKUs that are one product, and contradictions. */
import { html, nothing } from "lit";
import { MOST_RULES, RULES_BY, checkedRules, rulesFile } from "../categories.js";
import { AuditPart } from "../elements/audit-part.js";
import { figure } from "../elements/explain.js";
import { partLinks, partOf } from "../elements/predict-part.js";
import { saveJson } from "../save.js";
import { GOODS_PARTS } from "./goods.js";
import { columnsOf, panel, shareOf, tablePanel, word } from "./audit-words.js";

/** @import { Audit, CategoryRule } from "../types.js" */

export class ProductsView extends AuditPart {
  /** @override */
  static properties = { refused: { state: true } };

  /** @override */
  name = "products";

  /** @override */
  lead = "products.lead";

  constructor() {
    super();
    /** Name of a file that holds no rules. */
    this.refused = "";
  }

  get #part() {
    return partOf(this.state.route.params, GOODS_PARTS);
  }

  get #links() {
    return partLinks(this.page, "products", GOODS_PARTS, this.#part);
  }

  /** The names of products, or what is bought of them. @override */
  render() {
    const { t } = this.page;
    if (this.#part === "names") return super.render();
    return html`<h1>${t("nav.products")}</h1><p class="lead">${t("goods.lead")}</p>${this.#links}<linger-goods .page=${this.page} .shown=${this.#part}></linger-goods>`;
  }

  /** @param {Audit} audit @override */
  content(audit) {
    return html`${this.#links} ${this.#figures(audit)} ${this.#categories(audit)} ${this.#rules()} ${this.#uncategorised(audit)} ${this.#aliases(audit)} ${this.#conflicts(audit)}`;
  }

  /** @param {Audit} audit */
  #figures({ products: { products, lines, named, withSku, categorised } }) {
    const { t, format } = this.page;
    const noLines = lines === 0 ? t("products.noLines") : nothing;
    const share = (/** @type {number} */ part) => format.share(shareOf(part, lines));
    return html`<div class="figures">
      ${figure(this.page, { of: "audit.products", label: t("products.products"), value: products === 0 && lines === 0 ? format.count(null) : format.count(products), n: lines, note: noLines })}
      ${figure(this.page, { of: "audit.named", label: t("products.named"), value: share(named), n: lines, note: lines > 0 ? t("products.ofLines", { n: lines }) : noLines })}
      ${figure(this.page, { of: "audit.withSku", label: t("products.withSku"), value: share(withSku), n: lines, note: lines > 0 ? t("products.ofLines", { n: lines }) : noLines })}
      ${figure(this.page, { of: "audit.categorised", label: t("products.categorised"), value: format.share(categorised), n: lines, note: categorised === null ? t("products.noCategories") : t("products.ofLines", { n: lines }) })}
    </div>`;
  }

  /** @param {Audit} audit */
  #categories({ products: { categories, lines } }) {
    const { t, format } = this.page;
    return tablePanel(this.page, {
      of: "categories", title: t("products.categories"), n: lines, columns: columnsOf(this.page, ["field.category", "products.products", "sources.lines", "column.share"], 1), empty: t("products.noCategories"),
      saved: categories.map((one) => [one.category, one.products, one.lines, shareOf(one.lines, lines)]),
      rows: categories.map((one) => [one.category, format.count(one.products), format.count(one.lines), format.share(shareOf(one.lines, lines))]),
    });
  }

  // The seller's rules

  /** @param {CategoryRule[]} categories */
  #set(categories) {
    this.page.store.set({ categories });
  }

  #rules() {
    const { t, state } = this.page;
    const { categories } = state;
    return panel(this.page, { of: "rules", title: t("products.rules"), lead: t("products.rulesLead") }, html`
      ${categories.length === 0 ? nothing : html`<ol class="rules">${categories.map((rule, at) => this.#rule(rule, at))}</ol>`}
      <form class="filters" @submit=${this.#add}>
        ${this.#by("skuPrefix", () => {})}
        <label><span>${t("products.value")}</span><input name="value" required maxlength="200"></label>
        <label><span>${t("field.category")}</span><input name="category" required maxlength="200"></label>
        <button type="submit" ?disabled=${categories.length >= MOST_RULES}>${t("products.addRule")}</button>
      </form>
      <div class="buttons">
        ${categories.length > 0 ? html`<button @click=${() => saveJson("linger-categories.json", rulesFile(categories))}>${t("products.saveRules")}</button>` : nothing}
        <label class="button">${t("products.openRules")}<input class="hidden-input" type="file" accept=".json" @change=${this.#open}></label>
      </div>
      ${this.refused ? html`<p class="form-error" role="alert">${t("products.refused", { name: this.refused })}</p>` : nothing}
      <p class="hint">${t("products.rulesKept")}</p>`);
  }

  /** @param {CategoryRule} rule @param {number} at */
  #rule(rule, at) {
    const { t, state } = this.page;
    const { categories } = state;
    const values = { by: t(`rule.${rule.by}`), value: rule.value, category: rule.category };
    return html`<li>${t("products.rule", values)}
      ${at > 0 ? html`<button aria-label=${t("products.upOf", values)} @click=${() => this.#set(categories.toSpliced(at, 1).toSpliced(at - 1, 0, rule))}>↑</button>` : nothing}
      <button aria-label=${t("products.removeOf", values)} @click=${() => this.#set(categories.toSpliced(at, 1))}>${t("quality.remove")}</button></li>`;
  }

  /** @param {string} value @param {(value: string) => void} change */
  #by(value, change) {
    const { t } = this.page;
    return html`<label><span>${t("products.by")}</span><select name="by" @change=${(/** @type {Event} */ event) => change(/** @type {HTMLSelectElement} */ (event.target).value)}>
      ${RULES_BY.map((by) => html`<option value=${by} ?selected=${by === value}>${t(`rule.${by}`)}</option>`)}</select></label>`;
  }

  /** @param {SubmitEvent} event */
  #add = (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const rule = /** @type {CategoryRule} */ (/** @type {unknown} */ (Object.fromEntries(new FormData(form))));
    this.#set([...this.state.categories, rule]);
    form.reset();
    /** @type {HTMLElement | null} */ (form.querySelector("input"))?.focus();
  };

  /** @param {Event} event */
  #open = async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    const rules = checkedRules(await file.text());
    this.refused = rules ? "" : file.name;
    if (rules) this.#set(rules);
  };

  // What the data says

  /** @param {Audit} audit */
  #uncategorised({ products: { uncategorised } }) {
    const { format, t } = this.page;
    return tablePanel(this.page, {
      of: "uncategorised", title: t("products.uncategorised"), n: uncategorised.length, columns: columnsOf(this.page, ["products.sku", "field.product", "sources.lines"], 2), empty: t("products.allCategorised"),
      saved: uncategorised.map((one) => [one.sku, one.name, one.lines]),
      rows: uncategorised.map((one) => [one.sku || t("products.noSku"), one.name, format.count(one.lines)]),
    });
  }

  /** @param {Audit} audit */
  #aliases({ products: { aliases } }) {
    const { t } = this.page;
    return tablePanel(this.page, {
      of: "aliases", title: t("products.aliases"), n: aliases.length, columns: columnsOf(this.page, ["products.sku", "products.same", "links.evidence"]), empty: t("products.noAliases"),
      saved: aliases.map((one) => [one.sku, one.same.join(" "), one.evidence]),
      rows: aliases.map((one) => [one.sku, one.same.map((sku) => html`<span class="pair">${sku}</span>`), t(`alias.${one.evidence}`)]),
    });
  }

  /** @param {Audit} audit */
  #conflicts({ products: { conflicts } }) {
    const { t } = this.page;
    return tablePanel(this.page, {
      of: "productConflicts", title: t("products.conflicts"), n: conflicts.length, columns: columnsOf(this.page, ["products.sku", "products.attribute", "products.values"]), empty: t("products.noConflicts"),
      saved: conflicts.map((one) => [one.sku, one.attribute, one.values.join(" | ")]),
      rows: conflicts.map((one) => [one.sku, word(this.page, `productAttribute.${one.attribute}`, one.attribute), one.values.map((value) => html`<span class="pair">${value}</span>`)]),
    });
  }
}
customElements.define("linger-products", ProductsView);
