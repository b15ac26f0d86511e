/**
 * The language of what is printed: an option or the terminal's setting in, sentences out.
 * @module
 */

import { filled } from "../dashboard/texts.js";
import { WrongUse } from "./errors.js";
import en from "./texts/en.js";
import zh from "./texts/zh-CN.js";
import { visible } from "./visible.js";

/** @typedef {"en" | "zh-CN"} Language */
/** @typedef {((key: string, values?: Record<string, string | number>) => string) & { language: Language, has: (key: string) => boolean }} Words */

/** @type {Record<Language, Record<string, string>>} */
const CATALOGUES = { en, "zh-CN": zh };

/**
 * @param {string | undefined} asked `--lang`
 * @param {boolean} [lenient] an unknown language is English, for the message that says so
 * @returns {Language}
 */
export function languageOf(asked, lenient = false) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const name = (asked ?? (LC_ALL || LC_MESSAGES || LANG || "en")).toLowerCase();
  if (name.startsWith("zh")) return "zh-CN";
  if (asked !== undefined && !lenient && !/^en\b/.test(name.replace("_", "-"))) throw new WrongUse("use.lang", { lang: asked });
  return "en";
}

/** @param {Language} language @returns {Words} */
export function wordsOf(language) {
  const catalogue = CATALOGUES[language];
  const words = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values = {}) => visible(filled(catalogue[key] ?? key, values, language));
  return Object.assign(words, { language, has: (/** @type {string} */ key) => key in catalogue });
}
