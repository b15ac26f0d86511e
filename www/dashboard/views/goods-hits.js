/** Hits and what they have in common, a quick test of new products with the risk that is accepted, and whether buyers move to dearer goods. */
import { html, nothing } from "lit";
import { calibration } from "../elements/calibration.js";
import { explain, figure } from "../elements/explain.js";
import { personButton, revealButton } from "../elements/person.js";
import { pathOf } from "./predict-paths.js";
import { chance, fixed, itemName, listPanel, moreNote, predictPanel, shareCell, verdictsChecked, verdictsTested } from "./predict-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { GoodsPart } from "./goods.js" */
/** @import { Goods, NewProduct } from "../types.js" */

const SHOWN = 50;
const RISKS = [0.05, 0.1, 0.2];

/** @param {GoodsPart} view @param {Goods} goods */
export const hitsPart = (view, goods) => html`${hits(view.page, goods)} ${traits(view.page, goods)} ${newProducts(view, goods)} ${upgrade(view.page, goods)}`;

/** @param {Page} page @param {Goods} goods */
function hits(page, { hits: { rows, products, hits: count } }) {
  const { t, format } = page;
  const of = (/** @type {string} */ path, /** @type {string} */ key) => ({ head: t(key), number: true, more: explain(page, pathOf(path), t(key), products) });
  return listPanel(page, {
    of: "hits", title: t("hits.title"), n: products, lead: t("hits.lead", { n: count, products }), empty: t("rules.noBaskets"),
    columns: [{ head: t("field.product") }, { head: t("due.units"), number: true }, { head: t("column.orders"), number: true }, { head: t("column.customers"), number: true }, of("again", "hits.again"), of("returned", "hits.returned")],
    heads: ["sku", "product", "units", "orders", "customers", "again", "returned"], saved: rows.map((one) => [one.item.key, one.item.name, one.units, one.orders, one.customers, one.again.share, one.returned?.share ?? null]),
    rows: rows.slice(0, SHOWN).map((one) => [itemName(one.item), format.count(one.units), format.count(one.orders), format.count(one.customers), shareCell(page, one.again), shareCell(page, one.returned)]),
  });
}

/** @param {Page} page @param {Goods} goods */
function traits(page, { hits: { traits: all, hits: count } }) {
  const { t, format } = page;
  return listPanel(page, {
    of: "traits", title: t("hits.traits"), n: count, lead: t("hits.traitsLead"), empty: t("hits.noTraits"),
    columns: [{ head: t("hits.trait") }, { head: t("hits.value") }, { head: t("hits.hitsWith"), number: true }, { head: t("hits.productsWith"), number: true }, { head: t("rules.lift"), number: true }, { head: t("rules.adjustedP"), number: true }, { head: t("rules.evidence") }],
    saved: all.map((one) => [one.trait, one.value, one.hits, one.products, one.lift, one.adjustedP, String(one.evident)]),
    rows: all.slice(0, SHOWN).map((one) => [
      t(`trait.${one.trait}`), one.value, format.count(one.hits), format.count(one.products), fixed(one.lift, 2), chance(page, one.adjustedP),
      html`<span class="mark ${one.evident ? "calm" : ""}">${t(one.evident ? "rules.evident" : "rules.notEvident")}</span>`,
    ]),
  });
}

/** @param {GoodsPart} view @param {Goods} goods */
function newProducts(view, { newProducts: { rows, backTest } }) {
  const { page } = view;
  const { t, format } = page;
  const tested = (/** @type {"better" | "worse"} */ chance) => ({ head: t(`fresh.${chance}`), number: true, more: html`${explain(page, pathOf(chance), t(`fresh.${chance}`), rows.length)}${calibration(page, t(`fresh.${chance}`), verdictsChecked(page, backTest, chance))}` });
  const choose = html`<label class="inline"><span>${t("fresh.risk")}</span><select name="risk" @change=${(/** @type {Event} */ event) => (view.risk = Number(/** @type {HTMLSelectElement} */ (event.target).value))}>
    ${RISKS.map((risk) => html`<option value=${risk} .selected=${risk === view.risk}>${format.shareShort(risk)}</option>`)}</select></label>`;
  return listPanel(page, {
    of: "fresh", title: t("fresh.title"), n: rows.length, beside: choose, lead: html`${t("fresh.lead", { risk: format.shareShort(view.risk) })} ${backTest ? verdictsTested(t, backTest) : t("fresh.verdicts.untested")}`, empty: t("fresh.none"),
    columns: [{ head: t("field.product") }, { head: t("fresh.since") }, { head: t("column.orders"), number: true }, { head: t("fresh.rate"), number: true }, { head: t("fresh.peers"), number: true }, tested("better"), tested("worse"), { head: t("fresh.verdict"), more: explain(page, pathOf("verdict"), t("fresh.verdict"), rows.length) }],
    heads: ["sku", "product", "category", "firstSold", "ageDays", "orders", "shopOrders", "rate", "low", "high", "peerRate", "peers", "better", "worse", "verdict"],
    saved: rows.map((one) => [one.item.key, one.item.name, one.category, one.firstSold, one.ageDays, one.orders, one.shopOrders, one.rate, one.low, one.high, one.peerRate, one.peers, one.better, one.worse, one.verdict]),
    rows: rows.slice(0, SHOWN).map((one) => newRow(page, one)),
  });
}

