/**
 * A small static page with the recorder, and a visitor whose earlier events lie in the browser.
 */

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../../../pkg/storefront/", import.meta.url));

/**
 * @param {{ rules?: unknown, attributes?: string, headers?: Record<string, string> }} [setting] `rules` is served as the rule file
 * @returns {Promise<{ url: string, asked: string[], close: () => void }>}
 */
export async function openPages({ rules, attributes = "", headers = {} } = {}) {
  /** @type {string[]} */
  const asked = [];
  const rulesUrl = rules === undefined ? "" : 'data-flags-rules="/rules.json"';
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://shop.test").pathname;
    asked.push(path);
    if (path === "/rules.json") return response.setHeader("content-type", "application/json").end(JSON.stringify(rules));
    if (path.endsWith(".js")) {
      const text = await readFile(built + path.slice(1)).catch(() => null);
      return text ? response.setHeader("content-type", "text/javascript").end(text) : response.writeHead(404).end();
    }
    const template = path === "/" ? "index" : path.slice(1);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
    return response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<script defer src="/linger-storefront.js" data-consent="required" data-local="5000" data-flags="/linger-flags.js"
  data-template="${template}" ${rulesUrl} ${attributes}></script>
<main><h1>Shop</h1><button id="first">A button</button><label>Name <input id="name"></label></main></html>`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  // A failed test must not hold the run.
  server.unref();
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${address.port}`, asked, close: () => void (server.closeAllConnections(), server.close()) };
}

/** Collects flags from the first moment on. @param {import("playwright-core").BrowserContext} context */
export function hear(context) {
  return context.addInitScript(() => {
    const heard = /** @type {any} */ (window);
    heard.flags = [];
    document.addEventListener("linger:flag", (event) => heard.flags.push(/** @type {CustomEvent} */ (event).detail));
  });
}

/** The element has the focus before any script of Linger's runs. @param {import("playwright-core").Page} page @param {string} id */
export function focusFirst(page, id) {
  return page.addInitScript((id) => addEventListener("DOMContentLoaded", () => document.getElementById(id)?.focus()), id);
}

/** @param {import("playwright-core").Page} page @returns {Promise<any[]>} */
export const flagsOf = (page) => page.evaluate(() => /** @type {any} */ (window).flags);

/** Agrees to be recorded and waits until the flags' file runs. @param {import("playwright-core").Page} page */
export async function agree(page) {
  await page.evaluate(() => /** @type {any} */ (window).Linger.consent(true));
}

/**
 * Puts earlier events into the recorder's own database.
 * @param {import("playwright-core").Page} page a page that has consent
 * @param {Record<string, unknown>[]} events `ago` in ms before now
 */
export function past(page, events) {
  return page.evaluate(async (events) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("linger");
      request.onsuccess = () => resolve(request.result);
      request.onerror = reject;
    });
    const store = database.transaction("kept", "readwrite").objectStore("kept");
    events.forEach(({ ago, ...event }, n) => store.add({ v: 1, t: Date.now() - Number(ago), vid: "v", sid: "old", pid: `old${n}`, n: 0, p: "/", tpl: "index", h: "", ...event }));
    await new Promise((resolve) => (store.transaction.oncomplete = resolve));
    database.close();
  }, events);
}
