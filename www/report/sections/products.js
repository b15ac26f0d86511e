/** Products: what is bought together, what follows what, hits and new products, with the evidence for each. Only where the report has them. */
import { known } from "../cells.js";
import { said } from "../fill.js";
import { noticesOf } from "../foretold.js";
import { scopeOf, section } from "../parts.js";
import { after } from "./products-after.js";
import { hits } from "./products-hits.js";
import { rules } from "./products-rules.js";

/** @import { Report, Told, View } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["goods"]>} Goods */

/** @param {View} view */
export function products(view) {
  const { t, report } = view;
  const { goods } = report;
  if (!goods) return "";
  if (goods.hits?.products === 0) return section(view, { id: "products", findings: [t("rules.noBaskets")], scope: scopeOf(view), body: [] });
  const hasCategories = (goods.penetration?.rows ?? []).length > 0;
  return section(view, {
    id: "products",
    findings: [headline(view, goods), view.k === null ? null : t("products.leftOut")],
    scope: scopeOf(view, ...(known(goods.orders) ? [t("scope.orders", { n: Number(goods.orders) })] : [])),
    body: [noticesOf(view, goods.notices), rules(view, goods), after(view, goods), hits(view, goods)],
    meanings: [
      [t("rules.title"), "about.predict.rules"], [t("rules.lift"), "goods.rules.lift"], [t("rules.adjustedP"), "goods.rules.adjustedP"],
      ...(hasCategories ? /** @type {[string, string][]} */ ([[t("after.penetration"), "goods.penetration"], [t("after.cross"), "goods.cross.rate"], [t("after.preferences"), "goods.cross.preferences.lift"], [t("matrix.title"), "goods.cross.matrix"], [t("after.cycles"), "goods.cycles"]]) : []),
      [t("hits.title"), "goods.hits"], [t("hits.traits"), "goods.hits.traits.lift"], [t("fresh.title"), "goods.newProducts.rate"], [t("upgrade.title"), "goods.upgrade.p"],
    ],
  });
}

/** How many sell most, and the surest pair. @param {View} view @param {Goods} goods */
function headline({ t, f }, { hits, rules }) {
  const best = rules.customerProduct?.rows.find(({ evident }) => evident) ?? rules.orderProduct?.rows.find(({ evident }) => evident);
  const sells = known(hits?.hits, hits?.products) ? t("hits.lead", { n: Number(hits.hits), products: Number(hits.products) }) : null;
  return said(sells, best && t("finding.products", { share: f.share(best.confidence ?? 0), from: best.from.name || best.from.key, to: best.to.name || best.to.key, lift: (best.lift ?? 0).toFixed(1) }));
}
