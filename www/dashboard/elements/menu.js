/** `<linger-menu>`: the "More" button of the header and the dialogs behind it. */
import { html } from "lit";
import { Part } from "./part.js";

/** @import { DialogId, State } from "../types.js" */

/** What the menu offers, and when. @type {{ dialog: DialogId, isThere: (state: State) => boolean }[]} */
const ITEMS = [
  { dialog: "workspaces", isThere: () => true },
  { dialog: "person", isThere: ({ report, overlay }) => report !== null || overlay !== null },
];

export class Menu extends Part {
  /** @override */
  render() {
    const { t, state } = this.page;
    return html`<button class="plain" popovertarget="menu" aria-haspopup="true">${t("menu.open")} <span aria-hidden="true">▾</span></button>
      <div popover id="menu" class="menu" @toggle=${this.#toggle}>
        <ul>${ITEMS.filter(({ isThere }) => isThere(state)).map(({ dialog }) => html`<li>
          <button class="plain" ?disabled=${state.engine !== "ready"} @click=${() => this.#open(dialog)}>${t(`menu.${dialog}`)}…</button></li>`)}</ul>
      </div>`;
  }

  /** The dialog gives the focus back to the "More" button, as the item is gone by then. @param {DialogId} dialog */
  #open(dialog) {
    /** @type {HTMLElement | null} */ (this.querySelector("[popover]"))?.hidePopover();
    this.querySelector("button")?.focus();
    this.page.store.set({ dialog, subject: "" });
  }

  /** Under its button, inside the window. @param {ToggleEvent} event */
  #toggle = (event) => {
    if (event.newState !== "open") return;
    const menu = /** @type {HTMLElement} */ (event.target);
    const at = /** @type {HTMLElement} */ (this.querySelector("button")).getBoundingClientRect();
    menu.style.top = `${at.bottom + 6}px`;
    menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.offsetWidth - 8))}px`;
    menu.querySelector("button")?.focus();
  };
}
customElements.define("linger-menu", Menu);
