/** Predictions are the same bytes natively and in wasm: CDNOW with intervals, the sample shop, and a shop of twenty orders; months looked back on among them. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { canonical } from "../canonical.mjs";
import { execute } from "../installed.mjs";
import { sampleShop } from "../../sample/sample.js";
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
