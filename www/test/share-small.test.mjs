/** What a reader of a small shop's report could subtract, asked of shops where almost every group is one person. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../pkg/index.js";

const K = 5;
const MONTHS = 14;

/** Orders of so many customers, some of whom come back, and one who spent far more than all others. @param {number} customers */
function shop(customers) {
  let state = customers;
  const draw = (/** @type {number} */ below) => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const rows = Array.from({ length: customers }, (_, customer) =>
    Array.from({ length: 1 + draw(4) }, () => ({ customer: `c${customer}`, month: draw(MONTHS), day: 1 + draw(28), amount: customer === 3 ? 9_999 : 10 + draw(90) })),
  ).flat();
  const date = (/** @type {{ month: number, day: number }} */ { month, day }) => new Date(Date.UTC(2023, month, day)).toISOString().slice(0, 10);
  return rows.map((row, at) => ({ ...row, order: at, date: date(row) }));
}

/** @param {ReturnType<typeof shop>} rows */
async function sharedOf(rows) {
  const linger = await open();
  try {
    await linger.add(`order id,customer id,order date,amount,currency\n${rows.map(({ order, customer, date, amount }) => `${order},${customer},${date},${amount},EUR`).join("\n")}\n`);
    return /** @type {any} */ ((await linger.share({ k: K })).report);
  } finally {
    linger.close();
  }
}

const isGroup = (/** @type {number} */ people) => people === 0 || people >= K;

for (const size of [12, 20, 40, 60, 150]) {
  test(`a shop of ${size} customers`, async (t) => {
    const rows = shop(size);
    const report = await sharedOf(rows);

    await t.test("the curve of repurchase tells no counts, and nothing the longest wait", () => {
      const { curve, horizonDays, restrictedMeanDays } = report.repurchase;
      assert.equal(curve.atRisk.every((/** @type {unknown} */ one) => one === null), true);
      for (const share of [...curve.survival, ...curve.low, ...curve.high]) assert.equal(Math.round(share * 100) / 100, share);
      assert.deepEqual([horizonDays, restrictedMeanDays, report.churn.storeCycleDays, report.churn.definitions[0].medianLimitDays], [null, null, null, null]);
    });

    await t.test("no zero is told beside a hidden group", () => {
      for (const groups of [report.rfm.grid, report.rfm.segments, report.lifecycle.stages, report.churn.grades]) {
        const told = groups.map((/** @type {any} */ { customers }) => customers);
        assert.equal(told.includes(null) && told.includes(0), false, JSON.stringify(told));
      }
    });

    await t.test("those who were overdue at a month's start are nobody or a group", () => {
      const first = new Map(rows.map(({ customer }) => [customer, rows.filter((row) => row.customer === customer).map(({ date }) => date).sort()[0]]));
      for (const { month, active, flagged, rate } of report.churn.months) {
        const known = [...first.values()].filter((date) => date < `${month}-01`).length;
        if (active === null) assert.deepEqual([flagged, rate], [null, null], month);
        else assert.ok(isGroup(known - active), `${month}: ${known} had ordered, ${active} are active`);
      }
    });

    await t.test("those whom a definition does not flag are nobody or a group", () => {
      for (const { id, flagged } of report.churn.definitions) if (flagged !== null) assert.ok(isGroup(size - flagged), `${id}: ${flagged} of ${size}`);
    });

    await t.test("shares of sales are told with their total only", () => {
      if (report.summary.identified.netSales === null) assert.equal(report.rfm.segments.every((/** @type {any} */ { salesShare }) => salesShare === null), true);
    });
  });
}
