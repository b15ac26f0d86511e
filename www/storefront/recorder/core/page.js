/**
 * Page views: loads, reloads, and returns from the back-forward cache.
 * @module
 */

import { config } from "./config.js";
import { randomId } from "./identity.js";
import { emit, leave, state } from "./record.js";
import { routeOf } from "./route.js";
import { maskPath } from "./text.js";
import { touch } from "./touch.js";

/** @param {"load" | "reload" | "spa" | "bfcache"} nav */
export function view(nav) {
  const w = innerWidth;
  const path = location.pathname;
  const route = nav !== "spa" && config.template ? { tpl: config.template, h: config.handle ?? "" } : routeOf(path);
  const d = w < 600 ? "phone" : w < 1024 ? "tablet" : "desktop";
  const cid = /^[\da-f]{32}$/.exec(config.customer ?? "")?.[0];
  state.page = { head: { pid: randomId().slice(6), p: maskPath(path), ...route, d, w, cid, co: config.country }, next: 0 };
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
