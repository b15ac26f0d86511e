/** The small form of what predictions are asked with; a change counts at once. Shown folded on the pages whose numbers it changes. */
import { html, nothing } from "lit";
import { RANGES, RESAMPLES, USUAL, holding, isInside } from "../predict-options.js";
import { setPredictOptions } from "../predicting.js";

/** @import { Page } from "./part.js" */
/** @import { PredictOptions } from "../types.js" */

/** @typedef {Exclude<keyof PredictOptions, "bootstrap">} Field */

/** @type {Field[]} */
const OF_MODELS = ["horizonDays", "churnDays", "churnThreshold", "margin", "discountRate", "opportunityDays"];
/** Fields of each part of a page. @type {Record<string, Field[]>} */
const FIELDS = { check: OF_MODELS, people: [...OF_MODELS, "rows"], value: OF_MODELS, due: ["rows"], season: ["leadDays", "dormantDays", "rows"] };
/** Asked for in hundredths. */
const SHARES = new Set(["churnThreshold", "margin", "discountRate"]);
/** May stay empty. */
const OPTIONAL = new Set(["margin", "opportunityDays"]);

/** @param {Page} page @param {string} part */
export function optionsForm(page, part) {
  const { t, state, store } = page;
  const fields = FIELDS[part] ?? [];
  const changed = fields.filter((name) => state.predictOptions[name] != null);
  return html`<details class="options"><summary>${t("options.title")}${changed.length > 0 ? html` <span class="mark">${t("options.changed", { n: changed.length })}</span>` : nothing}</summary>
    <form class="fields" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>${fields.map((name) => field(page, name))}</form>
    <p class="hint">${t("options.remembered")}</p>
    ${changed.length > 0 ? html`<p><button @click=${() => setPredictOptions(store, Object.fromEntries(fields.map((name) => [name, undefined])))}>${t("options.reset")}</button></p>` : nothing}
  </details>`;
}

/** @param {Page} page @param {Field} name */
function field({ t, state, store }, name) {
  const of = SHARES.has(name) ? 100 : 1;
  const [least, most] = RANGES[name];
  const value = holding(state.predictOptions)[name];
  const usual = USUAL[name];
  /** @param {Event} event */
  const set = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (!input.reportValidity()) return;
    const asked = input.value === "" ? null : Math.round(input.valueAsNumber * (10_000 / of)) / 10_000;
    if (asked === null || isInside(name, asked)) setPredictOptions(store, { [name]: asked === null || asked === usual ? undefined : asked });
  };
  return html`<label><span>${t(`options.${name}`)}</span>
    <input type="number" name=${name} min=${least * of} max=${most * of} step="1" ?required=${!OPTIONAL.has(name)} .value=${value === null ? "" : String(Math.round(value * of * 100) / 100)} @change=${set}>
    <small>${t(`options.${name}.hint`)}</small></label>`;
}

/**
 * The way to intervals, where a model is used; they take long.
 * @param {Page} page
 * @param {{ options: { bootstrap: number, seed: number } }} models
 */
export function intervalsButton({ t, store, state }, { options: { bootstrap, seed } }) {
  if (bootstrap > 0) return html`<p>${t("options.intervalsShown", { n: bootstrap, seed })} <button class="plain" @click=${() => setPredictOptions(store, { bootstrap: undefined })}>${t("options.noIntervals")}</button></p>`;
  return html`<p><button ?disabled=${state.foretelling !== null} @click=${() => setPredictOptions(store, { bootstrap: RESAMPLES })}>${t("options.intervals")}</button> <small>${t("options.intervalsAbout", { n: RESAMPLES })}</small></p>`;
}
