/** A night in March and one in June, by two short exports: order 2 was refunded in part, order 5 is gone, bo ordered again, eve is new. */
import assert from "node:assert/strict";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { folderWith, linger } from "../linger.mjs";
import { JUNE, MARCH } from "../two-months.mjs";

const NIGHTLY = ["summary", "orders.csv", "--since", "last.json", "--save", "last.json", "--options", '{"churn":{"definition":"D4","windowDays":60}}'];

test("each night says what changed since the night before", async (t) => {
  const folder = await folderWith(t, { "orders.csv": MARCH });
  const first = await linger(NIGHTLY, { cwd: folder });
  assert.equal(first.code, 0);
  assert.match(first.stderr, /last\.json does not exist yet: this is the first run/);
  assert.match(first.stdout, /Customers +4$/m);

  await writeFile(join(folder, "orders.csv"), JUNE);
  const { code, stdout, stderr } = await linger(NIGHTLY, { cwd: folder });
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /^What changed from Mar 30, 2024 to Jun 30, 2024$/m);
  assert.match(stdout, /^ {2}Customers +4 +4 +5$/m);
  assert.match(stdout, /^ {2}Orders +6 +5 +7$/m);
  assert.match(stdout, /^ {2}Net sales +€410\.00 +€340\.00 +€420\.00$/m);
  assert.match(stdout, /^ {2}Feb 2024 +2 → 1 +€140\.00 → €70\.00$/m);
  assert.match(stdout, /^Newly overdue: 3 customers, €290\.00$/m);
  assert.match(stdout, /^Came back: one customer, €110\.00\n {2}bo /m);
  assert.match(stdout, /^ {2}eve +– → .*first order since$/m);

  const again = await linger(NIGHTLY, { cwd: folder });
  assert.doesNotMatch(again.stdout, /Newly overdue|Told otherwise/);
});

test("a run names nobody, and as JSON the changes are counted the same", async (t) => {
  const folder = await folderWith(t, { "march.csv": MARCH, "june.csv": JUNE });
  const run = await linger(["summary", "march.csv", "--json"], { cwd: folder });
  const { linger: kind, people } = JSON.parse(run.stdout);
  assert.deepEqual([kind, people.key.length], ["run", 4]);
  assert.doesNotMatch(JSON.stringify(people), /ann|"bo"|"cy"|"di"/);
  await writeFile(join(folder, "last.json"), run.stdout);
  const changed = JSON.parse((await linger(["summary", "june.csv", "--json", "--since", "last.json"], { cwd: folder })).stdout);
  const orders = changed.totals.find((/** @type {{ id: string }} */ { id }) => id === "summary.orders");
  assert.deepEqual([changed.linger, orders.before, orders.then, orders.now], ["changes", 6, 5, 7]);
});

test("a report file is an earlier run too: its totals are compared", async (t) => {
  const folder = await folderWith(t, { "march.csv": MARCH, "june.csv": JUNE });
  await linger(["report", "march.csv", "--with-people", "--out", "march.html"], { cwd: folder });
  const { code, stdout } = await linger(["summary", "june.csv", "--since", "march.html"], { cwd: folder });
  assert.equal(code, 0);
  assert.match(stdout, /only totals can be compared/);
  assert.match(stdout, /^ {2}Orders +6 +5 +7$/m);
});

test("a file that holds no run is named, and the last run stays when a night fails", async (t) => {
  const folder = await folderWith(t, { "orders.csv": MARCH, "last.json": '{"linger":"poem"}' });
  const { code, stderr } = await linger(NIGHTLY, { cwd: folder });
  assert.equal(code, 1);
  assert.match(stderr, /last\.json holds no earlier run/);
  assert.equal(await readFile(join(folder, "last.json"), "utf8"), '{"linger":"poem"}');
  await rename(join(folder, "orders.csv"), join(folder, "moved.csv"));
  assert.equal((await linger(["summary", "orders.csv", "--save", "last.json"], { cwd: folder })).code, 1);
  assert.equal(await readFile(join(folder, "last.json"), "utf8"), '{"linger":"poem"}');
});
