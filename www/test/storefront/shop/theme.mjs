/** The theme's Liquid in, pages and sections out, as the platform renders them. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Liquid } from "liquidjs";
import { PRODUCTS, byHandle, found } from "./catalogue.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const snippets = fileURLToPath(new URL("../../../storefront/snippets", import.meta.url));
const PER_PAGE = 12;

/** Sections of each template, as its JSON file would list them. @type {Record<string, string[]>} */
const TEMPLATES = {
  index: ["slideshow", "promo"],
  collection: ["main-collection"],
  product: ["main-product"],
  search: ["main-search"],
  cart: ["main-cart"],
  page: ["main-page"],
  "customers/login": ["main-page"],
  404: ["main-page"],
};
const GROUP = ["header", "footer", "cart-drawer"];

export const liquid = new Liquid({ root: [snippets, folder], partials: snippets, extname: ".liquid" });
liquid.registerFilter("asset_url", (/** @type {string} */ name) => `/cdn/shop/assets/${name}`);
liquid.registerFilter("money", (/** @type {number} */ hundredths) => `€${(hundredths / 100).toFixed(2)}`);
liquid.registerFilter("sha256", (/** @type {string} */ text) => createHash("sha256").update(text).digest("hex"));
liquid.registerTag("schema", {
  parse(/** @type {unknown} */ _, /** @type {any[]} */ rest) {
    while (rest.length) {
      const token = rest.shift();
      if (token.name === "endschema") return;
    }
  },
  render: () => "",
});

/** What the theme's objects hold for an address. @param {URL} url @param {any} cart */
export function objectsFor(url, cart) {
  const [, kind, handle] = url.pathname.split("/");
  const term = url.searchParams.get("q") ?? "";
  const filter = url.searchParams.get("filter.p.product_type");
  const currency = { ...cart, currency: cart.currency };
  /** @type {Record<string, any>} */
  const globals = { cart: currency, localization: { country: { iso_code: "DE" } }, page_title: handle ?? (kind || "Home"), filter, products: PRODUCTS.filter(({ type }) => !filter || type === filter) };
  const page = Number(url.searchParams.get("page") ?? 1);
  if (kind === "products") globals.product = byHandle(handle);
  if (kind === "collections") globals.collection = { handle };
  if (kind === "pages") globals.page = { handle };
  if (kind === "search") {
    const results = found(term);
    globals.search = { performed: term !== "", terms: term, results_count: results.length, results: results.slice((page - 1) * PER_PAGE, page * PER_PAGE) };
    globals.pages = Array.from({ length: Math.ceil(results.length / PER_PAGE) }, (_, at) => at + 1);
  }
  /** @type {Record<string, string>} */
  const types = { "": "index", collections: "collection", products: globals.product ? "product" : "404", search: "search", cart: "cart", pages: "page", account: "customers/login" };
  globals.request = { page_type: types[kind] ?? "404", design_mode: url.searchParams.has("design_mode"), path: url.pathname };
  return globals;
}

/** @param {string} id @param {Record<string, any>} globals */
export async function section(id, globals) {
  const name = id.replace(/^(template--\d+|sections--\d+)__/, "");
  return `<div id="shopify-section-${id}" class="shopify-section">${await liquid.renderFile(`sections/${name}`, globals)}</div>`;
}

/** @param {Record<string, any>} globals @param {{ head: string, privacyApi: boolean, standardEvents: boolean, templates?: Record<string, string[]> }} setting */
export async function page(globals, { head, privacyApi, standardEvents, templates }) {
  const { page_type } = globals.request;
  const ids = (templates?.[page_type] ?? TEMPLATES[page_type]).map((name) => `template--18734029__${name}`);
  const main = await Promise.all(ids.map((id) => section(id, globals)));
  const sections = Object.fromEntries(await Promise.all(GROUP.map(async (name) => [name, await section(name, globals)])));
  const tag = await liquid.parseAndRender(head, globals, { globals });
  return liquid.renderFile("layout/theme", { ...globals, sections, content_for_layout: main.join("\n"), head: tag, privacy_api: privacyApi, standard_events: standardEvents });
}

/** @param {string} name */
export const asset = (name) => readFile(`${folder}assets/${name}`);
