/** The command line with models: as JSON that fits its schema, and in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv } from "ajv";
import { folderWith, linger } from "../linger.mjs";
import { CALIBRATION, cdnow, COLUMNS, printed } from "./shops.mjs";

/** @param {import("node:test").TestContext} t @param {string[]} options */
async function summary(t, options) {
  const folder = await folderWith(t, { "CDNOW_sample.txt": (await cdnow()).toString("latin1") });
  const { code, stdout, stderr } = await linger(["summary", "CDNOW_sample.txt", "--mapping", JSON.stringify(COLUMNS), "--models", ...options], { cwd: folder });
  assert.equal(code, 0, stderr);
  return stdout;
}

test("a run has the models and fits its schema", async (t) => {
  /** @type {any} */
  const run = JSON.parse(await summary(t, ["--as-of", CALIBRATION, "--json"]));
  assert.equal(printed(run.report.models.bgNbd.r, 3), "0.243");
  const { stdout } = await linger(["schema", "run"]);
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(stdout));
  const fits = () => Boolean(validate(run));
  assert.equal(fits(), true, JSON.stringify(validate.errors?.slice(0, 3)));
  run.report.models.bgNbd.r = "0.243";
  assert.equal(fits(), false);
});

test("the terminal says which model passed and how it did", async (t) => {
  const text = await summary(t, ["--lang", "en"]);
  assert.match(text, /Models of buying\n +Model +(BG|MBG|Pareto)\/NBD/);
  assert.match(text, /Purchases that came +[\d,]+/);
  assert.match(await summary(t, ["--as-of", CALIBRATION, "--lang", "zh-CN"]), /购买模型/);
});
