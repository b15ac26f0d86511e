/**
 * What this browser remembers of popups, beside the recorder's own keys, so that an erase takes it along.
 * @module
 */

/** @import { Recorder } from "../recorder/types.js" */
/** @import { Memory } from "./types.js" */

const WEEK = 6048e5;
const KEY = "popups";

/** @param {Recorder} recorder @param {number} now @returns {Memory} */
export function remembered(recorder, now) {
  /** @type {Partial<Memory>} */
  let kept = {};
  try {
    kept = JSON.parse(recorder.read(KEY) ?? "{}") ?? {};
  } catch {
    // Written by someone else: it counts as empty.
  }
  const shown = Array.isArray(kept.shown) ? kept.shown.filter(({ at }) => now - at < WEEK) : [];
  const closed = Array.isArray(kept.closed) ? kept.closed : [];
  return { shown, closed, coupon: kept.coupon === true };
}

/** @param {Recorder} recorder @param {Memory} memory */
export function remember(recorder, memory) {
  recorder.write(KEY, JSON.stringify(memory));
}
