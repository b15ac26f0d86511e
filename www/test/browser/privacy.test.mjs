/** Nothing leaves the page: no request, nothing stored, and a policy that would refuse it. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { everywhere } from "./everywhere.mjs";
import { choose, launch, openDashboard, openSample, repositoryFile } from "./page.mjs";

/** @import { Browser } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("analysing files, every view and every dialog make no request and store nothing", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await openSample(page);
  await choose(page, repositoryFile("tests/data/cdnow/CDNOW_sample.txt"));
  await page.locator(".job").waitFor({ state: "detached" });
  await everywhere(page, async (place) => assert.deepEqual(requests, [], place));
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(await page.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]), [0, 0, 0]);
});

test("the policy of the page refuses every way out", async () => {
  const { page } = await openDashboard(browser);
  const policy = (await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")) ?? "";
  for (const rule of ["default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'"]) assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /https?:|'unsafe-eval'|'unsafe-inline'/);
  const refused = await page.evaluate(() => fetch("https://example.com/").then(() => false, () => true));
  assert.ok(refused);
});
