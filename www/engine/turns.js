/**
 * Long work in turns: other messages get in between, a cancel among them.
 * @module
 */

import { abortError } from "./errors.js";

/** Lets messages in, a cancel among them: a promise alone would not. */
export const nextTask = typeof setImmediate === "function" ? () => new Promise((resolve) => setImmediate(resolve)) : /* @__PURE__ */ messageTask();

function messageTask() {
  const { port1, port2 } = new MessageChannel();
  /** @type {((value?: unknown) => void)[]} */
  const waiting = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}

/** @param {AbortSignal} [signal] */
export function throwIfAborted(signal) {
  if (signal?.aborted) throw abortError();
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<never>}
 */
export function aborted(signal) {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(abortError()), { once: true }));
}
