/**
 * The consent gate: `decide` hears true when recording is allowed and false when it is refused or withdrawn.
 * `shopify` asks Shopify's Customer Privacy API; `required` waits for `Linger.consent(true)`, which an id kept from an
 * earlier visit stands for; `granted` records until `Linger.consent(false)`.
 * @module
 */

import { config } from "./config.js";
import { read } from "./storage.js";

export const mode = config.consent || (window.Shopify ? "shopify" : "required");

/** @param {(allowed: boolean) => void} decide */
export function watchConsent(decide) {
  if (mode === "shopify") askShopify(decide);
  else if (mode === "granted" || read("id")) decide(true);
}

/** @param {(allowed: boolean) => void} decide */
function askShopify(decide) {
  /** Undefined while nobody knows. @param {Event} [event] */
  const answer = (event) => {
    const told = /** @type {CustomEvent | undefined} */ (event)?.detail?.analyticsAllowed;
    const allowed = told ?? window.Shopify?.customerPrivacy?.analyticsProcessingAllowed();
    if (allowed !== undefined) decide(allowed);
    return allowed;
  };
  for (const name of ["visitorConsentCollected", "shopifyCustomerPrivacyApiLoaded"]) document.addEventListener(name, answer);
  answer() ?? window.Shopify?.loadFeatures?.([{ name: "consent-tracking-api", version: "0.1" }], (error) => error || answer());
}
