/** `<linger-app>`: the whole page. Subscribes to the store and hands one `page` down to every part. */
import { html, nothing } from "lit";
import { formats } from "../format.js";
import { later } from "../later.js";
import { SOURCE_VIEWS, shownView } from "../route.js";
import { droppedSources } from "../sources.js";
import { texts } from "../texts.js";
import { Part } from "./part.js";
import "./customer-card.js";
import "./header.js";
import "./messages.js";
import "./network.js";
import "./progress.js";
import "./welcome.js";
import "../views/churn.js";
import "../views/cohorts.js";
import "../views/customers.js";
import "../views/frustration.js";
import "../views/funnel.js";
import "../views/leaving.js";
import "../views/lifecycle.js";
import "../views/overview.js";
import "../views/paths.js";
import "../views/quality.js";
import "../views/rfm.js";
import "../views/rhythm.js";
import "../views/search.js";
import "../views/sessions.js";

/** @import { Store } from "../store.js" */
/** @import { Page } from "./part.js" */
/** @import { DialogId, Report, ViewId } from "../types.js" */

/** @type {Record<ViewId, (page: Page) => unknown>} */
const VIEW_ELEMENTS = {
  overview: (page) => html`<linger-overview .page=${page}></linger-overview>`,
  customers: (page) => html`<linger-customers .page=${page}></linger-customers>`,
  churn: (page) => html`<linger-churn .page=${page}></linger-churn>`,
  rfm: (page) => html`<linger-rfm .page=${page}></linger-rfm>`,
  lifecycle: (page) => html`<linger-lifecycle .page=${page}></linger-lifecycle>`,
  cohorts: (page) => html`<linger-cohorts .page=${page}></linger-cohorts>`,
  rhythm: (page) => html`<linger-rhythm .page=${page}></linger-rhythm>`,
  value: (page) => html`<linger-value .page=${page}></linger-value>`,
  forecast: (page) => html`<linger-forecast .page=${page}></linger-forecast>`,
  compare: (page) => html`<linger-compare .page=${page}></linger-compare>`,
  quality: (page) => html`<linger-quality .page=${page}></linger-quality>`,
  sources: (page) => html`<linger-sources .page=${page}></linger-sources>`,
  trust: (page) => html`<linger-trust .page=${page}></linger-trust>`,
  people: (page) => html`<linger-people .page=${page}></linger-people>`,
  products: (page) => html`<linger-products .page=${page}></linger-products>`,
  regions: (page) => html`<linger-regions .page=${page}></linger-regions>`,
  marketing: (page) => html`<linger-marketing .page=${page}></linger-marketing>`,
  sessions: (page) => html`<linger-sessions .page=${page}></linger-sessions>`,
  leaving: (page) => html`<linger-leaving .page=${page}></linger-leaving>`,
  funnel: (page) => html`<linger-funnel .page=${page}></linger-funnel>`,
  paths: (page) => html`<linger-paths .page=${page}></linger-paths>`,
  search: (page) => html`<linger-search .page=${page}></linger-search>`,
  frustration: (page) => html`<linger-frustration .page=${page}></linger-frustration>`,
  popups: (page) => html`<linger-popups .page=${page}></linger-popups>`,
  heatmap: (page) => html`<linger-heatmap .page=${page}></linger-heatmap>`,
  replay: (page) => html`<linger-replay .page=${page}></linger-replay>`,
};
/** Those that the page's later part defines, whole or in part. @type {ViewId[]} */
const LATER_VIEWS = ["churn", "value", "forecast", "compare", ...SOURCE_VIEWS, "popups", "heatmap", "replay"];

/** Dialogs of the later part. @type {Record<DialogId, (page: Page) => unknown>} */
const DIALOGS = {
  workspaces: (page) => html`<linger-workspaces .page=${page}></linger-workspaces>`,
  person: (page) => html`<linger-person-rights .page=${page}></linger-person-rights>`,
  network: (page) => html`<linger-network-dialog .page=${page}></linger-network-dialog>`,
  share: (page) => html`<linger-share .page=${page}></linger-share>`,
  settings: (page) => html`<linger-settings .page=${page}></linger-settings>`,
  exports: (page) => html`<linger-exports .page=${page}></linger-exports>`,
};

