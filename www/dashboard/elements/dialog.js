/** What modal dialogs share: open when they appear, close by Esc, the close button or a click outside. */
import { html } from "lit";
import { Part } from "./part.js";

export class Dialog extends Part {
  /** @override */
  firstUpdated() {
    this.querySelector("dialog")?.showModal();
  }

  /** @param {unknown} title @param {unknown} content @param {string} kind */
  dialog(title, content, kind) {
    return html`<dialog class=${kind} aria-labelledby=${`${kind}-title`} @close=${() => this.closed()} @click=${this.#clickOutside}>
      <div class="dialog-head">
        <h2 id=${`${kind}-title`}>${title}</h2>
        <button class="plain" aria-label=${this.page.t("close")} @click=${this.#close}>✕</button>
      </div>
      <div class="dialog-body">${content}</div>
    </dialog>`;
  }

  /** What happens after it closed. */
  closed() {
    this.page.store.set({ dialog: null });
  }

  #close = () => {
    this.querySelector("dialog")?.close();
  };

  /** @param {Event} event */
  #clickOutside = (event) => {
    if (event.target === this.querySelector("dialog")) this.#close();
  };
}
