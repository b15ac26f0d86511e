/** The page's later part: packed until it is needed, then run by the hash in the page's policy, which still refuses every other script. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch, openDashboard, openSample, show } from "./page.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** @param {Page} page @param {string} name */
const isDefined = (page, name) => page.evaluate((element) => customElements.get(element) !== undefined, name);

test("it runs when it is first needed, once, and leaves nothing else of the page behind", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  await openSample(page);
  for (const view of ["rfm", "cohorts", "sessions", "leaving"]) await show(page, view);
  assert.equal(await isDefined(page, "linger-leaving"), true);
  for (const name of ["linger-popups", "linger-heatmap", "linger-replay", "linger-settings"]) assert.equal(await isDefined(page, name), false, name);
  assert.equal(await page.evaluate(() => "lingerLater" in globalThis), false);
  assert.equal(await page.locator("script").count(), 1, "nothing but the first script stands in the page");

  await page.getByRole("button", { name: "Settings" }).click();
  await page.locator("dialog.settings[open] h3", { hasText: "What counts" }).waitFor();
  for (const name of ["linger-popups", "linger-heatmap", "linger-replay"]) assert.equal(await isDefined(page, name), true, name);
  assert.equal(await page.evaluate(() => "lingerShared" in globalThis), false);
  assert.equal(await page.locator("script").count(), 1);
  await page.keyboard.press("Escape");
  await show(page, "heatmap");
  await page.locator(".outline image").waitFor();
  assert.deepEqual([requests, faults], [[], []]);
});

test("a view of it can be where the page starts, and a hash says so", async () => {
  const { page, faults } = await openDashboard(browser);
  await page.evaluate(() => (location.hash = "#popups"));
  assert.equal(await isDefined(page, "linger-popups"), false, "without sessions there is no such view yet");
  await page.locator(".drop-buttons button").click();
  await page.locator("linger-popups h1").waitFor();
  assert.match(await page.locator("linger-popups").innerText(), /Offers that the shop may make/);
  assert.deepEqual(faults, []);
});

test("the policy lists two scripts, and no other runs, not even the later one with a letter more", async () => {
  const { page, faults } = await openDashboard(browser);
  const policy = (await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content")) ?? "";
  const rule = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
  assert.match(rule, /^'sha256-[\w+/]{43}=' 'sha256-[\w+/]{43}=' 'wasm-unsafe-eval'$/);
  const ran = await page.evaluate(async () => {
    const packed = Array.from((document.scripts[0]?.text ?? "").matchAll(/"(H4sI[\w+/=]+)"/g), ([, text]) => text ?? "");
    const inflated = (/** @type {string} */ part) =>
      new Response(new Blob([Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0))]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    // The others are wasm.
    const text = (await Promise.all(packed.map(inflated))).find((one) => one.includes("linger-popups")) ?? "";
    for (const changed of ["globalThis.lingerRan = true;", `${text};`]) {
      const script = document.createElement("script");
      script.text = changed;
      document.head.append(script);
    }
    return [text.includes("linger-popups"), "lingerRan" in globalThis, "lingerLater" in globalThis];
  });
  assert.deepEqual(ran, [true, false, false]);
  assert.equal(faults.filter((fault) => /script-src/.test(fault)).length >= 2, true, faults.join("\n"));
});
