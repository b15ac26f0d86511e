/** Reports of fewer customers than may be told of, and reports of which any number, list or part is not told. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment, interactive, readReportFile, snapshot } from "../../../pkg/report.js";
import { checkShared } from "../../report/check.js";
import { SECTIONS } from "../../report/sections/index.js";
import { sample, sharedOf, smallShop, textOf } from "./reports.mjs";

const HEAD = "order id,customer id,order date,amount,currency\n";
const FOUR = `${HEAD}1,a,2024-01-01,10,EUR\n2,b,2024-02-01,20,EUR\n3,c,2024-03-01,30,EUR\n4,d,2024-04-01,40,EUR\n`;
const TWENTY = HEAD + Array.from({ length: 60 }, (_, at) => `${at},c${at % 20},2024-${String(1 + (at % 12)).padStart(2, "0")}-10,${10 + at},EUR\n`).join("");
const SAID = { en: (/** @type {number} */ k) => `Fewer than ${k} customers stand behind these data`, "zh-CN": (/** @type {number} */ k) => `这些数据背后的客户不足 ${k} 位` };
const BY_CUSTOMER = ["churn", "rfm", "repurchase", "cohorts", "lifecycle"];
const BROKEN = /NaN|undefined|\[object|\{\?\}|Infinity|>null</;

/** @typedef {import("linger-analytics").SharedReport} SharedReport */
/** @typedef {"en" | "zh-CN"} Lang */

/** A report in every form it is made in. @param {SharedReport} shared @param {Lang} lang */
const forms = (shared, lang) => [snapshot(shared, { lang }), interactive(shared, { lang }), fragment(shared, { lang, canSelect: true })];
/** @param {string} html */
const withoutScript = (html) => html.replace(/<(script|template|style)\b.*?<\/\1>/gs, "");

for (const [name, text, k] of /** @type {[string, string, number][]} */ ([["four customers, k 5", FOUR, 5], ["twenty customers, k 22", TWENTY, 22]])) {
  test(`${name}: the report is made, and says plainly why nothing is told of customers`, async () => {
    const shared = await sharedOf(text, { name: "shop.csv" }, {}, { k });
    for (const lang of /** @type {const} */ (["en", "zh-CN"])) {
      for (const html of forms(shared, lang)) {
        const shown = textOf(html);
        assert.equal(shown.split(SAID[lang](k)).length > BY_CUSTOMER.length + 1, true, "the top and every such part say so");
        assert.equal(BROKEN.exec(withoutScript(html))?.[0], undefined);
        for (const id of BY_CUSTOMER) assert.match(html, new RegExp(`class="part off" part="section" id="linger-${id}"`));
        if (lang === "zh-CN") assert.doesNotMatch(shown, /There are fewer/);
      }
    }
    assert.deepEqual(readReportFile(snapshot(shared)).shared, shared);
  });

  test(`${name}: the same where every number of a part is null but its settings stand`, async () => {
    const shared = await sharedOf(text, { name: "shop.csv" }, {}, { k });
    const told = /** @type {any} */ (await smallShop({ k: 5 })).report;
    for (const id of BY_CUSTOMER) /** @type {any} */ (shared.report)[id] = nulls(told[id]);
    for (const html of forms(shared, "en")) {
      assert.ok(textOf(html).split(SAID.en(k)).length > BY_CUSTOMER.length + 1);
      assert.equal(BROKEN.exec(withoutScript(html))?.[0], undefined);
    }
  });
}

/** Lists and numbers become `null`; ids and settings stay. @param {Record<string, any>} part */
const nulls = (part) => Object.fromEntries(Object.entries(part).map(([name, value]) => [name, typeof value === "string" || name === "newDays" ? value : null]));

/**
 * Places of a part that may be not told: numbers, lists and records, but no settings; of a list its first and its last entry are tried.
 * @param {any} value
 * @param {(string | number)[]} path
 * @returns {(string | number)[][]}
 */
function places(value, path = []) {
  if (typeof value === "number") return [path];
  if (value === null || typeof value !== "object") return [];
  const names = Array.isArray(value) ? [...new Set([0, value.length - 1])].filter((at) => at in value) : Object.keys(value).filter((name) => name !== "options");
  return [path, ...names.flatMap((name) => places(value[/** @type {keyof typeof value} */ (name)], [...path, name]))];
}

test("whatever number, list or record is not told, the rest of the report is", async () => {
  const whole = await sample({ k: 5 });
  const parts = { ...whole.report, ...whole.visits };
  const tried = Object.keys(parts).filter((id) => id !== "meta" && id !== "definitions").flatMap((id) => places(/** @type {any} */ (parts)[id], [id]));
  assert.ok(tried.length > 300, `${tried.length} places`);
  for (const path of tried) {
    const shared = structuredClone(whole);
    const name = path.join(".");
    for (const side of [shared.report, shared.visits]) untell(side, path);
    const section = String(path[0] ?? "");
    const sections = /** @type {any} */ (section in SECTIONS ? [section] : section === "capabilities" ? undefined : ["visits"]);
    assert.doesNotThrow(() => checkShared(shared), name);
    assert.doesNotThrow(() => assert.equal(BROKEN.exec(fragment(shared, { lang: "en", sections }))?.[0], undefined), name);
  }
});

/** @param {any} side @param {(string | number)[]} path */
function untell(side, path) {
  const holder = path.slice(0, -1).reduce((held, step) => held?.[step], side);
  const last = path.at(-1) ?? "";
  if (holder && last in holder) holder[last] = null;
}

test("columns of the curve, and every cell of a grid, may be hidden", async () => {
  const shared = await sample({ k: 5 });
  const report = /** @type {any} */ (shared.report);
  report.repurchase.curve.atRisk = report.repurchase.curve.atRisk.map(() => null);
  for (const name of ["survival", "low", "high"]) report.repurchase.curve[name] = report.repurchase.curve[name].map(() => null);
  for (const cell of report.rfm.grid) cell.customers = cell.netSales = null;
  for (const month of report.churn.months) month.active = null;
  for (const definition of report.churn.definitions) definition.medianLimitDays = null;
  report.churn.storeCycleDays = report.repurchase.restrictedMeanDays = null;
  for (const segment of report.rfm.segments) segment.salesShare = null;
  /** @type {any} */ (shared.visits).search.all = null;
  for (const html of forms(shared, "zh-CN")) assert.equal(BROKEN.exec(withoutScript(html))?.[0], undefined);
});
