/**
 * What the views of predictions share: they ask for the pieces they show, say how far the work is, let a person stop it, and say why
 * there is nothing where nothing can be worked out.
 */
import { html, nothing } from "lit";
import { goOn, isStopped, need, stop } from "../predicting.js";
import { routeHash } from "../route.js";
import { Part } from "./part.js";

/** @import { Page } from "./part.js" */
/** @import { Models, ViewId } from "../types.js" */
/** @import { Piece } from "../predicting.js" */

/** @abstract */
export class PredictPart extends Part {
  /** What is shown, in the order in which it is made. @abstract @returns {Piece[]} */
  pieces() {
    return [];
  }

  /** @override */
  updated() {
    void need(this.page.store, this.pieces());
  }

  /** The models of the report, where they were worked out. @returns {Models | null} */
  get models() {
    return this.state.report?.models ?? null;
  }

  /** How far the work is, or how it goes on; nothing where all is there. */
  progress() {
    const { t, state, store, format } = this.page;
    if (state.foretelling !== null) {
      return html`<div class="job">
        <p class="job-name">${t("predict.working")}</p>
        <progress max="1" .value=${state.foretelling} aria-label=${t("predict.working")}></progress>
        <p class="job-numbers">${format.shareShort(Math.floor(state.foretelling * 100) / 100)}</p>
        <button @click=${() => stop(store)}>${t("progress.cancel")}</button></div>`;
    }
    if (!isStopped(store)) return nothing;
    return html`<div class="job"><p class="job-name">${t("predict.stopped")}</p><button @click=${() => goOn(store)}>${t("predict.goOn")}</button></div>`;
  }

  /** Why nothing can be worked out; `null` where something can. */
  why() {
    const { t, state } = this.page;
    if (!state.report) return t("unknown.noOrders");
    return state.report.summary.identified.customers === 0 ? t("unknown.noCustomers") : null;
  }
}

/** The part of a view that its address asks for. @param {Record<string, string>} params @param {string[]} parts */
export const partOf = (params, parts) => parts.find((part) => part === params.part) ?? /** @type {string} */ (parts[0]);

/**
 * Links to the parts of a view.
 * @param {Page} page
 * @param {ViewId} view
 * @param {string[]} parts the first is the usual one
 * @param {string} shown
 */
export const partLinks = ({ t }, view, parts, shown) => html`<nav class="chips parts" aria-label=${t("predict.parts")}>${parts.map((part, at) => html`<a class="chip" href=${routeHash(view, at === 0 ? {} : { part })}
  aria-current=${part === shown ? "true" : nothing}>${t(`part.${view}.${part}`)}</a>`)}</nav>`;
