/** Presets of mappings and rules of categories: what comes back from a file is what was saved, and nothing else is taken. */
import test from "node:test";
import assert from "node:assert/strict";
import { checkedRules, rulesFile } from "../../dashboard/categories.js";
import { formOf, mappingOf } from "../../dashboard/mapping.js";
import { checkedPreset, fits, presetIn, presetOf } from "../../dashboard/presets.js";

const headers = ["Nr", "Wer", "Wann", "Wieviel", "Wie"];
/** @type {import("../../dashboard/types.js").MappingFound} */
const found = { fields: {}, confidence: 0.4, needsReview: true, header: true, headers, samples: [], delimiter: ";", dateOrder: null, decimal: "," };
const reading = { header: true, dateOrder: "ymd", decimal: ",", zone: "Asia/Tokyo", currencyCode: "JPY", statuses: { fertig: /** @type {const} */ ("paid") } };
const chosen = { order: 0, customer: 1, time: 2, amount: 3, status: 4 };
const mapping = /** @type {import("../../dashboard/types.js").Mapping} */ (mappingOf("orders", found, chosen, reading));

test("a preset gives the form back as it was", () => {
  const preset = presetIn(JSON.stringify(presetOf("Mine", headers, mapping)));
  assert.ok(preset && fits(preset, headers));
  assert.deepEqual(formOf(preset.mapping, found), { chosen, reading });
});

test("columns of a preset may be named by their header", () => {
  const preset = checkedPreset(presetOf("Mine", headers, { customer: "Wer", time: "Wann", amount: "Wieviel" }));
  assert.ok(preset);
  assert.deepEqual(formOf(preset.mapping, found).chosen, { customer: 1, time: 2, amount: 3 });
});

test("a preset with another header does not fit, however close", () => {
  const preset = presetOf("Mine", headers, mapping);
  for (const other of [[...headers, ""], headers.slice(1), headers.toReversed(), ["nr", ...headers.slice(1)]]) assert.equal(fits(preset, other), false, other.join());
});

test("what is no preset is not taken for one", () => {
  const good = presetOf("Mine", headers, mapping);
  const bad = [
    null, 1, "mapping", [], {}, { ...good, linger: "run" }, { ...good, schema: 2 }, { ...good, name: "" }, { ...good, name: "x".repeat(201) }, { ...good, headers: "Nr" }, { ...good, headers: [1] },
    { ...good, mapping: null }, ...[
      { customer: 5 }, { customer: -1 }, { customer: 1.5 }, { customer: "Who" }, { constructor: 1 }, { toString: 1 }, { columns: {} }, { zone: "Mars/Olympus" }, { currencyCode: "euro" },
      { decimal: ";" }, { delimiter: "::" }, { dateOrder: "dm" }, { header: "yes" }, { statuses: { a: "gone" } }, { statuses: ["a"] },
    ].map((change) => ({ ...good, mapping: { ...mapping, ...change } })),
  ];
  for (const value of bad) assert.equal(checkedPreset(value), null, JSON.stringify(value));
  assert.equal(presetIn("{"), null);
});

test("rules of categories come back in their order; a file with one that is none gives none", () => {
  const rules = /** @type {import("../../dashboard/types.js").CategoryRule[]} */ ([{ category: "Tea", by: "skuPrefix", value: "TEA-" }, { category: "Cups", by: "nameContains", value: "cup" }]);
  assert.deepEqual(checkedRules(JSON.stringify(rulesFile(rules))), rules);
  for (const bad of [{ by: "regex" }, { value: "" }, { category: 3 }]) assert.equal(checkedRules(JSON.stringify(rulesFile([.../** @type {any} */ (rules), { ...rules[0], ...bad }]))), null);
  for (const text of ["", "null", "[]", JSON.stringify({ linger: "categories", schema: 1, rules: {} })]) assert.equal(checkedRules(text), null, text);
});
