/** `<linger-network>`: at the foot of the page, how many requests it has made. The number opens what it means. */
import { html } from "lit";
import { made } from "../network.js";
import { Part } from "./part.js";

export class Network extends Part {
  /** @override */
  render() {
    const { t, store, state } = this.page;
    const refused = state.refused.length;
    return html`<footer class="foot">
      <button class="link" aria-haspopup="dialog" @click=${() => store.set({ dialog: "network" })}>
        ${t("network.made", { n: made(state).length })}${refused > 0 ? t("network.refused", { n: refused }) : ""}
      </button>
    </footer>`;
  }
}
customElements.define("linger-network", Network);
