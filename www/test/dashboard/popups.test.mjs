/** The rule file that the dashboard writes, judged by the storefront's own module and its README. */
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { THRESHOLD_DEFAULTS, compiled, mistakesOf, newPopup, parsedRules, usualDwell } from "../../dashboard/popups.js";
import { noRules } from "../../dashboard/state.js";
import { FLAGS, THRESHOLDS } from "../../storefront/flags/rules.js";
import en from "../../dashboard/texts/later/popups.en.js";

const readme = readFileSync(new URL("../../storefront/flags/README.md", import.meta.url), "utf8");

test("thresholds have the storefront's names and the defaults of its README", () => {
  const list = /\*\*thresholds\*\*[^:]*: ([^]*?)\.\n/.exec(readme)?.[1] ?? "";
  const documented = Object.fromEntries([...list.matchAll(/`(\w+)` (\d+)/g)].map(([, name, value]) => [name, Number(value)]));
  assert.deepEqual(THRESHOLD_DEFAULTS, documented);
  assert.deepEqual(Object.keys(THRESHOLD_DEFAULTS), THRESHOLDS);
  const words = /** @type {Record<string, string>} */ (en);
  assert.ok(THRESHOLDS.every((name) => words[`popups.threshold.${name}`]) && FLAGS.every((flag) => words[`popups.flag.${flag}`]));
});

test("what was left empty is left out of the file, and a whole popup is accepted", () => {
  const empty = newPopup([], 12, "No, thanks");
  const rules = { ...noRules(), popups: [{ ...empty, title: "Stay", text: "A moment.", code: "", link: { href: "", text: "" }, flags: [], templates: ["product"] }] };
  const file = compiled(rules);
  assert.deepEqual(file.popups, [{ id: "popup-1", title: "Stay", text: "A moment.", close: "No, thanks", dwellSeconds: 12, templates: ["product"] }]);
  assert.deepEqual(mistakesOf(file), []);
  assert.deepEqual(parsedRules(JSON.stringify(file)), file);
});

test("mistakes name their popup and field; another file is no rules", () => {
  const popup = { ...newPopup([], 5, "Close"), title: "A", link: { href: "javascript:alert(1)", text: "Go" } };
  assert.deepEqual(mistakesOf(compiled({ ...noRules(), popups: [popup] })).map(({ popup, field }) => [popup, field]), [[1, "text"], [1, "link"]]);
  for (const text of ["", "[]", '{"version":2}', '{"version":1,"popups":[{}]}']) assert.equal(parsedRules(text), null, text);
});

test("a new popup takes a name that is free", () => {
  assert.equal(newPopup([newPopup([], 1, "x")], 1, "x").id, "popup-2");
  assert.equal(newPopup([{ ...newPopup([], 1, "x"), id: "popup-2" }], 1, "x").id, "popup-3");
});

test("the usual dwell is the median over sessions of stay by page views", () => {
  // 20, 6 and 10 seconds a page; the session without a page view does not count.
  assert.deepEqual(usualDwell({ stay: [40_000, 18_000, 10_000, 9000], depth: [2, 3, 1, 0] }), { seconds: 10, n: 3 });
  assert.deepEqual(usualDwell({ stay: [40_000, 18_000], depth: [2, 3] }), { seconds: 13, n: 2 });
  assert.deepEqual(usualDwell({ stay: [], depth: [] }), { seconds: null, n: 0 });
});
