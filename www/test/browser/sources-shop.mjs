/** Small shops as Shopify's orders export has them, and files of the synthetic shop with what they must give. */
import { readFileSync } from "node:fs";
import { repositoryFile } from "./page.mjs";

const HEADER = "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Country,Shipping Country,Phone,Cancelled at,Refunded Amount,Id,Source".split(",");

/** @typedef {{ email?: string, phone?: string, total: number, at: string, currency?: string, status?: string, country?: string, shipping?: number, tax?: number, stated?: number }} Order */

/** Orders of one line each: `total` is the price of the goods, `stated` the total that the export gives where it is another than the sum. @param {Order[]} orders */
export function shopifyOrders(orders) {
  const rows = orders.map(({ email = "", phone = "", total, at, currency = "USD", status = "paid", country = "US", shipping = 0, tax = 0, stated = total + shipping + tax }, index) => ({
    Name: `#${1001 + index}`, Email: email, "Financial Status": status, "Paid at": at, "Fulfillment Status": "fulfilled", Currency: currency, Subtotal: total.toFixed(2), Shipping: shipping.toFixed(2),
    Taxes: tax.toFixed(2), Total: stated.toFixed(2), "Discount Amount": "0.00", "Created at": at, "Lineitem quantity": "1", "Lineitem name": "Tea", "Lineitem price": total.toFixed(2), "Lineitem sku": "TEA-1",
    "Billing Country": country, "Shipping Country": country, Phone: phone, "Refunded Amount": "0.00", Id: String(5001 + index), Source: "web",
  }));
  return `${[HEADER, ...rows.map((row) => HEADER.map((head) => /** @type {Record<string, string>} */ (row)[head] ?? ""))].map((cells) => cells.join(",")).join("\n")}\n`;
}

/**
 * An export of the synthetic shop.
 * @param {string} name of its folder
 * @returns {{ path: string, expected: any, bytes: Buffer }}
 */
export function shopExport(name) {
  const folder = `tests/data/shops/exports/${name}`;
  const expected = JSON.parse(readFileSync(repositoryFile(`${folder}/expected.json`), "utf8"));
  const path = repositoryFile(`${folder}/${expected.file}`);
  return { path, expected, bytes: readFileSync(path) };
}
