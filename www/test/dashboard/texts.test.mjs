/** The catalogues: one sentence for each key in each language, and a key for each sentence asked for. */
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import en from "../../dashboard/texts/en.js";
import zh from "../../dashboard/texts/zh-CN.js";
import { sentence, texts } from "../../dashboard/texts.js";

const source = fileURLToPath(new URL("../../dashboard/", import.meta.url));

/** Names of the places to fill, without the forms of the plural. @param {string} text */
const places = (text) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

test("both languages have the same keys", () => {
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
});

test("a translation fills the same places", () => {
  for (const [key, text] of Object.entries(en)) {
    const translated = /** @type {Record<string, string>} */ (zh)[key] ?? "";
    assert.deepEqual(places(translated), places(text), key);
    assert.ok(translated.trim(), `${key} is empty`);
  }
});

test("every key that the code names has a sentence, and every sentence is used", () => {
  const code = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js") && !name.includes("texts/"))
    .map((name) => readFileSync(source + name, "utf8"))
    .join("\n");
  const named = [...code.matchAll(/\bt\("([\w.]+)"/g)].map(([, key]) => String(key));
  assert.ok(named.length > 150);
  assert.deepEqual(named.filter((key) => !(key in en)), []);
  const built = [...code.matchAll(/`(\w+\.[^`\s]*\$\{[^`\s]*)`/g)].map(([, key]) => new RegExp(`^${String(key).replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w.-]+")}$`));
  const orphans = Object.keys(en).filter((key) => !code.includes(`"${key}"`) && !built.some((pattern) => pattern.test(key)));
  assert.deepEqual(orphans, []);
});

test("plurals and numbers follow the language", () => {
  assert.equal(texts("en")("customers.found", { n: 1 }), "One customer");
  assert.equal(texts("en")("customers.found", { n: 1234 }), "1,234 customers");
  assert.equal(texts("zh-CN")("customers.found", { n: 1234 }), "1,234 位客户");
});

test("the engine's sentence stands where there is no translation", () => {
  assert.equal(sentence("en", "error", { code: "emptyFile", text: "The file is empty." }), "The file is empty.");
  assert.match(sentence("zh-CN", "error", { code: "emptyFile", text: "The file is empty.", params: { file: "a.csv" } }), /^a\.csv：文件是空的/);
  assert.equal(sentence("zh-CN", "error", { code: "newerThanThePage", text: "Something else." }), "Something else.");
});
