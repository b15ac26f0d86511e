/** The report's catalogues: both languages alike, no sentence missing, none unused; every page without an unfilled key. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { snapshot } from "../../../pkg/report.js";
import { namedKeys } from "../../build/report.mjs";
import dashboardEn from "../../dashboard/texts/en.js";
import checkEn from "../../dashboard/texts/later/check.en.js";
import dueEn from "../../dashboard/texts/later/due.en.js";
import goodsEn from "../../dashboard/texts/later/goods.en.js";
import predictEn from "../../dashboard/texts/later/predict.en.js";
import settingsEn from "../../dashboard/texts/later/settings.en.js";
import valueEn from "../../dashboard/texts/later/value.en.js";
import en from "../../report/texts/en.js";
import zh from "../../report/texts/zh-CN.js";
import { codeKeys } from "./keys.mjs";
import { cdnow, sample, smallShop, textOf, variety } from "./reports.mjs";

/** Names of the places to fill. @param {string} text */
const places = (text) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

test("both languages have the same keys and fill the same places", () => {
  assert.deepEqual(Object.keys(zh), Object.keys(en));
  for (const [key, text] of Object.entries(en)) {
    const translated = /** @type {Record<string, string>} */ (zh)[key] ?? "";
    assert.deepEqual(places(translated), places(text), key);
    assert.ok(translated.trim(), key);
  }
});

test("every key that the code names has a sentence, and every sentence of the report is used", () => {
  const all = { ...checkEn, ...dueEn, ...goodsEn, ...predictEn, ...settingsEn, ...valueEn, ...dashboardEn, ...en };
  const asked = codeKeys();
  assert.ok(asked.length > 150);
  assert.deepEqual(asked.filter((key) => !(key in all)), []);
  const isNamed = namedKeys();
  assert.deepEqual(Object.keys(en).filter((key) => !isNamed(key) && !key.startsWith("notice.")), []);
});

test("a Chinese report explains its numbers in Chinese", async () => {
  const html = snapshot(await sample(), { lang: "zh-CN" });
  const meanings = [...html.matchAll(/<dt>[^<]*<\/dt><dd>([^<]*)<small>/g)].map(([, meaning]) => String(meaning));
  assert.ok(meanings.length > 50);
  assert.deepEqual(meanings.filter((meaning) => !/\p{Script=Han}/u.test(meaning)), []);
});

test("no page shows a key or an unfilled place, in either language", async () => {
  const shops = await Promise.all([sample(), sample({ withPeople: true }), cdnow({ withPeople: true }), smallShop({ k: 5 }), smallShop({ k: 30 })]);
  shops.push(...(await variety()));
  for (const shared of shops) {
    for (const lang of ["en", "zh-CN"]) {
      const text = textOf(snapshot(shared, { lang })).replaceAll("report.html", "");
      assert.doesNotMatch(text, /\{\w|\{\?\}|\bundefined\b|\bNaN\b|\[object|Infinity/);
      const keys = [...text.matchAll(/\b[a-z]\w+(\.\w+)+\b/g)].map(([key]) => key).filter((key) => key in en || key in dashboardEn || /^(segment|stage|grade|definition|finding|unknown|channel|device|signal)\./.test(key));
      assert.deepEqual(keys, [], lang);
    }
  }
});
