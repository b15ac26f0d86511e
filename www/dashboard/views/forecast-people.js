/** Customers by the probability of silence and by what they are worth, each with the reasons; the way to the card and to a file. */
import { html, nothing } from "lit";
import { calibration } from "../elements/calibration.js";
import { explain, figure } from "../elements/explain.js";
import { intervalsButton } from "../elements/predict-options.js";
import { personButton, revealButton } from "../elements/person.js";
import { table } from "../elements/table.js";
import { holding } from "../predict-options.js";
import { onTheSide } from "../predicting.js";
import { saveRows } from "../save.js";
import { amountOf } from "./audit-words.js";
import { newCustomersPart } from "./forecast-new.js";
import { pathOf } from "./predict-paths.js";
import { aliveChecked, modelName, noticeList, predictPanel, regressionChecked, said, silenceChecked } from "./predict-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { ForecastView } from "./forecast.js" */
/** @import { Models, Prediction, PredictionPage, PredictionQuery } from "../types.js" */

/** Least probabilities that can be asked for. */
const AT_LEAST = [0, 0.5, 0.7, 0.9];
const SORTS = /** @type {const} */ (["valueAtStake", "churnProbability", "alive", "value", "expectedPurchases", "nextDate", "recencyDays"]);

/** Without a model of buying nothing is expected to sort by but what was brought lately. */
const BY_REGRESSION = /** @type {const} */ (["valueAtStake", "churnProbability", "recencyDays"]);
/** Least probability by regression while nobody has said otherwise: those who will more likely be lost than not. */
const LIKELY = 0.5;

/** @type {PredictionQuery} */
export const peopleQuery = { offset: 0 };

/** What is asked of the module: by value at stake; by regression alone, of those likely to order nothing. @param {Models | null} models @param {PredictionQuery} query @returns {PredictionQuery} */
export function askedOf(models, { filter = {}, ...query }) {
  const isRegression = models?.chosen === null;
  const { minChurnProbability = isRegression ? LIKELY : 0, ...others } = filter;
  return { sort: "valueAtStake", ...query, filter: minChurnProbability > 0 ? { ...others, minChurnProbability } : others };
}

/** @param {ForecastView} view @param {Models} models @param {PredictionPage} found */
export function peoplePart(view, models, found) {
  const { page } = view;
  const { t } = page;
  if (models.chosen === null && !models.churnModel?.passed) return predictPanel(page, { of: "list", title: t("risk.title") }, html`<p><strong>${t("risk.hidden")}</strong></p>${noticeList(page, models.notices)}`);
  return html`${models.chosen === null ? nothing : html`${totals(page, models, found)} ${intervalsButton(page, models)}`} ${list(view, models, found)} ${newCustomersPart(page, models)}`;
}

/** @param {Page} page @param {Models} models @param {PredictionPage} found */
function totals(page, { options, currency }, { totals, totalIntervals, total }) {
  const { t, format } = page;
  const count = (/** @type {number | null} */ value) => format.count(value);
  const money = (/** @type {number | null} */ value) => amountOf(page, value, currency);
  const one = (/** @type {string} */ of, /** @type {string} */ label, /** @type {keyof typeof totals} */ field, /** @type {(value: number | null) => unknown} */ show, /** @type {string} */ unknown) => {
    const limits = totalIntervals?.[field];
    const note = totals[field] === null ? t(unknown) : limits ? html`${show(limits[0])} – ${show(limits[1])}` : nothing;
    return figure(page, { of, label, value: show(totals[field]), n: total, note });
  };
  return html`<div class="figures">
    ${one("predict.purchases", t("risk.purchases", { days: options.horizonDays }), "expectedPurchases", count, "risk.noModel")}
    ${one(pathOf("value"), t("risk.value", { days: options.horizonDays }), "value", money, "risk.noValue")}
    ${one(pathOf("stake"), t("risk.stake"), "valueAtStake", money, "risk.noValue")}
  </div>`;
}

/** @param {ForecastView} view @param {Models} models @param {PredictionPage} found */
function list(view, models, found) {
  const { page, people } = view;
  const { t } = page;
  const { total, rows } = found;
  const beside = html`${revealButton(page)} <button class="plain save" ?disabled=${total === 0} @click=${() => void saveAll(page, models, people, total)}>${t("save.csv")}</button>`;
  const title = t("risk.title");
  const lead = found.model ? t("risk.lead", { model: modelName(page, found.model), days: models.options.churnDays }) : t("risk.leadRegression", { days: models.options.churnDays, horizon: models.options.horizonDays });
  return predictPanel(page, { of: "list", title, n: total, beside, lead }, html`${filters(view, models)}
    <p role="status">${t("customers.found", { n: total })}</p>
    ${rows.length === 0 ? nothing : table(title, columns(page, models), rows.map((row) => cells(page, models, row)))}
    ${pages(view, total)}`);
}

