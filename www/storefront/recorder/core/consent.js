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
  else if (mode === "granted" || (mode === "required" && read("id"))) decide(true);
}

/** @param {(allowed: boolean) => void} decide */
function askShopify(decide) {
  const answer = () => {
    const api = window.Shopify?.customerPrivacy;
    if (api) decide(api.analyticsProcessingAllowed());
  };
  document.addEventListener("visitorConsentCollected", (event) => {
    const allowed = /** @type {CustomEvent} */ (event).detail?.analyticsAllowed;
    if (typeof allowed === "boolean") decide(allowed);
    else answer();
  });
  document.addEventListener("shopifyCustomerPrivacyApiLoaded", answer);
  if (window.Shopify?.customerPrivacy) answer();
  else {
    window.Shopify?.loadFeatures?.([{ name: "consent-tracking-api", version: "0.1" }], (error) => error || answer());
  }
}
