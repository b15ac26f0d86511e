/** The snippet and the app-embed block render the same tag from what the theme knows, and none in the editor. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { PRODUCTS } from "./shop/catalogue.mjs";
import { liquid } from "./shop/theme.mjs";

/** @param {string} name */
const source = (name) => readFile(new URL(`../../storefront/${name}`, import.meta.url), "utf8");
const BLOCK = await source("blocks/linger-embed.liquid");
const GLOBALS = { request: { page_type: "product", design_mode: false }, product: { ...PRODUCTS[2], type: 'Mug "XL"' }, customer: { id: 7001 }, cart: { item_count: 3, currency: { iso_code: "EUR" } }, localization: { country: { iso_code: "DE" } } };
const SETTINGS = { local: 5000, endpoint: "https://collect.example/linger", salt: "pepper", keep: 30, rotate: 90 };

/** @param {string} html @returns {Record<string, string>} */
const attributes = (html) => Object.fromEntries([...html.matchAll(/data-([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));

/** @param {Record<string, unknown>} globals */
async function both(globals) {
  const snippet = "{% render 'linger', local: 5000, endpoint: 'https://collect.example/linger', salt: 'pepper', keep: 30, rotate: 90 %}";
  return [await liquid.parseAndRender(snippet, {}, { globals }), await liquid.parseAndRender(BLOCK, { ...globals, block: { settings: SETTINGS } })];
}

test("a product page: what the script needs, the customer as a hash only", async () => {
  for (const html of await both(GLOBALS)) {
    const { more, late, ...told } = attributes(html);
    assert.deepEqual([more, late], ["/cdn/shop/assets/linger-storefront-more.js", "/cdn/shop/assets/linger-storefront-late.js"]);
    assert.deepEqual(told, {
      consent: "shopify", local: "5000", endpoint: "https://collect.example/linger", keep: "30", rotate: "90", template: "product", handle: "mug-3",
      country: "DE", currency: "EUR", "cart-items": "3", customer: createHash("sha256").update("pepper:7001").digest("hex").slice(0, 32),
      product: "9003", price: "300", category: "Mug &#34;XL&#34;",
    });
  }
});

test("a search page tells term and count, escaped", async () => {
  const globals = { ...GLOBALS, request: { page_type: "search" }, product: undefined, customer: undefined, search: { performed: true, terms: '"><script>', results_count: 0 } };
  for (const html of await both(globals)) {
    const told = attributes(html);
    assert.deepEqual([told.search, told.results, told.customer, told.product], ["&#34;&gt;&lt;script&gt;", "0", undefined, undefined]);
  }
});

test("nothing in the theme editor", async () => {
  for (const html of await both({ ...GLOBALS, request: { page_type: "product", design_mode: true } })) assert.doesNotMatch(html, /<script/);
});

test("the block's settings are valid JSON with the defaults that the documents name", async () => {
  const schema = JSON.parse(/{% schema %}(.*){% endschema %}/s.exec(BLOCK)?.[1] ?? "");
  const defaults = Object.fromEntries(schema.settings.map((/** @type {any} */ { id, default: value }) => [id, value]));
  assert.equal(schema.target, "head");
  assert.deepEqual([defaults.local, defaults.keep, defaults.rotate], [5000, 30, 90]);
});
