/** Values into sentences, and sentences beside each other. */
import { decimal } from "./format.js";

/** @import { Language } from "./types.js" */

/**
 * `{name}` is replaced by a value; `{n|one order|# orders}` picks by number, # being the number. Chinese has one form.
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @param {Language} language
 */
export function filled(text, values, language) {
  const show = (/** @type {string | number | undefined} */ value) => (typeof value === "number" ? decimal(value) : (value ?? "{?}"));
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, other) => {
    const value = values[name];
    if (one === undefined) return show(value);
    return (language === "en" && Number(value) === 1 ? one : other).replaceAll("#", show(value));
  });
}

/** Sentences one after the other; Chinese ones need no space between them. @param {(string | null | undefined | false)[]} sentences */
export const said = (...sentences) => sentences.filter(Boolean).reduce((/** @type {string} */ text, next) => text + (text === "" || /[。！？]$/.test(text) ? "" : " ") + next, "");
