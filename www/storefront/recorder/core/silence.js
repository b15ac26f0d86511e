/**
 * Whether this page view must not be recorded at all, whatever the consent.
 * @module
 */

import { config } from "./config.js";
import { read, write } from "./storage.js";

const BOT = /bot|crawl|spider|slurp|headless|lighthouse/i;

export function isSilent() {
  const asked = /[?&]linger=(\w+)/.exec(location.search)?.[1];
  if (asked === "off") write("off", "1");
  if (asked === "on") write("off", null);
  return (
    asked === "heatmap" ||
    read("off") !== null ||
    window !== window.top ||
    window.Shopify?.designMode ||
    (config.bots !== "record" && (navigator.webdriver || BOT.test(navigator.userAgent))) ||
    refusesTracking()
  );
}

/** Global Privacy Control and Do Not Track. */
export function refusesTracking() {
  return navigator.globalPrivacyControl || navigator.doNotTrack === "1";
}
