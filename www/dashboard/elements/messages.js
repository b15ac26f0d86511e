/** `<linger-messages>`: what went wrong or deserves notice, with its remedy, until it is dismissed. */
import { html, nothing } from "lit";
import { hasText, sentence } from "../texts.js";
import { Part } from "./part.js";

/** @import { Message } from "../types.js" */

export class Messages extends Part {
  /** @override */
  render() {
    return html`<div class="messages">
      ${this.state.messages.map((message) => this.#message(message))}
    </div>`;
  }

  /** @param {Message} message */
  #message(message) {
    const { t, store } = this.page;
    return html`<div class="message ${message.severity}" role=${message.severity === "error" ? "alert" : "status"}>
      <p><strong>${t(`severity.${message.severity}`)}</strong> ${this.#text(message)}
        ${message.severity === "error" && message.file !== null ? html`<button class="link" @click=${() => store.set({ dialog: "exports" })}>${t("exports.open")}</button>` : nothing}</p>
      <button class="plain" aria-label=${t("message.dismiss")} @click=${() => store.dismiss(message.id)}>✕</button>
    </div>`;
  }

  /** The page's own sentence for its own codes, else the engine's. @param {Message} message */
  #text(message) {
    const { language } = this.state;
    if (message.text === "" && hasText(`page.${message.code}`)) return this.page.t(`page.${message.code}`, message.params);
    const kind = message.severity === "error" ? "error" : "notice";
    return sentence(language, kind, message);
  }
}
customElements.define("linger-messages", Messages);
