/**
 * Shopify's storefront amounts (always hundredths, whatever the currency) in, the currency's own minor units out.
 * @module
 */

/** @param {number} hundredths @param {string | undefined} currency */
export function minor(hundredths, currency) {
  let digits = 2;
  try {
    digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    // No or an unknown currency: two digits.
  }
  return Math.round((hundredths / 100) * 10 ** digits);
}
