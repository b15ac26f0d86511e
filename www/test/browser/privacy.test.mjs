/** Nothing leaves the page: no request, nothing stored, and a policy that would refuse it. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { everywhere } from "./everywhere.mjs";
import { serve } from "../../serve.mjs";
import { PAGE_URL, choose, launch, openDashboard, openSample, repositoryFile } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

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

/** @param {Page} page */
const counted = (page) => page.locator("linger-network").innerText();

for (const served of [false, true]) {
  test(`the page counts its requests and reads zero, ${served ? "served" : "from the disk"}`, async (t) => {
    const { url, close } = served ? await serve(repositoryFile("pkg/dashboard")) : { url: PAGE_URL, close: () => {} };
    t.after(close);
    const page = await (await browser.newContext({ locale: "en" })).newPage();
    await page.goto(url);
    await page.locator(".drop-buttons button:enabled").waitFor();
    await openSample(page);
    assert.equal(await counted(page), "Requests since this page was opened: 0");
    await page.locator("linger-network button").click();
    const dialog = page.locator("dialog.network");
    assert.match(await dialog.innerText(), /this page has asked nothing of the network/);
    const policy = (await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")) ?? "";
    assert.deepEqual(await dialog.locator("code").allInnerTexts(), policy.split(";").map((rule) => rule.trim()));
  });
}

test("attempts that the policy refuses are counted apart from requests, with their addresses, and never arrive", async (t) => {
  let arrived = 0;
  const collector = createServer((_, response) => {
    arrived += 1;
    response.end();
  });
  await new Promise((resolve) => collector.listen(0, "127.0.0.1", () => resolve(null)));
  t.after(() => collector.close());
  const address = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (collector.address()).port}`;
  const { page } = await openDashboard(browser);
  await page.evaluate(async (url) => {
    await fetch(`${url}/stolen?of=you`).catch(() => {});
    navigator.sendBeacon(`${url}/beacon`, "x");
    new Image().src = `${url}/pixel.png`;
    document.body.append(Object.assign(document.createElement("iframe"), { src: `${url}/frame` }));
  }, address);
  await page.locator("linger-network", { hasText: /opened: 0; refused: 4\s*$/ }).waitFor();
  await page.locator("linger-network button").click();
  const said = await page.locator("dialog.network").innerText();
  assert.match(said, /4 attempts were refused/);
  assert.ok(said.includes(`${address}/stolen?of=you`));
  assert.equal(arrived, 0);
});

test("a request that did leave is counted and named", async (t) => {
  const page = await (await browser.newContext({ locale: "en" })).newPage();
  const { url, close } = await serve(repositoryFile("pkg/dashboard"));
  t.after(close);
  await page.route(url, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace("connect-src 'none'", "connect-src 'self'") });
  });
  await page.goto(url);
  await page.locator(".drop-buttons button:enabled").waitFor();
  await page.evaluate(async () => void (await (await fetch("manifest.webmanifest")).text()));
  await page.locator("linger-network", { hasText: /opened: 1\s*$/ }).waitFor();
  await page.locator("linger-network button").click();
  assert.match(await page.locator("dialog.network").innerText(), /has made one request\. It should make none[\s\S]*manifest\.webmanifest/);
});

test("the policy of the page refuses every way out", async () => {
  const { page } = await openDashboard(browser);
  const policy = (await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")) ?? "";
  for (const rule of ["default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'"]) assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /https?:|'unsafe-eval'|'unsafe-inline'/);
  const refused = await page.evaluate(() => fetch("https://example.com/").then(() => false, () => true));
  assert.ok(refused);
});
