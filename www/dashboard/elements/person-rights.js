/** `<linger-person-rights>`: what is held on a person, to see, hand out, correct or erase; what was corrected, and the log. */
import { html, nothing } from "lit";
import { correct, erase, exportHolding, holdingOf, search, undoCorrection, wasErased } from "../rights.js";
import { saveRecord } from "../record.js";
import { Dialog } from "./dialog.js";
import { flagMark, revealButton, shownKey } from "./person.js";
import { table } from "./table.js";

/** @import { Holding, Outcome } from "../rights.js" */

/** Records of a file that are shown; the export has all. */
const RECORDS_SHOWN = 5;

export class PersonRights extends Dialog {
  /** @override */
  static properties = { found: { state: true }, holding: { state: true }, erasing: { state: true }, outcome: { state: true }, failed: { state: true }, working: { state: true } };

  /** Whom the dialog was asked for. */
  #asked = "";

  constructor() {
    super();
    /** @type {{ keys: string[], erased: boolean } | null} */
    this.found = null;
    /** @type {Holding | null} */
    this.holding = null;
    /** The person is about to be erased: asks once more. */
    this.erasing = false;
    /** @type {(Outcome & { did: "correct" | "undo" | "erase", records: number }) | null} */
    this.outcome = null;
    this.failed = false;
    this.working = false;
  }

  /** @param {Map<string, unknown>} changed @override */
  updated(changed) {
    const { subject } = this.state;
    if (subject && subject !== this.#asked) {
      this.#asked = subject;
      void this.#show(subject);
    }
    const next = changed.has("erasing") && this.erasing ? ".erasing button" : changed.has("holding") && this.holding ? ".holding h3" : changed.has("outcome") && this.outcome ? "[role=status]" : "";
    if (next) /** @type {HTMLElement | null} */ (this.querySelector(next))?.focus();
  }

