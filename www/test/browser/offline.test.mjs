/** A served dashboard stays on the device: it opens without a network, takes a new version whole, and never a changed one. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "../../serve.mjs";
import { choose, launch, memoryFile, openDashboard, openSample, PAGE_URL } from "./page.mjs";
import { shopText } from "../shop.mjs";

/** @import { Browser, BrowserContext, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
/** A copy of the built page, to be changed. @type {string} */
let folder;
/** @type {{ url: string, close: () => void }} */
let server;
before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), "linger-served-"));
  server = await serve(folder);
});
after(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The built page as it is, in its folder. */
const fresh = () => cp(dirname(fileURLToPath(PAGE_URL)), folder, { recursive: true });

/** A new version of page and worker, as a new build would write them. @param {string} mark stands in the page */
async function newVersion(mark) {
  const page = await readFile(join(folder, "index.html"), "utf8");
  const worker = await readFile(join(folder, "sw.js"), "utf8");
  const changed = page.replace("</head>", `<meta name="mark" content="${mark}">\n</head>`);
  const hash = (/** @type {string} */ text) => createHash("sha256").update(text).digest("hex");
  assert.ok(worker.includes(hash(page)), "the worker names the hash of its page");
  await writeFile(join(folder, "index.html"), changed);
  await writeFile(join(folder, "sw.js"), worker.replace(hash(page), hash(changed)));
}

/** Asks the page until it says yes. @param {Page} page @param {() => Promise<unknown>} question */
async function until(page, question) {
  while (!(await page.evaluate(question))) await page.waitForTimeout(50);
}

/** @param {BrowserContext} context */
async function installed(context) {
  const page = await context.newPage();
  await page.goto(server.url);
  await until(page, async () => (await navigator.serviceWorker.ready).active?.state === "activated");
  await page.locator(".drop-buttons button:enabled").waitFor();
  return page;
}

test("served once, the page opens and works without a network", async () => {
  await fresh();
  const context = await browser.newContext({ locale: "en" });
  const page = await installed(context);
  await context.setOffline(true);
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  await choose(page, memoryFile("orders.csv", shopText()));
  await page.locator("linger-overview .headline").waitFor();
  const again = await context.newPage();
  await again.goto(`${server.url}index.html?from=home#churn`);
  await again.locator(".drop-buttons button:enabled").waitFor();
  await context.close();
});

test("the browser asks for worker, manifest and what it keeps, when the page loads; nothing after files are read", async () => {
  await fresh();
  const context = await browser.newContext({ locale: "en" });
  /** @type {string[]} */
  const asked = [];
  context.on("request", (request) => request.url().startsWith("blob:") || asked.push(request.url()));
  const page = await installed(context);
  const allowed = ["", "sw.js", "manifest.webmanifest"].map((name) => server.url + name);
  assert.deepEqual(asked.filter((url) => !allowed.includes(url)), []);
  const before = asked.length;
  await openSample(page);
  await page.locator('nav.views a[href="#churn"]').click();
  await page.locator("linger-churn h1").waitFor();
  assert.deepEqual(asked.slice(before), []);
  await context.close();
});

test("a new version replaces the old one whole", async () => {
  await fresh();
  const context = await browser.newContext();
  const page = await installed(context);
  await newVersion("second");
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await until(page, async () => {
    const names = await caches.keys();
    const kept = names.length === 1 && (await (await caches.open(String(names[0]))).match("./"));
    return kept && (await kept.text()).includes('content="second"');
  });
  await context.setOffline(true);
  await page.reload();
  assert.equal(await page.locator("meta[name=mark]").getAttribute("content"), "second");
  await context.close();
});

test("a page that is not the one of its worker is not kept, and what was kept stays", async () => {
  await fresh();
  const context = await browser.newContext();
  const page = await installed(context);
  await newVersion("third");
  await writeFile(join(folder, "index.html"), "<!doctype html><title>changed on its way</title>");
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => {});
    const worker = registration.installing;
    if (worker) await new Promise((resolve) => worker.addEventListener("statechange", () => worker.state === "redundant" && resolve(null)));
  });
  await page.reload();
  await page.locator(".drop-buttons button:enabled").waitFor();
  assert.equal((await page.evaluate(() => caches.keys())).length, 1);
  await context.close();
});

test("other addresses of the site are not the worker's", async () => {
  await fresh();
  await writeFile(join(folder, "other.html"), "<!doctype html><title>first</title>");
  const context = await browser.newContext();
  const page = await installed(context);
  await page.goto(`${server.url}other.html`);
  await writeFile(join(folder, "other.html"), "<!doctype html><title>second</title>");
  await page.reload();
  assert.equal(await page.title(), "second");
  await context.close();
});

test("the browser finds the page fit to install: its manifest is sound and its icons have the sizes it says", async () => {
  await fresh();
  const context = await browser.newContext();
  const page = await installed(context);
  const manifest = JSON.parse(await readFile(join(folder, "manifest.webmanifest"), "utf8"));
  assert.deepEqual([manifest.start_url, manifest.scope, manifest.display], ["./", "./", "standalone"]);
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = Object.assign(new Image(), { src: address });
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    assert.equal(size, sizes);
  }
  const browserSays = await context.newCDPSession(page);
  assert.deepEqual((await browserSays.send("Page.getAppManifest")).errors, []);
  const { installabilityErrors } = await browserSays.send("Page.getInstallabilityErrors");
  // A context of the tests is a private window.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId), ["in-incognito"]);
  await context.close();
});

test("opened from the disk nothing is registered and no manifest named", async () => {
  const { page, requests, faults } = await openDashboard(browser);
  assert.equal(await page.locator("link[rel=manifest]").count(), 0);
  assert.deepEqual([requests, faults], [[], []]);
});

test("inside another page nothing is registered", async () => {
  await fresh();
  await writeFile(join(folder, "frame.html"), '<!doctype html><iframe src="index.html"></iframe><iframe sandbox="allow-scripts" src="index.html"></iframe>');
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}frame.html`);
  for (const frame of [0, 1]) await page.frameLocator("iframe").nth(frame).locator(".drop-buttons button:enabled").waitFor();
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await context.close();
});
