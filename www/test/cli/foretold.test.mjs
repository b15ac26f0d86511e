/** `linger report` with models, value, products, season and next purchases: what is in the file, that it is verified, what the help says. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { readReportFile } from "../../../pkg/report.js";
import { folderWith, linger } from "../linger.mjs";
import { expectedGoods, goodsShop } from "../report/goods-shop.mjs";

const ALL = ["--models", "--value", "--products", "--season", "--due"];

/** @param {import("node:test").TestContext} t @param {string[]} words */
async function reportOf(t, words) {
  const folder = await folderWith(t, Object.fromEntries((await goodsShop()).slice(0, 1).map(({ name, text }) => [name, text])));
  const { code, stderr } = await linger(["report", "orders.csv", ...words, "--out", "report.html"], { cwd: folder });
  assert.equal(code, 0, stderr);
  return { folder, ...readReportFile(await readFile(join(folder, "report.html"), "utf8")) };
}

test("each part is in the report when it is asked for, made of what was in the orders, and the file is verified", async (t) => {
  const { folder, receipt, shared } = await reportOf(t, ALL);
  const report = /** @type {any} */ (shared.report);
  assert.deepEqual([report.models.chosen, report.value.customers, report.goods.products, report.season.seasons, report.due], ["bgNbd", 388, 36, 3, null]);
  const options = /** @type {any} */ (receipt.options);
  assert.deepEqual([options.value, options.goods.audience, options.season.limit, options.models.churnDays], [{}, null, 0, 90]);
  const { code, stdout, stderr } = await linger(["verify", "report.html", "orders.csv"], { cwd: folder });
  assert.equal(code, 0, stderr + stdout);
});

test("products and advertising beside the orders are verified by what they changed", async (t) => {
  const files = await goodsShop();
  const folder = await folderWith(t, Object.fromEntries(files.map(({ name, text }) => [name, text])));
  const names = files.map(({ name }) => name);
  assert.equal((await linger(["report", ...names, "--value", "--products", "--out", "report.html"], { cwd: folder })).code, 0);
  const same = await linger(["verify", "report.html", ...names], { cwd: folder });
  assert.equal(same.code, 0, same.stderr);
  const without = await linger(["verify", "report.html", "orders.csv"], { cwd: folder });
  assert.equal(without.code, 1);
  assert.match(without.stderr, /report\.goods\./);
});

test("a file for the seller's own use has next purchases as counts; none of it comes unasked", async (t) => {
  const { next } = (await expectedGoods()).due;
  const { shared } = await reportOf(t, ["--options", '{"due": {"aheadDays": 60}}', "--with-people"]);
  const report = /** @type {any} */ (shared.report);
  assert.deepEqual([report.due.next.total, report.due.next.rows, "models" in report, "value" in report], [next.total, [], false, false]);
  // Over the usual 30 days the chances add up to far more than came.
  const refused = /** @type {any} */ ((await reportOf(t, ["--due", "--with-people"])).shared.report);
  assert.deepEqual([refused.due.next.total, refused.due.next.backTest.reason], [0, "totalMissed"]);
  const plain = await reportOf(t, []);
  assert.deepEqual(["models", "value", "goods", "season", "due"].filter((part) => part in plain.shared.report), []);
});

test("options of a part go by --options, and the help names each part in both languages", async (t) => {
  const { shared } = await reportOf(t, ["--options", '{"season": {"measure": "units"}}', "--with-people"]);
  assert.equal(shared.report.season?.measure, "units");
  for (const lang of ["en", "zh-CN"]) {
    const { stdout } = await linger(["report", "--help", "--lang", lang]);
    for (const word of ALL) assert.match(stdout, new RegExp(`${word} `), lang);
  }
});
