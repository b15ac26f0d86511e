/** What to offer whom: customers at the time of their next order with what goes with theirs, companions by rules, recommendations by what buyers have in common. */
import { html, nothing } from "lit";
import { explain } from "../elements/explain.js";
import { personButton, revealButton } from "../elements/person.js";
import { onTheSide } from "../predicting.js";
import { saveJson, saveRows } from "../save.js";
import { pathOf } from "./predict-paths.js";
import { chance, fixed, itemName, listPanel, moreNote, predictPanel, shareCell } from "./predict-words.js";
import { table } from "../elements/table.js";

/** @import { Page } from "../elements/part.js" */
/** @import { GoodsPart } from "./goods.js" */
/** @import { Goods, OfferTest, Rule } from "../types.js" */

export const NEAR_DAYS = [3, 7, 14, 30];
const SHOWN = 20;
/** All products that lead to others. */
const ALL = 100_000;

/** @param {GoodsPart} view @param {Goods} goods */
export const offersPart = (view, goods) => html`${node(view, goods)} ${companions(view, goods)} ${recommendations(view, goods)}`;

/** @param {GoodsPart} view @param {string} name @param {readonly number[]} days */
export const daysChoice = (view, name, days) => html`<label class="inline"><span>${view.page.t("offers.near")}</span><select name=${name} @change=${(/** @type {Event} */ event) => (view.nearDays = Number(/** @type {HTMLSelectElement} */ (event.target).value))}>
  ${days.map((one) => html`<option value=${one} .selected=${one === view.nearDays}>${view.page.t("days", { n: one })}</option>`)}</select></label>`;

/** @param {Rule | null | undefined} rule @param {Page} page */
const offerCell = (rule, { t, format }) => (rule ? html`${itemName(rule.to)}<br><small>${t("offers.because", { from: itemName(rule.from), share: format.share(rule.confidence), lift: fixed(rule.lift, 1) })}</small>` : "–");

/** What a rule says, for a file. @param {Rule | null | undefined} rule */
const ruleFields = (rule) => [rule?.to.key ?? null, rule?.to.name ?? null, rule?.from.key ?? null, rule?.joint ?? null, rule?.confidence ?? null, rule?.lift ?? null, rule?.adjustedP ?? null];
const RULE_HEADS = ["offer", "offerName", "because", "joint", "confidence", "lift", "adjustedP"];

/** A button for all rows of a list. @param {GoodsPart} view @param {number} total @param {() => Promise<void>} save */
const saveAll = ({ page: { t } }, total, save) => (total === 0 ? nothing : html`<button class="plain save" @click=${save}>${t("save.csv")}</button>`);

