import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Ajv } from "ajv";
import { open } from "../../../pkg/index.js";
import { cases } from "../golden.mjs";
import { folderWith, linger } from "../linger.mjs";
import { shopText } from "../shop.mjs";
import { visitsText } from "../visits-shop.mjs";

/** @param {string} name @returns {Promise<any>} */
async function validator(name) {
  const { code, stdout } = await linger(["schema", name]);
  assert.equal(code, 0);
  return new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(stdout));
}

test("every golden report fits the schema of reports, and a changed one does not", async () => {
  const isReport = await validator("report");
  for (const { name, paths, mapping, options } of await cases()) {
    const engine = await open();
    for (const path of paths) await engine.add(await readFile(path), { mapping });
    const report = await engine.report(options);
    engine.close();
    assert.ok(isReport(report), `${name}: ${JSON.stringify(isReport.errors?.slice(0, 3))}`);
    assert.ok(!isReport({ ...report, summary: { ...report.summary, orders: "many" } }));
    assert.ok(!isReport({ ...report, more: 1 }));
  }
});

test("the schema of events is the storefront's", async () => {
  const { stdout } = await linger(["schema", "events"]);
  assert.deepEqual(JSON.parse(stdout), JSON.parse(await readFile(new URL("../../storefront/events.schema.json", import.meta.url), "utf8")));
});

test("what is shared and what is saved fit their schemas, and changed ones do not", async (t) => {
  const folder = await folderWith(t, { "orders.csv": shopText(), "visits.ndjson": visitsText() });
  /** @type {[string, string[]][]} */
  const made = [
    ["shared", ["report", "orders.csv", "visits.ndjson", "--json", "--out", "-"]],
    ["shared", ["report", "orders.csv", "--json", "--with-people", "--out", "-"]],
    ["run", ["summary", "orders.csv", "--json"]],
  ];
  for (const [name, words] of made) {
    const fits = await validator(name);
    const value = JSON.parse((await linger(words, { cwd: folder })).stdout);
    const { report } = value;
    assert.ok(fits(value), `${words}: ${JSON.stringify(fits.errors?.slice(0, 3))}`);
    assert.ok(!fits({ ...value, schema: 2 }));
    assert.ok(!fits({ ...value, report: { ...report, summary: { ...report.summary, orders: "many" } } }));
  }
});