  /** @param {() => Promise<void>} work */
  async #doing(work) {
    this.working = true;
    this.failed = false;
    await work().catch(() => (this.failed = true));
    this.working = false;
  }

  /** @param {SubmitEvent} event */
  #search = (event) => {
    event.preventDefault();
    const typed = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("key"));
    void this.#doing(async () => {
      this.outcome = this.holding = null;
      const keys = await search(this.page.store, typed);
      this.found = { keys, erased: await wasErased(this.page.store, typed) };
      const [only] = keys;
      if (keys.length === 1 && only !== undefined) this.holding = await holdingOf(this.page.store, only);
    });
  };

  /** @param {string} key */
  #show(key) {
    return this.#doing(async () => {
      this.outcome = null;
      this.erasing = false;
      this.holding = await holdingOf(this.page.store, key);
    });
  }

  /** @param {"correct" | "undo" | "erase"} did @param {() => Promise<Outcome>} work */
  #change(did, work) {
    return this.#doing(async () => {
      const outcome = await work();
      const changed = [...this.state.files, ...this.state.eventFiles].map(({ summary }) => summary.overlay);
      const records = changed.reduce((sum, one) => sum + ((did === "erase" ? one?.dropped : one?.corrected) ?? 0), 0);
      this.holding = this.found = null;
      this.erasing = false;
      this.outcome = { ...outcome, did, records };
      this.querySelector("form")?.reset();
    });
  }

  /** @override */
  render() {
    const { t } = this.page;
    return this.dialog(
      t("person.title"),
      html`<p>${t("person.lead")}</p>
        <form class="filters" @submit=${this.#search}>
          <label><span>${t("person.key")}</span><input type="search" name="key" required></label>
          <button ?disabled=${this.working}>${t("person.find")}</button> ${revealButton(this.page)}
        </form>
        ${this.failed ? html`<p class="form-error" role="alert">${t("person.failed")}</p>` : nothing}
        <div role="status" tabindex="-1">${this.working ? html`<p>${t("keep.working")}</p>` : nothing} ${this.#matches()} ${this.outcome ? this.#told(this.outcome) : nothing}</div>
        ${this.holding ? this.#person(this.holding) : nothing} ${this.#corrections()} ${this.#log()}
        <section><h3>${t("record.heading")}</h3><p class="hint">${t("record.hint")}</p>
          <div class="buttons"><button @click=${() => void saveRecord(this.page)}>${t("record.save")}</button></div></section>`,
      "person-rights",
    );
  }

  #matches() {
    const { t } = this.page;
    if (!this.found || this.holding) return nothing;
    const { keys, erased } = this.found;
    if (keys.length === 0) return html`<p>${t(erased ? "person.wasErased" : "person.nobody")}</p>`;
    return html`<p>${t("person.several", { n: keys.length })}</p>
      <ul>${keys.map((key) => html`<li><button class="link" @click=${() => void this.#show(key)}>${shownKey(this.page, key)}</button></li>`)}</ul>`;
  }

  /** @param {Holding} holding */
  #person(holding) {
    const { t, state } = this.page;
    const { key, card, visits, files } = holding;
    const records = files.reduce((sum, file) => sum + file.records.length, 0);
    return html`<section class="holding">
      <h3 tabindex="-1">${shownKey(this.page, key)}</h3>
      ${card ? this.#conclusions(card) : html`<p>${t("person.noOrders")}</p>`}
      <p>${t("person.holds", { records, files: files.length, visits: visits.length })}</p>
      ${files.map((file) => html`<details><summary>${t("person.records", { file: file.file, n: file.records.length })}</summary>
        ${file.records.slice(0, RECORDS_SHOWN).map((record, at) => table(t("person.record", { n: at + 1 }), [{ head: t("person.column") }, { head: t("person.value"), sentence: true }],
          Object.entries(record).map(([column, value]) => [column, state.revealed || value !== key ? value : shownKey(this.page, value)]), false))}
        ${file.records.length > RECORDS_SHOWN ? html`<p class="hint">${t("person.more", { n: file.records.length - RECORDS_SHOWN })}</p>` : nothing}</details>`)}
      <h4>${t("person.export")}</h4><p class="hint">${t("person.export.hint")}</p>
      <div class="buttons">
        <button @click=${() => exportHolding(this.page.store, holding, "json")}>${t("person.json")}</button>
        <button @click=${() => exportHolding(this.page.store, holding, "csv")}>${t("person.csv")}</button>
      </div>
      ${this.#correct(key)} ${this.#erase(key)}
    </section>`;
  }

  /** @param {NonNullable<Holding["card"]>} card */
  #conclusions({ row }) {
    const { t, format } = this.page;
    const { firstOrder, lastOrder, orders, monetary, segment, stage } = row;
    return html`<p>${t("person.concluded", { orders, from: format.calendarDay(firstOrder), to: format.calendarDay(lastOrder), money: format.money(monetary) })}</p>
      <p>${flagMark(this.page, row)} <span class="mark">${t(`segment.${segment}`)}</span> <span class="mark">${t(`stage.${stage}`)}</span></p>`;
  }

  /** @param {string} key */
  #correct(key) {
    const { t, store } = this.page;
    return html`<h4>${t("person.correct")}</h4><p class="hint">${t("person.correct.hint")}</p>
      <form class="filters" @submit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        const to = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("to")).trim();
        if (to) void this.#change("correct", () => correct(store, key, to));
      }}>
        <label><span>${t("person.newKey")}</span><input name="to" required autocomplete="off"></label>
        <button ?disabled=${this.working}>${t("person.correct.do")}</button>
      </form>`;
  }

  /** @param {string} key */
  #erase(key) {
    const { t, store, state } = this.page;
    if (!this.erasing) return html`<h4>${t("person.erase")}</h4><div class="buttons"><button ?disabled=${this.working} @click=${() => (this.erasing = true)}>${t("person.erase.ask")}</button></div>`;
    return html`<h4>${t("person.erase")}</h4>
      <div class="erasing">
        <p>${t("person.erase.hint")} ${t(state.workspace?.id ? "person.erase.kept" : "person.erase.notKept")}</p>
        <div class="buttons">
          <button class="primary" ?disabled=${this.working} @click=${() => void this.#change("erase", () => erase(store, key))}>${t("person.erase.do")}</button>
          <button @click=${() => (this.erasing = false)}>${t("keep.cancel")}</button>
        </div>
      </div>`;
  }

  /** @param {NonNullable<typeof this.outcome>} outcome */
  #told({ did, records, now, others, untouched }) {
    const { t, format } = this.page;
    return html`<p>${t(`person.did.${did}`, { n: records })} ${t(`person.now.${now}`)}</p>
      ${others.length > 0 ? html`<p>${t("person.others", { names: format.list(others) })}</p>` : nothing}
      ${untouched.length > 0 ? html`<p class="form-error">${t("person.untouched", { names: format.list(untouched) })}</p>` : nothing}`;
  }

  #corrections() {
    const { t, state, store } = this.page;
    const list = state.overlay?.correct ?? [];
    if (list.length === 0) return nothing;
    return html`<section><h3>${t("person.corrections")}</h3><ul class="kept">${list.map(({ from, to }) => html`<li class="panel-head">
      <span>${shownKey(this.page, from)} → ${shownKey(this.page, to)}</span>
      <button ?disabled=${this.working} aria-label=${t("person.undoOf", { key: shownKey(this.page, from) })} @click=${() => void this.#change("undo", () => undoCorrection(store, from))}>${t("person.undo")}</button></li>`)}</ul></section>`;
  }

  #log() {
    const { t, state } = this.page;
    if (state.log.length === 0) return nothing;
    const when = (/** @type {string} */ at) => new Date(at).toLocaleString(state.language, { dateStyle: "medium", timeStyle: "short" });
    return html`<section><h3>${t("person.log")}</h3><p class="hint">${t("person.log.hint")}</p>
      ${table(t("person.log"), [{ head: t("person.at") }, { head: t("person.did") }], state.log.toReversed().map(({ at, did }) => [when(at), t(`person.logged.${did}`)]))}</section>`;
  }
}
customElements.define("linger-person-rights", PersonRights);
