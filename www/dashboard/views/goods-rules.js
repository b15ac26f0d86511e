/** What goes together, in one order or with one customer over time, with its evidence; buyers of one thing who lack the other. */
import { html, nothing } from "lit";
import { explain } from "../elements/explain.js";
import { personButton, revealButton } from "../elements/person.js";
import { onTheSide } from "../predicting.js";
import { saveRows } from "../save.js";
import { NEAR_DAYS } from "./goods-offers.js";
import { pathOf } from "./predict-paths.js";
import { chance, fixed, itemName, listPanel } from "./predict-words.js";

/** @import { GoodsPart, RuleTable } from "./goods.js" */
/** @import { AudiencePage, Goods, Rule } from "../types.js" */

const TABLES = /** @type {const} */ (["orderProduct", "customerProduct", "orderCategory", "customerCategory"]);
const SHOWN = 50;

/** @param {GoodsPart} view @param {Goods} goods */
export function rulesPart(view, goods) {
  return html`${rules(view, goods)} ${goods.audience ? audience(view, goods.audience) : nothing}`;
}

/** @param {GoodsPart} view @param {Goods} goods */
function rules(view, { rules: all }) {
  const { page } = view;
  const { t, format } = page;
  const { baskets, tested, evident, rows } = all[view.rules];
  const isOrder = view.rules.startsWith("order");
  const of = (/** @type {string} */ path, /** @type {string} */ key) => ({ head: t(key), number: true, more: explain(page, pathOf(path), t(key), baskets) });
  const choose = html`<label class="inline"><span>${t("rules.of")}</span><select name="rules" @change=${(/** @type {Event} */ event) => (view.rules = /** @type {RuleTable} */ (/** @type {HTMLSelectElement} */ (event.target).value))}>
    ${TABLES.map((one) => html`<option value=${one} .selected=${one === view.rules}>${t(`rules.table.${one}`)}</option>`)}</select></label>`;
  return listPanel(page, {
    of: "rules", title: t("rules.title"), n: baskets, beside: choose, empty: t(baskets === 0 ? "rules.noBaskets" : "rules.none", { n: baskets }),
    lead: t(isOrder ? "rules.leadOrders" : "rules.leadCustomers", { n: baskets, tested, evident }),
    columns: [{ head: t("rules.from") }, { head: t("rules.to") }, of("joint", "rules.joint"), of("confidence", "rules.confidence"), of("lift", "rules.lift"), of("adjustedP", "rules.adjustedP"), { head: t("rules.evidence") }, of("without", "rules.without")],
    heads: ["from", "fromName", "to", "toName", "joint", "fromBaskets", "toBaskets", "support", "confidence", "low", "high", "lift", "leverage", "conviction", "p", "adjustedP", "evident", "without"],
    saved: rows.map((one) => [one.from.key, one.from.name, one.to.key, one.to.name, one.joint, one.fromBaskets, one.toBaskets, one.support, one.confidence, one.low, one.high, one.lift, one.leverage, one.conviction, one.p, one.adjustedP, String(one.evident), one.without]),
    rows: rows.slice(0, SHOWN).map((one) => [
      itemName(one.from), itemName(one.to), format.count(one.joint), html`${format.share(one.confidence)}<br><small>${format.share(one.low)} – ${format.share(one.high)}</small>`, fixed(one.lift, 2), chance(page, one.adjustedP),
      html`<span class="mark ${one.evident ? "calm" : ""}">${t(one.evident ? "rules.evident" : "rules.notEvident")}</span>`, withoutButton(view, one),
    ]),
    after: rows.length > SHOWN ? html`<p class="hint">${t("due.more", { shown: SHOWN, total: rows.length })}</p>` : nothing,
  });
}

/** How many lack the other side, and the way to them. @param {GoodsPart} view @param {Rule} rule */
function withoutButton(view, { from, to, without }) {
  const { t, format } = view.page;
  const level = view.rules.endsWith("Product") ? "product" : "category";
  if (without === 0) return format.count(0);
  return html`<button class="link" aria-label=${t("rules.whoLacks", { n: without, from: itemName(from), to: itemName(to) })} @click=${() => (view.audience = { level, from: from.key, to: to.key })}>${format.count(without)}</button>`;
}

/** @param {GoodsPart} view @param {AudiencePage} found */
function audience(view, { from, to, total, rule, rows }) {
  const { page } = view;
  const { t, format } = page;
  const [a, b] = [itemName(from), itemName(to)];
  const near = view.audience?.nearDays ?? null;
  const all = async () => (await onTheSide(page.store, "goods", { ...view.options, audience: { ...view.audience, offset: 0, limit: total } }))?.audience?.rows;
  const save = async () => {
    const found = await all();
    if (found) saveRows("linger-a-not-b", ["key", "bought", "lastOrder", "due", "has", "lacks"], found.map((one) => [one.key, one.bought, one.lastOrder, one.due, from.key, to.key]));
  };
  const beside = html`<label class="inline"><span>${t("offers.near")}</span><select name="near" @change=${(/** @type {Event} */ event) => (view.audience = view.audience && { ...view.audience, nearDays: Number(/** @type {HTMLSelectElement} */ (event.target).value) || null })}>
      <option value="" .selected=${near === null}>${t("audience.always")}</option>${NEAR_DAYS.map((days) => html`<option value=${days} .selected=${days === near}>${t("days", { n: days })}</option>`)}</select></label>
    ${revealButton(page)} <button class="plain save" ?disabled=${total === 0} @click=${save}>${t("save.csv")}</button>
    <button @click=${() => (view.audience = null)}>${t("audience.close")}</button>`;
  return listPanel(page, {
    of: "audience", title: t("audience.title", { from: a, to: b }), n: total, beside, empty: t("audience.none"),
    lead: rule ? t("audience.lead", { from: a, to: b, share: format.share(rule.confidence), lift: fixed(rule.lift, 2) }) : t("audience.untested", { from: a, to: b }),
    columns: [{ head: t("column.customer") }, { head: t("audience.bought") }, { head: t("column.lastOrder") }, { head: t("audience.due") }],
    rows: rows.map((one) => [personButton(page, one.key), format.date(one.bought), format.date(one.lastOrder), format.date(one.due)]),
    after: total > rows.length ? html`<p class="hint">${t("due.more", { shown: rows.length, total })}</p>` : nothing,
  });
}
