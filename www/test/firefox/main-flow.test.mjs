/** The main flow once more, in Firefox over WebDriver BiDi: nothing leans on one engine. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";
import { mainFlow } from "../browser/main-flow.mjs";
import { PAGE_URL } from "../browser/page.mjs";

/** @import { Browser, Page } from "puppeteer-core" */

const NAMES = ["firefox-esr", "firefox"];

/** @type {Browser} */
let browser;
before(async () => {
  const found = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const executablePath = process.env.FIREFOX ?? found.find((path) => existsSync(path));
  if (!executablePath) throw new Error("No Firefox was found. Install it (Debian: apt install firefox-esr) or name it in FIREFOX.");
  browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true, extraPrefsFirefox: { "intl.accept_languages": "en" } });
});
after(() => browser?.close());

/** @param {Page} page @returns {import("../browser/main-flow.mjs").Driver} */
const driver = (page) => ({
  async click(selector) {
    await page.waitForSelector(`${selector}:not([disabled])`, { visible: true });
    await page.click(selector);
  },
  async text(selector) {
    await page.waitForSelector(selector, { visible: true });
    return page.$eval(selector, (element) => /** @type {HTMLElement} */ (element).innerText);
  },
  async slide(selector, value) {
    await page.waitForSelector(selector);
    await page.$eval(
      selector,
      (element, wanted) => {
        /** @type {HTMLInputElement} */ (element).value = wanted;
        element.dispatchEvent(new Event("input", { bubbles: true }));
      },
      value,
    );
  },
  async waitForText(selector, text) {
    await page.waitForFunction((where, what) => document.querySelector(where)?.textContent?.includes(what), {}, selector, text);
  },
});

test("sample shop, overview, slider, language, in Firefox", async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(PAGE_URL);
  await mainFlow(driver(page));
  assert.deepEqual(faults, []);
});
