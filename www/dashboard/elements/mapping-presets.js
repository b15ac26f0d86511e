/**
 * `<linger-presets>`: mappings under a name. Offers those that fit the file, keeps one on this device when asked, and takes
 * and gives them as files. Fires `use` with the preset.
 */
import { html, nothing } from "lit";
import { fits, forgetPreset, keepPreset, keptPresets, presetIn, presetOf } from "../presets.js";
import { saveJson } from "../save.js";
import { Part } from "./part.js";

/** @import { Mapping, MappingPreset } from "../types.js" */

export class Presets extends Part {
  /** @override */
  static properties = { headers: { attribute: false }, mapping: { attribute: false }, shelf: { state: true }, said: { state: true } };

  constructor() {
    super();
    /** Of the file. @type {string[]} */
    this.headers = [];
    /** As the form has it now. @type {Mapping} */
    this.mapping = {};
    /** Those of this device. */
    this.shelf = keptPresets();
    /** What was done or went wrong: a key of a sentence, and the name in it. */
    this.said = { key: "", name: "" };
  }

  /** @override */
  render() {
    const { t } = this.page;
    const fitting = this.shelf.filter((preset) => fits(preset, this.headers));
    const { key, name } = this.said;
    return html`
      ${fitting.map((preset) => html`<p class="offer">${t("preset.fits", { name: preset.name })}
        <button type="button" class="primary" @click=${() => this.#use(preset)}>${t("preset.use")}</button></p>`)}
      <details><summary>${t("preset.title")}</summary>
        <div class="filters">
          <label><span>${t("preset.name")}</span><input name="presetName" maxlength="80" @keydown=${this.#noSubmit}></label>
          <button type="button" @click=${this.#keep}>${t("preset.keep")}</button>
          <button type="button" @click=${this.#save}>${t("preset.save")}</button>
          <label class="button">${t("preset.open")}<input class="hidden-input" type="file" accept=".json" @change=${this.#open}></label>
        </div>
        <p class="hint">${t("preset.hint")}</p>
        ${this.shelf.length > 0 ? html`<ul class="evidence">${this.shelf.map((preset) => html`<li>${preset.name}
          <button type="button" aria-label=${t("preset.forgetOf", { name: preset.name })} @click=${() => this.#forget(preset)}>${t("preset.forget")}</button></li>`)}</ul>` : nothing}
      </details>
      <p role="status" class=${key ? "hint" : "visually-hidden"}>${key ? t(key, { name }) : ""}</p>`;
  }

  get #name() {
    return /** @type {HTMLInputElement} */ (this.querySelector("[name=presetName]")).value.trim() || this.page.t("preset.unnamed");
  }

  /** @param {MappingPreset} preset */
  #use(preset) {
    this.said = { key: "preset.used", name: preset.name };
    this.dispatchEvent(new CustomEvent("use", { detail: preset }));
  }

  #keep = () => {
    const preset = presetOf(this.#name, this.headers, this.mapping);
    this.said = { key: keepPreset(preset) ? "preset.kept" : "preset.notKept", name: preset.name };
    this.shelf = keptPresets();
  };

  #save = () => saveJson("linger-mapping.json", presetOf(this.#name, this.headers, this.mapping));

  /** @param {MappingPreset} preset */
  #forget({ name }) {
    forgetPreset(name);
    this.shelf = keptPresets();
    this.said = { key: "preset.forgotten", name };
  }

  /** @param {Event} event */
  #open = async (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    const preset = presetIn(await file.text());
    if (!preset) this.said = { key: "preset.refused", name: file.name };
    else if (!fits(preset, this.headers)) this.said = { key: "preset.other", name: preset.name };
    else this.#use(preset);
  };

  /** Enter in the name must not read the file. @param {KeyboardEvent} event */
  #noSubmit = (event) => {
    if (event.key === "Enter") event.preventDefault();
  };
}
customElements.define("linger-presets", Presets);
