/** Part of the mapping form: what a table can answer when it is read as the form says, and which columns it lacks for the rest. */
import { html, nothing } from "lit";
import { needText, word } from "../views/audit-words.js";

/** @import { MappingForm } from "./mapping.js" */

/** @param {MappingForm} form */
export function givesList({ page, gives }) {
  const { t } = page;
  if (gives.length === 0) return nothing;
  return html`<h3>${t("mapping.gives")}</h3>
    <ul class="gives" role="status">${gives.map(({ capability, ok, needs }) => html`<li class=${ok ? "" : "lacking"}>
      <span class="mark ${ok ? "calm" : ""}">${t(ok ? "sources.yes" : "sources.no")}</span> ${word(page, `gives.${capability}`, capability)}
      ${ok || needs.length === 0 ? nothing : html`<small>${needText(page, needs)}</small>`}</li>`)}</ul>`;
}
