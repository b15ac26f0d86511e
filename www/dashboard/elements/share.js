/** `<linger-share>`: the report as one file to pass on. What it hides is shown before it is saved. */
import { html, nothing } from "lit";
import { interactive, snapshot } from "../../report/index.js";
import { save } from "../save.js";
import { hasText, sentence } from "../texts.js";
import { Dialog } from "./dialog.js";
import { table } from "./table.js";

/** @import { Language, ShareOptions, SharedReport, State } from "../types.js" */

const FILE = "linger-report.html";
const KINDS = { snapshot, interactive };
/** Least customers in a group: of the engine, and the most that the form offers. */
const LEAST = 2;
const MOST = 100;
const USUAL = 5;
/** Milliseconds of quiet before the preview is made anew. */
const QUIET = 250;

export class Share extends Dialog {
  /** @override @type {import("lit").PropertyDeclarations} */
  static properties = { kind: { state: true }, k: { state: true }, withPeople: { state: true }, sure: { state: true }, shared: { state: true }, problem: { state: true }, saved: { state: true } };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {State["report"]} what the preview is of */
  #report = null;

  constructor() {
    super();
    /** @type {"snapshot" | "interactive"} */
    this.kind = "snapshot";
    this.k = USUAL;
    this.withPeople = false;
    /** The person has said that the list of customers may go into the file. */
    this.sure = false;
    /** @type {SharedReport | null} what the file will hold */
    this.shared = null;
    this.problem = "";
    /** Bytes of the file that was saved. @type {number | null} */
    this.saved = null;
  }

  /** @param {Map<string, unknown>} changed @override */
  updated(changed) {
    const asked = changed.has("k") || changed.has("withPeople") || this.#report !== this.state.report;
    this.#report = this.state.report;
    if (!asked) return;
    Object.assign(this, { shared: null, saved: null });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#preview(), QUIET);
  }

  async #preview() {
    const { store } = this.page;
    const asked = this.#options();
    try {
      const shared = await store.lend(() => store.engine.share(asked));
      if (JSON.stringify(asked) === JSON.stringify(this.#options())) Object.assign(this, { shared, problem: "" });
    } catch (error) {
      this.#failed(error);
    }
  }

  /** @param {any} error */
  #failed({ code = "unexpected", message, params = {} }) {
    this.problem = sentence(this.state.language, "error", { code, text: String(message), params });
  }

