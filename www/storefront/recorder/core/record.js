/**
 * Event names and keys in; whole events out to listeners at once and to sinks when idle. What is still unwritten when
 * the page goes away is put in `linger.tail`, because only that store is written at once.
 * @module
 */

import { config, idle } from "./config.js";
import { identify } from "./identity.js";
import { read, write } from "./storage.js";

/** @import { Keys, LingerEvent, PageView, Recorder, Sink } from "../types.js" */

const LONGEST_TAIL = 2e5;
const LONGEST_QUEUE = 1000;

/** @type {Recorder["state"]} */
export const state = { on: false };
/** @type {Recorder["listeners"]} */
export const listeners = [];
/** @type {Recorder["leaving"]} */
export const leaving = [];
/** @type {Sink[]} */
export const sinks = [];
/** @type {LingerEvent[]} */
let queue = [];
let isDue = false;

/** @param {string} e @param {Keys} [keys] @param {PageView} [page] @param {Event} [cause] */
export function emit(e, keys, page = state.page, cause) {
  if (!state.on || !page) return;
  const t = Date.now();
  // The identity may rotate between two events of a page view: every event carries its own.
  const event = { v: /** @type {1} */ (1), e, t, ...identify(t), ...page.head, n: page.next++, ...keys };
  if (e === "view") state.view = event;
  if (queue.length < LONGEST_QUEUE) queue.push(event);
  for (const listen of listeners) listen(event, cause);
  if (!isDue) {
    isDue = true;
    idle(flush);
  }
}

export function flush() {
  isDue = false;
  if (!state.isReady || !queue.length) return;
  const events = queue;
  queue = [];
  for (const sink of sinks) sink(events);
}

/** The page view ends or is hidden: last events, then all that is unwritten is kept and sent on. */
export function leave() {
  for (const last of leaving) last();
  if (!queue.length) return;
  const lines = queue.map((event) => `${JSON.stringify(event)}\n`).join("");
  queue = [];
  write("tail", ((read("tail") ?? "") + lines).slice(-LONGEST_TAIL));
  if (config.endpoint) navigator.sendBeacon?.(config.endpoint, lines);
}

/** Forgets what was recorded and not yet written. */
export function forget() {
  state.on = false;
  queue = [];
}
