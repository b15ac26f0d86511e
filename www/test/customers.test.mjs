import assert from "node:assert/strict";
import { test } from "node:test";
import { customerPage } from "../engine/customers.js";

/** @returns {import("../engine/customers.js").CustomerTable} */
const twoCustomers = () => ({
  total: 7,
  dateOnly: false,
  currencies: ["EUR"],
  segments: ["champions", "lost"],
  stages: ["active", "churned"],
  definitions: ["D1", "D2"],
  columns: {
    key: ["ada@example.com", "bo@example.com"],
    orders: Uint32Array.of(5, 1),
    firstOrder: Float64Array.of(Date.UTC(2024, 0, 1, 9, 30), Date.UTC(2024, 1, 2)),
    lastOrder: Float64Array.of(Date.UTC(2024, 5, 1), Date.UTC(2024, 1, 2)),
    recencyDays: Int32Array.of(3, 122),
    frequency: Uint32Array.of(5, 1),
    monetary: Float64Array.of(120.5, 9.99),
    r: Uint8Array.of(5, 1),
    f: Uint8Array.of(5, 1),
    m: Uint8Array.of(5, 1),
    segment: Uint8Array.of(0, 1),
    stage: Uint8Array.of(0, 1),
    silenceDays: Int32Array.of(3, 122),
    limitDays: Float64Array.of(70, 41.5, NaN, 60),
    flagged: Uint8Array.of(0, 0, 0, 1),
    grade: Uint8Array.of(0, 0, 0, 3),
    valueAtStake: Float64Array.of(120.5, 0),
    winBack: Uint32Array.of(0, 1),
    leftTruncated: Uint8Array.of(1, 0),
  },
});

test("columns become rows", () => {
  const { total, rows } = customerPage(twoCustomers());
  assert.equal(total, 7);
  assert.deepEqual(rows[0], {
    key: "ada@example.com",
    orders: 5,
    firstOrder: "2024-01-01T09:30:00.000Z",
    lastOrder: "2024-06-01T00:00:00.000Z",
    recencyDays: 3,
    frequency: 5,
    monetary: 120.5,
    r: 5,
    f: 5,
    m: 5,
    segment: "champions",
    stage: "active",
    churn: [
      { definition: "D1", flagged: false, silenceDays: 3, limitDays: 70, grade: null },
      { definition: "D2", flagged: false, silenceDays: 3, limitDays: 41.5, grade: null },
    ],
    valueAtStake: 120.5,
    winBack: null,
    leftTruncated: true,
  });
  assert.deepEqual(rows[1].churn, [
    { definition: "D1", flagged: false, silenceDays: 122, limitDays: null, grade: null },
    { definition: "D2", flagged: true, silenceDays: 122, limitDays: 60, grade: "high" },
  ]);
  assert.equal(rows[1].winBack, 1);
});

test("several currencies stay apart", () => {
  const table = twoCustomers();
  table.currencies = ["EUR", "USD"];
  table.columns.monetary = Float64Array.of(1, 2, 3, 4);
  table.columns.valueAtStake = Float64Array.of(0, 0, 0, 4);
  const { rows } = customerPage(table);
  assert.deepEqual(rows[1].monetary, { EUR: 3, USD: 4 });
  assert.deepEqual(rows[1].valueAtStake, { EUR: 0, USD: 4 });
});

test("dates without times stay dates", () => {
  assert.equal(customerPage({ ...twoCustomers(), dateOnly: true }).rows[0].lastOrder, "2024-06-01");
});
