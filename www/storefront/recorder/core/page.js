/**
 * Page views: loads, reloads, and returns from the back-forward cache; where the shop is in a page without loads, what
 * the path says of it.
 * @module
 */

import { config } from "./config.js";
import { randomId } from "./identity.js";
import { emit, leave, state } from "./record.js";
import { maskPath } from "./text.js";
import { touch } from "./touch.js";

const ROUTE = /^(?:\/[a-z]{2}(?:-[a-z]{2})?)?(?:\/collections\/[^/]+)?\/(?:(product|collection|page|blog|search|cart|account)s?(?:\/([^/]+)(\/[^/]+)?)?)?\/?$/i;

/** Template and handle as Shopify's paths tell them. @param {string} path */
function routeOf(path) {
  const [found, kind, handle = "", deeper] = ROUTE.exec(path) ?? [];
  if (found === undefined) return { tpl: "other", h: "" };
  if (kind === "blog" && deeper) return { tpl: "article", h: deeper.slice(1) };
  if (kind === "account") return { tpl: `customers/${handle || kind}`, h: "" };
  return { tpl: !kind ? "index" : kind === "collection" && !handle ? "list-collections" : kind, h: handle };
}

/** @param {"load" | "reload" | "spa" | "bfcache"} nav */
export function view(nav) {
  const w = innerWidth;
  const cid = config.customer;
  const path = location.pathname;
  const route = nav !== "spa" && config.template ? { tpl: config.template, h: config.handle ?? "" } : routeOf(path);
  const d = w < 600 ? "phone" : w < 1024 ? "tablet" : "desktop";
  const isHash = /^[\da-f]{32}$/.test(cid ?? "");
  state.page = { head: { pid: randomId().slice(6), p: maskPath(path), ...route, d, w, cid: isHash ? cid : undefined, co: config.country }, next: 0 };
  emit("view", { nav, vh: innerHeight, dh: document.documentElement.scrollHeight, ...touch(nav !== "load") });
}

/** Begins with this page's own view and watches for the next ones. */
export function watchPages() {
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  view(navigation?.type === "reload" ? "reload" : "load");
  addEventListener("pageshow", (event) => event.persisted && view("bfcache"));
  document.addEventListener("visibilitychange", () => document.hidden && leave());
  addEventListener("pagehide", leave);
}
