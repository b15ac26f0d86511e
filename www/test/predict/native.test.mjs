/**
 * Predictions are the same bytes natively and in wasm: CDNOW with intervals, the sample shop, a shop of twenty orders, and one with categories, stock and advertising that is asked for by
 * weeks and units, for a what-if, lists and a campaign; months looked back on among them.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { canonical } from "../canonical.mjs";
import { execute } from "../installed.mjs";
import { sampleShop } from "../../sample/sample.js";
import { goodsShop } from "../report/goods-shop.mjs";
import { CALIBRATION, cdnow, COLUMNS, smallShop, withEngine } from "./shops.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const LARGE = { cwd: root, maxBuffer: 1 << 28 };
/** @type {import("linger-analytics").PredictionQuery} */
const QUERY = { sort: "value", limit: 30 };

/** @type {string} */
let program;
/** @type {string} */
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "linger-predict-"));
  const { stdout } = await execute("cargo", ["build", "--quiet", "--example", "predict", "--message-format=json"], LARGE);
  const built = stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  program = built.find(({ executable }) => executable).executable;
});
after(() => rm(folder, { recursive: true, force: true }));

/** @type {{ name: string, input: () => Promise<string | Buffer>, mapping?: import("linger-analytics").Mapping, options?: import("linger-analytics").ReportOptions, models?: import("linger-analytics").ModelOptions }[]} */
const CASES = [
  { name: "CDNOW_sample.txt", input: cdnow, mapping: COLUMNS, options: { asOf: CALIBRATION }, models: { bootstrap: 5, churnDays: 60 } },
  { name: "sample.csv", input: async () => sampleShop() },
  { name: "shop.csv", input: async () => smallShop(), models: { unit: "days" } },
];

test("native and wasm give the same bytes: categories, stock, advertising, weeks, units, what-if, lists and a campaign", async () => {
  const [orders, ...tables] = await goodsShop();
  const asked = {
    value: { margin: 0.4, minN: 10, whatIf: { retention: 0.1, margin: 0.5, coupon: 0.1, couponUse: 0.3 } },
    due: { aheadDays: 60, lateDays: 20, limit: 20, calendar: {} },
    goods: /** @type {import("linger-analytics").GoodsOptions} */ ({
      grain: "week", audience: { level: "category", from: "tea", to: "cups", nearDays: 60 }, node: { nearDays: 30 }, companions: { inStock: true }, recommendations: {},
      campaign: { mark: { by: "campaign", name: "summer" }, people: [{ key: "c501059x395@shop.test" }, { key: "c646728x165@shop.test", sent: "2024-05-15" }, { key: "new@shop.test" }], holdout: [{ key: "c675796x156@shop.test" }, { key: "c822114x0@shop.test" }], sent: "2024-05-01", goal: { by: "category", name: "tea" } },
    }),
    season: /** @type {import("linger-analytics").SeasonOptions} */ ({ grain: "week", measure: "units", leadDays: 10 }),
  };
  const inWasm = await withEngine(async (linger) => {
    for (const { name, text } of [orders, ...tables]) await linger.add(text, { name });
    const { models } = await linger.report({ models: {} });
    const { campaign, ...goods } = await linger.goods(asked.goods);
    assert.equal(campaign?.visits, null);
    return canonical({
      models, predictions: await linger.predictions(QUERY), value: await linger.value(asked.value), due: await linger.due(asked.due),
      goods: { ...goods, campaign, notices: goods.notices.filter(({ code }) => code !== "campaignNoVisits") }, season: await linger.season(asked.season), history: await linger.history(),
    });
  });
  const paths = await Promise.all([orders, ...tables].map(async ({ name, text }) => {
    const path = join(folder, `goods-${name}`);
    await writeFile(path, text);
    return path;
  }));
  const { stdout } = await execute(program, [paths[0], ...paths.slice(1).flatMap((path) => ["--table", path]), "--query", JSON.stringify(QUERY), "--asked", JSON.stringify(asked)], LARGE);
  assert.equal(inWasm, stdout.trimEnd());
});

for (const { name, input, mapping = {}, options = {}, models = {} } of CASES) {
  test(`native and wasm give the same bytes: ${name}`, async () => {
    const content = await input();
    const inWasm = await withEngine(async (linger) => {
      await linger.add(content, { name, mapping: mapping.time === undefined ? undefined : mapping });
      const report = await linger.report({ ...options, models });
      return canonical({
        models: report.models,
        predictions: await linger.predictions(QUERY),
        value: await linger.value(),
        due: await linger.due(),
        goods: await linger.goods(),
        season: await linger.season(),
        history: await linger.history(),
      });
    });
    const path = join(folder, name);
    await writeFile(path, content);
    const said = ["--mapping", JSON.stringify(mapping), "--options", JSON.stringify(options), "--models", JSON.stringify(models), "--query", JSON.stringify(QUERY)];
    const { stdout } = await execute(program, [path, ...said], LARGE);
    assert.equal(inWasm, stdout.trimEnd());
  });
}
