/** The view that the report is looked at under (`options.view`), in words: what of it differs from the usual. */

/** @import { Page } from "./elements/part.js" */
/** @import { View } from "./types.js" */

/**
 * @param {Page} page
 * @returns {{ text: string, off: View }[]} `off` takes it back
 */
export function viewChips({ t, state, format }) {
  const { identity = "auto", apart = [], sales = {}, constantCurrency, ratesOf, statuses = {} } = state.options.view ?? {};
  const counted = Object.keys(sales).filter((name) => /** @type {Record<string, unknown>} */ (sales)[name] !== undefined);
  const words = Object.keys(statuses).length;
  return [
    ...(identity === "auto" ? [] : [{ text: t(`view.${identity}`), off: { identity: undefined } }]),
    ...(apart.length > 0 ? [{ text: t("view.apart", { n: apart.length }), off: { apart: undefined } }] : []),
    ...(counted.length > 0 ? [{ text: t("view.sales", { n: counted.length }), off: { sales: undefined } }] : []),
    ...(constantCurrency ? [{ text: ratesOf ? t("view.constant", { currency: constantCurrency, date: format.date(ratesOf) }) : t("view.currency", { currency: constantCurrency }), off: { constantCurrency: undefined, ratesOf: undefined } }] : []),
    ...(words > 0 ? [{ text: t("view.statuses", { n: words }), off: { statuses: undefined } }] : []),
  ];
}
