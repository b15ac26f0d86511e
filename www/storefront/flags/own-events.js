/**
 * This visitor's own events: those kept, and those that happen while the page is open.
 * @module
 */

/** @import { LingerEvent, Recorder } from "../recorder/types.js" */

/** By event, what the rules look at beside name, time, page view and template: a text and a number. @type {Record<string, [text: string, number: string]>} */
const FIELDS = {
  view: ["", ""],
  product: ["id", ""],
  add: ["", "q"],
  remove: ["", "q"],
  cart: ["", "items"],
  search: ["q", "res"],
  result: ["", ""],
  checkout: ["", "items"],
  order: ["", ""],
  rage: ["a", ""],
  dead: ["a", ""],
  dwell: ["", "ms"],
};

/**
 * @param {Recorder} recorder
 * @param {(event: LingerEvent) => void} heard
 * @returns {Promise<{ all: () => LingerEvent[] }>}
 */
export async function ownEvents(recorder, heard) {
  /** @type {Map<string, LingerEvent>} */
  const known = new Map();
  const keep = (/** @type {LingerEvent} */ event) => known.set(event.pid + event.n, event);
  recorder.listeners.push((event) => {
    keep(event);
    heard(event);
  });
  for (const event of (await window.Linger?.export()) ?? []) keep(event);
  return { all: () => [...known.values()] };
}

/** Events in the core's compact form: one a line, fields between tabs. @param {LingerEvent[]} events */
export function lines(events) {
  return events
    .filter(({ e }) => Object.hasOwn(FIELDS, e))
    .map((event) => {
      const [text, number] = FIELDS[event.e];
      return [event.e, event.t, event.pid, event.tpl, event[text], event[number]].map(plain).join("\t");
    })
    .join("\n");
}

/** @param {unknown} value */
function plain(value) {
  // A control character would end the field.
  return String(value ?? "").replace(/[\u0000-\u001f]/g, " ");
}
