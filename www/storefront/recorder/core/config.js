/**
 * The script's own tag in, its `data-*` values out. Read while the script runs: `currentScript` is gone afterwards.
 * @module
 */

export const tag = /** @type {HTMLScriptElement} */ (document.currentScript ?? document.querySelector("[src*=linger-storefront]"));
export const config = { ...tag?.dataset };

let hasWarned = false;

/** One line in the console a page, for the shop's developer. @param {string} message */
export function warn(message) {
  if (!hasWarned) console.warn(`Linger: ${message}`);
  hasWarned = true;
}

/** @param {() => void} work */
export function idle(work) {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 300);
}
