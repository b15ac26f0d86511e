/** Marketing and feedback: what was spent, the traffic, the codes of partners; what customers say, as far as exports tell. */
import { html, nothing } from "lit";
import { AuditPart } from "../elements/audit-part.js";
import { figure } from "../elements/explain.js";
import { rowsButton, table } from "../elements/table.js";
import { amountOf, amounts, columnsOf, panel, platformOf, tablePanel } from "./audit-words.js";

/** @import { Audit } from "../types.js" */

/** Rows of a table of traffic on the page; all are in its CSV. */
const SHOWN = 50;

export class MarketingView extends AuditPart {
  /** @override */
  name = "marketing";

  /** @override */
  lead = "marketing.lead";

  /** @param {Audit} audit @override */
  content(audit) {
    return html`${this.#feedback(audit)} ${this.#returns(audit)} ${this.#channels(audit)} ${this.#codes(audit)} ${this.#traffic(audit)}`;
  }

  /** @param {Audit} audit */
  #feedback({ feedback: { reviews, csat, nps, tickets, contacts, linked } }) {
    const { t, format } = this.page;
    const hours = (/** @type {number | null} */ value) => (value === null ? format.count(null) : format.duration(value * 3_600_000));
    const rows = reviews.count + csat.n + nps.n + tickets.count + contacts;
    const bounds = csat.low === null || csat.high === null ? nothing : t("interval", { low: format.share(csat.low), high: format.share(csat.high) });
    const margin = nps.error === null ? nothing : t("marketing.npsError", { n: format.decimal(nps.error) });
    return html`<section class="part"><h2>${t("marketing.feedback")}</h2>
      ${rows === 0 ? html`<p>${t("marketing.noFeedback")}</p>` : html`<p>${t("marketing.linked", { n: rows, linked })}</p>`}
      <div class="figures">
        ${figure(this.page, { of: "audit.csat", label: t("marketing.csat"), value: format.share(csat.share), n: csat.n, note: csat.n === 0 ? t("marketing.noSurvey") : bounds })}
        ${figure(this.page, { of: "audit.nps", label: t("marketing.nps"), value: format.decimal(nps.score), n: nps.n, note: nps.n === 0 ? t("marketing.noSurvey") : margin })}
        ${figure(this.page, { of: "audit.reviews", label: t("marketing.reviews"), value: format.decimal(reviews.mean), n: reviews.count, note: reviews.count === 0 ? t("marketing.noReviews") : t("marketing.bad", { n: reviews.bad, count: reviews.count }) })}
        ${figure(this.page, { of: "audit.tickets", label: t("marketing.firstResponse"), value: hours(tickets.firstResponseHours), n: tickets.count, note: tickets.count === 0 ? t("marketing.noTickets") : t("marketing.tickets", { n: tickets.count, open: tickets.open, p90: hours(tickets.p90Hours) }) })}
        ${contacts > 0 ? figure(this.page, { of: "audit.contacts", label: t("marketing.contacts"), value: format.count(contacts), n: contacts }) : nothing}
      </div></section>`;
  }

  /** @param {Audit} audit */
  #returns({ feedback: { returns: { rows, units, reasons } } }) {
    const { t, format } = this.page;
    return tablePanel(this.page, {
      of: "returns", title: t("marketing.returns"), n: rows, lead: t("marketing.returnsLead", { rows, units }), columns: columnsOf(this.page, ["marketing.reason", "marketing.units", "column.share"], 1), empty: t("marketing.noReturns"),
      saved: reasons.map((one) => [one.reason, one.units]),
      rows: reasons.map((one) => [one.reason || t("marketing.noReason"), format.count(one.units), format.share(units > 0 ? one.units / units : null)]),
    });
  }

  /** @param {Audit} audit */
  #channels({ marketing: { channels } }) {
    const { t, format } = this.page;
    return tablePanel(this.page, {
      of: "channels", title: t("marketing.spend"), n: channels.length, empty: t("marketing.noSpend"),
      columns: columnsOf(this.page, ["trust.source", "field.channel", "marketing.campaign", "marketing.cost", "marketing.impressions", "marketing.clicks", "marketing.conversions", "marketing.value", "marketing.costPer"], 3),
      saved: channels.map((one) => [platformOf(this.page, one.source), one.channel, one.campaign, one.cost, one.impressions, one.clicks, one.conversions, one.value]),
      rows: channels.map((one) => [
        platformOf(this.page, one.source), one.channel, one.campaign, amountOf(this.page, one.cost, one.currency), format.count(one.impressions), format.count(one.clicks),
        format.decimal(one.conversions), amountOf(this.page, one.value, one.currency), amountOf(this.page, one.cost !== null && one.conversions ? one.cost / one.conversions : null, one.currency),
      ]),
    });
  }

  /** @param {Audit} audit */
  #codes({ marketing: { codes } }) {
    const { t, format } = this.page;
    return tablePanel(this.page, {
      of: "codes", title: t("marketing.codes"), n: codes.length, columns: columnsOf(this.page, ["marketing.code", "marketing.partner", "summary.orders", "summary.netSales", "marketing.cost"], 2), empty: t("marketing.noCodes"),
      saved: codes.map((one) => [one.code, one.partner, one.orders]),
      rows: codes.map((one) => [one.code, one.partner, format.count(one.orders), amounts(this.page, one.netSales), format.decimal(one.cost)]),
    });
  }

  /** A table for each that the exports hold, with its own metrics. @param {Audit} audit */
  #traffic({ marketing: { traffic } }) {
    const { t, format } = this.page;
    /** @type {Map<string, typeof traffic>} */
    const tables = new Map();
    for (const row of traffic) tables.set(`${row.source} ${row.table}`, [...(tables.get(`${row.source} ${row.table}`) ?? []), row]);
    if (tables.size === 0) return panel(this.page, { of: "traffic", title: t("marketing.traffic") }, html`<p>${t("marketing.noTraffic")}</p>`);
    return [...tables.values()].map((rows) => {
      const title = t("marketing.trafficOf", { source: platformOf(this.page, rows[0]?.source ?? ""), table: rows[0]?.table ?? "" });
      const metrics = [...new Set(rows.flatMap(({ metrics: named }) => Object.keys(named)))];
      const columns = [{ head: t("marketing.dimension") }, ...metrics.map((head) => ({ head, number: true }))];
      const saved = rows.map((row) => [row.dimension, ...metrics.map((metric) => row.metrics[metric] ?? null)]);
      return panel(this.page, { of: "traffic", title, n: rows.length, beside: rowsButton(this.page, "linger-traffic", columns.map(({ head }) => head), saved) },
        html`${table(title, columns, rows.slice(0, SHOWN).map((row) => [row.dimension, ...metrics.map((metric) => format.decimal(row.metrics[metric] ?? null))]))}
          ${rows.length > SHOWN ? html`<p class="hint">${t("marketing.more", { shown: SHOWN, total: rows.length })}</p>` : nothing}`);
    });
  }
}
customElements.define("linger-marketing", MarketingView);
