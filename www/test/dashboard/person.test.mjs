/** What the mark beside a customer says: no verdict where the definition judges nobody. */
import test from "node:test";
import assert from "node:assert/strict";
import { formats } from "../../dashboard/format.js";
import { texts } from "../../dashboard/texts.js";

// Lit's templates are read as they are; what draws them is stood in for.
Object.assign(globalThis, { ResizeObserver: class {} });
const { flagMark } = await import("../../dashboard/elements/person.js");

/** @param {any} part @returns {string} */
const words = (part) => (part?.strings ? part.strings.map((/** @type {string} */ text, /** @type {number} */ at) => text + words(part.values[at] ?? "")).join("").replace(/<[^>]*>/g, " ").trim() : String(part));

/** @param {"en" | "zh-CN"} language */
const page = (language) => /** @type {any} */ ({ t: texts(language), format: formats(language, null), state: { report: { churn: { definition: "D2" } } } });
/** @param {number | null} limitDays @param {boolean} flagged */
const row = (limitDays, flagged) => /** @type {any} */ ({ churn: [{ definition: "D2", flagged, silenceDays: 90, limitDays, grade: flagged ? "high" : null }] });

test("a mark says overdue, not overdue, or that nobody can tell", () => {
  assert.equal(words(flagMark(page("en"), row(60, true))), "Overdue, urgent");
  assert.equal(words(flagMark(page("en"), row(120, false))), "Not overdue");
  assert.equal(words(flagMark(page("en"), row(null, false))), "Cannot be judged");
  assert.equal(words(flagMark(page("zh-CN"), row(null, false))), "无法判断");
});
