/**
 * Which popup fits this moment: the first of the rules whose conditions all hold, within the limits.
 * @module
 */

/** @import { Memory, Popup, Profile, Rules } from "./types.js" */

const WEEK = 6048e5;

/**
 * @param {Rules} rules
 * @param {Profile} profile
 * @param {Memory} memory
 * @param {{ now: number, sid: string }} moment
 * @returns {Popup | undefined}
 */
export function choose({ popups, limits }, profile, memory, { now, sid }) {
  if (isQuiet(profile)) return undefined;
  const recent = memory.shown.filter(({ at }) => now - at < WEEK);
  if (recent.length >= limits.perWeek || recent.filter((shown) => shown.sid === sid).length >= limits.perSession) return undefined;
  return popups.find((popup) => !memory.closed.includes(popup.id) && fits(popup, profile));
}

/** On the way to paying nobody is interrupted. @param {Profile} profile */
export function isQuiet({ template, path }) {
  return template === "cart" || /\/(cart|checkouts?)(\/|$)/.test(path);
}

/** @param {Popup} popup @param {Profile} profile */
function fits(popup, profile) {
  const is = (/** @type {unknown} */ wanted, /** @type {unknown} */ found) => wanted === undefined || wanted === found;
  return (
    (popup.flags ?? []).every((flag) => profile.flags.has(flag)) &&
    profile.dwellSeconds >= (popup.dwellSeconds ?? 0) &&
    is(popup.ordered, profile.ordered ? "before" : "never") &&
    is(popup.login, profile.isLoggedIn ? "in" : "out") &&
    is(popup.coupon, profile.coupon ? "used" : "unused") &&
    is(popup.category?.toLowerCase(), profile.category.toLowerCase()) &&
    (popup.templates ?? [profile.template]).includes(profile.template)
  );
}
