/** What sections are given: the report as it is told, with the words and formats of a language. */
import { formats } from "./format.js";
import { languageOf } from "./language.js";
import { rawTexts, texts } from "./texts.js";
import { wholeReport, wholeVisits } from "./whole.js";

/** @import { Format } from "./format.js" */
/** @import { Report, SharedReport, View } from "./types.js" */

/**
 * @param {SharedReport | Report} source
 * @param {{ lang?: string, canSelect?: boolean, canSort?: boolean }} [look]
 * @returns {View}
 */
export function viewOf(source, { lang, canSelect = false, canSort = false } = {}) {
  const language = languageOf(lang);
  const shared = isShared(source) ? source : null;
  const hidden = new Map(shared?.sharing.suppressed.map(({ table, cells }) => [table, cells]));
  const report = wholeReport(shared ? shared.report : source);
  const f = formats(language, report.meta);
  const k = shared && !shared.sharing.withPeople ? shared.sharing.k : null;
  return {
    t: texts(language), raw: rawTexts(language), f, span: spanOf(f, report.meta), language, report, canSelect, canSort,
    visits: wholeVisits(shared?.visits ?? null),
    k, isTooFew: (id) => k !== null && isWithheld(report, id),
    hiddenIn: (table) => hidden.get(table) ?? 0,
    people: shared?.people ?? null,
  };
}

/** @param {SharedReport | Report} source @returns {source is SharedReport} */
export const isShared = (source) => "linger" in source;

/** Whether a section could be told of, were there customers enough. @param {View["report"]} report @param {string} id */
function isWithheld(report, id) {
  const capability = report.capabilities.find(({ section }) => section === id);
  return capability?.code === "fewCustomers" || (capability?.on === true && id in report && report[/** @type {keyof View["report"]} */ (id)] === null);
}

/** Days of instants are told in UTC in a shared report; in the report's zone no order is later than as-of. @param {Format} f @param {View["report"]["meta"]} meta */
function spanOf(f, { firstOrder, lastOrder, asOfDate }) {
  const isLater = lastOrder?.length === asOfDate?.length && lastOrder > asOfDate;
  return { from: f.date(firstOrder), to: f.date(isLater ? asOfDate : lastOrder) };
}
