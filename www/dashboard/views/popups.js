/** Popups: composes the rule file by which the storefront's live flags may show a popup. Nothing pops up without it. */
import { html, nothing } from "lit";
import { explain, fewNote } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { THRESHOLD_DEFAULTS, compiled, mistakesOf, newPopup, parsedRules, usualDwell } from "../popups.js";
import { saveJson } from "../save.js";
import { hasText } from "../texts.js";
import { FLAGS } from "../../storefront/flags/rules.js";
import { choices, named, visitHead } from "./visits.js";

/** @import { Popup, Rules } from "../types.js" */

const FILE = "linger-rules.json";
/** Lines of the theme: an address without its folder would be looked for beside each page. */
const INSTALL = `{% assign rules = '${FILE}' | asset_url %} {% render 'linger', local: 5000, flags: true, flags_rules: rules %}`;
const MOST_POPUPS = 50;
/** Sessions that the suggestion is made of. */
const LATEST = 2000;
/** Seconds, where no session says better. */
const DWELL = 20;
/** Templates of a shop where a popup may appear: never the cart. */
const TEMPLATES = ["index", "collection", "product", "search", "blog", "article", "page"];
/** Texts with their longest length, as the storefront takes them. @type {Record<string, number>} */
const LENGTHS = { id: 40, title: 120, text: 500, close: 40, code: 60, category: 100, href: 500, link: 60 };

export class PopupsView extends Part {
  /** @override */
  static properties = { usual: { state: true }, tried: { state: true }, refused: { state: true } };

  /** @type {unknown} what `usual` was asked of */
  #of = null;

  constructor() {
    super();
    /** @type {ReturnType<typeof usualDwell>} */
    this.usual = { seconds: null, n: 0 };
    this.tried = false;
    /** Name of a file that holds no rules. */
    this.refused = "";
  }

  /** @override */
  willUpdate() {
    if (this.#of === this.visits) return;
    this.#of = this.visits;
    void this.#ask();
  }

  async #ask() {
    const asked = this.#of;
    try {
      const sessions = await this.page.store.engine.sessions({ ordered: false, sort: "start", limit: LATEST });
      if (asked === this.#of) this.usual = usualDwell(sessions);
    } catch (error) {
      this.page.store.fail(error, null);
    }
  }

  get #rules() {
    return this.state.rules;
  }

