/** Models of a report: published parameters from raw purchases, and what a report with models is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { canonical } from "../canonical.mjs";
import { CALIBRATION, cdnow, COLUMNS, CUSTOMERS, printed, withCdnow, withEngine } from "./shops.mjs";

/** Fader, Hardie and Lee (2005), Fader and Hardie (2005, 2013): parameters of CDNOW's first 39 weeks. */
test("the published parameters come out of the raw purchases", () =>
  withCdnow(async (linger) => {
    const { models } = await linger.report({ asOf: CALIBRATION, models: true });
    assert.ok(models);
    const { bgNbd, paretoNbd, gammaGamma } = models;
    assert.deepEqual([models.unit, models.customers, bgNbd?.n], ["weeks", CUSTOMERS, CUSTOMERS]);
    assert.deepEqual([printed(bgNbd?.r, 3), printed(bgNbd?.alpha, 3), printed(bgNbd?.a, 3), printed(bgNbd?.b, 3)], ["0.243", "4.414", "0.793", "2.426"]);
    assert.equal(printed(bgNbd?.logLikelihood, 1), "-9582.4");
    assert.deepEqual([printed(paretoNbd?.r, 3), printed(paretoNbd?.alpha, 3), printed(paretoNbd?.s, 3), printed(paretoNbd?.beta, 3)], ["0.553", "10.578", "0.606", "11.669"]);
    assert.equal(printed(paretoNbd?.logLikelihood, 1), "-9595.0");
    assert.deepEqual([printed(gammaGamma?.p, 2), printed(gammaGamma?.q, 2), printed(gammaGamma?.v, 2)], ["6.25", "3.74", "15.44"]);
  }));

test("a report without models stays as it was, and one with models adds them and their options", () =>
  withCdnow(async (linger) => {
    const plain = await linger.report();
    const withModels = await linger.report({ models: { churnDays: 60 } });
    assert.equal(canonical(await linger.report({ models: false })), canonical(plain));
    assert.equal("models" in plain, false);
    const { models, meta, ...sections } = withModels;
    const { models: told, ...options } = /** @type {any} */ (meta.options);
    assert.equal(told.churnDays, 60);
    assert.deepEqual(told, models?.options);
    assert.equal(canonical({ meta: { ...meta, options, receipt: plain.meta.receipt }, ...sections }), canonical(plain));
  }));

test("the receipt is of the options of models too, and the same options give the same bytes", async () => {
  const made = (/** @type {import("linger-analytics").ReportOptions["models"]} */ models) => withCdnow((linger) => linger.report({ asOf: CALIBRATION, models }));
  const [plain, byDefault, again, inDays] = [await made(false), await made(true), await made({}), await made({ unit: "days" })];
  assert.equal(canonical(again), canonical(byDefault));
  assert.equal(new Set([plain, byDefault, inDays].map(({ meta }) => meta.receipt)).size, 3);
  assert.match(byDefault.meta.receipt, /^[0-9a-f]{32}$/);
});

/** Scaling the time unit scales alpha alone: 4.414 weeks are 30.9 days. */
test("days instead of weeks change what times are counted in, nothing else", async () => {
  const models = (/** @type {"weeks" | "days"} */ unit) => withCdnow(async (linger) => (await linger.report({ asOf: CALIBRATION, models: { unit, candidates: ["bgNbd"] } })).models?.bgNbd);
  const [weeks, days] = [await models("weeks"), await models("days")];
  assert.deepEqual([printed(days?.r, 3), printed(days?.a, 3), printed(days?.b, 3)], ["0.243", "0.793", "2.426"]);
  assert.ok(Math.abs(Number(days?.alpha) / Number(weeks?.alpha) - 7) < 1e-9);
});

test("the same models come of chunks of any size", async () => {
  const bytes = await cdnow();
  const models = (/** @type {import("linger-analytics").Input} */ input) =>
    withEngine(async (linger) => {
      await linger.add(input, { name: "CDNOW_sample.txt", mapping: COLUMNS });
      return canonical((await linger.report({ asOf: CALIBRATION, models: { candidates: ["bgNbd"] } })).models);
    });
  const whole = await models(bytes);
  for (const size of [997, 65_536]) {
    let offset = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (offset >= bytes.length) return controller.close();
        controller.enqueue(new Uint8Array(bytes.subarray(offset, offset + size)));
        offset += size;
      },
    });
    assert.equal(await models(stream), whole, `parts of ${size} bytes`);
  }
});

test("unknown options are refused by name", () =>
  withCdnow(async (linger) => {
    const options = /** @type {any} */ ({ horizon: 30 });
    await assert.rejects(linger.report({ models: options }), { code: "unknownOption", message: /horizon/ });
    await assert.rejects(linger.predictions(/** @type {any} */ ({ top: 3 })), { code: "unknownOption", message: /top/ });
  }));

test("models need orders", () =>
  withEngine(async (linger) => {
    await assert.rejects(linger.report({ models: true }), { code: "noOrders" });
    await assert.rejects(linger.predictions(), { code: "noOrders" });
  }));

/** Who first bought within one usual gap of the start of CDNOW may have bought before it. */
test("whom the report leaves out of cohorts takes part in no fit and is no new customer of the report on value", () =>
  withCdnow(async (linger) => {
    const { models, meta } = await linger.report({ truncation: "exclude", models: true });
    assert.equal(models?.options.truncation, "exclude");
    assert.equal(/** @type {any} */ (meta.options).models.truncation, "exclude");
    const apart = await linger.value();
    const asked = await linger.report({ models: { truncation: "exclude" } });
    assert.equal(models?.customers, asked.models?.customers);
    assert.ok(Number(models?.customers) < CUSTOMERS);
    const all = await linger.value();
    const inCohorts = (/** @type {typeof all} */ { cohorts }) => cohorts.reduce((sum, { customers }) => sum + customers, 0);
    assert.deepEqual([inCohorts(apart), inCohorts(all), apart.customers], [models?.customers, CUSTOMERS, CUSTOMERS]);
    assert.deepEqual([apart, all].map(({ notices }) => notices.find(({ code }) => code.startsWith("leftTruncated"))?.code), ["leftTruncatedExcluded", "leftTruncated"]);
    const own = await linger.report({ truncation: "exclude", models: { truncation: "mark" } });
    assert.equal(own.models?.customers, CUSTOMERS);
  }));
