/** What the views share: notices of the report, and a section that the data cannot fill. */
import { html, nothing } from "lit";
import { sentence } from "../texts.js";

/** @import { Page } from "../elements/part.js" */
/** @import { Report } from "../types.js" */

/** The report's own remarks. @param {Page} page */
export function notices({ state }) {
  const list = /** @type {Report} */ (state.report).meta.notices;
  if (list.length === 0) return nothing;
  return html`<ul class="notices">
    ${list.map(({ code, severity, message, params }) => html`<li class=${severity}>${sentence(state.language, "notice", { code, text: message, params })}</li>`)}
  </ul>`;
}

/**
 * Why a section is empty and what would fill it.
 * @param {Page} page
 * @param {string} section
 */
export function sectionOff({ state, t }, section) {
  const capability = state.report?.capabilities.find((one) => one.section === section);
  const reason = capability?.reason ? sentence(state.language, "reason", { code: capability.code ?? "", text: capability.reason }) : t("section.noReason");
  return html`<section class="panel off">
    <h2>${t("section.off")}</h2>
    <p>${reason}</p>
    ${capability && capability.needs.length > 0 ? html`<p class="hint">${t("section.needs", { needs: capability.needs.join(", ") })}</p>` : nothing}
  </section>`;
}
