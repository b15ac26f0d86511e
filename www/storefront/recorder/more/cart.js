/**
 * The shop's `/cart.js` in, what changed since the last look out: added, removed, seen, taken to the checkout.
 * Looked at when a standard event or one of the page's own requests says that the cart changed, and on the cart page.
 * @module
 */

import { minor } from "./money.js";
import { hash, on, onClick, recorder, targetOf } from "./recorder.js";
import { onRequest, settled } from "./requests.js";

const CHANGE = /\/cart\/(add|change|update|clear)(\.js)?(\?|$)/;
const CHECKOUT = "[name=checkout],a[href*='/checkout'],.shopify-payment-button,shopify-accelerated-checkout-cart";

/** @typedef {{ q: number, price: number, id: string }} Line */
/** @typedef {{ tok: string, lines: Record<string, Line>, items: number, total: number, cur: string }} Cart */

export function watchCart() {
  const lookSoon = settled(look, 300);
  on("view", ({ tpl }) => {
    if (tpl === "cart") look(true);
    else if (window.Shopify && (!kept() || kept()?.items !== Number(recorder.config.cartItems ?? kept()?.items))) look();
  });
  document.addEventListener("shopify:cart:lines-update", (event) => {
    Promise.resolve(/** @type {any} */ (event).promise).then(() => lookSoon(), () => {});
  });
  document.addEventListener("shopify:cart:view", () => look(true));
  onRequest(CHANGE, () => lookSoon());
  onClick((_, target) => target.closest(CHECKOUT) && tellCheckout(target));
  document.addEventListener("submit", (event) => /\/checkout/.test(targetOf(event).getAttribute("action") ?? "") && tellCheckout(targetOf(event)), { capture: true, passive: true });
}

/** @returns {Cart | null} the cart at the last look */
function kept() {
  return JSON.parse(recorder.read("cart") ?? "null");
}

/** @param {boolean} [isSeen] the visitor looks at the cart itself */
async function look(isSeen) {
  const answer = await fetch(`${window.Shopify?.routes?.root ?? "/"}cart.js`).catch(() => null);
  const raw = answer?.ok && (await answer.json().catch(() => null));
  if (!raw?.items || !recorder.state.on) return;
  const cart = await cartOf(raw);
  const before = kept();
  recorder.write("cart", JSON.stringify(cart));
  // The first look only says where we start.
  if (before) tellChanges(before.tok === cart.tok ? before.lines : {}, cart);
  if (isSeen) recorder.emit("cart", totals(cart));
}

/** @param {any} raw @returns {Promise<Cart>} */
async function cartOf({ token, items, currency: cur, item_count, total_price }) {
  /** @type {Cart["lines"]} */
  const lines = {};
  for (const item of items) {
    const line = (lines[item.variant_id] ??= { q: 0, price: minor(item.final_price ?? item.price, cur), id: String(item.product_id) });
    line.q += item.quantity;
  }
  return { tok: await hash(String(token).split("?")[0], 16), lines, items: item_count, total: minor(total_price, cur), cur };
}

/** @param {Cart["lines"]} before @param {Cart} cart */
function tellChanges(before, { lines, cur }) {
  for (const variant of new Set([...Object.keys(before), ...Object.keys(lines)])) {
    const { id, price } = lines[variant] ?? before[variant];
    const more = (lines[variant]?.q ?? 0) - (before[variant]?.q ?? 0);
    if (more) recorder.emit(more > 0 ? "add" : "remove", { id, var: variant, q: Math.abs(more), price, cur });
  }
}

/** @param {Cart} cart */
const totals = ({ items, total, cur, tok }) => ({ items, total, cur, tok });

/** @type {unknown} the page view whose checkout is told */
let told;

/** @param {Element} target */
function tellCheckout(target) {
  if (told === recorder.state.page) return;
  told = recorder.state.page;
  const cart = kept();
  // A "buy now" button takes its own product, not the cart.
  recorder.emit("checkout", cart && !target.closest("form[action*='/cart/add']") ? totals(cart) : {});
}
