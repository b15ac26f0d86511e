/** `<linger-workspaces>`: keep what is open on this device or in a file, and open, rename or delete what was kept. */
import { html, nothing } from "lit";
import { isChanged, keepingOf } from "../keeping.js";
import { sourcesOf } from "../sources.js";
import { hasText } from "../texts.js";
import { Dialog } from "./dialog.js";

/** @import { Kept } from "../../keep/shelf.js" */
/** @import { Source } from "../types.js" */
/** @typedef {{ row: string, does: "open" | "takeOver" | "rename" | "remove" }} Asking what a row of the list asks for */

/** The row of a workspace that came as a file. */
const DROPPED = "dropped";
const LONGEST_NAME = 80;

export class Workspaces extends Dialog {
  /** @override */
  static properties = { shelf: { state: true }, room: { state: true }, asking: { state: true }, said: { state: true }, working: { state: true } };

  /** @type {Source | null} the file that was looked at */
  #looked = null;
  /** Given before another tab turned out to have the workspace. */
  #passphrase = "";
  #stop = () => {};

  constructor() {
    super();
    /** @type {Kept[]} */
    this.shelf = [];
    /** @type {{ usage: number, quota: number } | null} */
    this.room = null;
    /** @type {Asking | null} */
    this.asking = null;
    /** What was done, or went wrong: keys of sentences. */
    this.said = { done: "", error: "" };
    this.working = false;
  }

