/**
 * What the theme says of the page: its product and whether a customer is logged in.
 * @module
 */

import { minor } from "./money.js";
import { on, recorder } from "./recorder.js";

/** @type {unknown} the page view whose product is told */
let told;

export function tellPage() {
  const { config, emit, read, write } = recorder;
  on("view", ({ tpl, nav, cid, sid }) => {
    if (tpl === "product" && nav !== "spa" && config.product) tellProduct(config.product, Number(config.price), config.currency, config.category);
    if (!cid || read("login", true) === sid) return;
    write("login", sid, true);
    emit("login");
  });
  document.addEventListener("shopify:product:view", (event) => {
    const { product, context = "page" } = /** @type {any} */ (event);
    const id = /\d+$/.exec(product?.id)?.[0];
    const { amount, currencyCode } = product?.selectedVariant?.price ?? {};
    if (id && context === "page") tellProduct(id, amount * 100, currencyCode, product.productType);
  });
}

/** @param {string} id @param {number} hundredths @param {string} [cur] @param {string} [cat] */
function tellProduct(id, hundredths, cur, cat) {
  if (told === recorder.state.page) return;
  told = recorder.state.page;
  const price = hundredths >= 0 ? minor(hundredths, cur) : undefined;
  recorder.emit("product", { id, price, cur, cat: cat?.slice(0, 80) });
}
