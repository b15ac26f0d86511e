import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { readReportFile } from "../../../pkg/report.js";
import { folderWith, linger } from "../linger.mjs";
import { CUSTOMERS, netSales, ORDERS, shopText } from "../shop.mjs";
import { visitsText } from "../visits-shop.mjs";

/** The three visitors six times over: enough to be told of. */
const CROWD = Array.from({ length: 6 }, (_, at) => visitsText().replaceAll("-00000000", `-${at}0000000`)).join("");

/** @param {import("node:test").TestContext} t */
const shop = (t) => folderWith(t, { "orders.csv": shopText(), "visits.ndjson": CROWD, "few.ndjson": visitsText() });

test("a report is one document with the shop's numbers, nobody's key, and its receipt", async (t) => {
  const folder = await shop(t);
  const { code, stdout, stderr } = await linger(["report", "orders.csv", "--out", "report.html"], { cwd: folder });
  assert.deepEqual([code, stdout, stderr], [0, "", ""]);
  const html = await readFile(join(folder, "report.html"), "utf8");
  assert.match(html, /^<!doctype html>/);
  assert.doesNotMatch(html, /customer-\d|<script/);
  const { receipt, shared } = readReportFile(html);
  assert.deepEqual([receipt.kind, receipt.k, receipt.withPeople, receipt.files.map(({ name }) => name)], ["snapshot", 5, false, ["orders.csv"]]);
  const { customers, orders, netSales: sales } = shared.report.summary;
  assert.deepEqual([customers, orders, sales], [CUSTOMERS, ORDERS, netSales()]);
});

test("options reach the report: kind, k, language, title, people, zone and as-of", async (t) => {
  const folder = await shop(t);
  const words = ["--interactive", "--k", "4", "--lang", "zh-CN", "--title", 'Shop "A" & <B>', "--zone", "Asia/Shanghai", "--as-of", "2023-06-30"];
  await linger(["report", "orders.csv", "visits.ndjson", ...words, "--out", "all.html"], { cwd: folder });
  const { receipt, shared } = readReportFile(await readFile(join(folder, "all.html")));
  assert.deepEqual([receipt.kind, receipt.k, receipt.lang, receipt.options.zone, receipt.files.length], ["interactive", 4, "zh-CN", "Asia/Shanghai", 2]);
  assert.match(String(shared.report.meta.asOf), /^2023-06-30/);
  assert.ok(shared.visits);
  await linger(["report", "orders.csv", "--with-people", "--out", "mine.html"], { cwd: folder });
  assert.match(await readFile(join(folder, "mine.html"), "utf8"), /customer-59/);
});

test("k below two is wrong use", async () => {
  for (const k of ["1", "0", "-3", "2.5", "five"]) {
    const { code, stderr } = await linger(["report", "-", `--k=${k}`, "--out", "-"], { input: shopText() });
    assert.equal(code, 2);
    assert.match(stderr, /--k must be a whole number of at least 2/);
  }
});

test("a report is verified: every kind, with and without visits, in any order of the files", async (t) => {
  const folder = await shop(t);
  const rest = shopText().split("\n");
  await writeFile(join(folder, "early.csv"), rest.slice(0, 80).join("\n"));
  await writeFile(join(folder, "late.csv"), [rest[0], ...rest.slice(60)].join("\n"));
  const kinds = [[], ["--interactive"], ["--with-people"], ["--title", 'A "b" <c> & d', "--lang", "zh-CN"], ["--as-of", "2023-05-01", "--currency", "XXX", "--k", "7"]];
  for (const words of kinds) {
    assert.equal((await linger(["report", "early.csv", "late.csv", "visits.ndjson", ...words, "--out", "report.html"], { cwd: folder })).code, 0);
    const { code, stdout, stderr } = await linger(["verify", "report.html", "visits.ndjson", "late.csv", "early.csv"], { cwd: folder });
    assert.deepEqual([code, stderr], [0, ""], words.join(" "));
    assert.match(stdout, /^report\.html says what the 3 files say, to the byte/);
  }
});

test("sessions of fewer visitors than k are not told of, and not needed to verify", async (t) => {
  const folder = await shop(t);
  const made = await linger(["report", "orders.csv", "few.ndjson", "--out", "report.html"], { cwd: folder });
  assert.deepEqual([made.code, /fewer than 5 visitors/.test(made.stderr)], [0, true]);
  for (const files of [["orders.csv", "few.ndjson"], ["orders.csv"]]) {
    const { code, stderr } = await linger(["verify", "report.html", ...files], { cwd: folder });
    assert.deepEqual([code, /few\.ndjson was not needed/.test(stderr)], [0, files.length === 2]);
  }
});

test("what differs is said: a file, a number, a byte", async (t) => {
  const folder = await shop(t);
  await linger(["report", "orders.csv", "--out", "report.html"], { cwd: folder });
  await writeFile(join(folder, "other.csv"), shopText().replace(",10.00", ",11.00"));
  const other = await linger(["verify", "report.html", "other.csv"], { cwd: folder });
  assert.equal(other.code, 1);
  assert.match(other.stderr, /It was made of orders\.csv \(fingerprint [0-9a-f]{32}\), which was not given/);
  assert.match(other.stderr, /other\.csv \(fingerprint [0-9a-f]{32}\) was given/);

  const html = await readFile(join(folder, "report.html"), "utf8");
  await writeFile(join(folder, "changed.html"), html.replace(/>150 orders/, ">151 orders"));
  const changed = await linger(["verify", "changed.html", "orders.csv"], { cwd: folder });
  assert.equal(changed.code, 1);
  assert.match(changed.stderr, /The document differs from line \d+ on: "1 orders/);
  assert.doesNotMatch(changed.stderr, /receipt/i);
});

test("a receipt that was made up, and a file that is no report, are told", async (t) => {
  const folder = await shop(t);
  await linger(["report", "orders.csv", "--out", "report.html"], { cwd: folder });
  const html = await readFile(join(folder, "report.html"), "utf8");
  await writeFile(join(folder, "forged.html"), html.replace(/&quot;kind&quot;:&quot;snapshot/, "&quot;kind&quot;:&quot;interactive"));
  const forged = await linger(["verify", "forged.html", "orders.csv"], { cwd: folder });
  assert.equal(forged.code, 1);
  assert.match(forged.stderr, /differs/);
  const none = await linger(["verify", "orders.csv", "orders.csv"], { cwd: folder });
  assert.equal(none.code, 1);
  assert.match(none.stderr, /orders\.csv cannot be read as a report of Linger/);
  assert.equal((await linger(["verify", "report.html"], { cwd: folder })).code, 2);
});