/** @param {GoodsPart} view @param {Goods} goods */
function node(view, { node: found }) {
  if (!found) return nothing;
  const { page } = view;
  const { t, format } = page;
  const { total, rows, test } = found;
  const save = async () => {
    const all = (await onTheSide(page.store, "goods", { ...view.options, node: { ...view.options.node, limit: total } }))?.node?.rows;
    if (all) saveRows("linger-at-node", ["key", "from", "fromName", "lastOrder", "due", "days", "returned", ...RULE_HEADS], all.map((one) => [one.key, one.from.key, one.from.name, one.lastOrder, one.due, one.days, one.returned, ...ruleFields(one.bundle)]));
  };
  const level = html`<label class="inline"><span>${t("rules.of")}</span><select name="node-level" @change=${(/** @type {Event} */ event) => (view.nodeLevel = /** @type {"product"} */ (/** @type {HTMLSelectElement} */ (event.target).value))}>
    ${/** @type {const} */ (["product", "category"]).map((one) => html`<option value=${one} .selected=${one === view.nodeLevel}>${t(`offers.level.${one}`)}</option>`)}</select></label>`;
  return listPanel(page, {
    of: "node", title: t("offers.node"), n: total, beside: html`${level} ${daysChoice(view, "node-days", NEAR_DAYS)} ${revealButton(page)} ${saveAll(view, total, save)}`,
    lead: t("offers.nodeLead", { n: total, days: found.nearDays }), empty: t("offers.nodeNone"),
    columns: [{ head: t("column.customer") }, { head: t("offers.held") }, { head: t("column.lastOrder") }, { head: t("audience.due"), more: explain(page, pathOf("node"), t("audience.due"), total) }, { head: t("offers.restsOn"), number: true }, { head: t("offers.bundle"), more: explain(page, pathOf("companions"), t("offers.bundle"), total) }],
    rows: rows.slice(0, SHOWN).map((one) => [personButton(page, one.key), itemName(one.from), format.date(one.lastOrder), html`${format.date(one.due)}<br><small>${t("offers.after", { n: one.days })}</small>`, format.count(one.returned), offerCell(one.bundle, page)]),
    after: html`${moreNote(page, Math.min(SHOWN, rows.length), total)}${test
      ? html`<p>${t(test.passed ? "offers.nodeTest" : "offers.nodeTestFailed", { cut: format.date(test.cut), days: test.days, listed: format.share(test.listed.share), n: test.listed.n, others: format.share(test.others.share), m: test.others.n, p: chance(page, test.p) })} ${explain(page, pathOf("nodeTest"), t("offers.check"), test.listed.n)}</p>`
      : html`<p class="hint">${t("offers.nodeUntested")}</p>`}`,
  });
}

/** @param {GoodsPart} view */
const stockChoice = (view) => html`<label class="check"><input type="checkbox" name="stock" .checked=${view.inStock} @change=${(/** @type {Event} */ event) => (view.inStock = /** @type {HTMLInputElement} */ (event.target).checked)}> ${view.page.t("offers.inStock")}</label>`;

/** @param {GoodsPart} view @param {Goods} goods */
function companions(view, { companions: found }) {
  if (!found) return nothing;
  const { page } = view;
  const { t, format } = page;
  const { total, rows, test } = found;
  const save = async () => {
    const all = (await onTheSide(page.store, "goods", { ...view.options, companions: { ...view.options.companions, limit: total } }))?.companions?.rows;
    if (all) saveRows("linger-companions", ["key", "lastOrder", "place", ...RULE_HEADS], all.flatMap((one) => one.offers.map((rule, at) => [one.key, one.lastOrder, at + 1, ...ruleFields(rule)])));
  };
  return listPanel(page, {
    of: "companions", title: t("offers.companions"), n: total, beside: html`${stockChoice(view)} ${revealButton(page)} ${saveAll(view, total, save)}`, lead: t("offers.companionsLead", { n: total }), empty: t("offers.companionsNone"),
    columns: [{ head: t("column.customer") }, { head: t("column.lastOrder") }, ...[1, 2, 3].map((n) => ({ head: t("offers.offer", { n }) }))],
    rows: rows.slice(0, SHOWN).map((one) => [personButton(page, one.key), format.date(one.lastOrder), ...[0, 1, 2].map((at) => offerCell(one.offers[at], page))]),
    after: html`${moreNote(page, Math.min(SHOWN, rows.length), total)} ${testWords(page, test, ["rules"])}`,
  });
}

/** How lists of products did on what came later. @param {Page} page @param {OfferTest | null} test @param {string[]} methods */
function testWords(page, test, methods) {
  const { t, format } = page;
  if (!test) return html`<p class="hint">${t("offers.untested")}</p>`;
  const rows = test.methods.filter(({ method }) => methods.includes(method)).map((one) => [
    t(`offers.method.${one.method}`), shareCell(page, one.hits), t("offers.only", { this: one.onlyThis, other: one.onlyPopular }), chance(page, one.adjustedP),
    html`<span class="mark ${one.passed ? "calm" : ""}">${t(one.passed ? "offers.passed" : "offers.notBetter")}</span>`,
  ]);
  return html`<h3>${t("offers.check")} ${explain(page, pathOf("offerTest"), t("offers.check"), test.cases)}</h3><p>${t("offers.testLead", { cut: format.date(test.cut), n: test.cases, size: test.size })}</p>
    ${table(t("offers.check"), [{ head: t("offers.method") }, { head: t("offers.hits"), number: true }, { head: t("offers.onlyHead"), number: true }, { head: t("rules.adjustedP"), number: true }, { head: t("rules.evidence") }], [...rows, [t("offers.method.popular"), shareCell(page, test.popular), "–", "–", t("offers.toBeat")]])}`;
}

