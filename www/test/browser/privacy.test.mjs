/** Nothing leaves the page: no request, nothing stored, and a policy that would refuse it. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { VIEWS, choose, launch, openDashboard, openSample, repositoryFile, show } from "./page.mjs";

/** @import { Browser } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("analysing files makes no request and stores nothing", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await openSample(page);
  await choose(page, repositoryFile("tests/data/cdnow/CDNOW_sample.txt"));
  await page.locator(".job").waitFor({ state: "detached" });
  for (const view of VIEWS) await show(page, view);
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
  assert.deepEqual(await page.context().cookies(), []);
});

test("the policy of the page refuses every way out", async () => {
  const { page } = await openDashboard(browser);
  const policy = (await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")) ?? "";
  for (const rule of ["default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'"]) assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /https?:|'unsafe-eval'|'unsafe-inline'/);
  const refused = await page.evaluate(() => fetch("https://example.com/").then(() => false, () => true));
  assert.ok(refused);
});
