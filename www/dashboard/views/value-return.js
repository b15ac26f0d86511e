/** Return on advertising: by any combination of what first orders say, and by a formula that the seller writes. */
import { html, nothing } from "lit";
import { explain, figure } from "../elements/explain.js";
import { valueAsked } from "../predict-options.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { listPanel, predictPanel } from "./predict-words.js";
import { nameOf } from "./value-names.js";

/** @import { Page } from "../elements/part.js" */
/** @import { ValueView } from "./value.js" */
/** @import { ValueCell, ValueDimension, ValueReport, ValueSplit } from "../types.js" */

/** What return can be split by. */
const DIMENSIONS = /** @type {const} */ (["channel", "campaign", "creative", "country", "product"]);
const MOST = 4;
/** Combinations on the page, those that cost most; all are in the file. */
const SHOWN = 50;
/** The engine's sentences on a formula that it cannot read, by what is wrong. */
const FAULTS = {
  long: /^the formula is too long/,
  character: /^"(?<it>.)" means nothing here/su,
  name: /^no metric is called "(?<it>\w+)"; there are (?<names>[\w, ]+)/,
  number: /^(?<it>[\d.]+) is no number/,
  operand: /^a metric, a number or \( is missing/,
  operator: /^\+, -, \*, \/ or the end is missing/,
  unclosed: /^this parenthesis is not closed/,
};

/** @param {ValueView} view @param {ValueReport} value */
export function returnPanels(view, value) {
  if (value.acquisition === null) return predictPanel(view.page, { of: null, title: view.page.t("value.return") }, html`<p>${view.page.t("value.noSpend")}</p>`);
  return html`${splitPanel(view, value)} ${formulaPanel(view, value)}`;
}

/** @param {ValueView} view @param {ValueReport} value */
function splitPanel(view, { split, roas, currency, margin }) {
  const { page } = view;
  const { t, format } = page;
  const of = (/** @type {string} */ name, /** @type {string} */ head) => ({ head, number: true, more: explain(page, pathOf(name), head, split?.newCustomers ?? null) });
  const by = split?.by ?? [];
  const rows = split?.rows ?? [];
  return listPanel(page, {
    of: "roi", title: t("value.return"), n: split?.newCustomers ?? null, beside: choice(view), empty: t("value.nobodyWon"),
    lead: split ? [t(margin === null ? "value.returnLead" : "value.returnLeadMargin", { margin: format.share(margin) }), unborne(page, split, currency)].join(" ") : nothing,
    columns: [...by.map((one) => ({ head: t(`value.by.${one}`) })), { head: t("value.won"), number: true }, { head: t("value.spend"), number: true }, { head: t("value.sales"), number: true }, of("roi", t("value.roi")), ...(roas ? [of("roas", roas.formula)] : [])],
    rows: rows.slice(0, SHOWN).map((cell) => [...by.map((_, at) => nameIn(page, by, cell, at)), format.count(cell.newCustomers), amountOf(page, cell.spend, currency), amountOf(page, cell.netSales, currency), roiCell(page, cell), ...(roas ? [number(page, cell.roas)] : [])]),
    heads: [...by, "newCustomers", "spend", "netSales", "return", "low", "high", ...(roas ? [roas.formula] : []), "currency"],
    saved: rows.map((cell) => [...by.map((_, at) => nameIn(page, by, cell, at)), cell.newCustomers, cell.spend, cell.netSales, cell.roi, cell.low, cell.high, ...(roas ? [cell.roas] : []), currency]),
    after: rows.length > SHOWN ? html`<p class="hint">${t("due.more", { shown: SHOWN, total: rows.length })}</p>` : nothing,
  });
}

/** Cost that no new customer stands against. @param {Page} page @param {ValueSplit} split @param {string | null} currency */
const unborne = (page, { unborne }, currency) => (unborne > 0 ? page.t("value.unborne", { amount: amountOf(page, unborne, currency) }) : "");

/** @param {ValueView} view */
function choice(view) {
  const { t } = view.page;
  const set = (/** @type {ValueDimension} */ by, /** @type {boolean} */ on) => {
    const chosen = DIMENSIONS.filter((one) => (one === by ? on : view.split.includes(one)));
    if (chosen.length > 0 && chosen.length <= MOST) view.split = chosen;
    else view.requestUpdate();
  };
  return html`<fieldset class="filters"><legend>${t("value.splitBy")}</legend>${DIMENSIONS.map((by) => html`<label class="check"><input type="checkbox" name="split" value=${by} .checked=${view.split.includes(by)}
    ?disabled=${!view.split.includes(by) && view.split.length >= MOST} @change=${(/** @type {Event} */ event) => set(by, /** @type {HTMLInputElement} */ (event.target).checked)}> ${t(`value.by.${by}`)}</label>`)}</fieldset>`;
}

/** @param {Page} page @param {ValueDimension[]} by @param {ValueCell} cell @param {number} at */
function nameIn(page, by, { names, titles }, at) {
  if (at >= names.length) return page.t("value.others");
  const name = names[at];
  return name == null ? page.t("value.notSaid") : nameOf(page, /** @type {ValueDimension} */ (by[at]), { name, title: titles[at] ?? null });
}

/** @param {Page} page @param {ValueCell} cell */
function roiCell({ format }, { roi, low, high }) {
  if (roi === null || low === null || high === null) return format.share(roi);
  return html`${format.share(roi)}<br><small>${format.share(low)} – ${format.share(high)}</small>`;
}

/** @param {Page} page @param {number | null} value */
const number = ({ state }, value) => (value === null ? "–" : new Intl.NumberFormat(state.language, { maximumSignificantDigits: 4 }).format(value));

/** @param {ValueView} view @param {ValueReport} value */
function formulaPanel(view, { roas, groups }) {
  const { page } = view;
  const { t, format } = page;
  const rows = groups.find(({ by }) => by === view.by)?.rows.filter(({ pooledTo, roas: own }) => pooledTo === null && own !== null) ?? [];
  return predictPanel(page, { of: "roas", title: t("value.ownFormula"), n: roas?.newCustomers ?? null, lead: t("value.ownFormulaLead") }, html`
    <form class="fields" @submit=${(/** @type {SubmitEvent} */ event) => void ask(view, event)}>
      <label><span>${t("value.formula")}</span><input type="text" name="roas" maxlength="400" spellcheck="false" autocomplete="off" placeholder="netSales * margin / spend" .value=${view.roas} aria-describedby=${view.fault === null ? nothing : "roas-fault"}></label>
      <button>${t("value.work")}</button></form>
    <div role="alert">${view.fault === null ? nothing : html`<p id="roas-fault" class="warned">${view.fault}</p>`}</div>
    <p class="hint">${t("value.metrics")}</p>
    ${roas ? html`<div class="figures">${figure(page, { of: pathOf("roas"), label: roas.formula, value: number(page, roas.value), n: roas.newCustomers, note: roas.unknown.length > 0 ? t("value.unknownMetric", { names: roas.unknown.join(", ") }) : t("value.overAll") })}
      ${rows.map((one) => figure(page, { of: pathOf("roas"), label: `${nameOf(page, view.by, one)}: ${roas.formula}`, value: number(page, one.roas), n: one.customers, note: t("value.customersOf", { n: format.count(one.customers) }) }))}</div>` : nothing}`);
}

/** Tries a formula before it is used, so that one that cannot be read changes nothing else. @param {ValueView} view @param {SubmitEvent} event */
async function ask(view, event) {
  event.preventDefault();
  const { store, state, t } = view.page;
  const text = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("roas")).trim();
  const { categories } = state;
  try {
    await store.lend(() => store.engine.value({ ...valueAsked(state.predictOptions, view.scenario, { roas: text || null, split: view.split }), categories }));
    [view.roas, view.fault] = [text, null];
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    view.fault = faultOf(t, message);
  }
}

/** What is wrong with a formula, in the page's language. @param {Page["t"]} t @param {string} message of the engine */
export function faultOf(t, message) {
  const [, at, what = ""] = /\bcharacter (\d+): (.*?)\.?$/s.exec(message) ?? [];
  if (at === undefined) return message;
  for (const [kind, pattern] of Object.entries(FAULTS)) {
    const found = pattern.exec(what);
    if (found) return t("value.fault", { at, what: t(`value.fault.${kind}`, { ...found.groups }) });
  }
  return t("value.fault", { at, what });
}
