/** What the views of predictions say alike: notices in the page's language, models by their names, amounts, what was checked. */
import { html, nothing } from "lit";
import { explain } from "../elements/explain.js";
import { rowsButton, table } from "../elements/table.js";
import { amountOf } from "./audit-words.js";
import { sentence } from "../texts.js";
import { pathOf } from "./predict-paths.js";

/** @import { Checked } from "../elements/calibration.js" */
/** @import { Column } from "../elements/table.js" */
/** @import { Page } from "../elements/part.js" */
/** @import { BuyingModelId, HoldoutCandidate, Item, Mean, Models, Notice, DateBackTest, NextBackTest, Share, VerdictBackTest } from "../types.js" */

/** A sentence of the module in the page's language. @param {Page} page @param {Notice} notice */
export function said({ state, t }, { code, message, params }) {
  const named = typeof params.model === "string" ? { ...params, model: t(`model.${params.model}`) } : params;
  return sentence(state.language, "predict", { code, text: message, params: named });
}

/** @param {Page} page @param {Notice[]} notices */
export const noticeList = (page, notices) =>
  notices.length === 0 ? nothing : html`<ul class="notices">${notices.map((notice) => html`<li class=${notice.severity}>${said(page, notice)}</li>`)}</ul>`;

/**
 * A panel: its heading with the "?", what stands beside it, a sentence, and its content.
 * @param {Page} page
 * @param {{ of: string | null, title: string, n?: number | null, beside?: unknown, lead?: unknown }} head without `of` nothing is there to explain yet
 * @param {unknown} content
 */
export const predictPanel = (page, { of, title, n = null, beside = nothing, lead = nothing }, content) => html`<section class="panel">
  <div class="panel-head"><h2>${title} ${of === null ? nothing : explain(page, pathOf(of), title, n)}</h2><div class="buttons">${beside}</div></div>
  ${lead === nothing ? nothing : html`<p>${lead}</p>`}
  ${content}
</section>`;

/**
 * A panel that is one table with its CSV, or a sentence where it has no row.
 * @param {Page} page
 * @param {{ of: string, title: string, n?: number | null, lead?: unknown, beside?: unknown, columns: Column[], rows: unknown[][], saved?: (string | number | null)[][], heads?: string[], empty: string, after?: unknown }} parts
 */
export function listPanel(page, { of, title, n = null, lead = nothing, beside = nothing, columns, rows, saved, heads = columns.map(({ head }) => head), empty, after = nothing }) {
  const buttons = html`${saved && rows.length > 0 ? rowsButton(page, `linger-${of}`, heads, saved) : nothing} ${beside}`;
  return predictPanel(page, { of, title, n, beside: buttons, lead: rows.length > 0 ? lead : nothing }, html`${rows.length > 0 ? table(title, columns, rows) : html`<p>${empty}</p>`}${after}`);
}

/** How much of a list is on the page. @param {Page} page @param {number} shown @param {number} total */
export const moreNote = ({ t }, shown, total) => (total > shown ? html`<p class="hint">${t("due.more", { shown, total })}</p>` : nothing);

/** What a predicted value is called: how far ahead, and discounted by how much, where a model told it. @param {Page} page @param {"predicted" | "further"} name */
export function expectedLabel({ t, state, format }, name) {
  const models = state.report?.models;
  return models ? t(`value.${name}In`, { days: models.options.horizonDays, discount: format.share(models.options.discountRate) }) : t(`value.${name}`);
}

/** A mean with its interval below it; a dash where it is unknown. @param {Page} page @param {Mean | null} mean @param {string | null} currency */
export function meanCell(page, mean, currency) {
  const shown = amountOf(page, mean?.mean ?? null, currency);
  if (!mean || mean.low === null || mean.high === null) return shown;
  return html`${shown}<br><small>${amountOf(page, mean.low, currency)} – ${amountOf(page, mean.high, currency)}</small>`;
}

/** A share with its interval below it. @param {Page} page @param {Share | null} share */
export function shareCell({ format }, share) {
  if (!share || share.share === null) return format.share(null);
  if (share.low === null || share.high === null) return format.share(share.share);
  return html`${format.share(share.share)}<br><small>${format.share(share.low)} – ${format.share(share.high)}</small>`;
}

/** @param {Item} item */
export const itemName = ({ key, name }) => name || key;

/** A small number that must not be rounded to nothing. @param {Page} page @param {number} p */
export const chance = ({ state }, p) => (p < 0.0001 ? "< 0.0001" : new Intl.NumberFormat(state.language, { maximumSignificantDigits: 2 }).format(p));

/** A number with so many decimals; a dash where it is unknown. @param {number | null} value @param {number} decimals */
export const fixed = (value, decimals) => (value === null ? "–" : value.toFixed(decimals).replace(/^-(0(\.0*)?)$/, "$1"));

