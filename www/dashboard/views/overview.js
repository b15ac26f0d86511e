/** Overview: who is overdue, what they are worth, what changed, then the shop's numbers. */
import { html, nothing } from "lit";
import { stackedBars } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { explain, fewNote, figure } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { personButton, revealButton, verdict } from "../elements/person.js";
import { amountIn } from "../format.js";
import { routeHash } from "../route.js";
import { notices, sectionOff } from "./section.js";

/** @import { ChurnDefinition, CustomerRow, Money, SummaryPeriod } from "../types.js" */

/** Periods in the chart of sales. */
const PERIODS_SHOWN = 36;

export class Overview extends Part {
  /** @override */
  render() {
    const { t } = this.page;
    return html`
      <h1>${t("nav.overview")}</h1>
      ${this.report.churn
        ? html`${this.#headline()} ${notices(this.page)} ${this.#people()}`
        : html`${sectionOff(this.page, "churn")} ${notices(this.page)}`}
      ${this.#changes()} ${this.#shop()} ${this.kept("sales", () => this.#salesChart())}
    `;
  }

  /** The chosen definition's line of the churn section. */
  get #chosen() {
    const churn = this.report.churn;
    return /** @type {ChurnDefinition} */ (churn?.definitions.find(({ id }) => id === churn.definition));
  }

  #headline() {
    const { t, format } = this.page;
    const { flagged, customers, valueAtStake, share, low, high } = this.#chosen;
    const name = t("overview.overdue");
    return html`<section class="headline">
      <div>
        <p class="headline-label">${name} ${explain(this.page, "churn.definitions.flagged", name, customers)}</p>
        <p class="headline-value">${format.count(flagged)}</p>
        <p>${t("overview.ofCustomers", { customers, share: format.share(share) })}
          ${low === null ? nothing : html`<span class="hint">${t("interval", { low: format.share(low), high: format.share(high) })}</span>`}
          ${fewNote(this.page, customers)}</p>
      </div>
      <div>
        <p class="headline-label">${t("overview.stake")} ${explain(this.page, "churn.valueAtStake", t("overview.stake"), flagged)}</p>
        <p class="headline-value">${format.money(valueAtStake)}</p>
        <p>${t("overview.stakeNote")}</p>
      </div>
      <p class="headline-rule">${t(`definition.${this.#chosen.id}.rule`, this.#ruleValues())} <a href="#churn">${t("overview.changeRule")}</a></p>
    </section>`;
  }

  #ruleValues() {
    const { churn } = this.report.meta.options;
    return { margin: churn.marginDays ?? 30, window: churn.windowDays ?? 180, tail: this.page.format.shareShort(churn.tail ?? 0.95) };
  }

  /** The most valuable of the overdue. */
  #people() {
    const { t, state } = this.page;
    const rows = state.urgent?.rows ?? [];
    if (rows.length === 0) return html`<section class="panel"><h2>${t("overview.people")}</h2><p>${t("overview.nobody")}</p></section>`;
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("overview.people")}</h2>${revealButton(this.page)}</div>
      <p class="hint">${t("overview.peopleNote")}</p>
      <ol class="people">${rows.map((row) => this.#person(row))}</ol>
      <p><a href=${routeHash("customers", { flagged: "yes", sort: "valueAtStake" })}>${t("overview.all", { n: this.#chosen.flagged })}</a></p>
    </section>`;
  }

  /** @param {CustomerRow} row */
  #person(row) {
    const { t, format } = this.page;
    const found = verdict(row, this.report.churn?.definition);
    const reason = found?.limitDays == null
      ? t("overview.silent", { days: row.recencyDays })
      : t("overview.late", { days: found.silenceDays, limit: Math.floor(found.limitDays) });
    return html`<li>
      ${personButton(this.page, row.key)}
      <span class="people-reason">${reason}</span>
      <span class="mark">${t(`segment.${row.segment}`)}</span>
      <strong class="number">${format.money(row.valueAtStake)}</strong>
    </li>`;
  }

  #changes() {
    const { t, format } = this.page;
    const { summary, churn } = this.report;
    const { days, orders, netSales, newCustomers } = summary.recent;
    return html`<section>
      <h2>${t("overview.changes", { days })}</h2>
      <div class="figures">
        ${churn
          ? html`${figure(this.page, { of: "churn.recent", label: t("overview.newlyOverdue"), value: format.count(churn.recent.newlyFlagged), note: t("overview.newlyAtStake", { value: format.money(churn.recent.newlyAtStake) }) })}
            ${figure(this.page, { of: "churn.recent", label: t("overview.returned"), value: format.count(churn.recent.returned), note: t("overview.returnedNote") })}`
          : nothing}
        ${figure(this.page, { of: "summary.recent", label: t("summary.orders"), value: format.count(orders[0]), note: this.#against(orders) })}
        ${figure(this.page, { of: "summary.recent", label: t("summary.netSales"), value: format.money(netSales[0]), note: this.#against(netSales) })}
        ${figure(this.page, { of: "summary.recent", label: t("summary.newCustomers"), value: format.count(newCustomers[0]), note: this.#against(newCustomers) })}
      </div>
    </section>`;
  }

  /** @param {[Money, Money]} pair now and before */
  #against([now, before]) {
    const { t, format } = this.page;
    const [a, b] = [amountIn(now, format.currency), amountIn(before, format.currency)];
    if (a === null || !b || b < 0) return t("overview.noBefore");
    const change = (a - b) / b;
    return t(change >= 0 ? "overview.up" : "overview.down", { share: format.share(Math.abs(change)) });
  }

