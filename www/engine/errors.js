/**
 * Errors and how they cross between page and worker: `postMessage` drops their own fields, so they travel
 * as plain objects and are rebuilt on the other side.
 * @module
 */

/** @typedef {import("linger-analytics").LingerError} LingerError */
/** @typedef {{ name: string, message: string, stack?: string, fields: Record<string, unknown> }} PackedError */

const FIELDS = ["code", "file", "record", "line", "mapping", "missing"];

/**
 * An error with a stable code and a sentence that says what happened and what to do.
 * @param {string} code
 * @param {string} message
 * @param {Partial<LingerError>} [fields]
 * @returns {LingerError}
 */
export function lingerError(code, message, fields) {
  const error = Object.assign(new Error(message), fields, { code });
  error.name = "LingerError";
  return error;
}

/** What an aborted `add` rejects with. */
export function abortError() {
  return new DOMException("Reading was cancelled. Nothing of this file was kept.", "AbortError");
}

/** What an aborted calculation rejects with. */
export function stopped() {
  return new DOMException("The calculation was cancelled. What was known before is still there.", "AbortError");
}

export const ENGINE_LOST =
  "The analysis stopped because of a fault inside Linger. It has been started again: please add your files once more.";

/** What questions about visits get while no file of events is loaded; the core says the same. */
export function noEvents() {
  return lingerError("noEvents", "No storefront event that can be used is loaded. Add a file of recorded sessions.");
}

/**
 * What pending calls get when the engine broke.
 * @param {string} reason for the console, not for the screen
 */
export function engineLost(reason) {
  return Object.assign(lingerError("engineLost", ENGINE_LOST), { cause: reason });
}

/** What calls get after `close()`. */
export function closed() {
  return lingerError("closed", "This engine was closed. Open a new one and add your files to it.");
}

/**
 * @param {unknown} cause
 * @returns {LingerError}
 */
export function notStarted(cause) {
  const reason = cause instanceof Error ? String(cause.cause ?? cause.message) : String(cause);
  const message = `Linger's engine could not be started in this browser or page (${reason}). It needs WebAssembly with SIMD, and a page policy that allows script-src 'wasm-unsafe-eval' and worker-src blob: (or worker-src 'self', with the address of the package's worker.js given as the option \`worker\`).`;
  return Object.assign(lingerError("engineNotStarted", message), { cause });
}

/**
 * Whether WebAssembly itself gave up: its memory cannot be trusted afterwards.
 * @param {unknown} error
 */
export function isTrap(error) {
  const stackOverflow = error instanceof RangeError && !("code" in error);
  return error instanceof WebAssembly.RuntimeError || stackOverflow;
}

/**
 * @param {unknown} thrown
 * @returns {PackedError}
 */
export function pack(thrown) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const present = FIELDS.filter((field) => field in error);
  const fields = Object.fromEntries(present.map((field) => [field, Reflect.get(error, field)]));
  return { name: error.name, message: error.message, stack: error.stack, fields };
}

/**
 * @param {PackedError} packed
 * @returns {Error}
 */
export function unpack({ name, message, stack, fields }) {
  if (name === "AbortError") return new DOMException(message, name);
  const error = Object.assign(new Error(message), fields, { name, stack });
  return named(error);
}

/**
 * The core's errors are plain `Error`s with a code.
 * @template T
 * @param {T} error
 * @returns {T}
 */
export function named(error) {
  if (error instanceof Error && "code" in error && typeof error.code === "string") error.name = "LingerError";
  return error;
}
