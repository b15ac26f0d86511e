/** People on screen: the masked key as a button to the card, marks of stage and flag. */
import { html } from "lit";
import { maskKey } from "../format.js";

/** @import { Page } from "./part.js" */
/** @import { CustomerRow, DefinitionId, Report } from "../types.js" */

/** @param {Page} page @param {string} key */
export const shownKey = (page, key) => (page.state.revealed ? key : maskKey(key));

/** @param {Page} page @param {string} key */
export const personButton = (page, key) =>
  html`<button class="link person" @click=${() => void page.store.openCard(key)}>${shownKey(page, key)}</button>`;

/** @param {Page} page */
export const revealButton = (page) =>
  html`<button aria-pressed=${page.state.revealed} @click=${() => page.store.toggleReveal()}>
    ${page.t(page.state.revealed ? "people.hide" : "people.reveal")}
  </button>`;

/**
 * What the report's definition says about a customer.
 * @param {CustomerRow} row
 * @param {DefinitionId | undefined} definition
 */
export const verdict = (row, definition) => row.churn.find((one) => one.definition === definition) ?? row.churn[0];

/** @param {Page} page @param {CustomerRow} row */
export function flagMark(page, row) {
  const found = verdict(row, /** @type {Report} */ (page.state.report).churn?.definition);
  if (found?.limitDays == null) return html`<span class="mark">${page.t("people.unjudged")}</span>`;
  if (!found.flagged) return html`<span class="mark calm">${page.t("people.notOverdue")}</span>`;
  return html`<span class="mark overdue">${page.t(`grade.${found.grade ?? "low"}`)}</span>`;
}
