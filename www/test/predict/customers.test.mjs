/** Predictions of single customers: pages, the card, and long work that can be watched and stopped. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CALIBRATION, COLUMNS, CUSTOMERS, printed, withCdnow } from "./shops.mjs";

/** @type {import("linger-analytics").ReportOptions} */
const ONE = { models: { candidates: ["bgNbd"] } };

/** Fader, Hardie and Lee (2005) on customer 1516 of CDNOW: 26 repeat purchases, the last 30.86 weeks after the first, of 31 weeks. */
test("histories are the published ones", () =>
  withCdnow(async (linger) => {
    await linger.report({ ...ONE, asOf: CALIBRATION });
    const { total, rows } = await linger.predictions({ sort: "frequency", limit: 2 });
    assert.deepEqual([total, rows.map(({ key }) => key)], [CUSTOMERS, ["0157", "1516"]]);
    const { frequency, recency, age, recencyDays } = rows[1];
    assert.deepEqual([frequency, printed(recency, 2), age, recencyDays], [26, "30.86", 31, 1]);
  }));

test("pages, filters and the card tell the same", () =>
  withCdnow(async (linger) => {
    await linger.report(ONE);
    const all = await linger.predictions({ sort: "key", limit: CUSTOMERS });
    const keys = all.rows.map(({ key }) => key);
    assert.deepEqual(keys, [...keys].sort((a, b) => (a < b ? -1 : 1)));
    const page = await linger.predictions({ sort: "key", offset: 10, limit: 5 });
    assert.deepEqual(page.rows, all.rows.slice(10, 15));
    assert.equal(page.model, "bgNbd");
    for (const row of page.rows) {
      // For who bought once BG/NBD says 1 by construction, which is no prediction.
      assert.equal(row.alive === null, row.frequency === 0, row.key);
      for (const share of [row.alive ?? 0, row.churnProbability]) assert.ok(share !== null && share >= 0 && share <= 1, row.key);
      const { row: known, prediction } = await linger.customer(row.key);
      assert.deepEqual(prediction, row);
      assert.equal(known.recencyDays, row.recencyDays);
    }
  }));

/** D3 is the probability against the threshold; D1 is the flag of the same customer in the orders' own list. */
test("the flag by the model stands beside the flag by the cycle", () =>
  withCdnow(async (linger) => {
    const { models, churn } = await linger.report({ churn: { definition: "D4" }, models: { candidates: ["bgNbd"], churnThreshold: 0.8 } });
    const { flag } = /** @type {import("linger-analytics").Models} */ (models);
    assert.ok(flag?.agreement);
    const customers = await linger.customers({ limit: CUSTOMERS });
    const byCycle = new Map(customers.rows.map(({ key, churn }) => [key, churn.find(({ definition }) => definition === "D1")?.flagged]));
    const { rows } = await linger.predictions({ limit: CUSTOMERS });
    const counts = { both: 0, onlyD3: 0, onlyD1: 0, neither: 0 };
    for (const { key, churnProbability, flagged, risk } of rows) {
      const [byModel, known] = [Number(churnProbability) >= 0.8, byCycle.get(key)];
      assert.equal(flagged, byModel, key);
      assert.equal(risk, Number(churnProbability) < 0.33 ? "low" : Number(churnProbability) < 0.66 ? "medium" : "high", key);
      counts[byModel ? (known ? "both" : "onlyD3") : known ? "onlyD1" : "neither"]++;
    }
    assert.deepEqual(flag.agreement, counts);
    assert.deepEqual([flag.n, flag.flagged, flag.model], [CUSTOMERS, counts.both + counts.onlyD3, "bgNbd"]);
    assert.equal(counts.both + counts.onlyD1, churn?.definitions.find(({ id }) => id === "D1")?.flagged);
    assert.ok(Object.values(counts).every((count) => count > 0), JSON.stringify(counts));
    assert.equal((await linger.predictions({ filter: { flagged: true } })).total, flag.flagged);
    assert.equal((await linger.predictions({ filter: { flagged: false } })).total, CUSTOMERS - flag.flagged);
  }));

test("without models the card has no prediction", () =>
  withCdnow(async (linger) => {
    await linger.report(ONE);
    const { rows } = await linger.predictions({ limit: 1 });
    await linger.report();
    assert.equal("prediction" in (await linger.customer(rows[0].key)), false);
  }));

test("work says how far it is, and other questions are answered meanwhile", () =>
  withCdnow(async (linger) => {
    /** @type {number[]} */
    const shares = [];
    /** @type {string[]} */
    const answers = [];
    await linger.report();
    const models = linger.report({ models: true }, { onProgress: ({ done }) => shares.push(done) }).then(() => answers.push("models"));
    const customers = linger.customers({ limit: 1 }).then(() => answers.push("customers"));
    await Promise.all([models, customers]);
    assert.deepEqual(answers, ["customers", "models"]);
    assert.ok(shares.length > 1);
    assert.deepEqual(shares, [...shares].sort((a, b) => a - b));
    assert.equal(shares.at(-1), 1);
  }));

test("a cancel stops the work, and the engine goes on", () =>
  withCdnow(async (linger) => {
    const abort = new AbortController();
    const stopped = linger.report({ models: true }, { signal: abort.signal, onProgress: () => abort.abort() });
    await assert.rejects(stopped, { name: "AbortError", message: /calculation was cancelled/ });
    await assert.rejects(linger.predictions({}, { signal: abort.signal }), { name: "AbortError" });
    const { models } = await linger.report(ONE);
    assert.equal(models?.bgNbd?.n, CUSTOMERS);
  }));

test("a file that goes takes its customers along", () =>
  withCdnow(async (linger) => {
    const more = " 09999 9999 19970105  1   10.00\n 09999 9999 19970205  1   10.00\n";
    const { id } = await linger.add(more, { name: "more.txt", mapping: COLUMNS });
    assert.equal((await linger.report(ONE)).models?.customers, CUSTOMERS + 1);
    assert.equal((await linger.predictions({ filter: { keys: ["9999"] } })).total, 1);
    await linger.remove(id);
    assert.equal((await linger.report(ONE)).models?.customers, CUSTOMERS);
    assert.equal((await linger.predictions({ filter: { keys: ["9999"] } })).total, 0);
  }));
