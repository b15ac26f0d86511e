/**
 * What went wrong, as a sentence and an exit code.
 * @module
 */

import { sentence } from "../dashboard/texts.js";

/** The command line is wrong. `key` names the sentence. */
export class WrongUse extends Error {
  /** @param {string} key @param {Record<string, string | number>} [values] */
  constructor(key, values = {}) {
    super(key);
    this.values = values;
  }
}

/** The input does not allow what was asked. `key` names the sentence. */
export class Refused extends Error {
  /** @param {string} key @param {Record<string, string | number>} [values] */
  constructor(key, values = {}) {
    super(key);
    this.values = values;
  }
}

/** Codes of the engine that blame the command line. */
const OPTIONS = new Set(["unknownOption", "unknownZone", "unknownEncoding"]);

/** @param {any} error */
export const exitCodeOf = (error) => (error instanceof WrongUse || OPTIONS.has(error?.code) ? 2 : 1);

/**
 * What happened, where, and what to do.
 * @param {any} error
 * @param {import("./language.js").Words} words
 */
export function sentenceOf(error, words) {
  if (error instanceof WrongUse) return `linger: ${words(error.message, error.values)}\n${words("use.help")}`;
  if (error instanceof Refused) return `linger: ${words(error.message, error.values)}`;
  if (error?.name === "LingerError") return engineSentence(error, words);
  if (typeof error?.syscall === "string") return `linger: ${words(words.has(`system.${error.code}`) ? `system.${error.code}` : "system", { path: error.path ?? "", reason: error.message })}`;
  return `linger: ${words("fault", { reason: error?.stack ?? String(error) })}`;
}

/** @param {import("linger-analytics").LingerError} error @param {import("./language.js").Words} words */
function engineSentence({ code, message, file = "", line, record, missing, mapping }, words) {
  const params = { file, missing: missing?.join(", ") ?? "", headers: mapping?.headers.join(", ") ?? "" };
  const own = words.has(`error.${code}`) ? words(`error.${code}`, params) : sentence(words.language, "error", { code, text: message, params });
  const said = words.language === "en" ? message : own;
  const place = line === undefined ? "" : ` ${words("at.line", { line, record: record ?? line })}`;
  const remedy = words.has(`remedy.${code}`) ? `\n${words(`remedy.${code}`, params)}` : "";
  return `linger: ${said}${place}${remedy}`;
}
