/** Hits and what they have in common, a quick test of new products, and whether customers move to dearer goods. */
import { told } from "../cells.js";
import { chance, evidence, fixed, heads, itemName, listed, shareCell } from "../foretold.js";
import { figures } from "../frames.js";
import { html, stranger } from "../markup.js";

/** @import { View } from "../types.js" */
/** @import { Goods } from "./products.js" */

/** @param {View} view @param {Goods} goods */
export const hits = (view, { hits, newProducts, upgrade }) => [best(view, hits), traits(view, hits), newProducts ? fresh(view, newProducts) : "", upgrade ? dearer(view, upgrade) : ""];

/** @param {View} view @param {Goods["hits"]} hits */
function best(view, { rows }) {
  const { t, f } = view;
  const isWhole = view.k === null;
  return listed(view, {
    title: t("hits.title"), rows, empty: t("cell.hidden"), columns: heads(view, ["field.product", "column.customers", "hits.again", ...(isWhole ? ["due.units", "column.orders", "hits.returned"] : [])]),
    cells: ({ item, units, orders, customers, again, returned }) => [
      itemName(item), told(view, customers, f.count), shareCell(view, again), ...(isWhole ? [told(view, units, f.count), told(view, orders, f.count), returned ? shareCell(view, returned) : "–"] : []),
    ],
  });
}

/** @param {View} view @param {Goods["hits"]} hits */
function traits(view, { traits }) {
  const { t, f } = view;
  return listed(view, {
    title: t("hits.traits"), lead: t("hits.traitsLead"), rows: traits, empty: t("hits.noTraits"), columns: [...heads(view, ["hits.trait", "hits.value", "hits.hitsWith", "hits.productsWith", "rules.lift", "rules.adjustedP"], 2), { head: t("rules.evidence") }],
    cells: (one) => [t(`trait.${one.trait}`), stranger(one.value), told(view, one.hits, f.count), told(view, one.products, f.count), told(view, one.lift, fixed(2)), told(view, one.adjustedP, chance), evidence(view, one.evident)],
  });
}

/** @param {View} view @param {Goods["newProducts"]} test */
function fresh(view, { rows, risk }) {
  const { t, f } = view;
  return listed(view, {
    title: t("fresh.title"), lead: t("fresh.lead", { risk: f.shareShort(risk ?? 0) }), rows, empty: t("fresh.none"),
    columns: [{ head: t("field.product") }, { head: t("fresh.since") }, ...heads(view, ["column.orders", "fresh.rate", "fresh.peers", "fresh.better", "fresh.worse"], 0), { head: t("fresh.verdict") }],
    cells: (one) => [
      html`${itemName(one.item)}${one.category ? html`<br><small>${stranger(one.category)}</small>` : ""}`, html`${f.date(one.firstSold)}<br><small>${t("days", { n: one.ageDays ?? 0 })}</small>`, t("after.joint", { joint: one.orders ?? 0, n: one.shopOrders ?? 0 }),
      one.rate === null ? "–" : html`${f.decimal(one.rate)}<br><small>${f.decimal(one.low ?? 0)} – ${f.decimal(one.high ?? 0)}</small>`,
      html`${one.peerRate === null ? "–" : f.decimal(one.peerRate)}<br><small>${t(one.sameCategory ? "fresh.peersOfCategory" : "fresh.peersOfShop", { n: one.peers ?? 0 })}</small>`,
      one.better === null ? "–" : f.share(one.better), one.worse === null ? "–" : f.share(one.worse), one.verdict === null ? t("fresh.fewPeers") : html`<span class="mark${one.verdict === "drop" ? " less" : one.verdict === "hold" ? " dim" : ""}">${t(`fresh.${one.verdict}`)}</span>`,
    ],
  });
}

/** @param {View} view @param {Goods["upgrade"]} upgrade */
function dearer(view, { customers, rising, falling, slope, p }) {
  const { t, f } = view;
  const title = html`<h3>${t("upgrade.title")}</h3>`;
  if (!customers) return html`${title}<p class="plain">${t(customers === 0 ? "upgrade.none" : "cell.hidden")}</p>`;
  const word = p === null || p > 0.05 ? "upgrade.flat" : Number(slope) > 0 ? "upgrade.up" : "upgrade.down";
  return html`${title}<p class="plain">${t(word)}</p>${figures([
    { label: t("upgrade.rising"), value: told(view, rising, f.count), note: falling === null ? "" : t("upgrade.falling", { n: falling }) },
    { label: t("upgrade.slope"), value: told(view, slope, (value) => t("upgrade.points", { n: fixed(1)(value * 100) })), note: p === null ? t("upgrade.noTest") : t("upgrade.p", { p: chance(p) }) },
  ])}`;
}
