/** What if: the seller's own last year, with another margin, more customers who return, or a coupon. */
import { html, nothing } from "lit";
import { figure } from "../elements/explain.js";
import { setPredictOptions } from "../predicting.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { predictPanel, shareCell } from "./predict-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { ValueView } from "./value.js" */
/** @import { ValueReport, WhatIf } from "../types.js" */

/** @param {ValueView} view @param {ValueReport} value */
export function whatIfPanel(view, { whatIf, currency }) {
  const { page } = view;
  const { t, format } = page;
  const head = { of: "whatIf", title: t("value.whatIf"), n: whatIf?.retention.n ?? null };
  if (!whatIf) return predictPanel(page, head, html`<p>${t("value.noWhatIf")}</p>`);
  const lead = t("value.whatIfLead", { from: format.date(whatIf.from), to: format.date(whatIf.to), since: format.date(whatIf.earlierFrom), until: format.date(whatIf.earlierTo), n: whatIf.retention.n, again: whatIf.retention.count, fresh: whatIf.newCustomers, back: whatIf.returned });
  return predictPanel(page, { ...head, lead }, html`${sliders(view)} <p class="hint">${t("value.whatIfAssumes")}</p> ${whatIf.retention.n < 30 ? html`<p class="warned">${t("value.fewYear", { n: whatIf.retention.n })}</p>` : nothing} ${figures(page, whatIf, currency)}`);
}

/** @param {ValueView} view */
function sliders(view) {
  const { t, format } = view.page;
  const { scenario } = view;
  const set = view.page.state.predictOptions.margin ?? null;
  const margin = scenario.margin ?? set;
  const marginSlider = slider(view.page, { name: "margin", value: margin ?? 1, min: 0.01, max: 1, step: 0.01, shown: margin === null ? t("value.noMargin") : format.shareShort(margin), set: (value) => (view.scenario = { ...scenario, margin: value }) });
  const of = (/** @type {"retention" | "coupon" | "couponUse"} */ name, /** @type {number} */ min, /** @type {number} */ max) => slider(view.page, {
    name, value: scenario[name] ?? 0, min, max, step: 0.01, shown: `${name === "retention" && (scenario[name] ?? 0) > 0 ? "+" : ""}${format.shareShort(scenario[name] ?? 0)}`, set: (value) => (view.scenario = { ...scenario, [name]: value }),
  });
  return html`<div class="fields">${marginSlider} ${of("retention", -0.5, 0.5)} ${of("coupon", 0, 0.5)} ${of("couponUse", 0, 1)}</div> ${scenario.margin == null || scenario.margin === set ? nothing : keeping(view, scenario.margin)}`;
}

/** A margin of the slider is of this panel alone until somebody says otherwise. @param {ValueView} view @param {number} margin */
function keeping(view, margin) {
  const { t, format, store } = view.page;
  const keep = () => {
    view.scenario = { ...view.scenario, margin: null };
    setPredictOptions(store, { margin });
  };
  return html`<p>${t("value.marginHere", { margin: format.shareShort(margin) })} <button class="plain" @click=${keep}>${t("value.marginEverywhere")}</button>
    <button class="plain" @click=${() => (view.scenario = { ...view.scenario, margin: null })}>${t("value.marginBack")}</button></p>`;
}

/** @param {Page} page @param {{ name: string, value: number, min: number, max: number, step: number, shown: string, set: (value: number) => void }} slider */
const slider = ({ t }, { name, value, min, max, step, shown, set }) => html`<label class="slider"><span>${t(`value.slider.${name}`)} <output>${shown}</output></span>
  <input type="range" name=${name} min=${min} max=${max} step=${step} .value=${String(value)} aria-valuetext=${shown} @change=${(/** @type {Event} */ event) => set(Number(/** @type {HTMLInputElement} */ (event.target).value))}></label>`;

/** @param {Page} page @param {WhatIf} whatIf @param {string | null} currency */
function figures(page, { retention, perRetained, perNew, perReturned, returned, buyers, profit, scenario, margin, netSales, newCustomers }, currency) {
  const { t, format } = page;
  const money = (/** @type {number | null} */ amount) => amountOf(page, amount, currency);
  const sign = scenario.change > 0 ? "+" : "";
  const more = Math.round(scenario.retained) - retention.count;
  return html`<div class="figures">
    ${figure(page, { of: pathOf("retention"), label: t("value.retention"), value: html`${shareCell(page, retention)}`, n: retention.n })}
    ${figure(page, { of: "predict.perRetained", label: t("value.perRetained"), value: money(perRetained), n: retention.count, note: [t("value.perNew", { amount: money(perNew), n: newCustomers }), ...(returned > 0 ? [t("value.perReturned", { amount: money(perReturned), n: returned })] : [])].join("; ") })}
    ${figure(page, { of: "predict.profit", label: t(margin === 1 ? "value.salesNow" : "value.profitNow"), value: money(profit), n: buyers, note: t("value.ofSales", { amount: money(netSales) }) })}
    ${figure(page, { of: pathOf("scenario"), label: t("value.scenario"), value: money(scenario.profit), n: buyers, note: t("value.change", { amount: `${sign}${money(scenario.change)}`, share: scenario.changeShare === null ? "–" : `${sign}${format.share(scenario.changeShare)}`, more: `${more > 0 ? "+" : ""}${format.count(more)}`, n: Math.round(scenario.retained) }) })}
  </div>`;
}
