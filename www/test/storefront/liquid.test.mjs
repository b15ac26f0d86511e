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
const GLOBALS = { request: { page_type: "product", design_mode: false }, product: { ...PRODUCTS[2], type: 'Mug "XL"' }, customer: { id: 7001, email: " Anna@Example.com ", orders_count: 2 }, cart: { item_count: 3, total_discount: 150, currency: { iso_code: "EUR" } }, localization: { country: { iso_code: "DE" } } };
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
    const { more, late, overlay, ...told } = attributes(html);
    assert.deepEqual([more, late, overlay], ["storefront-more", "storefront-late", "overlay"].map((name) => `/cdn/shop/assets/linger-${name}.js`));
    assert.deepEqual(told, {
      consent: "shopify", local: "5000", endpoint: "https://collect.example/linger", keep: "30", rotate: "90", template: "product", handle: "mug-3",
      country: "DE", currency: "EUR", "cart-items": "3", customer: createHash("sha256").update("pepper:anna@example.com").digest("hex").slice(0, 32),
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

test("a customer without an e-mail address, and a shop without a salt, give no hash", async () => {
  for (const html of await both({ ...GLOBALS, customer: { id: 7001, email: null } })) assert.equal(attributes(html).customer, undefined);
  const unsalted = await liquid.parseAndRender("{% render 'linger', local: 5000 %}", {}, { globals: GLOBALS });
  const block = await liquid.parseAndRender(BLOCK, { ...GLOBALS, block: { settings: { ...SETTINGS, salt: "" } } });
  for (const html of [unsalted, block]) assert.equal(attributes(html).customer, undefined);
});

test("live flags and their rule file only where they are asked for", async () => {
  const rules = "/cdn/shop/files/rules.json";
  const snippet = await liquid.parseAndRender(`{% render 'linger', local: 5000, flags: true, flags_rules: '${rules}' %}`, {}, { globals: GLOBALS });
  const block = await liquid.parseAndRender(BLOCK, { ...GLOBALS, block: { settings: { ...SETTINGS, flags: true, flags_rules: rules } } });
  for (const html of [snippet, block]) {
    const told = attributes(html);
    assert.deepEqual([told.flags, told["flags-rules"], told.orders, told.discount], ["/cdn/shop/assets/linger-flags.js", rules, "2", "150"]);
  }
  for (const html of await both(GLOBALS)) assert.deepEqual([attributes(html).flags, attributes(html).orders], [undefined, undefined]);
});

test("nothing in the theme editor", async () => {
  for (const html of await both({ ...GLOBALS, request: { page_type: "product", design_mode: true } })) assert.doesNotMatch(html, /<script/);
});

test("the block's settings are valid JSON with the defaults that the documents name", async () => {
  const schema = JSON.parse(/{% schema %}(.*){% endschema %}/s.exec(BLOCK)?.[1] ?? "");
  const defaults = Object.fromEntries(schema.settings.map((/** @type {any} */ { id, default: value }) => [id, value]));
  assert.equal(schema.target, "head");
  assert.deepEqual([defaults.local, defaults.keep, defaults.rotate, defaults.flags, defaults.cart_note], [5000, 30, 90, false, false]);
  assert.ok(schema.settings.length <= 25, "the platform's limit");
});
