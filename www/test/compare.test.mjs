/** Two runs compared, every number worked out by hand from the two short exports. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../pkg/index.js";
import { changes, readRun, runOf } from "../../pkg/compare.js";
import { JUNE, MARCH } from "./two-months.mjs";

const OPTIONS = /** @type {const} */ ({ churn: { definition: "D4", windowDays: 60 } });

/** @import { Changes, Run } from "../compare/types.js" */

/**
 * @template T
 * @param {string} text
 * @param {(linger: import("linger-analytics").Linger) => Promise<T>} work
 */
async function opened(text, work) {
  const linger = await open();
  try {
    await linger.add(text, { name: "orders.csv" });
    return await work(linger);
  } finally {
    linger.close();
  }
}

const march = async () => readRun(JSON.stringify(await opened(MARCH, async (linger) => runOf(linger, await linger.report(OPTIONS)))));
/** @param {any} before @param {string} [after] @returns {Promise<Changes>} */
const compared = (before, after = JUNE) => opened(after, (linger) => changes(before, linger));
/** @template T @param {T | null} value @returns {T} */
const there = (value) => value ?? assert.fail("nothing told");


test("a run names nobody and is the same each time", async () => {
  const [one, two] = [await march(), await march()];
  assert.deepEqual(one, two);
  const { people } = /** @type {Run} */ (one);
  assert.equal(people?.key.length, 4);
  assert.doesNotMatch(JSON.stringify(one.linger === "run" && one.people), /ann|bo"|cy|di"/);
});

test("what was restated stands apart from what happened since", async () => {
  const found = await compared(await march());
  const total = Object.fromEntries(found.totals.map(({ id, before, then, now }) => [id, [before, then, now]]));
  assert.deepEqual(total["summary.netSales"], [410, 340, 420]);
  assert.deepEqual(total["summary.orders"], [6, 5, 7]);
  assert.deepEqual(total["summary.customers"], [4, 4, 5]);
  assert.deepEqual(total["summary.refunds"], [0, 30, 30]);
  assert.deepEqual(total["churn.flagged"], [1, 1, 3]);
  assert.deepEqual(total["churn.definitions.share"], [0.25, 0.25, 0.6]);
  assert.deepEqual(total["value.historic"], [102.5, 85, 84]);
  assert.deepEqual(found.periods, [{ period: "2024-02", before: { orders: 2, netSales: 140 }, then: { orders: 1, netSales: 70 } }]);
  assert.deepEqual(found.restated, {
    total: 2,
    rows: [
      { key: "di", orders: [2, 1], monetary: [80, 40] },
      { key: "ann", orders: [2, 2], monetary: [200, 170] },
    ],
  });
  assert.deepEqual([found.before.asOfDate, found.then.asOfDate, found.now.asOfDate], ["2024-03-30", "2024-03-30", "2024-06-30"]);
});

test("new flags, and who came back", async () => {
  const flags = there((await compared(await march())).flags);
  assert.deepEqual(flags.newly.rows.map(({ key, silenceDays, valueAtStake }) => [key, silenceDays, valueAtStake]), [["ann", 146, 170], ["cy", 92, 80], ["di", 121, 40]]);
  assert.equal(flags.newly.valueAtStake, 290);
  assert.deepEqual(flags.returned.rows.map(({ key }) => key), ["bo"]);
  assert.equal(flags.cleared.total, 0);
});

test("each mover has a reason, and nobody is lost between the two runs", async () => {
  const found = await compared(await march());
  const [movers, { customers, ids }] = [there(found.movers), there(found.transitions).segments];
  const sum = (/** @type {number[]} */ row) => row.reduce((a, b) => a + b, 0);
  assert.deepEqual([sum(customers[ids.length]), sum(customers.flat())], [1, 5]);
  for (const { id, before, now } of found.segments) {
    const place = ids.indexOf(id);
    assert.deepEqual([sum(customers[place]), sum(customers.map((row) => row[place]))], [before, now], id);
  }
  const reasons = Object.fromEntries(movers.rows.map(({ key, reason }) => [key, reason]));
  assert.deepEqual(reasons.eve, { code: "new", orders: 1, monetary: 20, recencyDays: 0 });
  assert.deepEqual(reasons.bo, { code: "ordered", orders: 1, monetary: 60, recencyDays: 20 });
  assert.equal(movers.total, movers.rows.length);
});

test("a customer whose orders are in no file any more is counted as gone", async () => {
  const found = await compared(await march(), JUNE.replace(/4,cy.*\n/, ""));
  const { ids, customers } = there(found.transitions).segments;
  assert.equal(customers.reduce((gone, row) => gone + row[ids.length], 0), 1);
});

test("a report that names nobody is compared by its totals", async () => {
  const run = /** @type {Run} */ (await march());
  const shared = /** @type {any} */ ({ linger: "report", schema: 1, report: { ...run.report, rfm: null } });
  const found = await compared(readRun(JSON.stringify(shared)));
  assert.deepEqual([found.movers, found.flags, found.notices], [null, null, ["aggregatesOnly"]]);
  assert.equal(found.segments.every(({ before }) => before === null), true);
});

test("the same run compared with itself has changed nothing", async () => {
  const found = await compared(await march(), MARCH);
  assert.deepEqual([found.periods, found.restated?.total, found.movers?.total, found.flags?.newly.total], [[], 0, 0, 0]);
});

test("other files are refused in a sentence", () => {
  for (const text of ["", "no JSON", "{}", '{"linger":"run","schema":1,"report":{"meta":{}},"people":null}', '{"linger":"run","schema":1,"people":{"key":[1]}}', "[]", "null"]) {
    assert.throws(() => readRun(text), { code: "notARun" }, text);
  }
});
