/** Runs that a workspace holds: numbers over everybody, one line a run, read back only where they have their shape. */
import test from "node:test";
import assert from "node:assert/strict";
import { runLine, runsIn, withRun } from "../../dashboard/runs.js";
import { withEngine } from "../predict/shops.mjs";

const ROWS = ["order,customer,date,amount", "1,ann,2025-01-10,40", "2,bob,2025-01-20,60", "3,ann,2025-02-09,50", "4,cy,2025-03-01,30"];

/** @param {string} [asOf] */
const reported = (asOf) =>
  withEngine(async (linger) => {
    await linger.add(`${ROWS.join("\n")}\n`, { name: "orders.csv" });
    return /** @type {any} */ ({ report: await linger.report({ asOf }), foretold: {} });
  });

/** 180 of net sales by 3 customers; of gaps of 30 (ended) and 20, 40 and 0 (open) nobody is overdue on 1 March. */
test("a line holds the numbers of a run and nobody's key", async () => {
  const state = await reported();
  const line = runLine(state);
  assert.deepEqual([line?.asOfDate, line?.customers, line?.definition, line?.judged, line?.flagged, line?.historic, line?.predicted], ["2025-03-01", 3, "D1", 3, 0, 60, null]);
  assert.doesNotMatch(JSON.stringify(line), /ann|bob/);
  const predicted = { n: 3, mean: 12.5, low: 1, high: 20 };
  const later = runLine({ report: { ...state.report, models: { options: { horizonDays: 365 } } }, foretold: /** @type {any} */ ({ value: { made: { predicted } } }) });
  assert.deepEqual([later?.predicted, later?.horizonDays], [12.5, 365]);
});

test("the same numbers are one run, whatever was foretold by then; the oldest of many go", async () => {
  const [then, now] = [runLine(await reported("2025-02-28")), runLine(await reported())];
  assert.deepEqual(withRun(withRun(withRun([], then), now), now), [then, now]);
  assert.deepEqual(withRun([], null), []);
  assert.equal(withRun([{ .../** @type {any} */ (now), predicted: 12.5, horizonDays: 365 }], now).length, 1);
  const many = Array.from({ length: 70 }, (_, at) => ({ .../** @type {any} */ (then), customers: at }));
  assert.deepEqual([runsIn(many).length, runsIn(many)[0]?.customers], [60, 10]);
});

test("what has not the shape of a line is left out", async () => {
  const line = /** @type {any} */ (runLine(await reported()));
  const wrong = [null, 3, {}, { ...line, customers: "3" }, { ...line, rate: "high" }, { ...line, asOfDate: "soon" }, { ...line, currency: {} }, { ...line, definition: "x".repeat(50) }];
  assert.deepEqual(runsIn([...wrong, line]), [line]);
  assert.deepEqual(runsIn(undefined), []);
});
