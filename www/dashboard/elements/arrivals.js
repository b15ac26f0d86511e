/** `<linger-arrivals>`: what came in together: each table with what it is and what was used of it, or why not and what to do. */
import { html, nothing } from "lit";
import { sentence } from "../texts.js";
import { Part } from "./part.js";
import { table } from "./table.js";

/** @import { Arrival, EventFileSummary, FileSummary, TableFileSummary } from "../types.js" */

export class Arrivals extends Part {
  /** @override */
  render() {
    const { t, state, store } = this.page;
    const { arrivals } = state;
    const columns = [
      { head: t("column.file") }, { head: t("sources.export") }, { head: t("sources.records"), number: true }, { head: t("sources.usedRecords"), number: true }, { head: t("arrivals.result"), sentence: true },
    ];
    return html`<section class="panel arrivals">
      <div class="panel-head"><h2>${t("arrivals.title", { n: arrivals.length })}</h2>
        <button class="plain" aria-label=${t("arrivals.dismiss")} @click=${() => store.set({ arrivals: [] })}>✕</button></div>
      <p role="status">${this.#said(arrivals)}</p>
      ${table(t("arrivals.title", { n: arrivals.length }), columns, arrivals.map((arrival) => this.#row(arrival)))}
      <button class="link" @click=${() => store.set({ dialog: "exports" })}>${t("exports.open")}</button>
    </section>`;
  }

  /** @param {Arrival[]} arrivals */
  #said(arrivals) {
    const { t } = this.page;
    const read = arrivals.filter(({ summary }) => summary).length;
    const waiting = arrivals.filter(({ summary, error, asked }) => !summary && !error && !asked).length;
    return waiting > 0 ? t("arrivals.waiting", { n: waiting }) : t("arrivals.read", { read, n: arrivals.length });
  }

  /** @param {Arrival} arrival */
  #row({ source, summary, error, asked }) {
    const { format } = this.page;
    return [
      source.name, summary ? this.#kind(summary) : nothing, format.count(summary?.records), format.count(summary ? usedOf(summary) : null),
      summary ? this.#result(summary) : error ? html`<span class="form-error">${this.#why(error)}</span>` : this.page.t(asked ? "arrivals.asked" : "arrivals.reading"),
    ];
  }

  /** @param {NonNullable<Arrival["error"]>} error */
  #why(error) {
    const { t, state } = this.page;
    return error.code === "cancelled" ? t("page.cancelled", error.params) : sentence(state.language, "error", error);
  }

  /** @param {FileSummary | EventFileSummary | TableFileSummary} summary */
  #kind(summary) {
    const { t } = this.page;
    if ("events" in summary) return t("table.events");
    return t("audit.export", { platform: summary.platform || t("audit.generic"), kind: t(`table.${summary.kind}`) });
  }

  /** @param {FileSummary | EventFileSummary | TableFileSummary} summary */
  #result(summary) {
    const { t, format } = this.page;
    if (summary.duplicate) return t("page.sameFile", { name: summary.name });
    if ("events" in summary) return t("arrivals.events", { n: summary.events });
    if (!("used" in summary)) return t(summary.kind === "payments" ? "arrivals.payments" : "arrivals.orders", { n: summary.orders });
    const span = summary.span ? t("arrivals.span", { from: format.date(summary.span[0]), to: format.date(summary.span[1]) }) : "";
    return `${t(`arrivals.${summary.kind}`, { n: summary.used })} ${span}`;
  }
}
customElements.define("linger-arrivals", Arrivals);

/** Records of which something is in the data. @param {FileSummary | EventFileSummary | TableFileSummary} summary */
const usedOf = (summary) => ("events" in summary ? summary.events : "used" in summary ? summary.used : null);