/** @param {ForecastView} view @param {Models} models */
function filters(view, { options, chosen }) {
  const { t, format } = view.page;
  const { filter = {} } = view.people;
  const { sort, filter: asked } = askedOf(view.models, view.people);
  const least = asked?.minChurnProbability ?? 0;
  const set = (/** @type {Partial<PredictionQuery>} */ change) => (view.people = { ...view.people, ...change, offset: 0 });
  const value = (/** @type {Event} */ event) => /** @type {HTMLSelectElement} */ (event.target).value;
  return html`<div class="filters">
    <label><span>${t("risk.sort")}</span><select name="sort" @change=${(/** @type {Event} */ event) => set({ sort: /** @type {PredictionQuery["sort"]} */ (value(event)) })}>
      ${(chosen === null ? BY_REGRESSION : SORTS).map((one) => html`<option value=${one} .selected=${one === sort}>${t(`risk.sort.${one}`)}</option>`)}</select></label>
    <label><span>${t("risk.atLeast", { days: options.churnDays })}</span><select name="atLeast" @change=${(/** @type {Event} */ event) => set({ filter: { ...filter, minChurnProbability: Number(value(event)) } })}>
      ${AT_LEAST.map((one) => html`<option value=${one} .selected=${one === least}>${one === 0 ? t("risk.all") : format.shareShort(one)}</option>`)}</select></label>
    <label class="check"><input type="checkbox" name="repeaters" .checked=${filter.repeaters ?? false} @change=${(/** @type {Event} */ event) => set({ filter: { ...filter, repeaters: /** @type {HTMLInputElement} */ (event.target).checked || undefined } })}> ${t("risk.repeaters")}</label>
    ${chosen === null ? nothing : html`<label class="check"><input type="checkbox" name="flagged" .checked=${filter.flagged ?? false} @change=${(/** @type {Event} */ event) => set({ filter: { ...filter, flagged: /** @type {HTMLInputElement} */ (event.target).checked || undefined } })}> ${t("risk.onlyFlagged", { days: options.churnDays })}</label>`}
  </div>`;
}

/** @param {Page} page @param {Models} models */
function columns(page, models) {
  const { t } = page;
  const { churnDays, horizonDays } = models.options;
  const of = (/** @type {string} */ path, /** @type {string} */ name) => explain(page, pathOf(path), name, models.customers);
  const silent = t("risk.silent", { days: churnDays });
  const risk = { head: t("risk.risk"), more: of("flag", t("risk.risk")) };
  const byModel = models.chosen === null ? [] : [{ head: silent, number: true, more: html`${of("silent", silent)} ${calibration(page, silent, silenceChecked(page, models))}` }, risk];
  const byRegression = models.churnModel?.passed ? [{ head: t("risk.regression"), number: true, more: html`${of("regression", t("risk.regression"))} ${calibration(page, t("risk.regression"), regressionChecked(page, models))}` }] : [];
  const why = { head: t("risk.why"), sentence: true };
  const atStake = t(models.chosen === null ? "risk.stakeRecent" : "risk.stake");
  const stake = { head: atStake, number: true, more: of("stake", atStake) };
  const action = { head: t("risk.action"), more: of("action", t("risk.action")) };
  if (models.chosen === null) {
    const recent = t("risk.recent", { days: horizonDays });
    return [{ head: t("column.customer") }, ...byRegression, stake, { head: recent, number: true, more: of("recent", recent) }, action, why];
  }
  return [
    { head: t("column.customer") }, ...byModel, ...byRegression,
    stake, action, why,
    { head: t("risk.next"), more: of("next", t("risk.next")) },
    { head: t("risk.value", { days: horizonDays }), number: true, more: of("value", t("risk.value", { days: horizonDays })) },
    { head: t("risk.alive"), number: true, more: html`${of("alive", t("risk.alive"))} ${calibration(page, t("risk.alive"), aliveChecked(page, models))}` },
  ];
}