export class App extends Part {
  /** @override */
  static properties = { dragging: { state: true } };

  /** @type {Store | null} */
  #store = null;
  /** @type {{ language: string, report: Report | null, format: Page["format"] } | null} */
  #formatted = null;
  #shownView = "";
  #laterAsked = false;

  constructor() {
    super();
    this.dragging = false;
    this.addEventListener("dragover", this.#dragOver);
    this.addEventListener("dragleave", (event) => this.#dragLeave(event));
    this.addEventListener("drop", this.#drop);
  }

  /** @param {Store} store */
  set store(store) {
    this.#store = store;
    store.subscribe(() => this.#changed());
    this.#changed();
  }

  #changed() {
    if (!this.#store) return;
    const { state } = this.#store;
    document.documentElement.lang = state.language;
    document.documentElement.dataset.theme = state.theme;
    this.page = { state, store: this.#store, t: texts(state.language), format: this.#format() };
  }

  /** Formats are made once for a language and a report, not on every change. */
  #format() {
    const { language, report } = /** @type {Store} */ (this.#store).state;
    if (this.#formatted?.language !== language || this.#formatted.report !== report) {
      this.#formatted = { language, report, format: formats(language, report) };
    }
    return this.#formatted.format;
  }

  /** @param {DragEvent} event */
  #dragOver = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dragging = true;
  };

  /** @param {DragEvent} event */
  #dragLeave(event) {
    if (event.relatedTarget === null) this.dragging = false;
  }

  /** @param {DragEvent} event */
  #drop = async (event) => {
    event.preventDefault();
    this.dragging = false;
    if (event.dataTransfer) void this.page.store.addSources(await droppedSources(event.dataTransfer));
  };

  /** @override */
  render() {
    if (!this.page) return nothing;
    const { page } = this;
    const { state, t } = page;
    const view = shownView(state);
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t("skip")}</a>
      <linger-header .page=${page}></linger-header>
      <main id="main" tabindex="-1">
        <linger-progress .page=${page}></linger-progress>
        <linger-messages .page=${page}></linger-messages>
        ${state.arrivals.length > 0 ? html`<linger-arrivals .page=${page}></linger-arrivals>` : nothing}
        ${state.questions.map((question) => html`<linger-mapping .page=${page} .question=${question}></linger-mapping>`)}
        ${view ? VIEW_ELEMENTS[view](page) : html`<linger-welcome .page=${page}></linger-welcome>`}
      </main>
      <linger-network .page=${page}></linger-network>
      ${state.card ? html`<linger-customer-card .page=${page}></linger-customer-card>` : nothing}
      ${state.dialog ? DIALOGS[state.dialog](page) : nothing}
      ${this.dragging ? html`<div class="drop-veil" aria-hidden="true"><p>${t("welcome.dropNow")}</p></div>` : nothing}
    `;
  }

  /** @override */
  updated() {
    const view = (this.page && shownView(this.state)) ?? "";
    if (view !== this.#shownView) this.#arrive(view);
    if (!this.page) return;
    document.title = this.page.t("title");
    const { dialog, card, questions, arrivals } = this.state;
    if (dialog || card || questions.length + arrivals.length > 0 || LATER_VIEWS.some((one) => one === view)) this.#needLater();
  }

  /** An element that stands there already begins to live when the later part defines it. */
  #needLater() {
    if (this.#laterAsked) return;
    this.#laterAsked = true;
    later().catch((error) => this.page.store.fail(error, null));
  }

  /** A new view starts at its top; the focus is taken along when what had it is gone. @param {string} view */
  #arrive(view) {
    if (this.#shownView && view) scrollTo({ top: 0 });
    if (view && document.activeElement === document.body) this.querySelector("main")?.focus({ preventScroll: true });
    this.#shownView = view;
  }

  /** @param {Event} event the hash belongs to the views, so the jump is done by hand */
  #skip = (event) => {
    event.preventDefault();
    this.querySelector("main")?.focus();
  };
}
customElements.define("linger-app", App);
