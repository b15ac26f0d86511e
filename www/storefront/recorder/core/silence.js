/**
 * Whether this page view must not be recorded at all, whatever the consent.
 * @module
 */

import { config } from "./config.js";
import { read, write } from "./storage.js";

const BOT = /bot|crawl|spider|slurp|headless|lighthouse/i;

const asked = /[?&]linger=(\w+)/.exec(location.search)?.[1];

/** The seller looks at heatmaps. */
export const isOverlay = asked === "heatmap";

export function isSilent() {
  if (asked === "off") write("off", "1");
  if (asked === "on") write("off", null);
  return (
    isOverlay ||
    read("off") ||
    self !== top ||
    window.Shopify?.designMode ||
    (config.bots !== "record" && (navigator.webdriver || BOT.test(navigator.userAgent))) ||
    refusesTracking()
  );
}

/** Global Privacy Control and Do Not Track. */
export function refusesTracking() {
  return navigator.globalPrivacyControl || navigator.doNotTrack === "1";
}
