/** Changes: an earlier report or run as a file, against the files of today. */
import { html, nothing } from "lit";
import { changes, runOf } from "../../compare/index.js";
import { earlierOf } from "../earlier.js";
import { Part } from "../elements/part.js";
import { formats } from "../format.js";
import { save } from "../save.js";
import { hasText, sentence } from "../texts.js";
import { dayOrMonth } from "./compare-cells.js";
import { flagLists, moversPanel, transitionsPanel } from "./compare-people.js";
import { runsPanel } from "./compare-runs.js";
import { restatedPanel, sizesPanel, totalsPanel } from "./compare-totals.js";

/** @import { Changes } from "../../compare/types.js" */
/** @import { Page } from "../elements/part.js" */
/** @import { Earlier, Report, State } from "../types.js" */

export class CompareView extends Part {
  /** @override @type {import("lit").PropertyDeclarations} */
  static properties = { changes: { state: true }, problem: { state: true }, waiting: { state: true } };

  /** @type {Pick<State, "earlier" | "report"> | null} what `changes` is about */
  #asked = null;

  constructor() {
    super();
    /** @type {Changes | null} */
    this.changes = null;
    /** What could not be read or compared, as a sentence. */
    this.problem = "";
    this.waiting = false;
  }

  /** @override */
  updated() {
    const { earlier, report } = this.state;
    if (this.#asked?.earlier === earlier && this.#asked.report === report) return;
    this.#asked = { earlier, report };
    if (earlier && report) void this.#compare(earlier);
    else this.changes = null;
  }

  /** @param {Earlier} earlier */
  async #compare(earlier) {
    const { store } = this.page;
    const { options } = this.state;
    const asked = this.#asked;
    this.waiting = true;
    try {
      const found = await store.lend(() => changes(earlier.before, store.engine, { asOf: options.asOf, restore: options }));
      if (asked === this.#asked) Object.assign(this, { changes: found, problem: "" });
    } catch (error) {
      if (asked === this.#asked) Object.assign(this, { changes: null, problem: this.#sentence(error, earlier.name) });
    }
    this.waiting = false;
  }

  /** @param {any} error @param {string} name */
  #sentence(error, name) {
    const { code = "unexpected", message, params = {} } = error;
    const own = `compare.refused.${code}`;
    return hasText(own) ? this.page.t(own, { name }) : sentence(this.state.language, "error", { code, text: String(message), params });
  }

  /** @override */
  render() {
    const { t, state } = this.page;
    return html`
      <h1>${t("nav.compare")}</h1>
      <p class="lead">${t("compare.lead")}</p>
      ${this.#choice()}
      ${this.problem ? html`<p class="form-error" role="alert">${this.problem}</p>` : nothing}
      <p class="visually-hidden" role="status">${this.waiting ? t("compare.waiting") : ""}</p>
      ${this.changes && state.earlier ? this.#found(this.changes, state.earlier) : nothing}
      ${runsPanel(this.page)}
    `;
  }

  #choice() {
    const { t, state, store } = this.page;
    return html`<section class="panel">
      <div class="buttons">
        <label class="button primary">${t("compare.choose")}
          <input class="hidden-input" type="file" accept=".html,.json,text/html,application/json" @change=${this.#choose}></label>
        <button @click=${() => void this.#keep()}>${t("compare.keep")}</button>
        ${state.earlier ? html`<button class="plain" @click=${() => store.set({ earlier: null })}>${t("compare.close", { name: state.earlier.name })}</button>` : nothing}
      </div>
      <p class="hint">${t("compare.kinds")}</p>
      <p class="hint">${t("compare.keepHint")}</p>
    </section>`;
  }

  /** @param {Changes} found @param {Earlier} earlier */
  #found(found, { name, before }) {
    const { t, format } = this.page;
    const page = this.#underItsOptions(found);
    const k = before.linger === "report" ? before.sharing.k : 0;
    return html`
      <p class="compared">${t("compare.between", { name, before: dayOrMonth(page, found.before.asOfDate), now: format.date(found.now.asOfDate) })}
        <small>${t("compare.sides", { before: found.before.customers ?? t("compare.hidden"), now: found.now.customers ?? t("compare.hidden") })}</small></p>
      <ul class="notices">
        ${found.notices.map((code) => html`<li class=${code === "aggregatesOnly" ? "" : "warning"}>${t(`compare.notice.${code}`, { k, before: found.before.version, now: found.now.version })}</li>`)}
        <li>${t("compare.options")}</li>
        <li>${t("compare.few")}</li>
      </ul>
      ${totalsPanel(page, found)} ${restatedPanel(page, found)}
      ${found.flags ? flagLists(page, found.flags) : nothing}
      ${found.transitions ? transitionsPanel(page, found.transitions) : sizesPanel(page, found)}
      ${found.movers ? moversPanel(page, found.movers) : nothing}
    `;
  }

  /** Amounts are those of the earlier run's options: in its currency, where it chose one. @param {Changes} found @returns {Page} */
  #underItsOptions({ options }) {
    const { meta } = this.report;
    const currency = options.currency ?? (meta.currencies.length === 1 ? (meta.currencies[0]?.code ?? null) : null);
    return { ...this.page, format: formats(this.state.language, /** @type {Report} */ ({ ...this.report, meta: { ...meta, currency } })) };
  }

  /** @param {Event} event */
  #choose = async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    try {
      this.page.store.set({ earlier: await earlierOf(file) });
      this.problem = "";
    } catch (error) {
      this.problem = this.#sentence(error, file.name);
    }
  };

  /** The run of today as a file, to compare with later. */
  async #keep() {
    const { store, state } = this.page;
    try {
      const run = await store.lend(() => runOf(store.engine, /** @type {Report} */ (store.state.report)));
      save(`linger-run-${state.report?.meta.asOfDate}.json`, JSON.stringify(run), "application/json");
    } catch (error) {
      store.fail(error, null);
    }
  }
}
customElements.define("linger-compare", CompareView);
