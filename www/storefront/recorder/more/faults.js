/**
 * Errors that a visitor meets: refused form fields, by name only, and errors of scripts. At most ten a page view.
 * @module
 */

import { anchorOf } from "./anchor.js";
import { on, recorder, targetOf } from "./recorder.js";

const MOST = 10;

/** @type {Set<string>} */
let told = new Set();

export function watchFaults() {
  on("view", () => {
    told = new Set();
    // A form that came back from the server with marked fields.
    document.querySelectorAll("[aria-invalid=true]").forEach(tellField);
  });
  addEventListener("invalid", (event) => tellField(targetOf(event)), true);
  addEventListener("error", ({ message, filename, lineno }) => message && tellScript(message, filename, lineno));
  addEventListener("unhandledrejection", ({ reason }) => tellScript(String(reason?.message ?? reason), "", 0));
}

/** @param {Element} field */
function tellField(field) {
  tell("ferr", { a: anchorOf(field)[0], f: (field.getAttribute("name") ?? "").slice(0, 60) });
}

/** @param {string} message @param {string} file @param {number} line */
function tellScript(message, file, line) {
  for (const field of document.querySelectorAll("input,textarea")) {
    const { value } = /** @type {HTMLInputElement} */ (field);
    if (value.length > 2) message = message.split(value).join("*");
  }
  const m = message.replace(/\S+@\S+|"[^"]*"|'[^']*'|“[^”]*”/g, "*").replace(/\d/g, "").slice(0, 120);
  tell("jerr", { m, at: `${/[^/?#]*(?=[?#]|$)/.exec(file)?.[0]}:${line}`.slice(0, 80) });
}

/** @param {string} name @param {Record<string, string>} keys */
function tell(name, keys) {
  const key = JSON.stringify(keys);
  if (told.has(key) || told.size >= MOST) return;
  told.add(key);
  recorder.emit(name, keys);
}