  #shop() {
    const { t, format } = this.page;
    const { summary } = this.report;
    const { repeatPurchaseRate: repeat } = summary;
    /** @type {{ of: string, label: string, value: string, n?: number, note?: unknown }[]} */
    const figures = [
      { of: "summary.customers", label: t("summary.customers"), value: format.count(summary.customers) },
      { of: "summary.orders", label: t("summary.orders"), value: format.count(summary.orders), note: this.#unidentified() },
      { of: "summary.netSales", label: t("summary.netSales"), value: format.money(summary.netSales), n: summary.orders, note: this.#salesNote() },
      { of: "summary.averageOrderValue", label: t("summary.averageOrderValue"), value: format.money(summary.averageOrderValue), n: summary.orders },
      { of: "summary.repeatPurchaseRate", label: t("summary.repeatPurchaseRate"), value: format.share(repeat.value), n: repeat.customers, note: this.#repeatNote() },
      { of: "summary.refunds", label: t("summary.refunds"), value: format.money(summary.refunds) },
      { of: "summary.discounts", label: t("summary.discounts"), value: format.money(summary.discounts), note: summary.discounts === null ? t("unknown.discounts") : nothing },
      { of: "summary.units", label: t("summary.units"), value: format.count(summary.units), note: summary.units === null ? t("unknown.units") : nothing },
    ];
    return html`<section>
      <h2>${t("overview.shop")}</h2>
      <p class="hint">${t("overview.span", { from: format.date(this.report.meta.firstOrder), to: format.date(this.report.meta.lastOrder) })}</p>
      <div class="figures">${figures.map((one) => figure(this.page, one))}</div>
    </section>`;
  }

  #unidentified() {
    const { orders } = this.report.summary.unidentified;
    return orders > 0 ? this.page.t("overview.unidentified", { n: orders }) : nothing;
  }

  #salesNote() {
    const { t } = this.page;
    const { netOfTaxAndShipping } = this.report.meta;
    return t(netOfTaxAndShipping === null ? "sales.mixed" : netOfTaxAndShipping ? "sales.net" : "sales.gross");
  }

  #repeatNote() {
    const { t, format } = this.page;
    const { low, high, youngShare } = this.report.summary.repeatPurchaseRate;
    if (low === null) return t("unknown.noCustomers");
    const interval = t("interval", { low: format.share(low), high: format.share(high) });
    return youngShare === null ? interval : `${interval} ${t("overview.young", { share: format.share(youngShare) })}`;
  }

  #salesChart() {
    const { t, format } = this.page;
    const periods = this.report.summary.periods.slice(-PERIODS_SHOWN);
    const last = periods.at(-1);
    const bars = periods.flatMap((one) => [
      { x: one.period, y: one.returningCustomers, series: 0, title: this.#periodTitle(one) },
      { x: one.period, y: one.newCustomers, series: 1, title: this.#periodTitle(one) },
    ]);
    return chartFrame(this.page, {
      name: "periods", title: t("overview.periods"), of: "summary.periods", table: "periods",
      summary: last
        ? t("overview.periodsSummary", { period: format.period(last.period), returning: last.returningCustomers, fresh: last.newCustomers })
        : t("unknown.noOrders"),
      draw: (width) => stackedBars(width, bars, { xs: periods.map(({ period }) => period), xFormat: format.period, yFormat: format.count }),
      columns: ["period", "orders", "netSales", "returningCustomers", "newCustomers"].map((id) => t(`column.${id}`)),
      rows: [],
      shown: periods.map((one) => [
        format.period(one.period) + (one.complete ? "" : " *"), format.count(one.orders), format.money(one.netSales),
        format.count(one.returningCustomers), format.count(one.newCustomers),
      ]),
      legend: html`<ul class="legend"><li class="series-1">${t("column.returningCustomers")}</li><li class="series-2">${t("column.newCustomers")}</li><li class="bare">${t("overview.incomplete")}</li></ul>`,
    });
  }

  /** @param {SummaryPeriod} one */
  #periodTitle(one) {
    const { t, format } = this.page;
    return t("overview.periodTitle", {
      period: format.period(one.period) + (one.complete ? "" : " *"), returning: one.returningCustomers, fresh: one.newCustomers, orders: one.orders, sales: format.money(one.netSales),
    });
  }
}
customElements.define("linger-overview", Overview);
