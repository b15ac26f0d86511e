/** What goes together, in one order or with one customer over time: one table a kind, with its evidence. */
import { told } from "../cells.js";
import { chance, evidence, fixed, heads, itemName, limitsCell, listed } from "../foretold.js";
import { html } from "../markup.js";

/** @import { View } from "../types.js" */
/** @import { Goods } from "./products.js" */

const KINDS = /** @type {const} */ (["orderProduct", "customerProduct", "orderCategory", "customerCategory"]);

/** @param {View} view @param {Goods} goods */
export function rules(view, { rules }) {
  const { t } = view;
  const told = KINDS.filter((kind) => (rules[kind]?.rows ?? []).length > 0);
  if (told.length > 0) return told.map((kind) => ruleTable(view, kind, rules[kind]));
  const baskets = rules.customerProduct?.baskets ?? 0;
  return html`<h3>${t("rules.title")}</h3><p class="plain">${t(view.k !== null ? "products.noRules" : baskets === 0 ? "rules.noBaskets" : "rules.none", { n: baskets, k: view.k ?? 0 })}</p>`;
}

/** @param {View} view @param {(typeof KINDS)[number]} kind @param {Goods["rules"]["orderProduct"]} rules */
function ruleTable(view, kind, { baskets, tested, evident, rows }) {
  const { t, f } = view;
  const isOrder = kind.startsWith("order");
  const sure = rows.filter(({ evident }) => evident);
  const counts = baskets === null || tested === null || evident === null ? "" : t(isOrder ? "rules.leadOrders" : "rules.leadCustomers", { n: baskets, tested: tested, evident: evident });
  return listed(view, {
    title: t("rules.titleOf", { of: t(`rules.table.${kind}`) }), rows: sure, empty: counts, lead: counts,
    columns: [...heads(view, ["rules.from", "rules.to", "rules.joint", "rules.confidence", "rules.lift", "rules.adjustedP"], 2), { head: t("rules.evidence") }, { head: t("rules.without"), number: true }],
    cells: (one) => [
      itemName(one.from), itemName(one.to), told(view, one.joint, f.count), limitsCell(view, one), told(view, one.lift, fixed(2)), told(view, one.adjustedP, chance), evidence(view, one.evident), told(view, one.without, f.count),
    ],
  });
}
