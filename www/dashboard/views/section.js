/** What the views share: notices of the report, and a section that the data cannot fill. */
import { html, nothing } from "lit";
import { hasText, sentence } from "../texts.js";

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
 * Several currencies are never added up: a chart shows one of them and says which.
 * @param {Page} page
 */
export function currencyNote({ t, state, format }) {
  const several = state.report?.meta.currency === null && format.currency !== null;
  return several ? ` ${t("currency.charts", { currency: String(format.currency) })}` : "";
}

/**
 * Fields that a section needs, in words.
 * @param {Page} page
 * @param {string[]} needs
 */
export const needed = ({ t, format }, needs) =>
  format.list(needs.map((need) => (hasText(`field.${need}`) ? t(`field.${need}`) : need === "time with hours" ? t("need.hours") : need)));

/**
 * Why a section is empty and what would fill it.
 * @param {Page} page
 * @param {string} section
 */
export function sectionOff(page, section) {
  const { state, t } = page;
  const capability = state.report?.capabilities.find((one) => one.section === section);
  const reason = capability?.reason ? sentence(state.language, "reason", { code: capability.code ?? "", text: capability.reason }) : t("section.noReason");
  return html`<section class="panel off">
    <h2>${t("section.off")}</h2>
    <p>${reason}</p>
    ${capability && capability.needs.length > 0 ? html`<p class="hint">${t("section.needs", { needs: needed(page, capability.needs) })}</p>` : nothing}
  </section>`;
}
