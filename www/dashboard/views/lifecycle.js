/** Life cycle: the stage of everyone, and whom to win back first. */
import { html, nothing } from "lit";
import { explain, fewNote, figure } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { personButton, revealButton } from "../elements/person.js";
import { rowsButton, table, tableButton } from "../elements/table.js";
import { amountIn } from "../format.js";
import { routeHash } from "../route.js";
import { sectionOff } from "./section.js";

/** @import { Lifecycle } from "../types.js" */

export class LifecycleView extends Part {
  /** @override */
  render() {
    const { t } = this.page;
    const { lifecycle } = this.report;
    if (!lifecycle) return html`<h1>${t("nav.lifecycle")}</h1>${sectionOff(this.page, "lifecycle")}`;
    return html`
      <h1>${t("nav.lifecycle")}</h1>
      <p class="lead">${t("lifecycle.lead")}</p>
      ${this.#stages(lifecycle)} ${this.#winBack(lifecycle)}
    `;
  }

  /** @param {Lifecycle} lifecycle */
  #stages({ stages, newDays }) {
    const { t, format } = this.page;
    const everyone = stages.reduce((sum, { customers }) => sum + customers, 0);
    const heads = [t("column.stage"), t("column.customers"), t("column.share"), t("column.netSales")];
    const saved = stages.map(({ id, customers, share, netSales }) => [t(`stage.${id}`), customers, share, amountIn(netSales, format.currency)]);
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("lifecycle.stages")} ${explain(this.page, "lifecycle.stages.customers", t("lifecycle.stages"), everyone)}</h2>
        ${rowsButton(this.page, "linger-stages", heads, saved)}</div>
      ${table(t("lifecycle.stages"), heads.map((head, index) => ({ head, number: index > 0 })), stages.map(({ id, customers, share, netSales }) => [
        html`<a href=${routeHash("customers", { stage: id })}>${t(`stage.${id}`)}</a><br><small>${t(`stage.${id}.rule`, { days: newDays })}</small>
          ${customers > 0 ? fewNote(this.page, customers) : nothing}`,
        format.count(customers), format.share(share), format.money(netSales),
      ]))}
    </section>`;
  }

  /** @param {Lifecycle} lifecycle */
  #winBack({ winBack }) {
    const { t, format, state } = this.page;
    const rows = state.winBack?.rows ?? [];
    const columns = [
      { head: t("column.rank") }, { head: t("column.customer") }, { head: t("column.valueAtStake"), number: true },
      { head: t("column.orders"), number: true }, { head: t("column.lastOrder"), number: true },
    ];
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("winBack.title")} ${explain(this.page, "lifecycle.winBack", t("winBack.title"), winBack.customers)}</h2>
        <div class="buttons">${revealButton(this.page)} ${tableButton(this.page, "winBack")}</div></div>
      <p>${t("winBack.lead")}</p>
      <div class="figures">
        ${figure(this.page, { of: "lifecycle.winBack", label: t("winBack.customers"), value: format.count(winBack.customers) })}
        ${figure(this.page, { of: "lifecycle.winBack", label: t("winBack.formerValue"), value: format.money(winBack.formerValue), n: winBack.customers })}
        ${figure(this.page, { of: "lifecycle.winBack", label: t("winBack.topFifth"), value: format.share(winBack.topFifthShare), n: winBack.customers, note: winBack.topFifthShare === null ? t("unknown.topFifth") : nothing })}
      </div>
      ${rows.length > 0
        ? table(t("winBack.title"), columns, rows.map((row) => [
            format.count(row.winBack), personButton(this.page, row.key), format.money(row.valueAtStake), format.count(row.orders), format.calendarDay(row.lastOrder),
          ]))
        : html`<p>${t("winBack.nobody")}</p>`}
      ${winBack.customers > rows.length ? html`<p><a href=${routeHash("customers", { stage: "churned", sort: "winBack" })}>${t("winBack.all")}</a></p>` : nothing}
    </section>`;
  }
}
customElements.define("linger-lifecycle", LifecycleView);
