/** The engine's sentences as the page says them: both languages fill the same places where both have one. */
import test from "node:test";
import assert from "node:assert/strict";
import engineEn from "../../dashboard/texts/engine.en.js";
import engineZh from "../../dashboard/texts/engine.zh-CN.js";
import { sentence } from "../../dashboard/texts.js";

/** @type {Record<string, string>} */
const chinese = engineZh;
/** @param {string} text */
const places = (text) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

test("what the page says itself in English it says in Chinese with the same values", () => {
  for (const [key, text] of Object.entries(engineEn)) {
    assert.ok(key in chinese, key);
    if (!key.startsWith("error.")) assert.deepEqual(places(chinese[key] ?? ""), places(text), key);
  }
});

test("numbers in the engine's values are written as people write them, dates stay", () => {
  const said = sentence("en", "notice", { code: "shortHistory", text: "", params: { first: "2023-11-01", marked: "65", customers: "1142" } });
  assert.match(said, /^The data begin on 2023-11-01\. 65 of 1,142 customers/);
});
