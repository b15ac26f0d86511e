/** `<linger-welcome>`: the first screen. What Linger does, where to drop a file, and why that is safe. */
import { html, nothing } from "lit";
import { READABLE, SAMPLE_ZONE, sampleSources, sourcesOf } from "../sources.js";
import { Part } from "./part.js";

export class Welcome extends Part {
  /** @override @type {import("lit").PropertyDeclarations} */
  static properties = { preparing: { state: true } };

  constructor() {
    super();
    /** The sample shop is being made. */
    this.preparing = false;
  }

  /** @override */
  render() {
    const { t, state } = this.page;
    const waiting = state.engine !== "ready" || state.jobs.length > 0 || this.preparing;
    return html`
      <section class="welcome">
        <h1>${t("welcome.title")}</h1>
        <p class="lead">${t("welcome.lead")}</p>
        <div class="drop-zone">
          <p class="drop-text">${t("welcome.drop")}</p>
          <div class="drop-buttons">
            <label class="button primary" aria-disabled=${state.engine !== "ready" ? "true" : nothing}>
              ${t("welcome.choose")}
              <input class="hidden-input" type="file" multiple accept=${READABLE} ?disabled=${state.engine !== "ready"} @change=${this.#choose}>
            </label>
            <label class="button" aria-disabled=${state.engine !== "ready" ? "true" : nothing}>
              ${t("welcome.folder")}
              <input class="hidden-input" type="file" webkitdirectory ?disabled=${state.engine !== "ready"} @change=${this.#choose}>
            </label>
            <button ?disabled=${waiting} @click=${this.#sample}>${t("welcome.sample")}</button>
          </div>
          <p class="hint">${t("welcome.kinds")}</p>
          <button class="link" @click=${() => this.page.store.set({ dialog: "exports" })}>${t("exports.open")}</button>
        </div>
        <div class="promise">
          <h2>${t("welcome.privacyTitle")}</h2>
          <p>${t("welcome.privacy")}</p>
        </div>
        <ul class="answers">
          ${["who", "why", "cost"].map(
            (id) => html`<li><h2>${t(`welcome.${id}Title`)}</h2><p>${t(`welcome.${id}`)}</p></li>`,
          )}
        </ul>
      </section>
    `;
  }

  /** @param {Event} event */
  #choose = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    void this.page.store.addSources(sourcesOf(input.files));
    input.value = "";
  };

  #sample = async () => {
    this.preparing = true;
    void this.page.store.setOptions({ zone: SAMPLE_ZONE });
    await this.page.store.addSources(await sampleSources(), false);
    this.preparing = false;
  };
}
customElements.define("linger-welcome", Welcome);
