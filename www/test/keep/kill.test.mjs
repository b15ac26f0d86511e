/** A real Chromium that is killed while it writes: the workspace opens as it was before or as it should be after, never torn. */
import test from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { QUIET, executable } from "../chromium.mjs";
import { keep, load, served, tab, workspaces } from "./page.mjs";

/** Rows of the first state and of the second, which takes long enough to be killed in between. */
const [FEW, MANY] = [2000, 150_000];

/** Orders of as many customers, in lines that do not pack well. @param {number} rows */
function orders(rows) {
  const lines = ["order_id,customer_id,timestamp,amount"];
  for (let row = 0; row < rows; row++) lines.push(`${row},c${Math.imul(row, 2654435761) >>> 0},2024-01-${String(1 + (row % 28)).padStart(2, "0")},${1 + (row % 90)}.00`);
  return `${lines.join("\n")}\n`;
}

/** A Chromium of its own on a profile that stays. @param {string} folder */
async function started(folder) {
  const child = spawn(executable(), [...QUIET, "--headless", "--remote-debugging-port=0", `--user-data-dir=${folder}`, "about:blank"], { stdio: "ignore", detached: true });
  for (let waited = 0; waited < 200; waited++) {
    const [port] = (await readFile(join(folder, "DevToolsActivePort"), "utf8").catch(() => "")).split("\n");
    if (port) {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      return { context: /** @type {import("playwright-core").BrowserContext} */ (browser.contexts()[0]), kill: () => kill(child, folder) };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("Chromium did not start.");
}

/** The browser and all its processes, at once. @param {import("node:child_process").ChildProcess} child @param {string} folder */
async function kill(child, folder) {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-(/** @type {number} */ (child.pid)), "SIGKILL");
  await gone;
  await rm(join(folder, "DevToolsActivePort"), { force: true });
}

/** @typedef {"after 1 piece" | "after 3 pieces" | "while it runs" | "when it is done"} Moment */

/** @param {import("playwright-core").Page} page @param {Moment} moment */
async function saveUntil(page, moment) {
  const [, pieces] = /(\d)/.exec(moment) ?? [];
  // Writes so many pieces, and the next one never ends.
  if (pieces) await page.evaluate((most) => {
    const write = FileSystemWritableFileStream.prototype.write;
    let written = 0;
    FileSystemWritableFileStream.prototype.write = function (data) {
      written += 1;
      if (written <= most) return write.call(this, data);
      document.body.dataset.stopped = "yes";
      return new Promise(() => {});
    };
  }, Number(pieces));
  await page.getByRole("button", { name: "Save now" }).click();
  if (pieces) await page.locator("body[data-stopped]").waitFor();
  else if (moment === "when it is done") await page.locator(".done", { hasText: "Saved." }).waitFor({ timeout: 60_000 });
}

test("killed at different moments of a save, the browser finds a whole state", { timeout: 300_000 }, async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "linger-kill-"));
  const shop = await served();
  context.after(async () => {
    shop.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  let browser = await started(folder);
  let { page } = await tab(browser.context, shop.url);
  await load(page, orders(FEW));
  await workspaces(page);
  await keep(page, "Shop");

  const found = [];
  for (const moment of /** @type {Moment[]} */ (["after 1 piece", "after 3 pieces", "while it runs", "when it is done"])) {
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.locator(".controls input[type=file]").setInputFiles({ name: "more.csv", mimeType: "text/csv", buffer: Buffer.from(orders(MANY)) });
    await page.locator(".job").first().waitFor();
    await page.locator(".job").waitFor({ state: "detached", timeout: 60_000 });
    await workspaces(page);
    await saveUntil(page, moment);
    await browser.kill();
    browser = await started(folder);
    ({ page } = await tab(browser.context, shop.url));
    await workspaces(page);
    await page.getByRole("button", { name: "Open Shop" }).click();
    await page.locator("linger-overview .headline").waitFor({ timeout: 60_000 });
    await page.locator('nav.views a[href="#quality"]').click();
    found.push(await page.locator("linger-quality .file").count());
    await workspaces(page);
  }
  await browser.kill();
  const [first, second, third = 0, last] = found;
  assert.deepEqual([first, second], [1, 1], "one file, as it was before");
  assert.ok(third === 1 || third === 2, "either of both");
  assert.equal(last, 2, "both files, once it was saved");
});
