/**
 * What this browser knows of its visitor: events and the tag's values in, a profile out.
 * @module
 */

/** @import { LingerEvent, Recorder } from "../recorder/types.js" */
/** @import { Profile } from "./types.js" */

/**
 * @param {Recorder} recorder
 * @param {LingerEvent[]} events
 * @param {{ dwellMs: number, flags: Set<string>, coupon: boolean }} known
 * @returns {Profile}
 */
export function profile({ config, state }, events, { dwellMs, flags, coupon }) {
  const { tpl = "", p = location.pathname, cid } = state.page?.head ?? {};
  return {
    template: tpl,
    path: p,
    dwellSeconds: Math.floor(dwellMs / 1000),
    flags,
    ordered: Number(config.orders) > 0 || events.some(({ e }) => e === "order"),
    isLoggedIn: cid !== undefined,
    coupon: coupon || Number(config.discount) > 0,
    category: favourite(events),
  };
}

/** The product type seen most often, of equals the one seen first. @param {LingerEvent[]} events */
function favourite(events) {
  /** @type {Map<string, number>} */
  const views = new Map();
  for (const { e, cat } of events) {
    if (e === "product" && typeof cat === "string" && cat) views.set(cat, (views.get(cat) ?? 0) + 1);
  }
  return [...views].reduce((best, entry) => (entry[1] > best[1] ? entry : best), /** @type {[string, number]} */ (["", 0]))[0];
}
