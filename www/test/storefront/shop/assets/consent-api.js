/** The platform's side of consent: the shape of Shopify's Customer Privacy API, its state in the platform's own cookie. */
(() => {
  const COOKIE = "_tracking_consent";
  const stored = () => /(?:^|; )_tracking_consent=(yes|no)/.exec(document.cookie)?.[1] ?? "";

  const api = {
    currentVisitorConsent: () => ({ marketing: stored(), analytics: stored(), preferences: stored(), sale_of_data: "" }),
    analyticsProcessingAllowed: () => stored() === "yes",
    marketingAllowed: () => stored() === "yes",
    preferencesProcessingAllowed: () => stored() === "yes",
    saleOfDataAllowed: () => stored() === "yes",
    shouldShowBanner: () => stored() === "",
    setTrackingConsent({ analytics }, done) {
      document.cookie = `${COOKIE}=${analytics ? "yes" : "no"}; path=/`;
      const detail = { analyticsAllowed: analytics, marketingAllowed: analytics, preferencesAllowed: analytics, saleOfDataAllowed: analytics };
      document.dispatchEvent(new CustomEvent("visitorConsentCollected", { detail }));
      done?.();
    },
  };

  Shopify.loadFeatures = (features, done) => {
    setTimeout(() => {
      if (features.some(({ name }) => name === "consent-tracking-api")) Shopify.customerPrivacy = api;
      document.dispatchEvent(new CustomEvent("shopifyCustomerPrivacyApiLoaded"));
      done?.();
    }, 20);
  };
})();
