/**
 * The sentences of a report: its own catalogue, the dashboard's words where the thing is the same, and the engine's
 * sentences in Chinese.
 * @module
 */

import dashboardEn from "../dashboard/texts/en.js";
import { groupedText } from "../dashboard/grouped.js";
import engineZh from "../dashboard/texts/engine.zh-CN.js";
import checkEn from "../dashboard/texts/later/check.en.js";
import checkZh from "../dashboard/texts/later/check.zh-CN.js";
import citedZh from "../dashboard/texts/later/cited.engine.zh-CN.js";
import dueEn from "../dashboard/texts/later/due.en.js";
import dueZh from "../dashboard/texts/later/due.zh-CN.js";
import goodsEn from "../dashboard/texts/later/goods.en.js";
import goodsZh from "../dashboard/texts/later/goods.zh-CN.js";
import predictEn from "../dashboard/texts/later/predict.en.js";
import predictZh from "../dashboard/texts/later/predict.zh-CN.js";
import predictEngineZh from "../dashboard/texts/later/predict.engine.zh-CN.js";
import settingsEn from "../dashboard/texts/later/settings.en.js";
import settingsZh from "../dashboard/texts/later/settings.zh-CN.js";
import valueEn from "../dashboard/texts/later/value.en.js";
import valueZh from "../dashboard/texts/later/value.zh-CN.js";
import dashboardZh from "../dashboard/texts/zh-CN.js";
import { filled } from "./fill.js";
import en from "./texts/en.js";
import zh from "./texts/zh-CN.js";

/** @import { Language } from "./types.js" */
/** @typedef {(key: string, values?: Record<string, string | number>) => string} Texts */

/** @type {Record<Language, Record<string, string>>} */
const CATALOGUES = {
  en: { ...checkEn, ...dueEn, ...goodsEn, ...predictEn, ...settingsEn, ...valueEn, ...dashboardEn, ...en },
  "zh-CN": { ...checkZh, ...dueZh, ...goodsZh, ...predictZh, ...settingsZh, ...valueZh, ...dashboardZh, ...zh },
};
/** Sentences of the engine and of its predictions. @type {Record<string, string>} */
const ENGINE_ZH = { ...engineZh, ...predictEngineZh, ...citedZh };

/** The languages a report can be in. @type {Language[]} */
export const LANGUAGES = ["en", "zh-CN"];

/**
 * A key without a sentence shows itself; the tests see to it that none does.
 * @param {Language} language
 * @returns {Texts}
 */
export const texts = (language) => (key, values = {}) => filled(CATALOGUES[language][key] ?? key, values, language);

/** The sentence as the catalogue has it, places unfilled. @param {Language} language */
export const rawTexts = (language) => (/** @type {string} */ key) => CATALOGUES[language][key] ?? key;

/** Codes and ids of the engine may be newer than this catalogue. @param {string} key */
export const hasText = (key) => Object.hasOwn(CATALOGUES.en, key);

/**
 * The engine's sentence in the language of the report; the engine's own English where there is no better one.
 * @param {Language} language
 * @param {"notice" | "verdict" | "reason" | "definition" | "cited" | "error" | "predict"} kind
 * @param {{ code: string, text: string, params?: Record<string, string | number> }} said
 */
export function sentence(language, kind, { code, text, params = {} }) {
  const own = hasText(`${kind}.${code}`) ? CATALOGUES[language][`${kind}.${code}`] : language === "en" ? undefined : ENGINE_ZH[`${kind}.${code}`];
  return groupedText(own === undefined ? text : filled(own, params, language), params);
}
