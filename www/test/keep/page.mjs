/** The built dashboard served from this machine, where a page may keep things, and what a person does with its dialogs. */
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { serve } from "../../serve.mjs";
import { choose, memoryFile } from "../browser/page.mjs";
import { ORDERS } from "./shop.mjs";

/** @import { Browser, BrowserContext, Page } from "playwright-core" */

export { launch } from "../chromium.mjs";

export const served = () => serve(fileURLToPath(new URL("../../../pkg/dashboard", import.meta.url)));

/** @param {Browser} browser @param {import("playwright-core").BrowserContextOptions} [options] */
export const profile = (browser, options = {}) => browser.newContext({ locale: "en", viewport: { width: 1280, height: 900 }, acceptDownloads: true, serviceWorkers: "block", ...options });

/**
 * A tab of a profile, watched.
 * @param {BrowserContext} context
 * @param {string} url
 */
export async function tab(context, url) {
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const requests = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(url);
  await page.locator(".drop-buttons button:enabled").waitFor();
  page.on("request", (request) => request.url().startsWith("blob:") || request.isNavigationRequest() || requests.push(request.url()));
  return { page, faults, requests };
}

/** @param {Page} page @param {string} [text] @param {string} [name] */
export async function load(page, text = ORDERS, name = "orders.csv") {
  await choose(page, memoryFile(name, text));
  await page.locator("linger-overview .headline").waitFor();
  await page.locator(".job").waitFor({ state: "detached" });
}

/** @param {Page} page @param {RegExp} name of the entry of the menu */
export async function menu(page, name) {
  await page.getByRole("button", { name: /^(More|更多)/ }).click();
  await page.locator("#menu button", { hasText: name }).click();
  await page.locator("dialog[open]").waitFor();
}

/** Opens the dialog of workspaces. @param {Page} page */
export const workspaces = (page) => menu(page, /workspaces|工作区/);

/** @param {Page} page @param {string} name @param {string} [passphrase] */
export async function keep(page, name, passphrase = "") {
  await page.locator("dialog.workspaces [name=name]").fill(name);
  await page.locator("dialog.workspaces [name=passphrase]").fill(passphrase);
  await page.locator("dialog.workspaces [name=again]").fill(passphrase);
  await page.getByRole("button", { name: "Keep on this device" }).click();
  await page.locator("dialog.workspaces h3", { hasText: name }).waitFor();
}

/** @param {Page} page */
export const close = async (page) => {
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
};

/** Orders and net sales of the overview. @param {Page} page */
export async function numbers(page) {
  await page.locator(".job").waitFor({ state: "detached" });
  await page.locator('nav.views a[href="#overview"]').click();
  const value = async (/** @type {string} */ label) => (await page.locator("linger-overview .figure", { hasText: new RegExp(`^\\s*${label}\\s`) }).last().locator(".figure-value").innerText()).trim();
  return { orders: await value("Orders"), netSales: await value("Net sales"), customers: await value("Customers") };
}

/** Everything that the page has put anywhere: what is in its own folder, as one text, and other stores. @param {Page} page */
export const stored = (page) =>
  page.evaluate(async () => {
    /** @type {Record<string, string>} */
    const files = {};
    const walk = async (/** @type {FileSystemDirectoryHandle} */ folder, /** @type {string} */ path) => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === "directory") await walk(/** @type {FileSystemDirectoryHandle} */ (handle), `${path}${name}/`);
        else files[`${path}${name}`] = Array.from(new Uint8Array(await (await /** @type {FileSystemFileHandle} */ (handle).getFile()).arrayBuffer()), (byte) => String.fromCharCode(byte)).join("");
      }
    };
    await walk(await navigator.storage.getDirectory(), "");
    return { files, databases: (await indexedDB.databases()).length, local: localStorage.length, session: sessionStorage.length };
  });

/** What is inside a stored workspace that is not sealed: its frames put together and inflated. @param {string} binary one letter a byte */
export async function insideOf(binary) {
  const bytes = Buffer.from(binary, "latin1");
  let at = 44 + bytes.readUInt32LE(8);
  const chunks = [];
  while (at < bytes.length) {
    const size = bytes.readUInt32LE(at) & 0x7fffffff;
    chunks.push(bytes.subarray(at + 4, at + 4 + size - 32));
    at += 4 + size;
  }
  const { gunzipSync } = await import("node:zlib");
  return gunzipSync(Buffer.concat(chunks)).toString();
}

/** @param {string} salt @param {string} key */
export const tombstone = (salt, key) => createHash("sha256").update(`${salt}:${key}`).digest("hex");