/** @param {Page} page @param {Models} models @param {Prediction} row */
function cells(page, models, row) {
  const { format } = page;
  const { currency, chosen, churnModel } = models;
  const byRegression = churnModel?.passed ? [format.share(row.churnProbabilityLogistic)] : [];
  const stake = amountOf(page, row.valueAtStake, currency);
  if (chosen === null) return [personButton(page, row.key), ...byRegression, stake, amountOf(page, row.recentValue, currency), actionOf(page, row), reasonsOf(page, row)];
  return [
    personButton(page, row.key), silentCell(page, row), riskMark(page, row, models.options.churnDays), ...byRegression,
    stake, actionOf(page, row), reasonsOf(page, row), nextCell(page, row), valueCell(page, row, currency), aliveCell(page, row),
  ];
}

/** The date of the next order, if there is one, and its interval. @param {Page} page @param {Prediction} row */
export function nextCell({ format, t }, { next }) {
  if (!next) return format.date(null);
  return html`${format.date(next.date)}<br><small>${t("risk.between", { from: format.date(next.from), to: next.to === null ? t("risk.overTenYears") : format.date(next.to) })}</small>`;
}

/** How likely no order is, in a word, and whether it counts as unlikely that one comes. @param {Page} page @param {Prediction} row @param {number} days */
export const riskMark = ({ t }, { risk, flagged }, days) => (risk === null ? "–" : html`<span class="mark ${flagged ? "overdue" : "calm"}">${t(`risk.word.${risk}`)}${flagged ? t("risk.mark", { flagged: t("risk.flagged", { days }) }) : nothing}</span>`);

/** What is shown, and its interval below where there is one. @param {unknown} shown @param {[unknown, unknown] | null} interval */
const between = (shown, interval) => (interval === null ? shown : html`${shown}<br><small>${interval[0]} – ${interval[1]}</small>`);

/** The expected value. @param {Page} page @param {Prediction} row @param {string | null} currency */
export const valueCell = (page, { value, valueInterval }, currency) => between(amountOf(page, value, currency), valueInterval && [amountOf(page, valueInterval[0], currency), amountOf(page, valueInterval[1], currency)]);

/** The probability of still being there. @param {Page} page @param {Prediction} row */
export const aliveCell = ({ format }, { alive, aliveInterval }) => between(format.share(alive), alive === null || !aliveInterval ? null : [format.share(aliveInterval[0]), format.share(aliveInterval[1])]);

/** @param {Page} page @param {Prediction} row */
export const reasonsOf = (page, { reasons }) => reasons.map((reason) => html`<p>${said(page, reason)}</p>`);

/** The probability of no order. @param {Page} page @param {Prediction} row */
export const silentCell = ({ format }, { churnProbability, churnProbabilityInterval: limits }) => between(format.share(churnProbability), limits && [format.share(limits[0]), format.share(limits[1])]);

/** What the rules suggest, in words. @param {Page} page @param {Prediction} row */
export const actionOf = ({ t }, { action }) => (action === null ? "–" : t(`action.${action}`));

/** @param {ForecastView} view @param {number} total */
function pages(view, total) {
  const { t, state } = view.page;
  const { offset = 0 } = view.people;
  const { rows } = holding(state.predictOptions);
  if (total <= rows) return nothing;
  const to = (/** @type {number} */ next) => () => (view.people = { ...view.people, offset: next });
  return html`<p class="pages"><button ?disabled=${offset === 0} @click=${to(Math.max(0, offset - rows))}>${t("customers.before")}</button>
    ${t("customers.page", { at: Math.floor(offset / rows) + 1, pages: Math.ceil(total / rows) })}
    <button ?disabled=${offset + rows >= total} @click=${to(offset + rows)}>${t("customers.next")}</button></p>`;
}

const SAVED = /** @type {const} */ (["key", "frequency", "recencyDays", "alive", "expectedPurchases", "churnProbability", "risk", "churnProbabilityLogistic", "expectedOrderValue", "value", "residualValue", "recentValue", "valueAtStake", "stakeSource", "action"]);

/** Everybody that the filter leaves, as a file. @param {Page} page @param {Models} models @param {PredictionQuery} query @param {number} total */
async function saveAll(page, models, query, total) {
  const all = await onTheSide(page.store, "people", { ...askedOf(models, query), offset: 0, limit: total });
  if (!all) return;
  const { currency } = models;
  const heads = [...SAVED, "flagged", "currency", "nextDate", "nextFrom", "nextTo", "reasons"];
  saveRows("linger-predictions", heads, all.rows.map((row) => [
    ...SAVED.map((name) => row[name]), row.flagged === null ? null : String(row.flagged), currency, row.next?.date ?? null, row.next?.from ?? null, row.next?.to ?? null, row.reasons.map((reason) => said(page, reason)).join(" "),
  ]));
}
