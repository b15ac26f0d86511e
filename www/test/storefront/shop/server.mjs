/**
 * A shop on this machine for the browser tests: pages and sections of the theme, the platform's cart, search and
 * suggestion addresses, a checkout, and a collector that can be down.
 */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { cartJson, change, newCart } from "./cart.mjs";
import { found } from "./catalogue.mjs";
import { asset, objectsFor, page, section } from "./theme.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { Cart } from "./cart.mjs" */

/**
 * @typedef {object} Setting
 * @property {string} [head] Liquid in the theme's head; default the snippet with the local sink
 * @property {boolean} [privacyApi] the platform's consent API and the theme's banner; default true
 * @property {boolean} [standardEvents] the theme dispatches the standard storefront events; default true
 * @property {Record<string, string>} [headers] of every page
 * @property {Record<string, string[]>} [templates] sections by template, where they are not the theme's own
 */

const built = fileURLToPath(new URL("../../../../pkg/storefront/", import.meta.url));

const SNIPPET = "{% render 'linger', local: 5000 %}";

/** @param {Setting} [setting] read anew for each page */
export async function openShop(setting = {}) {
  /** @type {Map<string, Cart>} */
  const carts = new Map();
  /** @type {{ isDown: boolean, tries: number, lines: string[] }} */
  const collector = { isDown: false, tries: 0, lines: [] };

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async function answer(request, response) {
    const url = new URL(request.url ?? "/", "http://shop.test");
    const cart = cartOf(request, response);
    const json = (/** @type {unknown} */ value) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    if (url.pathname === "/collect") return collect(request, response);
    if (url.pathname.startsWith("/cdn/shop/assets/")) return sendAsset(url.pathname.slice(17), response);
    if (url.pathname === "/cart.js") return json(ajaxCart(cart));
    const action = /^\/cart\/(add|change|update|clear)(\.js)?$/.exec(url.pathname);
    if (action) {
      change(cart, action[1], await bodyOf(request));
      return action[2] ? json(ajaxCart(cart)) : response.writeHead(302, { location: "/cart" }).end();
    }
    if (url.pathname === "/cart" && request.method === "POST") return response.writeHead(302, { location: "/checkouts/1" }).end();
    if (url.pathname === "/search/suggest.json") return json(suggestions(url.searchParams.get("q") ?? ""));
    // The checkout is the platform's: no theme script runs there.
    if (url.pathname.startsWith("/checkouts/")) return response.setHeader("content-type", "text/html").end("<!doctype html><title>Checkout</title><h1>Checkout</h1>");
    const globals = objectsFor(url, cartJson(cart));
    const names = url.searchParams.get("sections")?.split(",");
    if (names) return json(Object.fromEntries(await Promise.all(names.map(async (name) => [name, await section(name, globals)]))));
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...setting.headers });
    response.end(await page(globals, { head: SNIPPET, privacyApi: true, standardEvents: true, ...setting }));
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  function cartOf(request, response) {
    const known = /(?:^|; )cart=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
    const id = known ?? `c${carts.size}x${Date.now()}`;
    if (!known) response.setHeader("set-cookie", `cart=${id}; path=/; httponly`);
    const cart = carts.get(id) ?? newCart();
    carts.set(id, cart);
    return cart;
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async function collect(request, response) {
    collector.tries++;
    const text = await textOf(request);
    if (!collector.isDown) collector.lines.push(...text.split("\n").filter(Boolean));
    response.writeHead(collector.isDown ? 503 : 204).end();
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  // A failed test must not hold the run.
  server.unref();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, carts, collector, close };
}

/** The Ajax API tells the currency as text, the theme's object as an object. @param {Cart} cart */
const ajaxCart = (cart) => ({ ...cartJson(cart), currency: "EUR" });

/** @param {string} term */
const suggestions = (term) => ({ resources: { results: { products: found(term).slice(0, 4).map(({ title, handle }, at) => ({ title, url: `/products/${handle}?_pos=${at + 1}&_psq=${term}&_ss=e&_v=1.0` })) } } });

/** @param {string} name @param {ServerResponse} response */
async function sendAsset(name, response) {
  const body = await (name.startsWith("linger-") ? readFile(built + name) : asset(name)).catch(() => undefined);
  if (!body) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": name.endsWith(".css") ? "text/css" : "text/javascript; charset=utf-8" }).end(body);
}

/** @param {IncomingMessage} request */
async function textOf(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

/** @param {IncomingMessage} request */
async function bodyOf(request) {
  const text = await textOf(request);
  return /json/.test(request.headers["content-type"] ?? "") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
}
