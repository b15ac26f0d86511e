/** The sample shop through the package, against `tests/data/sample/expected.json`, which Python computes from the CSV alone. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { open } from "../../pkg/index.js";
import { sampleShop } from "../sample/sample.js";
import { differences } from "./differences.mjs";

const expected = JSON.parse(await readFile(new URL("../../tests/data/sample/expected.json", import.meta.url), "utf8"));

/** @type {import("linger-analytics").Linger} */
let linger;
/** @type {import("linger-analytics").Report} */
let report;
before(async () => {
  linger = await open();
  await linger.add(sampleShop(), { name: "sample.csv" });
  report = await linger.report(expected.options);
});
after(() => linger.close());

/** @param {import("linger-analytics").CustomerQuery} query */
const people = async (query = {}) => (await linger.customers({ ...query, limit: 10_000 })).rows;

test("the report is the one computed independently", () => {
  assert.deepEqual(differences(expected.report, report), []);
});

test("left-truncated customers are those first seen within one median gap, its last day included", async () => {
  const marked = (await people()).filter((row) => row.leftTruncated);
  assert.equal(marked.length, expected.extra.leftTruncated);
});

for (const story of ["lapsedClub", "careKit"]) {
  test(`each of the people of ${story} is flagged as the story tells`, async () => {
    const { keys, flagged } = expected.stories[story];
    const rows = (await people()).filter((row) => keys.includes(row.key));
    assert.equal(rows.length, keys.length);
    for (const row of rows) {
      const found = Object.fromEntries(row.churn.filter(({ definition }) => definition in flagged).map((each) => [each.definition, each.flagged]));
      assert.deepEqual(found, flagged, row.key);
    }
  });
}

test("the club that went quiet is worth what it spent in its last year", async () => {
  const { keys, valueAtStake } = expected.stories.lapsedClub;
  const rows = (await people()).filter((row) => keys.includes(row.key));
  const cents = rows.reduce((sum, row) => sum + Math.round(Number(row.valueAtStake) * 100), 0);
  assert.equal(cents, Math.round(valueAtStake * 100));
});

test("the café and the customer known only by phone are found by their keys", async () => {
  for (const { key, orders } of [expected.stories.whale, expected.stories.phoneOnly]) {
    assert.equal((await linger.customer(key)).row.orders, orders);
  }
});
