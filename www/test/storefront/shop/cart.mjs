/** The carts of one shop, by visitor, in the shape of the platform's Ajax API. */

import { randomBytes } from "node:crypto";
import { byVariant } from "./catalogue.mjs";

/** @typedef {{ token: string, lines: Map<number, number>, attributes: Record<string, string> }} Cart */

/** @returns {Cart} */
export const newCart = () => ({ token: `${randomBytes(12).toString("hex")}?key=${randomBytes(4).toString("hex")}`, lines: new Map(), attributes: {} });

/** @param {Cart} cart */
export function cartJson({ token, lines, attributes }) {
  const items = [...lines].map(([variant_id, quantity]) => {
    const product = byVariant(variant_id);
    if (!product) throw new Error(`There is no variant ${variant_id}.`);
    const { id: product_id, title: product_title, price, handle } = product;
    return { variant_id, product_id, product_title, quantity, price, final_price: price, final_line_price: price * quantity, url: `/products/${handle}?variant=${variant_id}` };
  });
  const total_price = items.reduce((sum, { final_line_price }) => sum + final_line_price, 0);
  const item_count = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return { token, items, item_count, total_price, attributes, note: "", currency: { iso_code: "EUR" } };
}

/** @param {Cart} cart @param {string} action @param {any} body */
export function change(cart, action, body) {
  if (action === "add") for (const { id, quantity } of body.items ?? [{ id: Number(body.id), quantity: Number(body.quantity ?? 1) }]) cart.lines.set(id, (cart.lines.get(id) ?? 0) + quantity);
  if (action === "change") {
    if (body.quantity > 0) cart.lines.set(body.id, body.quantity);
    else cart.lines.delete(body.id);
  }
  if (action === "update") Object.assign(cart.attributes, body.attributes);
  if (action === "clear") cart.lines.clear();
}
