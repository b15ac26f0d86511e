/** Funnel: how many get from step to step, with steps, window and scope to choose. */
import { html, nothing } from "lit";
import { stepBars } from "../charts/steps.js";
import { chartFrame } from "../elements/chart.js";
import { Part } from "../elements/part.js";
import { ofAnySession, shareText, visitHead } from "./visits.js";

/** @import { Funnel, FunnelOptions, FunnelStep } from "../types.js" */

/** Steps that can be chosen, by name. @type {Record<string, FunnelStep>} */
const STEPS = {
  home: { event: "view", template: "index" },
  collection: { event: "view", template: "collection" },
  search: { event: "search" },
  product: { event: "product" },
  add: { event: "add" },
  cart: { event: "view", template: "cart" },
  checkout: { event: "checkout" },
  order: { event: "order" },
  register: { event: "view", template: "customers/register" },
  login: { event: "login" },
};
/** Minutes. */
const WINDOWS = [30, 60, 1440, 10_080, 43_200];
const MOST_STEPS = 8;

/** @param {FunnelStep} step */
const idOf = (step) => Object.keys(STEPS).find((id) => STEPS[id]?.event === step.event && (STEPS[id]?.template ?? null) === (step.template ?? null)) ?? step.event;

export class FunnelView extends Part {
  /** @override */
  render() {
    const { t } = this.page;
    const funnel = /** @type {Funnel} */ (this.visits.funnels[0]);
    return html`
      ${visitHead(this.page, t("nav.funnel"), t("funnel.lead"))}
      ${this.#form(funnel.options)}
      ${ofAnySession(this.page, () => this.kept("funnel", () => this.#chart(funnel)))}
    `;
  }

  /** @param {Required<FunnelOptions>} options @param {FunnelOptions} change */
  #set(options, change) {
    void this.page.store.setVisitOptions({ funnels: [{ ...options, ...change }] });
  }

  /** @param {Required<FunnelOptions>} options */
  #form(options) {
    const { t, format } = this.page;
    const { steps, windowMinutes, scope, open, strict } = options;
    const value = (/** @type {Event} */ event) => /** @type {HTMLSelectElement} */ (event.target).value;
    const check = (/** @type {"open" | "strict"} */ id, /** @type {boolean} */ on) => html`<label class="check"><input type="checkbox" name=${id} .checked=${on}
      @change=${() => this.#set(options, { [id]: !on })}> ${t(`funnel.${id}`)}</label>`;
    return html`<fieldset class="panel"><legend class="visually-hidden">${t("funnel.steps")}</legend>
      <div class="filters">${steps.map((step, index) => this.#step(options, step, index))}
        ${steps.length < MOST_STEPS ? html`<button @click=${() => this.#set(options, { steps: [...steps, { event: "order" }] })}>${t("funnel.addStep")}</button>` : nothing}</div>
      <div class="filters">
        <label><span>${t("funnel.window")}</span><select name="window" @change=${(/** @type {Event} */ event) => this.#set(options, { windowMinutes: Number(value(event)) })}>
          ${WINDOWS.map((minutes) => html`<option value=${minutes} .selected=${minutes === windowMinutes}>${format.duration(minutes * 60_000)}</option>`)}</select></label>
        <label><span>${t("funnel.scope")}</span><select name="scope" @change=${(/** @type {Event} */ event) => this.#set(options, { scope: /** @type {"session" | "visitor"} */ (value(event)) })}>
          ${["session", "visitor"].map((id) => html`<option value=${id} .selected=${id === scope}>${t(`funnel.scope.${id}`)}</option>`)}</select></label>
        ${check("open", open)} ${check("strict", strict)}
      </div>
    </fieldset>`;
  }

  /** @param {Required<FunnelOptions>} options @param {FunnelStep} step @param {number} index */
  #step(options, step, index) {
    const { t } = this.page;
    const { steps } = options;
    const choose = (/** @type {Event} */ event) =>
      this.#set(options, { steps: steps.with(index, /** @type {FunnelStep} */ (STEPS[/** @type {HTMLSelectElement} */ (event.target).value])) });
    return html`<div class="step"><label><span>${t("funnel.step", { n: index + 1 })}</span><select name="step" @change=${choose}>
        ${Object.keys(STEPS).map((id) => html`<option value=${id} .selected=${id === idOf(step)}>${t(`funnel.is.${id}`)}</option>`)}</select></label>
      ${steps.length > 2 ? html`<button class="plain" aria-label=${t("funnel.removeStep", { n: index + 1 })} @click=${() => this.#set(options, { steps: steps.toSpliced(index, 1) })}>✕</button>` : nothing}</div>`;
  }

  /** @param {Funnel} funnel */
  #chart({ options, whole, steps, largestLoss }) {
    const { t, format } = this.page;
    const names = options.steps.map((step, index) => `${index + 1}. ${t(`funnel.is.${idOf(step)}`)}`);
    const name = (/** @type {number} */ index) => names[index] ?? "";
    const last = steps.at(-1);
    const rows = steps.map(({ reached, conversion }, index) => ({
      name: name(index), reached, before: conversion.whole, label: `${format.count(reached)} · ${format.share(conversion.share)}`,
    }));
    const loss = largestLoss === null ? "" : ` ${t("funnel.loss", { step: name(largestLoss) })}`;
    return chartFrame(this.page, {
      name: "funnel", title: t("nav.funnel"), of: "funnels.steps.conversion", n: steps[0]?.reached ?? 0,
      summary: last ? `${t("funnel.summary", { first: steps[0]?.reached ?? 0, last: last.reached, share: format.share(last.overall.share), whole, scope: t(`funnel.scope.${options.scope}`) })}${loss}` : t("visits.none"),
      draw: (width) => stepBars(width, rows),
      columns: ["step", "reached", "conversion", "overall", "median", "p75"].map((id) => t(`funnel.column.${id}`)),
      rows: steps.map(({ reached, conversion, overall, time }, index) => [name(index), reached, conversion.share, overall.share, time.median, time.p75]),
      shown: steps.map(({ reached, conversion, overall, time }, index) => [
        name(index), format.count(reached), shareText(this.page, conversion), shareText(this.page, overall), format.duration(time.median), format.duration(time.p75),
      ]),
    });
  }
}
customElements.define("linger-funnel", FunnelView);
