/**
 * What the first file handed over, for the modules of this one.
 * @module
 */

/** @import { LingerEvent, Recorder } from "../types.js" */

/** @type {Recorder} */
export let recorder;

/** @param {Recorder} given */
export function accept(given) {
  recorder = given;
}

/** @param {string} name @param {(event: LingerEvent, target?: Element) => void} act */
export function on(name, act) {
  recorder.listeners.push((event, target) => event.e === name && act(event, target));
}

/** The element that an event happened at. @param {Event} event */
export const targetOf = (event) => /** @type {HTMLElement} */ (event.target);

/** @param {string} text @param {number} length of the answer, in hexadecimal digits */
export async function hash(text, length) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, length);
}
