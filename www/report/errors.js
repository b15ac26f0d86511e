/** Errors of report files and of the element: a stable code, and a sentence that says what to do. */
import { hasText, sentence, texts } from "./texts.js";

/** @import { Language } from "./types.js" */
/** @typedef {"notReport" | "damagedReport" | "newerReport" | "reportTooLarge" | "wrongReport" | "notProtected" | "unknownSection" | "notFetched"} ReportErrorCode */

/**
 * @param {ReportErrorCode} code
 * @param {Record<string, string>} [params] values of the sentence
 */
export const reportError = (code, params = {}) => Object.assign(new Error(texts("en")(keyOf(code, params), params)), { name: "LingerError", code, params });

/**
 * What an error says, in a language; its own words where there are none of it.
 * @param {Language} language
 * @param {unknown} error
 */
export function errorWords(language, error) {
  const { code = "unexpected", message = String(error), params = {}, file = "" } = /** @type {Partial<import("linger-analytics").LingerError> & { params?: Record<string, string> }} */ (error ?? {});
  const key = keyOf(code, params);
  return { code, message: hasText(key) ? texts(language)(key, params) : sentence(language, "error", { code, text: message, params: { file } }) };
}

/** Where no server answered there is no reason to tell but the browser's, which is in a language of its own. @param {string} code @param {Record<string, string>} params */
const keyOf = (code, params) => (code === "notFetched" && params.reason === undefined ? "error.notReached" : `error.${code}`);