  /** @returns {ShareOptions} */
  #options() {
    const { visits, visitOptions, options } = this.state;
    return { ...(this.withPeople ? { withPeople: true } : { k: this.k }), ...(visits ? { visits: { ...visitOptions, zone: options.zone } } : {}) };
  }

  /** @override */
  render() {
    const { t } = this.page;
    return this.dialog(
      t("share.title"),
      html`<p>${t("share.lead")}</p>
        <form class="settings-form share-form" @submit=${this.#submit}>
          ${this.#kinds()} ${this.#looks()} ${this.#protection()} ${this.#hidden()}
          ${this.problem ? html`<p class="form-error" role="alert">${this.problem}</p>` : nothing}
          <div class="buttons"><button class="primary" ?disabled=${!this.shared || (this.withPeople && !this.sure)}>${t("share.save")}</button></div>
          <p role="status">${this.saved === null ? "" : t("share.saved", { file: FILE, size: this.page.format.bytes(this.saved) })}</p>
        </form>`,
      "share",
    );
  }

  #kinds() {
    const { t } = this.page;
    return html`<fieldset><legend>${t("share.kind")}</legend>
      ${Object.keys(KINDS).map((kind) => html`<label class="check"><input type="radio" name="kind" value=${kind} .checked=${kind === this.kind} @change=${() => (this.kind = /** @type {"snapshot" | "interactive"} */ (kind))}>
        <span>${t(`share.kind.${kind}`)}<br><small>${t(`share.kind.${kind}.about`)}</small></span></label>`)}</fieldset>`;
  }

  #looks() {
    const { t, state } = this.page;
    const languages = /** @type {[Language, string][]} */ ([["en", "English"], ["zh-CN", "简体中文"]]);
    return html`<label><span>${t("share.language")}</span>
        <select name="language">${languages.map(([id, name]) => html`<option value=${id} lang=${id} ?selected=${id === state.language}>${name}</option>`)}</select></label>
      <label><span>${t("share.heading")}</span><input name="title" maxlength="120" autocomplete="off"><small>${t("share.heading.hint")}</small></label>`;
  }

  /** Groups for others, or the people themselves for the seller alone. */
  #protection() {
    const { t, report } = { t: this.page.t, report: this.report };
    return html`<fieldset><legend>${t("share.protection")}</legend>
        ${this.withPeople
          ? nothing
          : html`<label><span>${t("share.k")}</span>
              <input type="number" name="k" min=${LEAST} max=${MOST} step="1" required .value=${String(this.k)} @input=${this.#setK}><small>${t("share.k.hint")}</small></label>`}
        <label class="check"><input type="checkbox" name="people" .checked=${this.withPeople} @change=${this.#togglePeople}><span>${t("share.people")}</span></label>
        ${this.withPeople
          ? html`<div class="alarm" role="alert"><p>${t("share.peopleInside", { n: report.summary.identified.customers })}</p>
              <label class="check"><input type="checkbox" name="sure" .checked=${this.sure} @change=${this.#toggleSure}><span>${t("share.sure")}</span></label></div>`
          : nothing}
      </fieldset>`;
  }

  /** What the file will not tell, by part of the report. */
  #hidden() {
    const { t, format } = this.page;
    if (!this.shared) return html`<p class="hint" role="status">${this.problem ? "" : t("share.preparing")}</p>`;
    const { visits, report, sharing: { suppressed, k, withPeople } } = this.shared;
    if (withPeople) return html`<p role="status">${t("share.nothingHidden")}</p>`;
    const parts = byPart(suppressed).filter(({ of }) => of > 0);
    const all = { cells: parts.reduce((sum, { cells }) => sum + cells, 0), of: parts.reduce((sum, { of }) => sum + of, 0) };
    const name = (/** @type {string} */ part) => (hasText(`share.part.${part}`) ? t(`share.part.${part}`) : part);
    const isFew = report.capabilities.some(({ code }) => code === "fewCustomers");
    return html`<p role="status">${isFew ? t("share.fewCustomers", { k }) : ""} ${t("share.hidden", { ...all, k })} ${this.state.visits && !visits ? t("share.fewVisitors", { k }) : ""}</p>
      <details><summary>${t("share.hiddenWhere")}</summary>
        ${table(t("share.hiddenWhere"), [{ head: t("share.part") }, { head: t("share.cells"), number: true }, { head: t("share.of"), number: true }], parts.map(({ part, cells, of }) => [name(part), format.count(cells), format.count(of)]))}
        <p class="hint">${t("share.why", { k })}</p></details>`;
  }

  /** @param {Event} event a number outside the limits is left as it is typed, and not taken */
  #setK = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.checkValidity()) this.k = input.valueAsNumber;
  };

  /** @param {Event} event */
  #togglePeople = (event) => {
    this.withPeople = /** @type {HTMLInputElement} */ (event.target).checked;
    this.sure = false;
  };

  /** @param {Event} event */
  #toggleSure = (event) => {
    this.sure = /** @type {HTMLInputElement} */ (event.target).checked;
  };

  /** @param {SubmitEvent} event */
  #submit = (event) => {
    event.preventDefault();
    if (!this.shared || (this.withPeople && !this.sure)) return;
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    try {
      const text = KINDS[this.kind](this.shared, { lang: String(form.get("language")), title: String(form.get("title") ?? "").trim() || undefined });
      const file = new Blob([text], { type: "text/html" });
      save(FILE, file, file.type);
      this.saved = file.size;
    } catch (error) {
      this.#failed(error);
    }
  };
}
customElements.define("linger-share", Share);

/**
 * Hidden cells by part of the report: the first word of a table's name.
 * @param {SharedReport["sharing"]["suppressed"]} tables
 */
function byPart(tables) {
  /** @type {Map<string, { part: string, cells: number, of: number }>} */
  const parts = new Map();
  for (const { table: name, cells, of } of tables) {
    const part = name.split(".")[0] ?? name;
    const sum = parts.get(part) ?? { part, cells: 0, of: 0 };
    parts.set(part, { part, cells: sum.cells + cells, of: sum.of + of });
  }
  return [...parts.values()];
}
