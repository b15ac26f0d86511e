/** `<linger-next-purchase>`: on a customer's card, when the next purchase is to be expected, of which category, and which products are needed again; asked for when somebody wants it. */
import { html, nothing } from "lit";
import { dueAsked } from "../predict-options.js";
import { onTheSide } from "../predicting.js";
import { dayCell } from "../views/forecast-due.js";
import { pathOf } from "../views/predict-paths.js";
import { categoriesChecked, datesChecked, itemName, nextChecked, noticeList } from "../views/predict-words.js";
import { calibration } from "./calibration.js";
import { explain } from "./explain.js";
import { Part } from "./part.js";

/** @import { Page } from "./part.js" */
/** @import { Checked } from "./calibration.js" */
/** @import { Due } from "../types.js" */

/** Products on the card. */
const PRODUCTS = 5;

export class NextPurchaseOfOne extends Part {
  /** @override */
  static properties = { person: {}, found: { state: true }, isWorking: { state: true } };

  constructor() {
    super();
    /** The customer's key. */
    this.person = "";
    /** @type {Due | null} */
    this.found = null;
    this.isWorking = false;
  }

  /** @param {Map<string, unknown>} changed @override */
  willUpdate(changed) {
    if (changed.has("person")) this.found = null;
  }

  /** @override */
  render() {
    const { t } = this.page;
    if (this.found) return html`<h3>${t("one.nextTitle")}</h3>${nextOfOne(this.page, this.found)}`;
    return html`<p><button ?disabled=${this.isWorking} @click=${this.#work}>${t("one.nextWork")}</button></p>`;
  }

  #work = async () => {
    const asked = this.person;
    this.isWorking = true;
    const found = await onTheSide(this.page.store, "due", { ...dueAsked(this.state.predictOptions), key: asked, limit: PRODUCTS });
    if (asked === this.person) this.found = found;
    this.isWorking = false;
  };
}
customElements.define("linger-next-purchase", NextPurchaseOfOne);

/** What is expected next of the one customer that the lists were asked for; why not, where nothing is. @param {Page} page @param {Due} due */
export function nextOfOne(page, { next: { rows: [one], backTest, dates }, replenish, notices }) {
  const { t, format, state } = page;
  const days = dueAsked(state.predictOptions).aheadDays ?? 0;
  if (!one) return backTest?.passed ? html`<p>${t("one.nextSilent")}</p>` : noticeList(page, notices);
  const likeliest = one.categories.length === 0 ? "–" : one.categories.map(({ category, probability }) => html`<span class="pair">${category} ${format.shareShort(probability)}</span>`);
  /** @type {[string, unknown, string, number | null, Checked | null][]} */
  const numbers = [
    [t("due.chance", { days }), format.share(one.probability), "nextList", backTest?.customers ?? null, nextChecked(page, backTest)],
    [t("due.day"), dayCell(page, one), "nextDay", dates?.within.n ?? null, datesChecked(page, dates)],
    [t("due.what"), likeliest, "categories", backTest?.categoryHits.n ?? null, categoriesChecked(page, backTest)],
  ];
  return html`<dl class="card-numbers">${numbers.map(([name, value, path, n, checked]) => html`<div><dt>${name} ${explain(page, pathOf(path), name, n)} ${calibration(page, name, checked)}</dt><dd>${value}</dd></div>`)}</dl>
    ${one.due === null ? nothing : html`<p class="hint">${t("one.twoDays")}</p>`}
    ${replenish.rows.length === 0 ? nothing : html`<p>${t("one.needs")} ${replenish.rows.map(({ item, due }) => html`<span class="pair">${itemName(item)} ${format.date(due)}</span>`)}</p>`}`;
}
