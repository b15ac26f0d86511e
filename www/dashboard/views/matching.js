/** Visitors and customers: how many visitors the orders know, how they were found, and what buyers did before they bought. */
import { html, nothing } from "lit";
import { figure } from "../elements/explain.js";
import { intervalNote } from "./visits.js";

/** @import { Page } from "../elements/part.js" */
/** @import { VisitReport } from "../types.js" */

/** @param {Page} page */
export function matchingPanel(page) {
  const { t, format, state } = page;
  const { identity } = /** @type {VisitReport} */ (state.visits);
  const { matched, byCustomer, byCartNote, byOrder, people, conflicts } = identity;
  return html`<section class="panel"><h2>${t("matching.title")}</h2>
    ${state.report
      ? html`<div class="figures">${figure(page, {
          of: "identity.matched", label: t("matching.matched"), value: format.share(matched.share), n: matched.whole, note: intervalNote(page, matched),
        })}</div>
        <p>${t("matching.how", { people, byCustomer, byCartNote, byOrder, conflicts })}</p>
        ${buyers(page)}`
      : html`<p>${t("matching.noOrders")}</p>`}
    ${secret(page)}
  </section>`;
}

/** @param {Page} page */
function buyers({ t, format, state }) {
  const visits = state.buyerVisits;
  if (visits.length === 0) return html`<p>${t("matching.noDigests")}</p>`;
  const views = middle(visits.map((visit) => visit.views));
  const seconds = middle(visits.map((visit) => visit.visibleSeconds));
  const first = visits.filter((visit) => visit.sessions === 1).length;
  return html`<p>${t("matching.buyers", { n: visits.length, views, time: format.duration(seconds * 1000), first })}</p>`;
}

/** The lower middle value. @param {number[]} values */
const middle = (values) => values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;

/** The shop's secret, without which hashed customer ids stay strangers. @param {Page} page */
function secret({ t, state, store }) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const salt = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("salt") ?? "");
    void store.setVisitOptions({ salt: salt || undefined });
  };
  return html`<form class="filters" @submit=${submit}>
      <label><span>${t("matching.secret")}</span>
        <input name="salt" type="password" autocomplete="off" spellcheck="false" .value=${state.visitOptions.salt ?? ""}></label>
      <button>${t("matching.apply")}</button>
    </form><p class="hint">${t("matching.secretHint")}</p>
    ${state.visitOptions.salt && state.visits?.identity.byCustomer === 0 ? html`<p class="hint" role="status">${t("matching.secretWrong")}</p>` : nothing}`;
}
