/** The sentences of the page: one catalogue a language, filled with values. */
import { groupedText } from "./grouped.js";
import en from "./texts/en.js";
import engineEn from "./texts/engine.en.js";
import engineZh from "./texts/engine.zh-CN.js";
import zh from "./texts/zh-CN.js";

/** @import { Language } from "./types.js" */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Texts */

/** @type {Record<Language, Record<string, string>>} */
const CATALOGUES = { en, "zh-CN": zh };
/** @type {Record<Language, Record<string, string>>} */
const ENGINE = { en: engineEn, "zh-CN": engineZh };

/**
 * The sentences of a language. A key without a sentence shows itself; the tests see to it that none does.
 * @param {Language} language
 * @returns {Texts}
 */
export const texts = (language) => (key, values = {}) => filled(CATALOGUES[language][key] ?? key, values, language);

/**
 * `{name}` is replaced by a value; `{n|one order|# orders}` picks by the plural rule of the language, # being the number.
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @param {Language} language
 */
export function filled(text, values, language) {
  const { plural, number } = rules(language);
  const show = (/** @type {string | number | undefined} */ value) => (typeof value === "number" ? number.format(value) : (value ?? "{?}"));
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, other) => {
    const value = values[name];
    if (one === undefined) return show(value);
    return (plural.select(Number(value)) === "one" ? one : other).replaceAll("#", show(value));
  });
}

/** @type {Map<Language, { plural: Intl.PluralRules, number: Intl.NumberFormat }>} */
const made = new Map();

/** @param {Language} language */
function rules(language) {
  const known = made.get(language) ?? { plural: new Intl.PluralRules(language), number: new Intl.NumberFormat(language, { maximumFractionDigits: 1 }) };
  made.set(language, known);
  return known;
}

/**
 * Adds the sentences of a part of the page that came later, and what it says in place of the engine.
 * @param {Record<Language, Record<string, string>>} more
 * @param {Record<Language, Record<string, string>>} engine
 */
export function addTexts(more, engine) {
  Object.assign(CATALOGUES.en, more.en);
  Object.assign(CATALOGUES["zh-CN"], more["zh-CN"]);
  Object.assign(ENGINE.en, engine.en);
  Object.assign(ENGINE["zh-CN"], engine["zh-CN"]);
}

/**
 * Whether the page has a sentence for a key: codes of the engine may be newer than the page.
 * @param {string} key
 */
export const hasText = (key) => key in CATALOGUES.en;

/**
 * The engine's sentence as the page says it in its language; the engine's own English where the page has no better one.
 * @param {Language} language
 * @param {string} kind `notice`, `error`, `verdict`, `reason`, `definition` or `why`
 * @param {{ code: string, text: string, params?: Record<string, string | number> }} said
 */
export function sentence(language, kind, { code, text, params = {} }) {
  const own = ENGINE[language][`${kind}.${code}`];
  return groupedText(own === undefined ? text : filled(own, params, language), params);
}

/** The language the browser asks for. @returns {Language} */
export const preferredLanguage = () => (navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en");
