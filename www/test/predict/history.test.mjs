/** Months looked back on: the same as an independent computation, nothing later known to them, heard of and stopped like other long work. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { canonical } from "../canonical.mjs";
import { differences } from "../differences.mjs";
import { sampleShop } from "../../sample/sample.js";
import { smallShop, withCdnow, withEngine } from "./shops.mjs";

const EXPECTED = fileURLToPath(new URL("../../../tests/data/history/expected.json", import.meta.url));

/** `tests/data/history/expected.py` counts flags in exact fractions and fits with another optimiser. */
test("the months of CDNOW are those of the independent computation", () =>
  withCdnow(async (linger) => {
    const { months } = JSON.parse(await readFile(EXPECTED, "utf8"));
    const found = await linger.history({ months: 36 });
    assert.deepEqual([found.model, found.horizonDays, found.months.length], ["paretoNbd", 365, 18]);
    for (const [at, { historic, fit, ...month }] of months.entries()) {
      assert.deepEqual(differences({ ...month, value: { historic: { mean: historic } } }, found.months[at]), []);
      if (!fit) continue;
      const { predicted, lost } = found.months[at]?.value ?? {};
      assert.equal(predicted?.n, fit.n);
      assert.ok(Math.abs(Number(predicted?.mean) / fit.predicted - 1) < 1e-4, `${month.month}: ${predicted?.mean}, ${fit.predicted}`);
      assert.ok(Math.abs(Number(lost) / fit.lost - 1) < 1e-4, `${month.month}: ${lost}, ${fit.lost}`);
    }
  }));

test("the last month is what the report says as of its end, under any definition of churn", () =>
  withEngine(async (linger) => {
    await linger.add(sampleShop(), { name: "shop.csv" });
    for (const definition of /** @type {const} */ (["D1", "D4"])) {
      const options = { zone: "America/New_York", churn: { definition } };
      await linger.report(options);
      const { months } = await linger.history({ months: 3 });
      const last = /** @type {NonNullable<typeof months[number]>} */ (months.at(-1));
      const { churn, summary } = await linger.report({ ...options, asOf: last.asOf });
      const judged = churn?.definitions.find(({ id }) => id === definition);
      assert.deepEqual(last.churn, { definition, judged: judged?.customers, flagged: judged?.flagged, rate: judged?.share, low: judged?.low, high: judged?.high });
      assert.equal(last.customers, summary.identified.customers);
      assert.ok(Math.abs(Number(last.value?.historic.mean) * last.customers - Number(summary.identified.netSales)) < 0.005);
    }
  }));

test("a refund of a later month takes nothing off an earlier one, and the month has its own reason for what is unknown", () =>
  withEngine(async (linger) => {
    const rows = ["order,customer,date,amount", "1,ann,2025-01-10,40", "2,bob,2025-01-20,60", "3,ann,2025-02-03,-40", "4,bob,2025-03-31,10", "5,cy,2025-04-02,5"];
    await linger.add(`${rows.join("\n")}\n`, { name: "orders.csv" });
    const { months, notices } = await linger.history();
    assert.deepEqual(months.map(({ month, value }) => [month, value?.historic.mean]), [["2025-01", 50], ["2025-02", 30], ["2025-03", 35]]);
    assert.deepEqual(months.map(({ churn, reasons }) => [churn === null, reasons.map(({ code }) => code)]), [[true, ["historyNobodyJudged"]], [true, ["historyNobodyJudged"]], [false, []]]);
    assert.deepEqual(notices.map(({ code }) => code), ["historyNoModel"]);
  }));

test("without an ended month there is nothing to look back on; options have a range", () =>
  withEngine(async (linger) => {
    await linger.add(smallShop(), { name: "shop.csv" });
    const { months, notices } = await linger.history();
    assert.deepEqual([months, notices.map(({ code }) => code)], [[], ["historyNoMonth", "historyNoModel"]]);
    await assert.rejects(linger.history({ months: 37 }), { code: "unknownOption", message: /1 to 36/ });
    await assert.rejects(linger.history(/** @type {any} */ ({ month: 3 })), { code: "unknownOption", message: /month/ });
  }));

test("its work tells how far it is, stops when told, leaves the latest report the latest, and is not done twice", () =>
  withCdnow(async (linger) => {
    const options = { asOf: "1998-03-31", models: true };
    const before = await linger.report(options);
    const abort = new AbortController();
    const stopped = linger.history({}, { signal: abort.signal, onProgress: ({ done }) => done > 0.4 && abort.abort() });
    await assert.rejects(stopped, { name: "AbortError" });
    /** @type {number[]} */
    const told = [];
    const first = await linger.history({}, { onProgress: ({ done }) => told.push(done) });
    assert.deepEqual([told.at(-1), told.every((done, at) => at === 0 || done >= Number(told[at - 1]))], [1, true]);
    assert.deepEqual([first.months.at(0)?.month, first.months.at(-1)?.month], ["1997-04", "1998-03"]);
    let again = 0;
    assert.equal(canonical(await linger.history({}, { onProgress: () => again++ })), canonical(first));
    assert.equal(again, 0);
    assert.equal((await linger.customers({ limit: 1 })).total, before.summary.identified.customers);
    assert.equal(canonical(await linger.report(options)), canonical(before));
  }));

test("a report has it where it was asked for; what is passed on does not", () =>
  withCdnow(async (linger) => {
    const report = await linger.report({ models: true, history: { months: 2 } });
    assert.deepEqual(report.history?.months.map(({ month }) => month), ["1998-05", "1998-06"]);
    assert.deepEqual(report.meta.options.history, { months: 2 });
    assert.equal((await linger.share()).report.history, null);
    assert.equal((await linger.share({ withPeople: true })).report.history?.months.length, 2);
    assert.equal("history" in (await linger.report()), false);
  }));
