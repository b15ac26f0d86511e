/** @import { Language } from "./types.js" */

/** The language that is meant: Chinese for any kind of it, English for all others. @param {string | undefined | null} lang @returns {Language} */
export const languageOf = (lang) => (/^zh\b/i.test(lang ?? "") ? "zh-CN" : "en");
