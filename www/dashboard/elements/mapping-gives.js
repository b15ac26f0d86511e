/** Part of the mapping form: what a table can answer when it is read as the form says, and which columns it lacks for the rest. */
import { html, nothing } from "lit";
import { hasText } from "../texts.js";

/** @import { MappingForm } from "./mapping.js" */

/** @param {MappingForm} form */
export function givesList({ page: { t, format }, gives }) {
  if (gives.length === 0) return nothing;
  const name = (/** @type {string} */ capability) => (hasText(`gives.${capability}`) ? t(`gives.${capability}`) : capability);
  const fields = (/** @type {string[]} */ needs) => format.list(needs.map((need) => (hasText(`field.${need}`) ? t(`field.${need}`) : need)));
  return html`<h3>${t("mapping.gives")}</h3>
    <ul class="gives" role="status">${gives.map(({ capability, ok, needs }) => html`<li class=${ok ? "" : "lacking"}>
      <span class="mark ${ok ? "calm" : ""}">${t(ok ? "sources.yes" : "sources.no")}</span> ${name(capability)}
      ${ok || needs.length === 0 ? nothing : html`<small>${t("sources.needs", { fields: fields(needs) })}</small>`}</li>`)}</ul>`;
}
