/** The catalogues: one sentence for each key in each language, and a key for each sentence asked for. */
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import firstEn from "../../dashboard/texts/en.js";
import later, { sentences } from "../../dashboard/texts/later/index.js";
import firstZh from "../../dashboard/texts/zh-CN.js";
import { sentence, texts } from "../../dashboard/texts.js";
import { DEFINED } from "../../dashboard/views/predict-paths.js";

const en = { ...firstEn, ...later.en };
const zh = { ...firstZh, ...later["zh-CN"] };
const source = fileURLToPath(new URL("../../dashboard/", import.meta.url));

/** Names of the places to fill, without the forms of the plural. @param {string} text */
const places = (text) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

test("both languages have the same keys", () => {
  assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort());
});

/** The text of the modules that an entry loads, by file. @param {string} entry @param {Map<string, string>} [found] */
function modulesOf(entry, found = new Map()) {
  if (found.has(entry) || !entry.startsWith(source) || /texts[\\/]/.test(entry)) return found;
  const text = readFileSync(entry, "utf8");
  found.set(entry, text);
  for (const [, path = ""] of text.matchAll(/^import .*?"(\.[^"]+)";$/gm)) modulesOf(resolve(dirname(entry), path), found);
  return found;
}

/** Keys that the code puts together, as patterns. @param {string} code */
const builtKeys = (code) =>
  [...code.matchAll(/`(\w+\.[^`\s]*\$\{[^`\s]*)`/g)].map(([, key]) => new RegExp(`^${String(key).replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w.-]+")}$`));

test("what the page starts with finds its sentences without the later part", () => {
  assert.deepEqual(Object.keys(later.en).filter((key) => key in firstEn), []);
  const code = [...modulesOf(`${source}main.js`).values()].join("\n");
  const built = builtKeys(code);
  assert.ok(built.length > 30 && code.includes("linger-app"));
  // Explanations are asked for by the view that shows the number.
  const own = Object.keys(later.en).filter((key) => !key.startsWith("about."));
  assert.deepEqual(own.filter((key) => code.includes(`"${key}"`) || built.some((pattern) => pattern.test(key))), []);
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
    .filter((name) => name.endsWith(".js") && !/texts[\\/]/.test(name))
    .map((name) => readFileSync(source + name, "utf8"))
    .join("\n");
  const named = [...code.matchAll(/\bt\("([\w.]+)"/g)].map(([, key]) => String(key));
  assert.ok(named.length > 150);
  assert.deepEqual(named.filter((key) => !(key in en)), []);
  const built = builtKeys(code);
  const orphans = Object.keys(en).filter((key) => !code.includes(`"${key}"`) && !built.some((pattern) => pattern.test(key)));
  assert.deepEqual(orphans, []);
});

test("numbers of predictions are explained by the core, in both languages, or by the page where the core says nothing", () => {
  const core = fileURLToPath(new URL("../../../src/", import.meta.url));
  const rust = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs")).map((name) => readFileSync(core + name, "utf8")).join("\n");
  const defined = new Set([...rust.matchAll(/\bdefine\(\s*"([\w.]+)"/g)].map(([, path]) => String(path)));
  const chinese = /** @type {Record<string, string>} */ (sentences["zh-CN"]);
  const ofPages = [...defined].filter((path) => /^(models|predictions|due|season|goods|value)\./.test(path));
  assert.ok(ofPages.length > 50);
  assert.deepEqual(ofPages.filter((path) => !chinese[`definition.${path}`]), []);
  assert.deepEqual(Object.values(DEFINED).filter((path) => !defined.has(path)), []);
  const code = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) => /^(views|elements)[\\/].*\.js$/.test(name)).map((name) => readFileSync(source + name, "utf8")).join("\n");
  const asked = [...code.matchAll(/\b(?:of: "predict\.|pathOf\("|predictPanel\(page, \{ of: "|listPanel\(page, \{\s*of: ")(\w+)"/g)].map(([, name]) => String(name));
  assert.ok(asked.length > 40);
  assert.deepEqual(asked.filter((name) => !(name in DEFINED) && !(`about.predict.${name}` in en)), []);
  assert.deepEqual(Object.keys(DEFINED).filter((name) => `about.predict.${name}` in en), [], "what the core defines has no second definition");
});

test("where a definition comes from is said in Chinese too, but for names and years of papers", () => {
  const core = fileURLToPath(new URL("../../../src/", import.meta.url));
  const rust = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".rs")).map((name) => readFileSync(core + name, "utf8")).join("\n");
  const cited = [...rust.matchAll(/\bdefine\(\s*"[\w.]+",\s*Unit::\w+,\s*(?:"(?:[^"\\]|\\.)*"|\w+),\s*"((?:[^"\\]|\\.)*)",?\s*\)/g)].map(([, source = ""]) => source.replaceAll('\\"', '"'));
  assert.ok(cited.length > 150);
  const paper = String.raw`[A-Z][\w-]+(?:(?:, | and )[A-Z][\w-]+)* \d{4}(?: \([\w ]+\))?(?:, [\d.]+(?: and [\d.]+)?)?\.?`;
  const papers = new RegExp(`^${paper}(?:; ${paper})*$`);
  const chinese = /** @type {Record<string, string>} */ (sentences["zh-CN"]);
  assert.deepEqual([...new Set(cited)].filter((source) => !papers.test(source) && !(`cited.${source}` in chinese)), []);
  assert.deepEqual(Object.keys(chinese).filter((key) => key.startsWith("cited.") && !cited.includes(key.slice("cited.".length))), []);
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