  get #keeping() {
    return keepingOf(this.page.store);
  }

  /** @override */
  firstUpdated() {
    super.firstUpdated();
    this.#stop = this.#keeping.onchange(() => void this.#list());
    void this.#list();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
  }

  /** @override */
  closed() {
    this.page.store.set({ dialog: null, dropped: null });
  }

  /** @param {Map<string, unknown>} changed @override */
  updated(changed) {
    const { dropped } = this.state;
    if (dropped && dropped !== this.#looked) void this.#look(dropped);
    const field = this.querySelector(".asking :is(input, button)");
    if (changed.has("asking") && field instanceof HTMLElement) field.focus();
    // What had the focus is gone with the question.
    if (changed.has("asking") && !field && document.activeElement === document.body) /** @type {HTMLElement | null} */ (this.querySelector(".done"))?.focus();
  }

  async #list() {
    try {
      this.shelf = await this.#keeping.list();
      this.room = await this.#keeping.room();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** A file opens at once unless it is sealed. @param {Source} dropped */
  async #look(dropped) {
    this.#looked = dropped;
    await this.#doing("", async () => {
      const file = /** @type {Blob} */ (dropped.input);
      if (!(await this.#keeping.isSealedFile(file))) return this.#openFile(null);
      this.asking = { row: DROPPED, does: "open" };
    });
  }

  /** @param {string} done key of the sentence that says so @param {() => Promise<unknown>} work */
  async #doing(done, work) {
    this.working = true;
    this.said = { done: "", error: "" };
    try {
      await work();
      this.said = { done, error: "" };
    } catch (error) {
      this.#failed(error);
    }
    this.working = false;
  }

  /** @param {any} error */
  #failed(error) {
    const key = `keep.error.${error?.code}`;
    this.said = { done: "", error: hasText(key) ? key : "keep.error.notSaved" };
  }

  #close() {
    this.querySelector("dialog")?.close();
  }

  // Opening

  /** @param {string} id @param {string | null} passphrase @param {"own" | "takeOver" | "readOnly"} [how] */
  #open(id, passphrase, how = "own") {
    return this.#doing("", async () => {
      if (await this.#keeping.open(id, passphrase, how)) return this.#close();
      this.#passphrase = passphrase ?? "";
      this.asking = { row: id, does: "takeOver" };
    });
  }

  /** @param {string | null} passphrase */
  async #openFile(passphrase) {
    await this.#keeping.openFile(/** @type {Blob} */ (this.state.dropped?.input), passphrase);
    this.#close();
  }

  /** @param {Kept} kept */
  #wantsOpen({ header: { id, sealed } }) {
    if (sealed) this.asking = { row: id, does: "open" };
    else void this.#open(id, null);
  }

  // Keeping

  /** @param {SubmitEvent} event of the form with name and passphrase; the button says where to */
  #keep = (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const { name = "", passphrase = "", again = "" } = fieldsOf(form);
    if (passphrase !== again) return void (this.said = { done: "", error: "keep.error.notTheSame" });
    const toFile = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "file";
    void this.#doing("", async () => {
      if (toFile) await this.#keeping.download(name, passphrase);
      const isLasting = toFile || (await this.#keeping.keep(name, passphrase));
      form.reset();
      this.said = { done: toFile ? "keep.downloaded" : isLasting ? "keep.kept" : "keep.keptForNow", error: "" };
    }).then(() => this.requestUpdate());
  };

  #save = () =>
    this.#doing("keep.savedNow", async () => {
      if (!(await this.#keeping.save())) throw { code: "oldLeft" };
    });

  /** @override */
  render() {
    const { t } = this.page;
    const { done, error } = this.said;
    return this.dialog(
      t("keep.title"),
      html`${error ? html`<p class="form-error" role="alert">${t(error)}</p>` : nothing}
        <p class="done" role="status" tabindex="-1">${this.working ? t("keep.working") : done ? t(done) : nothing}</p>
        ${this.#current()} ${this.#shelf()} ${this.#file()}`,
      "workspaces",
    );
  }

  /** What is open now, and the ways to keep it. */
  #current() {
    const { t, state, format } = this.page;
    const { workspace, eventFiles } = state;
    const files = [...state.files, ...state.tables];
    if (files.length + eventFiles.length === 0) return html`<section><h3>${t("keep.now")}</h3><p>${t("keep.nothing")}</p></section>`;
    if (!workspace) return html`<section><h3>${t("keep.now")}</h3><p>${t("keep.intro")}</p>${this.#keepForm()}</section>`;
    const how = workspace.id === null ? "fromFile" : workspace.readOnly ? "readOnly" : isChanged(state) ? "changed" : "unchanged";
    return html`<section><h3>${workspace.name}</h3>
      <p>${t(`keep.is.${how}`, { date: this.#when(workspace.savedAt ?? "") })} ${workspace.sealed && workspace.id !== null ? t("keep.isSealed") : nothing}</p>
      ${workspace.id === null ? nothing : html`<div class="buttons">${workspace.readOnly
        ? html`<button ?disabled=${this.working} @click=${() => this.#takeBack(/** @type {string} */ (workspace.id))}>${t("keep.takeOver")}</button>`
        : html`<button class="primary" ?disabled=${this.working} @click=${this.#save}>${t("keep.save")}</button>`}</div>`}
      <details ?open=${workspace.id === null}><summary>${t("keep.another")}</summary>${this.#keepForm()}</details>
      <p class="hint">${t("keep.size", { size: format.bytes([...files, ...eventFiles].reduce((sum, { source }) => sum + source.bytes, 0)) })}</p></section>`;
  }

  /** The workspace that another tab took: its state there may be newer, so it is opened again. @param {string} id */
  #takeBack(id) {
    if (this.state.workspace?.sealed) this.asking = { row: id, does: "open" };
    else void this.#open(id, null, "takeOver");
  }

  #keepForm() {
    const { t, state } = this.page;
    const name = state.workspace?.name ?? state.files[0]?.source.name.replace(/\.\w+$/, "") ?? "";
    return html`<form class="settings-form" @submit=${this.#keep}>
      <label><span>${t("keep.name")}</span><input name="name" required maxlength=${LONGEST_NAME} .defaultValue=${name}><small>${t("keep.name.hint")}</small></label>
      <label><span>${t("keep.passphrase")}</span><input name="passphrase" type="password" autocomplete="new-password"><small>${t("keep.passphrase.hint")}</small></label>
      <label><span>${t("keep.again")}</span><input name="again" type="password" autocomplete="new-password"></label>
      <div class="buttons">
        ${this.#keeping.canKeep ? html`<button class="primary" ?disabled=${this.working}>${t("keep.keep")}</button>` : nothing}
        <button value="file" ?disabled=${this.working}>${t("keep.download")}</button>
      </div>
    </form>`;
  }

  #shelf() {
    const { t, format } = this.page;
    if (!this.#keeping.canKeep) return html`<section><h3>${t("keep.shelf")}</h3><p>${t("keep.noDisk")}</p></section>`;
    return html`<section><h3>${t("keep.shelf")}</h3>
      ${this.shelf.length === 0 ? html`<p>${t("keep.none")}</p>` : html`<p class="hint">${t("keep.replaces")}</p><ul class="kept">${this.shelf.map((kept) => this.#row(kept))}</ul>`}
      ${this.room ? html`<p class="hint">${t("keep.room", { usage: format.bytes(this.room.usage), quota: format.bytes(this.room.quota) })}</p>` : nothing}
    </section>`;
  }

  /** @param {Kept} kept */
  #row(kept) {
    const { t, format } = this.page;
    const { header, bytes } = kept;
    const { id, name } = header;
    const ask = (/** @type {Asking["does"]} */ does) => () => (this.asking = { row: id, does });
    const button = (/** @type {string} */ does, /** @type {() => unknown} */ act) =>
      html`<button ?disabled=${this.working} aria-label=${t(`keep.${does}Of`, { name })} @click=${act}>${t(`keep.${does}`)}</button>`;
    return html`<li class="file">
      <h4>${name}</h4>
      <p class="hint">${format.bytes(bytes)} · ${this.#when(header.savedAt)}${header.sealed ? html` · ${t("keep.sealed")}` : nothing}</p>
      <div class="buttons">${button("open", () => this.#wantsOpen(kept))} ${button("rename", ask("rename"))} ${button("remove", ask("remove"))}</div>
      ${this.asking?.row === id ? this.#asked(this.asking, name) : nothing}
    </li>`;
  }

  /** @param {Asking} asking @param {string} name */
  #asked({ row, does }, name) {
    const { t } = this.page;
    const input = does === "rename"
      ? html`<label><span>${t("keep.newName")}</span><input name="value" required maxlength=${LONGEST_NAME} .value=${name}></label>`
      : does === "open" ? html`<label><span>${t("keep.itsPassphrase")}</span><input name="value" type="password" required autocomplete="off"></label>` : nothing;
    return html`<form class="asking settings-form" @submit=${(/** @type {SubmitEvent} */ event) => this.#answered(event, row, does)}>
      ${input} ${hasText(`keep.ask.${does}`) ? html`<p>${t(`keep.ask.${does}`)}</p>` : nothing}
      <div class="buttons">
        <button class="primary" ?disabled=${this.working}>${t(`keep.${does}`)}</button>
        ${does === "takeOver" ? html`<button value="readOnly" ?disabled=${this.working}>${t("keep.onlyRead")}</button>` : nothing}
        <button type="button" @click=${() => (this.asking = null)}>${t("keep.cancel")}</button>
      </div>
    </form>`;
  }

  /** @param {SubmitEvent} event @param {string} row @param {Asking["does"]} does */
  #answered(event, row, does) {
    event.preventDefault();
    const { value = "" } = fieldsOf(/** @type {HTMLFormElement} */ (event.target));
    const readOnly = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value === "readOnly";
    if (does === "open" && row === DROPPED) return void this.#doing("", () => this.#openFile(value));
    if (does === "open") return void this.#open(row, value);
    if (does === "takeOver") return void this.#open(row, this.#passphrase || null, readOnly ? "readOnly" : "takeOver");
    const work = () => (does === "rename" ? this.#keeping.rename(row, value) : this.#keeping.remove(row));
    void this.#doing(`keep.done.${does}`, async () => {
      await work();
      this.asking = null;
    });
  }

  /** Workspaces as files. */
  #file() {
    const { t, state } = this.page;
    return html`<section><h3>${t("keep.file")}</h3>
      <p class="hint">${t("keep.file.hint")}</p>
      <div class="buttons"><label class="button">${t("keep.choose")}<input class="hidden-input" type="file" accept=".linger" @change=${this.#choose}></label></div>
      ${state.dropped && this.asking?.row === DROPPED ? html`<p>${state.dropped.name}</p>${this.#asked(this.asking, "")}` : nothing}
    </section>`;
  }

  /** @param {Event} event */
  #choose = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    this.page.store.set({ dropped: sourcesOf(input.files)[0] ?? null });
    input.value = "";
  };

  /** @param {string} instant */
  #when(instant) {
    return new Date(instant).toLocaleString(this.state.language, { dateStyle: "medium", timeStyle: "short" });
  }
}
customElements.define("linger-workspaces", Workspaces);

/** @param {HTMLFormElement} form @returns {Record<string, string>} */
const fieldsOf = (form) => Object.fromEntries(Array.from(new FormData(form), ([name, value]) => [name, String(value).trim()]));