/** The candidate that is used; `null` where none is. @param {Models | null} models @returns {HoldoutCandidate | null} */
export const chosenOf = (models) => models?.holdout?.candidates.find(({ model }) => model === models.chosen) ?? null;

/**
 * How probabilities of silence by the chosen model did on the part held out.
 * @param {Page} page
 * @param {Models | null} models
 * @returns {Checked | null}
 */
export function silenceChecked({ t, format }, models) {
  const chosen = chosenOf(models);
  const holdout = models?.holdout;
  if (!models || !chosen || !holdout) return null;
  const asked = models.options.churnDays;
  return {
    title: t("calibration.held", { days: holdout.days }),
    lead: [t("calibration.silence", { cut: format.date(holdout.cutDate), days: holdout.days, n: holdout.customers }), ...(holdout.days === asked ? [] : [t("calibration.otherDays", { days: asked })])].join(" "),
    tenths: chosen.calibration,
    scores: [[t(`model.${chosen.model}`), chosen.brier], [t("check.sameAsBefore"), holdout.baselines.sameAsBefore.brier], [t("check.nobodyReturns"), holdout.baselines.nobodyReturns.brier]],
  };
}

/** The same of the regression. @param {Page} page @param {Models | null} models @returns {Checked | null} */
export function regressionChecked({ t, format }, models) {
  const model = models?.churnModel;
  if (!model?.passed) return null;
  return {
    lead: t("calibration.regression", { date: format.date(model.testDate), days: model.days, n: model.test.customers }),
    tenths: model.calibration,
    scores: [[t("check.regression"), model.brier], [t("check.baseRate"), model.baseRateBrier], [t("check.buyingModel"), model.buyingModelBrier]],
  };
}

/** The same of the chance of a next purchase. @param {Page} page @param {NextBackTest | null} test @returns {Checked | null} */
export function nextChecked({ t, format }, test) {
  if (!test) return null;
  return {
    lead: t("calibration.next", { cut: format.date(test.cut), n: test.customers, expected: Math.round(test.expected), observed: test.observed }), tenths: test.calibration,
    scores: [[t("due.next"), test.brier], [t("check.baseRate"), test.baseBrier]],
  };
}

/** How dates did on the younger half of the data; `null` where they could not be tried. @param {Page} page @param {DateBackTest | null} test @returns {Checked | null} */
export function datesChecked({ t, format }, test) {
  if (!test) return null;
  const { cut, days, within, byDue, ofAll } = test;
  const share = (/** @type {number | null} */ value) => format.share(value);
  return {
    lead: t("calibration.dates", { cut: format.date(cut), days, n: within.n, count: within.count, share: share(within.share), low: share(within.low), high: share(within.high), expected: share(within.expected), due: share(byDue.share), dueExpected: share(byDue.expected), m: ofAll.n, all: share(ofAll.share), allExpected: share(ofAll.expected) }),
    tenths: [], scores: [],
  };
}

/** The same of the likeliest categories. @param {Page} page @param {NextBackTest | null} test @returns {Checked | null} */
export function categoriesChecked({ t, format }, test) {
  if (!test || test.categoryHits.n === 0) return null;
  const { cut, categoryHits: { n, count, share }, baseHits } = test;
  return { lead: t("calibration.categories", { cut: format.date(cut), n, count, share: format.share(share), base: format.share(baseHits.share) }), tenths: [], scores: [] };
}

/** The probability of still being there, which nobody can see: the check of what follows from it. @param {Page} page @param {Models | null} models @returns {Checked | null} */
export function aliveChecked(page, models) {
  const silent = silenceChecked(page, models);
  return silent && { ...silent, lead: `${page.t("calibration.alive")} ${silent.lead}` };
}

/**
 * How verdicts on earlier products did, beside one of the two chances behind them; `null` where none could be judged.
 * @param {Page} page
 * @param {VerdictBackTest | null} test
 * @param {"better" | "worse"} chance
 * @returns {Checked | null}
 */
export const verdictsChecked = ({ t }, test, chance) => test && { lead: `${verdictsTested(t, test)} ${t("calibration.verdicts")}`, counted: t("fresh.verdicts.of"), tenths: test[chance], scores: [] };

/** How verdicts on earlier products did. @param {Page["t"]} t @param {VerdictBackTest} test */
export const verdictsTested = (t, { products, promote, drop, hold }) => t("fresh.verdicts.tested", { n: products, promoted: promote.n, sold: promote.count, dropped: drop.n, less: drop.count, hold });

/** @param {Page} page @param {BuyingModelId} model */
export const modelName = ({ t }, model) => t(`model.${model}`);
