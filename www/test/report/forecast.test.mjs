/** The forecast in a report: only where models were asked for; what failed its check is named and nothing is predicted by it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment } from "../../../pkg/report.js";
import { models, refused } from "../dashboard/predictions.mjs";
import { sample, textOf } from "./reports.mjs";

/** @param {object} [more] */
const reportWith = async (more = {}) => /** @type {any} */ ({ ...(await sample({ withPeople: true })).report, ...more });

test("the model that passed stands beside both guesses, in either language", async () => {
  const html = fragment(await reportWith({ models: models() }), { sections: ["forecast"] });
  const text = textOf(html);
  assert.match(text, /BG\/NBD foretold a part of these data that it had not seen better than guesses do/);
  assert.match(text, /BG\/NBD\s*1,005\s*0\.731\s*1\.600\s*0\.142\s*Passed/);
  assert.match(text, /Pareto\/NBD\s*1,480\s*1\.204\s*1\.600\s*0\.181\s*Pareto\/NBD foretold 1,480 purchases in the held-out part, and 1,050 came: 41 % too many\. It is not used\./);
  assert.match(text, /Nobody returns\s*0\s*0\.955\s*2\.200\s*0\.420\s*A guess, to beat/);
  assert.match(text, /Probability of no order within 181 days: foretold and came/);
  assert.match(textOf(fragment(await reportWith({ models: models() }), { lang: "zh-CN", sections: ["forecast"] })), /BG\/NBD 对没有见过的那部分数据预测得比猜测更准/);
});

test("where none passed, or nothing could be checked, no probability is in the report", async () => {
  for (const given of [refused(), { ...refused(), holdout: null }]) {
    const text = textOf(fragment(await reportWith({ models: given }), { sections: ["forecast"] }));
    assert.match(text, /no orders, values or dates of customers are predicted/);
    assert.doesNotMatch(text, /Probability of no order within|Passed/);
  }
});

test("a report without models has no such part", async () => {
  assert.equal(fragment(await reportWith(), { sections: ["forecast"] }), "");
});

test("whom the model flags stands beside the other definitions and beside the own cycle", async () => {
  const flag = { definition: "D3", model: "bgNbd", days: 90, threshold: 0.66, n: 1182, flagged: 700, rate: 700 / 1182, low: 282, medium: 200, high: 700, agreement: { both: 600, onlyD3: 100, onlyD1: 82, neither: 400 } };
  const report = await reportWith({ models: { ...models(), flag } });
  const text = textOf(fragment(report, { sections: ["churn", "forecast"] }));
  assert.match(text, /By the model of buying \(D3\)\s*Unlikely to order: BG\/NBD, which passed its check, gives a probability of 66% or more that no order comes within 90 days\.\s*700\s*1,182\s*59\.2%/);
  assert.match(text, /700 customers of 1,182 \(59\.2%\) will probably order nothing within 90 days: BG\/NBD gives them a probability of 66% or more/);
  assert.match(text, /High: 66% or more\s*700\s*59\.2%\s*Medium: 33% to 66%\s*200\s*16\.9%\s*Low: under 33%\s*282\s*23\.9%/);
  assert.match(text, /Both\s*600\s*Only the model \(D3\)\s*100\s*Only the own cycle \(D1\)\s*82\s*Neither\s*400/);
  assert.match(textOf(fragment(await reportWith({ models: refused() }), { sections: ["churn"] })), /by a model of buying \(D3\), is not used/);
  assert.match(textOf(fragment(await reportWith(), { lang: "zh-CN", sections: ["churn"] })), /本报告生成时没有使用购买模型/);
});