  /** @param {Partial<Rules>} change */
  #set(change) {
    this.page.store.set({ rules: { ...this.#rules, ...change } });
  }

  /** @param {number} index @param {Partial<Popup>} change */
  #setPopup(index, change) {
    this.#set({ popups: this.#rules.popups.map((popup, at) => (at === index ? { ...popup, ...change } : popup)) });
  }

  /** @override */
  render() {
    const { t } = this.page;
    const { popups } = this.#rules;
    return html`${visitHead(this.page, t("nav.popups"), t("popups.lead"))}
      ${this.#suggestion()}
      <form class="popups" novalidate @submit=${this.#save}>
        ${popups.length === 0 ? html`<p>${t("popups.none")}</p>` : popups.map((popup, index) => this.#popup(popup, index))}
        <div class="buttons">
          ${popups.length < MOST_POPUPS ? html`<button type="button" @click=${this.#add}>${t("popups.add")}</button>` : nothing}
          <label class="button">${t("popups.open")}<input class="hidden-input" type="file" accept=".json" @change=${this.#open}></label>
        </div>
        ${this.refused ? html`<p class="form-error" role="alert">${t("popups.refused", { name: this.refused })}</p>` : nothing}
        ${this.#limits()} ${this.#mistakes()}
        <div class="buttons"><button class="primary" type="submit">${t("popups.save", { file: FILE })}</button></div>
        <p class="hint">${t("popups.install", { file: FILE })} <code>${INSTALL}</code></p>
      </form>`;
  }

  #suggestion() {
    const { t } = this.page;
    const { seconds, n } = this.usual;
    if (seconds === null) return nothing;
    return html`<section class="panel"><h2>${t("popups.usual")} ${explain(this.page, "popups.usual", t("popups.usual"), n)}</h2>
      <p>${t("popups.suggestion", { seconds, n })} ${fewNote(this.page, n)}</p></section>`;
  }

  /** @param {Popup} popup @param {number} index */
  #popup(popup, index) {
    const { t } = this.page;
    const text = (/** @type {"id" | "title" | "close" | "code" | "category"} */ field, needed = false) =>
      this.#text(field, popup[field] ?? "", LENGTHS[field] ?? 0, needed, (value) => this.#setPopup(index, { [field]: value }));
    const link = popup.link ?? { href: "", text: "" };
    const choice = (/** @type {"ordered" | "login" | "coupon"} */ name, /** @type {string[]} */ values) =>
      choices(this.page, { name, label: `popups.${name}`, value: popup[name] ?? "", values: ["", ...values], text: (value) => t(value ? `popups.${name}.${value}` : "popups.any"), change: (value) => this.#setPopup(index, { [name]: value || undefined }) });
    const templates = [...new Set([...TEMPLATES, ...(popup.templates ?? [])])];
    return html`<fieldset class="panel popup"><legend class="visually-hidden">${t("popups.popup", { n: index + 1 })}</legend>
      <div class="panel-head"><h2>${t("popups.popup", { n: index + 1 })}</h2>
        <button type="button" aria-label=${t("popups.removePopup", { n: index + 1 })} @click=${() => this.#set({ popups: this.#rules.popups.toSpliced(index, 1) })}>${t("quality.remove")}</button></div>
      <h3>${t("popups.says")}</h3>
      <div class="fields">
        ${text("title", true)}
        <label><span>${t("popups.text")} *</span><textarea name="text" rows="2" required maxlength=${LENGTHS.text ?? 0} .value=${popup.text} @input=${(/** @type {Event} */ event) => this.#setPopup(index, { text: valueOf(event) })}></textarea></label>
        ${text("close", true)} ${text("code")}
        ${this.#text("href", link.href, LENGTHS.href ?? 0, false, (href) => this.#setPopup(index, { link: { ...link, href } }))}
        ${this.#text("link", link.text, LENGTHS.link ?? 0, false, (words) => this.#setPopup(index, { link: { ...link, text: words } }))}
        ${text("id", true)}
      </div>
      <h3>${t("popups.when")}</h3>
      <div class="filters">
        ${this.#number("dwellSeconds", t("popups.dwellSeconds"), popup.dwellSeconds, undefined, (dwellSeconds) => this.#setPopup(index, { dwellSeconds }))}
        ${choice("ordered", ["before", "never"])} ${choice("login", ["in", "out"])} ${choice("coupon", ["used", "unused"])} ${text("category")}
      </div>
      ${this.#checks("flags", FLAGS, popup.flags ?? [], (flag) => t(`popups.flag.${flag}`), (flags) => this.#setPopup(index, { flags }))}
      ${this.#checks("templates", templates, popup.templates ?? [], (template) => named(this.page, "template", template), (chosen) => this.#setPopup(index, { templates: chosen }))}
    </fieldset>`;
  }

  /** @param {string} name @param {string} value @param {number} longest @param {boolean} needed @param {(value: string) => void} change */
  #text(name, value, longest, needed, change) {
    return html`<label><span>${this.page.t(`popups.${name}`)}${needed ? " *" : ""}</span>
      <input name=${name} maxlength=${longest} ?required=${needed} .value=${value} @input=${(/** @type {Event} */ event) => change(valueOf(event))}></label>`;
  }

  /** @param {string} name @param {string} label @param {number | undefined} value @param {number | undefined} usual what holds when it is empty @param {(value: number | undefined) => void} change */
  #number(name, label, value, usual, change) {
    return html`<label><span>${label}</span><input type="number" name=${name} min="0" max="1000000" step="1" placeholder=${usual ?? nothing} .value=${String(value ?? "")}
      @input=${(/** @type {Event} */ event) => change(valueOf(event) === "" ? undefined : Number(valueOf(event)))}></label>`;
  }

  /**
   * @param {string} name
   * @param {string[]} values
   * @param {string[]} chosen
   * @param {(value: string) => string} text
   * @param {(chosen: string[]) => void} change
   */
  #checks(name, values, chosen, text, change) {
    return html`<fieldset><legend>${this.page.t(`popups.${name}`)}</legend><div class="filters">
      ${values.map((value) => html`<label class="check"><input type="checkbox" name=${name} value=${value} .checked=${chosen.includes(value)}
        @change=${() => change(values.filter((one) => (one === value) !== chosen.includes(one)))}>${text(value)}</label>`)}</div></fieldset>`;
  }

  #limits() {
    const { t } = this.page;
    const { limits, thresholds } = this.#rules;
    return html`<section class="panel"><h2>${t("popups.limits")}</h2>
      <div class="filters">
        ${this.#number("perSession", t("popups.perSession"), limits.perSession, 1, (perSession = 1) => this.#set({ limits: { ...limits, perSession } }))}
        ${this.#number("perWeek", t("popups.perWeek"), limits.perWeek, 3, (perWeek = 3) => this.#set({ limits: { ...limits, perWeek } }))}
      </div>
      <details><summary>${t("popups.thresholds")}</summary><div class="fields">
        ${Object.entries(THRESHOLD_DEFAULTS).map(([name, usual]) => this.#number(name, t(`popups.threshold.${name}`), thresholds[name], usual, (value) => {
          const { [name]: _, ...others } = thresholds;
          this.#set({ thresholds: value === undefined ? others : { ...others, [name]: value } });
        }))}
      </div></details></section>`;
  }

  /** What the storefront would refuse, once someone wanted to save. */
  #mistakes() {
    const { t } = this.page;
    const mistakes = this.tried ? mistakesOf(compiled(this.#rules)) : [];
    if (mistakes.length === 0) return nothing;
    const said = (/** @type {typeof mistakes[number]} */ { text, popup, field }) =>
      popup !== null && field !== null && hasText(`popups.${field}`) ? t(`popups.mistake${field === "link" ? ".link" : ""}`, { n: popup, field: t(`popups.${field}`) }) : text;
    return html`<div role="alert"><ul class="form-error">${mistakes.map((mistake) => html`<li>${said(mistake)}</li>`)}</ul></div>`;
  }

  #add = () => {
    const { popups } = this.#rules;
    this.tried = false;
    this.#set({ popups: [...popups, newPopup(popups, this.usual.seconds ?? DWELL, this.page.t("popups.closeDefault"))] });
  };

  /** @param {Event} event */
  #open = async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    const rules = parsedRules(await file.text());
    this.refused = rules ? "" : file.name;
    if (rules) this.#set(rules);
  };

  /** @param {Event} event */
  #save = (event) => {
    event.preventDefault();
    const file = compiled(this.#rules);
    this.tried = true;
    if (mistakesOf(file).length === 0) saveJson(FILE, file);
  };
}
customElements.define("linger-popups", PopupsView);

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;
