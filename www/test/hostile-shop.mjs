/**
 * A Shopify export and recorded sessions in which everything that strangers type holds one text of the test's choice:
 * order numbers, customers, names, products, notes, discount codes, search terms, pages, anchors, unreadable dates.
 * @module
 */
import { visitsText } from "./visits-shop.mjs";

const COLUMNS = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Notes,Note Attributes,Payment Method,Refunded Amount,Vendor,Tags,Phone";
const CUSTOMERS = 40;

/** @param {string} text */
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

/** @param {string} text appears in every cell that a shopper or a supplier could have typed @returns {string} CSV */
export function hostileOrders(text) {
  const lines = [COLUMNS];
  for (let order = 0; order < 3 * CUSTOMERS; order++) {
    const customer = order % CUSTOMERS;
    const date = order === 7 ? text : `${new Date(Date.UTC(2024, order % 12, 1 + (order % 28), order % 24)).toISOString().slice(0, 19).replace("T", " ")} +0000`;
    const cells = [
      `${text} #${order}`, `${text} ${customer}`, "paid", "EUR", "20.00", "0.00", "0.00", "20.00", text, "0.00", date, "1", text, "20.00", text, text, text, text,
      `${text}: ${text}`, text, "0.00", text, text, "",
    ];
    lines.push(cells.map(quoted).join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** @param {string} text appears where a shopper, or a page that was tampered with, could have put it @returns {string} NDJSON */
export function hostileVisits(text) {
  const json = JSON.stringify(text);
  const forged = [`{"v":1,"e":"view","vid":${json}}`, `{"v":1,"e":${json},"t":1704110400000,"vid":"x"}`, text.replaceAll(/[\r\n]/g, " ")].join("\n");
  return `${visitsText(text).replaceAll('"index"', json).replaceAll('"#1"', json).replaceAll('"/products/cup"', JSON.stringify(`/${text}`))}${forged}\n`;
}
