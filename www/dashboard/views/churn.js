/** Churn: three definitions side by side, each with its slider, and the model's beside them; where they disagree; the rate by month; the repurchase curve. */
import { html, nothing } from "lit";
import { bandLine } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { explain, fewNote, figure } from "../elements/explain.js";
import { Part } from "../elements/part.js";
import { rowsButton, table } from "../elements/table.js";
import { amountIn } from "../format.js";
import { routeHash } from "../route.js";
import { repurchaseChart } from "./repurchase.js";
import { sectionOff } from "./section.js";

/** @import { Churn, ChurnDefinition, DefinitionId, ReportOptions } from "../types.js" */

/** Months in the chart. */
const MONTHS_SHOWN = 60;

/** @type {Record<DefinitionId, { option: "marginDays" | "tail" | "windowDays", min: number, max: number, step: number }>} */
const SLIDERS = {
  D1: { option: "marginDays", min: 0, max: 120, step: 1 },
  D2: { option: "tail", min: 0.5, max: 0.99, step: 0.01 },
  D4: { option: "windowDays", min: 14, max: 730, step: 1 },
};

export class ChurnView extends Part {
  /** @returns {Churn} */
  get #churn() {
    return /** @type {Churn} */ (this.report.churn);
  }

  /** @override */
  render() {
    const { t } = this.page;
    if (!this.report.churn) return html`<h1>${t("nav.churn")}</h1>${sectionOff(this.page, "churn")}`;
    return html`
      <h1>${t("nav.churn")}</h1>
      <p class="lead">${t("churn.lead")}</p>
      <fieldset class="definitions">
        <legend class="visually-hidden">${t("churn.choose")}</legend>
        ${this.#churn.definitions.map((definition) => this.#definition(definition))}
        <linger-model-flag class="definition panel" .page=${this.page}></linger-model-flag>
      </fieldset>
      ${this.#storeCycle()} ${this.#grades()} ${this.#disagreement()}
      ${this.kept("months", () => this.#months())}
      ${this.#repurchase()}
    `;
  }

  /** @param {NonNullable<ReportOptions["churn"]>} churn */
  #set(churn) {
    void this.page.store.setOptions({ churn });
  }

  /** @param {ChurnDefinition} definition */
  #definition(definition) {
    const { t, format } = this.page;
    const { id, flagged, customers, share, low, high, valueAtStake, medianLimitDays } = definition;
    const chosen = id === this.#churn.definition;
    return html`<div class="definition panel ${chosen ? "chosen" : ""}">
      <label class="pick"><input type="radio" name="definition" value=${id} .checked=${chosen} @change=${() => this.#set({ definition: id })}>
        <strong>${t(`definition.${id}`)}</strong></label>
      <p class="hint">${t(`definition.${id}.about`)}</p>
      ${this.#slider(id)}
      <p class="definition-value" role="status"><strong>${format.count(flagged)}</strong> ${t("churn.flaggedOf", { customers })}
        ${explain(this.page, "churn.definitions.flagged", t("churn.flagged"), customers)} ${fewNote(this.page, customers)}</p>
      <dl>
        <div><dt>${t("churn.share")}</dt><dd>${format.share(share)} ${low === null ? nothing : html`<small>${t("interval", { low: format.share(low), high: format.share(high) })}</small>`}</dd></div>
        <div><dt>${t("column.valueAtStake")}</dt><dd>${format.money(valueAtStake)}</dd></div>
        <div><dt>${t("churn.medianLimit")} ${explain(this.page, "churn.definitions.medianLimitDays", t("churn.medianLimit"), customers)}</dt><dd>${medianLimitDays === null ? t("unknown.short") : t("days", { n: medianLimitDays })}</dd></div>
      </dl>
      <p><a href=${routeHash("customers", { flagged: "yes", definition: id })}>${t("churn.people")}</a></p>
    </div>`;
  }

  /** @param {DefinitionId} id */
  #slider(id) {
    const { t, format } = this.page;
    const { option, min, max, step } = SLIDERS[id];
    const asked = this.state.options.churn?.[option];
    const value = asked ?? this.report.meta.options.churn[option] ?? min;
    const shown = option === "tail" ? format.shareShort(value) : t("days", { n: value });
    return html`<label class="slider">
      <span>${t(`churn.${option}`)} <output>${shown}</output></span>
      <input type="range" min=${min} max=${max} step=${step} .value=${String(value)} aria-valuetext=${shown}
        @input=${(/** @type {Event} */ event) => this.#set({ [option]: /** @type {HTMLInputElement} */ (event.target).valueAsNumber })}>
    </label>`;
  }

  #storeCycle() {
    const { t } = this.page;
    const { storeCycleDays, storeTailDays } = this.#churn;
    const choice = this.report.meta.options.churn.storeCycle ?? "restricted";
    const short = t("unknown.short");
    return html`<section class="panel">
      <h2>${t("churn.store")}</h2>
      <p class="hint">${t("churn.storeNote")}</p>
      <div class="figures">
        ${figure(this.page, { of: "churn.storeCycleDays", label: t("churn.storeCycle"), value: storeCycleDays === null ? "–" : t("days", { n: storeCycleDays }), note: storeCycleDays === null ? short : nothing })}
        ${figure(this.page, { of: "churn.storeTailDays", label: t("churn.storeTail"), value: storeTailDays === null ? "–" : t("days", { n: storeTailDays }), note: storeTailDays === null ? t("unknown.tail") : nothing })}
      </div>
      <label class="inline">${t("churn.storeChoice")}
        <select @change=${(/** @type {Event} */ event) => this.#set({ storeCycle: /** @type {"restricted" | "naive"} */ (/** @type {HTMLSelectElement} */ (event.target).value) })}>
          ${["restricted", "naive"].map((id) => html`<option value=${id} .selected=${id === choice}>${t(`churn.storeCycle.${id}`)}</option>`)}
        </select></label>
    </section>`;
  }

  #grades() {
    const { t, format } = this.page;
    const heads = [t("customers.filter.grade"), t("column.customers"), t("column.valueAtStake")];
    const { grades, definition } = this.#churn;
    const saved = grades.map(({ grade, customers, valueAtStake }) => [t(`grade.${grade}`), customers, amountIn(valueAtStake, format.currency)]);
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("churn.grades")} ${explain(this.page, "churn.grades", t("churn.grades"))}</h2>
        ${rowsButton(this.page, "linger-grades", heads, saved)}</div>
      <p class="hint">${t("churn.gradesNote", { definition: t(`definition.${definition}`) })}</p>
      ${table(t("churn.grades"), heads.map((head, index) => ({ head, number: index > 0 })), grades.map(({ grade, customers, valueAtStake }) => [
        html`<a href=${routeHash("customers", { flagged: "yes", grade })}>${t(`grade.${grade}`)}</a>`, format.count(customers), format.money(valueAtStake),
      ]))}
    </section>`;
  }

  /** Where two definitions judge the same people differently. */
  #disagreement() {
    const { t, format } = this.page;
    const ids = /** @type {const} */ (["pair", "both", "onlyFirst", "onlySecond", "neither"]);
    const heads = ids.map((id) => t(`churn.pair.${id}`));
    const pairs = this.#churn.disagreement.map(({ a, b, both, onlyA, onlyB, neither }) => ({
      name: t("churn.pair.name", { a: t(`definition.${a}`), b: t(`definition.${b}`) }), numbers: [both, onlyA, onlyB, neither],
    }));
    return html`<section class="panel">
      <div class="panel-head"><h2>${t("churn.disagreement")} ${explain(this.page, "churn.disagreement", t("churn.disagreement"))}</h2>
        ${rowsButton(this.page, "linger-disagreement", heads, pairs.map(({ name, numbers }) => [name, ...numbers]))}</div>
      <p class="hint">${t("churn.disagreementNote")}</p>
      ${table(t("churn.disagreement"), heads.map((head, index) => ({ head, number: index > 0 })), pairs.map(({ name, numbers }) => [name, ...numbers.map((one) => format.count(one))]))}
    </section>`;
  }

  #months() {
    const { t, format } = this.page;
    const months = this.#churn.months.slice(-MONTHS_SHOWN);
    const known = months.filter(({ rate }) => rate !== null);
    const last = known.at(-1);
    const points = known.map(({ month, rate, low, high, flagged, active }) => ({
      x: Date.parse(`${month}-01`), y: rate, low, high,
      title: t("churn.monthTitle", { month: format.period(month), share: format.share(rate), flagged, active }),
    }));
    return chartFrame(this.page, {
      name: "churn-months", title: t("churn.months"), of: "churn.months.rate", n: last?.active ?? null, table: "churnMonths",
      summary: last
        ? t("churn.monthsSummary", { month: format.period(last.month), share: format.share(last.rate), flagged: last.flagged, active: last.active })
        : t("unknown.short"),
      draw: (width) => bandLine(width, points, { yFormat: format.shareShort, dates: format.month }),
      columns: ["month", "active", "flagged", "rate", "low", "high"].map((id) => t(`column.${id}`)),
      rows: [],
      shown: months.map(({ month, active, flagged, rate, low, high }) => [
        format.period(month), format.count(active), format.count(flagged), format.share(rate), format.share(low), format.share(high),
      ]),
    });
  }

  #repurchase() {
    const { repurchase } = this.report;
    if (!repurchase) return sectionOff(this.page, "repurchase");
    return this.kept("repurchase", () => repurchaseChart(this.page, repurchase));
  }
}
customElements.define("linger-churn", ChurnView);
