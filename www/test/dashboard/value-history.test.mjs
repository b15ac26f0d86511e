/** What the page and the report print of months looked back on: change, limits, reasons; nothing foretold without a model. */
import test from "node:test";
import assert from "node:assert/strict";
import { fragment } from "../../../pkg/report.js";
import { formats } from "../../dashboard/format.js";
import "../../dashboard/later/texts.js";
import { initialState } from "../../dashboard/state.js";
import { texts } from "../../dashboard/texts.js";
import { sample, textOf } from "../report/reports.mjs";
import { history } from "./predictions.mjs";

/** @import { History, Language } from "../../dashboard/types.js" */

Object.assign(globalThis, { ResizeObserver: class {} });
const { historyPanels } = await import("../../dashboard/views/value-history.js");

/** @param {History | null} made @param {Language} [language] */
function view(made, language = "en") {
  const foretold = made ? { history: { id: "", made } } : {};
  const state = { ...initialState({ language, theme: "light", route: { view: "value", params: {} } }), foretold };
  const page = { state, store: { state }, t: texts(language), format: formats(language, /** @type {any} */ ({ meta: { currency: "USD", zone: "UTC", currencies: [] } })) };
  return /** @type {any} */ ({ page, state, asked: null, lookedBack: made ? 12 : null, kept: (/** @type {string} */ _, /** @type {() => any} */ make) => make().values.at(-1) });
}

/** The words of a template, without its tags; charts say their title, summary and numbers. @param {any} part @returns {string} */
function words(part) {
  if (part === null || part === undefined || ["symbol", "function", "boolean"].includes(typeof part)) return "";
  if (typeof part !== "object") return String(part).replaceAll("<", "&lt;");
  if (Array.isArray(part)) return part.map(words).join(" ");
  if (part.strings) return part.strings.map((/** @type {string} */ text, /** @type {number} */ at) => text + words(part.values[at])).join("").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  return part.draw ? `${part.title}. ${part.summary} ${part.shown.flat().join(" ")}` : "";
}

test("before anybody asked there is a button for each span and no number", () => {
  const text = words(historyPanels(view(null)));
  assert.match(text, /only orders and refunds up to that day count.*Look back 12 months.*Look back 24 months.*Look back 36 months/);
  assert.doesNotMatch(text, /%|\$/);
});

test("the last month stands beside the one before, each with its limits and its reason", () => {
  const text = words(historyPanels(view(history())));
  assert.match(text, /At the end of Jun 2025 591 of 1,182 customers \(50\.0%\) were overdue\. At the end of May 2025 it was 45\.0%\./);
  assert.match(text, /\$83\.10 a customer was expected within the next 365 days\. At the end of May 2025 it was \$85\.00\./);
  assert.match(text, /A customer had brought \$104\.50 by then\. At the end of May 2025 it was \$99\.00\./);
  assert.match(text, /they would have brought another \$49,112/);
  assert.match(text, /Customers overdue at each month’s end\. 50\.0% at the end of Apr 2025, 50\.0% at the end of Jun 2025\. The band is the 95% interval\. Apr 2025 50\.0% 47\.1% 52\.9% 1,182 May 2025 45\.0% 42\.1% 48\.0% 1,100/);
  assert.match(text, /Expected within 365 days of each month’s end, a customer\. \$85\.00 at the end of May 2025, \$83\.10/);
  assert.match(text, /May 2025 1,182 45\.0% 42\.1% – 48\.0% \$99\.00 \$89\.00 – \$109\.00 \$85\.00 \$75\.00 – \$95\.00 \$42,075/);
  assert.match(text, /Apr 2025 1,182 50\.0% 47\.1% – 52\.9% \$90\.00 \$80\.00 – \$100\.00 – – The data covered 150 days by then, and foretelling 365 days needs 183\./);
});

test("without a model nothing is foretold, and it is said why", () => {
  const made = history();
  const months = made.months.map((month) => ({ ...month, value: month.value && { ...month.value, predicted: null, lost: null }, reasons: [] }));
  const notices = [{ code: "historyNoModel", severity: /** @type {const} */ ("info"), message: "No model of buying passed its check.", params: {} }];
  const none = { ...made, model: null, months, notices };
  assert.doesNotMatch(words(historyPanels(view(none))), /Expected|Lost with|Why unknown/);
  assert.match(words(historyPanels(view(none, "zh-CN"))), /没有购买模型通过检验，因此各月只显示客户已带来的/);
});

test("a report tells the same, in either language, and says where it is left out", async () => {
  const { report } = await sample({ withPeople: true });
  const told = (/** @type {string} */ lang, /** @type {unknown} */ made) => textOf(fragment(/** @type {any} */ ({ ...report, history: made }), { lang, sections: ["history"] }));
  const text = told("en", history());
  assert.match(text, /591 of 1,182 customers \(50\.0%\) were overdue\. \(95% interval 47\.1% to 52\.9%\) At the end of May 2025 it was 45\.0%\./);
  assert.match(text, /May 2025\s*1,182\s*45\.0%\s*42\.1% – 48\.0%\s*\$99\.00\s*\$89\.00 – \$109\.00\s*\$85\.00\s*\$75\.00 – \$95\.00\s*\$42,075/);
  assert.match(told("zh-CN", history()), /2025年6月末，1,182 位客户中有 591 位（50\.0%）逾期。/);
  assert.match(told("en", null), /left out of reports that are passed on/);
  assert.equal(told("en", undefined), "");
});
