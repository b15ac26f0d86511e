/**
 * The main flow, in whichever browser drives it: sample shop, the numbers of the overview, the people, another
 * definition, another language. The expected numbers are those of `tests/data/sample/check.py`, which shares no code with Linger.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { numberIn, repositoryFile } from "./page.mjs";

/**
 * What the flow needs of a browser.
 * @typedef {object} Driver
 * @property {(selector: string) => Promise<void>} click
 * @property {(selector: string) => Promise<string>} text waits for the element
 * @property {(selector: string, value: string) => Promise<void>} slide sets a slider
 * @property {(selector: string, text: string) => Promise<void>} waitForText
 */

export const expectedSample = JSON.parse(readFileSync(repositoryFile("tests/data/sample/expected.json"), "utf8"));

/** @param {Driver} driver on the first screen */
export async function mainFlow({ click, text, slide, waitForText }) {
  const { churn, summary } = expectedSample.report;
  const [d1, , d4] = churn.definitions;

  await click(".drop-buttons button");
  assert.equal(numberIn(await text(".headline > div:nth-child(1) .headline-value")), d1.flagged);
  assert.equal(numberIn(await text(".headline > div:nth-child(2) .headline-value")), Math.round(d1.valueAtStake));
  assert.match(await text("linger-overview"), new RegExp(`\\$${Math.round(summary.netSales).toLocaleString("en")}`));
  assert.doesNotMatch(await text(".people"), /@example\.com/, "keys are masked until they are asked for");

  await click('nav.views a[href="#churn"]');
  assert.equal(numberIn(await text(".definition:nth-of-type(3) .definition-value")), d4.flagged);
  await slide(".definition:nth-of-type(3) input[type=range]", "730");
  await waitForText(".definition:nth-of-type(3) .slider output", "730 days");
  await waitForText(".definition:nth-of-type(3) dl > div:last-child dd", "730 days");
  const patient = numberIn(await text(".definition:nth-of-type(3) .definition-value"));
  assert.ok(patient < d4.flagged, `${patient} overdue after 730 days, ${d4.flagged} after 180`);

  await click('.controls button[lang="zh-CN"]');
  await waitForText("linger-churn h1", "流失");
}
