/**
 * The sentences of a report: its own catalogue, the dashboard's words where the thing is the same, and the engine's
 * sentences in Chinese.
 * @module
 */

import dashboardEn from "../dashboard/texts/en.js";
import engineZh from "../dashboard/texts/engine.zh-CN.js";
import settingsEn from "../dashboard/texts/later/settings.en.js";
import settingsZh from "../dashboard/texts/later/settings.zh-CN.js";
import dashboardZh from "../dashboard/texts/zh-CN.js";
import { decimal } from "./format.js";
import en from "./texts/en.js";
import zh from "./texts/zh-CN.js";

/** @import { Language } from "./types.js" */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Texts */

/** @type {Record<Language, Record<string, string>>} */
const CATALOGUES = { en: { ...settingsEn, ...dashboardEn, ...en }, "zh-CN": { ...settingsZh, ...dashboardZh, ...zh } };

/** The languages a report can be in. @type {Language[]} */
export const LANGUAGES = ["en", "zh-CN"];

/** The language that is meant: Chinese for any kind of it, English for all others. @param {string | undefined | null} lang @returns {Language} */
export const languageOf = (lang) => (/^zh\b/i.test(lang ?? "") ? "zh-CN" : "en");

/**
 * A key without a sentence shows itself; the tests see to it that none does.
 * @param {Language} language
 * @returns {Texts}
 */
export const texts = (language) => (key, values = {}) => filled(CATALOGUES[language][key] ?? key, values, language);

/** Codes and ids of the engine may be newer than this catalogue. @param {string} key */
export const hasText = (key) => Object.hasOwn(CATALOGUES.en, key);

/**
 * `{name}` is replaced by a value; `{n|one order|# orders}` picks by number, # being the number. Chinese has one form.
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @param {Language} language
 */
function filled(text, values, language) {
  const show = (/** @type {string | number | undefined} */ value) => (typeof value === "number" ? decimal(value) : (value ?? "{?}"));
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, other) => {
    const value = values[name];
    if (one === undefined) return show(value);
    return (language === "en" && Number(value) === 1 ? one : other).replaceAll("#", show(value));
  });
}

/**
 * The engine's sentence in the language of the report; the engine's own English where there is no better one.
 * @param {Language} language
 * @param {"notice" | "verdict" | "eventVerdict" | "reason" | "definition"} kind
 * @param {{ code: string, text: string, params?: Record<string, string | number> }} said
 */
export function sentence(language, kind, { code, text, params = {} }) {
  if (hasText(`${kind}.${code}`)) return filled(CATALOGUES[language][`${kind}.${code}`] ?? text, numbered(params), language);
  const own = language === "en" ? undefined : /** @type {Record<string, string>} */ (engineZh)[`${kind}.${code}`];
  return own === undefined ? text : filled(own, numbered(params), language);
}

/** The engine writes numbers of its sentences as text. @param {Record<string, string | number>} params */
function numbered(params) {
  const isNumber = (/** @type {string | number} */ value) => typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value);
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, isNumber(value) ? Number(value) : value]));
}
