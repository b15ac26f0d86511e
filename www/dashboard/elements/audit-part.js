/** What the views of the audit share: they ask for it, and say so while there is none. */
import { html } from "lit";
import { needAudit } from "../auditing.js";
import { Part } from "./part.js";

/** @import { Audit } from "../types.js" */

/** @abstract */
export class AuditPart extends Part {
  /** Of the view. @type {string} */
  name = "";

  /** Key of the sentence under its name. @type {string} */
  lead = "";

  /** @override */
  updated() {
    void needAudit(this.page.store);
  }

  /** @override */
  render() {
    const { t, state } = this.page;
    return html`<h1>${t(`nav.${this.name}`)}</h1>
      <p class="lead">${t(this.lead)}</p>
      <p role="status" class=${state.audit ? "visually-hidden" : ""}>${state.audit ? "" : t("audit.waiting")}</p>
      ${state.audit ? this.content(state.audit) : ""}`;
  }

  /** @abstract @param {Audit} _audit @returns {unknown} */
  content(_audit) {
    throw new Error("A view of the audit shows its content.");
  }
}
