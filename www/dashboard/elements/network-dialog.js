/** `<linger-network-dialog>`: what the page asked of the network, the rule that forbids it, and how to check both. */
import { html, nothing } from "lit";
import { made } from "../network.js";
import { Dialog } from "./dialog.js";

const CHECKS = ["tools", "offline", "source"];

export class NetworkDialog extends Dialog {
  /** @override */
  render() {
    const { t, state } = this.page;
    const requests = made(state);
    return this.dialog(
      t("network.title"),
      html`<p class="lead">${requests.length === 0 ? t("network.none") : t("network.some", { n: requests.length })}</p>
        ${addresses(requests)}
        ${state.refused.length > 0 ? html`<p>${t("network.someRefused", { n: state.refused.length })}</p>` : nothing}
        ${addresses(state.refused)}
        <h3>${t("network.rule")}</h3>
        <p>${t("network.ruleSays")}</p>
        <ul class="addresses">${policy().map((rule) => html`<li><code>${rule}</code></li>`)}</ul>
        <h3>${t("network.check")}</h3>
        <ol class="steps">${CHECKS.map((check) => html`<li>${t(`network.check.${check}`)}</li>`)}</ol>
        <p class="hint">${t(location.protocol === "file:" ? "network.limits" : "network.limitsServed")}</p>`,
      "network",
    );
  }
}
customElements.define("linger-network-dialog", NetworkDialog);

/** @param {string[]} list */
const addresses = (list) => (list.length === 0 ? nothing : html`<ul class="addresses">${list.map((address) => html`<li><code>${address}</code></li>`)}</ul>`);

/** The rules of the page's policy, one by one. */
function policy() {
  const meta = document.querySelector("meta[http-equiv=Content-Security-Policy]");
  return (meta?.getAttribute("content") ?? "").split(";").map((rule) => rule.trim());
}