/** @param {GoodsPart} view @param {Goods} goods */
function recommendations(view, { recommendations: found }) {
  if (!found) return nothing;
  const { page } = view;
  const { t, format } = page;
  const { method, items, rows, total, test } = found;
  const tests = testWords(page, test, ["cosine", "lift"]);
  const head = { of: "recommendations", title: t("offers.recommendations"), n: test?.cases ?? null };
  if (method === null) return predictPanel(page, head, html`<p>${t("offers.recommendationsNone")}</p>${tests}`);
  const ask = (/** @type {object} */ change) => onTheSide(page.store, "goods", { ...view.options, limit: ALL, recommendations: { ...view.options.recommendations, ...change } });
  const save = async () => {
    const all = (await ask({ limit: total }))?.recommendations?.rows;
    if (all) saveRows("linger-recommendations", ["key", "lastOrder", "place", "sku", "product", "score"], all.flatMap((one) => one.offers.map(({ item, score }, at) => [one.key, one.lastOrder, at + 1, item.key, item.name, score])));
  };
  const saveItems = async () => {
    const made = await ask({ limit: 0 });
    if (made?.recommendations?.method) saveJson("linger-recommendations", themeFile(made));
  };
  const offers = (/** @type {{ item: import("../types.js").Item, score: number }[]} */ list) => list.slice(0, 3).map(({ item, score }, at) => html`${at > 0 ? html`<br>` : nothing}${itemName(item)} <small>${fixed(score, 2)}</small>`);
  return html`${listPanel(page, {
      ...head, n: total, beside: html`${revealButton(page)} ${saveAll(view, total, save)}`, lead: t("offers.recommendationsLead", { n: total, method: t(`offers.method.${method}`) }), empty: t("offers.nothingNew"),
      columns: [{ head: t("column.customer") }, { head: t("column.lastOrder") }, { head: t("offers.offers"), more: explain(page, pathOf("score"), t("offers.offers"), total) }],
      rows: rows.slice(0, SHOWN).map((one) => [personButton(page, one.key), format.date(one.lastOrder), offers(one.offers)]), after: html`${moreNote(page, Math.min(SHOWN, rows.length), total)} ${tests}`,
    })}
    ${listPanel(page, {
      of: "score", title: t("offers.items"), n: items.length, beside: html`<button class="plain save" @click=${saveItems}>${t("offers.theme")}</button>`, lead: t("offers.itemsLead"), empty: t("offers.nothingNew"),
      columns: [{ head: t("field.product") }, { head: t("offers.offers") }], heads: ["sku", "product", "place", "toSku", "toProduct", "joint", "score"],
      saved: items.flatMap(({ item, links }) => links.map((link, at) => [item.key, item.name, at + 1, link.item.key, link.item.name, link.joint, link.score])),
      rows: items.slice(0, SHOWN).map(({ item, links }) => [itemName(item), offers(links)]),
    })}`;
}

/** What a theme can show beside a product: SKUs with scores, and nobody. @param {Goods} goods */
export const themeFile = ({ asOf, recommendations }) => ({
  format: "linger-recommendations", version: 1, asOf, method: recommendations?.method ?? null,
  items: Object.fromEntries((recommendations?.items ?? []).map(({ item, links }) => [item.key, links.map((link) => ({ sku: link.item.key, name: link.item.name, score: Math.round(link.score * 1000) / 1000 }))])),
});
