import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { linger } from "../linger.mjs";
import { CUSTOMERS, netSales, ORDERS, shopText } from "../shop.mjs";
import { visitsText } from "../visits-shop.mjs";

const tests = fileURLToPath(new URL("../../../tests", import.meta.url));
const { input: cdnow, mapping, published, runs } = JSON.parse(await readFile(join(tests, "data/cdnow/expected.json"), "utf8"));
const expected = runs[0].report;
/** The number on the line of a name. @param {string} text @param {string} name */
const numberOf = (text, name) => Number(new RegExp(`^ *${name} +([\\d,.]+)`, "m").exec(text)?.[1].replaceAll(",", ""));

test("the numbers of the CDNOW sample are the published ones", async () => {
  const { code, stdout, stderr } = await linger(["summary", join(tests, "data/cdnow", cdnow), "--mapping", JSON.stringify(mapping)]);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.equal(numberOf(stdout, "Customers"), published.customers);
  assert.equal(numberOf(stdout, "Orders"), published.transactions);
  assert.equal(numberOf(stdout, "Net sales"), Math.round(expected.summary.netSales));
  assert.equal(numberOf(stdout, "Average order value"), Number(expected.summary.averageOrderValue.toFixed(2)));
  assert.equal(numberOf(stdout, "Repeat purchase rate"), Number((expected.summary.repeatPurchaseRate.value * 100).toFixed(1)));
  assert.match(stdout, /Jan 1, 1997 to Jun 30, 1998/);
});

test("a file and standard input say the same, also in pieces", async () => {
  const text = shopText();
  const whole = await linger(["summary", "-"], { input: text });
  const pieces = text.match(/.{1,97}/gs) ?? [];
  assert.deepEqual((await linger(["summary", "-"], { input: pieces })).stdout, whole.stdout);
  assert.equal(numberOf(whole.stdout, "Customers"), CUSTOMERS);
  assert.equal(numberOf(whole.stdout, "Orders"), ORDERS);
  assert.equal(numberOf(whole.stdout, "Net sales"), netSales());
});

test("as-of, zone and other options reach the report", async () => {
  const { stdout } = await linger(["summary", "-", "--as-of", "2023-03-31", "--zone", "Asia/Shanghai", "--options", '{"churn":{"definition":"D4","windowDays":20}}'], { input: shopText() });
  assert.match(stdout, /as of Mar 31, 2023, Asia\/Shanghai/);
  assert.match(stdout, /by D4$/m);
});

test("a GBK export is read and shown in Chinese, its columns in line", async () => {
  const folder = join(tests, "golden/generic-chinese-lines-gbk");
  const [file] = (await readdir(folder)).filter((name) => name.endsWith(".csv"));
  const { code, stdout } = await linger(["summary", join(folder, file), "--lang", "zh-CN"]);
  assert.equal(code, 0);
  assert.match(stdout, /^ {2}客户 +\d/m);
  const rows = stdout.split("RFM 分群\n")[1].split("\n\n")[0].split("\n");
  const columns = rows.map((row) => [...row].reduce((width, letter) => width + (/[\u3000-\u9fff\uff00-\uffef]/.test(letter) ? 2 : 1), 0));
  assert.equal(new Set(columns).size, 1, rows.join("\n"));
});

test("recorded sessions are told of, alone and beside orders", async () => {
  const alone = await linger(["summary", "-"], { input: visitsText() });
  assert.equal(alone.code, 0);
  assert.equal(numberOf(alone.stdout, "Sessions"), 4);
  assert.equal(numberOf(alone.stdout, "Visitors"), 3);
  assert.match(alone.stdout, /Bounced +25\.0% \(1 of 4\)/);
});

test("colours are for terminals only, and a file that comes twice is told", async (t) => {
  const { stdout, stderr } = await linger(["summary", "-"], { input: shopText(), env: { FORCE_COLOR: "1" } });
  assert.doesNotMatch(stdout + stderr, /\x1b/);
  const file = join(tests, "data/cdnow", cdnow);
  const twice = await linger(["summary", file, file, "--mapping", JSON.stringify(mapping)]);
  assert.match(twice.stderr, /same content as a file before it/);
  assert.equal(numberOf(twice.stdout, "Orders"), published.transactions);
});
