/** `<linger-customer-card>`: one customer with the numbers that decided. */
import { html, nothing } from "lit";
import { sentence } from "../texts.js";
import { Dialog } from "./dialog.js";
import { flagMark, revealButton, shownKey } from "./person.js";
import { table } from "./table.js";

/** @import { CustomerCard } from "../types.js" */

/** Orders shown; the rest is counted. */
const ORDERS_SHOWN = 20;

export class CustomerCardDialog extends Dialog {
  /** The card stays drawn while the dialog closes. @type {CustomerCard} */
  get #card() {
    return /** @type {CustomerCard} */ (this.state.card);
  }

  /** @override */
  closed() {
    this.page.store.closeCard();
  }

  /** @override */
  render() {
    const { row } = this.#card;
    const key = shownKey(this.page, row.key);
    return this.dialog(
      key,
      html`<p class="card-marks">${flagMark(this.page, row)} <span class="mark">${this.page.t(`segment.${row.segment}`)}</span>
          <span class="mark">${this.page.t(`stage.${row.stage}`)}</span> ${revealButton(this.page)}
          <button @click=${() => this.page.store.set({ card: null, dialog: "person", subject: row.key })}>${this.page.t("card.data")}</button></p>
        ${this.#numbers()} <linger-prediction .page=${this.page} .card=${this.#card}></linger-prediction> ${this.#reasons()} ${this.#gaps()} ${this.#visits()} ${this.#orders()}
        <linger-whole-person .page=${this.page} .person=${row.key}></linger-whole-person>`,
      "card",
    );
  }

  #numbers() {
    const { t, format } = this.page;
    const { row, meanGapDays } = this.#card;
    /** @type {[string, string][]} */
    const numbers = [
      [t("column.lastOrder"), format.calendarDay(row.lastOrder)],
      [t("column.firstOrder"), format.calendarDay(row.firstOrder)],
      [t("column.recencyDays"), t("days", { n: row.recencyDays })],
      [t("column.orders"), format.count(row.orders)],
      [t("column.monetary"), format.money(row.monetary)],
      [t("column.valueAtStake"), format.money(row.valueAtStake)],
      [t("column.meanGap"), meanGapDays === null ? t("card.noGap") : t("days", { n: meanGapDays })],
      [t("column.rfm"), row.r === 0 ? t("card.outsideWindow") : `${row.r} · ${row.f} · ${row.m}`],
    ];
    return html`<dl class="card-numbers">
      ${numbers.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
    ${row.leftTruncated ? html`<p class="hint">${t("card.truncated")}</p>` : nothing}`;
  }

  /** Why each definition flags this customer or not. */
  #reasons() {
    const { t, state } = this.page;
    return html`<h3>${t("card.reasons")}</h3>
      <ul class="reasons">
        ${this.#card.reasons.map(
          ({ definition, flagged, text, params }) => html`<li>
            ${params.limitDays === undefined ? html`<span class="mark">${t("people.unjudged")}</span>` : html`<span class="mark ${flagged ? "overdue" : "calm"}">${t(flagged ? "people.overdue" : "people.notOverdue")}</span>`}
            <div><strong>${t(`definition.${definition}`)}</strong><br>${this.#reason(definition, text, params, state.language)}</div>
          </li>`,
        )}
      </ul>`;
  }

  /** @param {string} definition @param {string} text @param {Record<string, string | number>} params @param {import("../types.js").Language} language */
  #reason(definition, text, params, language) {
    if (params.limitDays === undefined) return this.page.t(definition === "D1" ? "unknown.short" : "unknown.tail");
    return sentence(language, "why", { code: definition, text, params });
  }

  #gaps() {
    const { t, format } = this.page;
    const { gaps } = this.#card;
    if (gaps.length === 0) return nothing;
    const last = gaps.slice(-12).map((gap) => format.count(gap));
    return html`<h3>${t("card.gaps")}</h3><p>${last.join(" · ")}</p>`;
  }

  /** What the customer did in the shop before each order, where the cart's note tells. */
  #visits() {
    const { t, format, state } = this.page;
    const visits = state.buyerVisits.filter(({ customer }) => customer === this.#card.row.key).reverse();
    if (visits.length === 0) return nothing;
    return html`<h3>${t("card.visits")}</h3>
      <ul>${visits.slice(0, ORDERS_SHOWN).map((visit) => html`<li>${t("card.visit", {
        order: visit.order, channel: t(`channel.${visit.source}`), device: t(`device.${visit.device}`), views: visit.views,
        products: visit.products, time: format.duration(visit.visibleSeconds * 1000), sessions: visit.sessions,
      })}</li>`)}</ul>`;
  }

  #orders() {
    const { t, format } = this.page;
    const { orders, ordersTotal } = this.#card;
    const shown = orders.slice(0, ORDERS_SHOWN);
    const columns = [
      { head: t("column.time") }, { head: t("field.order") }, { head: t("column.kind") },
      { head: t("column.net"), number: true }, { head: t("column.file") },
    ];
    const rows = shown.map(({ id, time, net, currency, kind, file }) => [
      format.date(time), id, t(`kind.${kind}`), format.money({ [currency]: net }), file,
    ]);
    return html`<h3>${t("card.orders")}</h3>
      ${table(t("card.orders"), columns, rows)}
      ${ordersTotal > shown.length ? html`<p class="hint">${t("card.moreOrders", { shown: shown.length, total: ordersTotal })}</p>` : nothing}`;
  }
}
customElements.define("linger-customer-card", CustomerCardDialog);