/** @param {Page} page @param {NewProduct} one */
function newRow({ t, format }, one) {
  const look = one.verdict === "promote" ? "calm" : one.verdict === "drop" ? "overdue" : "";
  return [
    html`${itemName(one.item)}${one.category ? html`<br><small>${one.category}</small>` : nothing}`, html`${format.date(one.firstSold)}<br><small>${t("days", { n: one.ageDays })}</small>`, t("after.joint", { joint: one.orders, n: one.shopOrders }),
    one.rate === null ? "–" : html`${format.decimal(one.rate)}<br><small>${format.decimal(one.low)} – ${format.decimal(one.high)}</small>`,
    html`${format.decimal(one.peerRate)}<br><small>${t(one.sameCategory ? "fresh.peersOfCategory" : "fresh.peersOfShop", { n: one.peers })}</small>`, format.share(one.better), format.share(one.worse),
    one.verdict === null ? html`–<br><small>${t("fresh.fewPeers")}</small>` : html`<span class="mark ${look}">${t(`fresh.${one.verdict}`)}</span>`,
  ];
}

/** @param {Page} page @param {Goods} goods */
function upgrade(page, { upgrade: { customers, rising, falling, slope, p, rows } }) {
  const { t, format } = page;
  const head = { of: "upgrade", title: t("upgrade.title"), n: customers };
  if (customers === 0) return predictPanel(page, head, html`<p>${t("upgrade.none")}</p>`);
  const word = p === null || p > 0.05 ? "upgrade.flat" : Number(slope) > 0 ? "upgrade.up" : "upgrade.down";
  return html`${predictPanel(page, { ...head, lead: t(word) }, html`<div class="figures">
      ${figure(page, { of: "predict.rising", label: t("upgrade.rising"), value: format.count(rising), n: customers, note: t("upgrade.falling", { n: falling }) })}
      ${figure(page, { of: pathOf("slope"), label: t("upgrade.slope"), value: slope === null ? "–" : t("upgrade.points", { n: fixed(slope * 100, 1) }), n: customers, note: p === null ? t("upgrade.noTest") : t("upgrade.p", { p: chance(page, p) }) })}
    </div>
    `)} ${risers(page, rows, customers)}`;
}

/** Those who rise most steeply. @param {Page} page @param {Goods["upgrade"]["rows"]} rows @param {number} customers */
function risers(page, rows, customers) {
  const { t, format } = page;
  return listPanel(page, {
    of: "slope", title: t("upgrade.risers"), n: customers, lead: t("upgrade.risersLead"), empty: t("upgrade.noRisers"), beside: revealButton(page),
    columns: [{ head: t("column.customer") }, { head: t("column.orders"), number: true }, { head: t("upgrade.perOrder"), number: true, more: explain(page, pathOf("slope"), t("upgrade.perOrder"), customers) }, { head: t("upgrade.tau"), number: true, more: explain(page, pathOf("tau"), t("upgrade.tau"), customers) }],
    heads: ["key", "orders", "slope", "tau"], saved: rows.map((one) => [one.key, one.orders, one.slope, one.tau]),
    rows: rows.slice(0, SHOWN).map((one) => [personButton(page, one.key), format.count(one.orders), t("upgrade.points", { n: fixed(one.slope * 100, 1) }), fixed(one.tau, 2)]),
    after: moreNote(page, Math.min(SHOWN, rows.length), rows.length),
  });
}
