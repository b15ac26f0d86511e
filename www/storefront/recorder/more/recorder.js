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

/** @param {string} name @param {(event: LingerEvent, cause?: Event) => void} act */
export function on(name, act) {
  recorder.listeners.push((event, cause) => event.e === name && act(event, cause));
}

/** A click by its one delegated listener. @param {(event: MouseEvent, target: HTMLElement) => void} act */
export function onClick(act) {
  on("click", (_, cause) => cause && act(/** @type {MouseEvent} */ (cause), targetOf(cause)));
}

/** The element that an event happened at. @param {Event} event */
export const targetOf = (event) => /** @type {HTMLElement} */ (event.target);

/** @param {string} text @param {number} length of the answer, in hexadecimal digits */
export async function hash(text, length) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, length);
}
