/**
 * Large exports of every platform: the synthetic shop's own, its records again and again under new order numbers and people.
 * @module
 */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../tests/data/shops/exports", import.meta.url));
/** Orders of the shop are numbered from 1001 to 1200; each round goes on from there, as shops number their orders. */
const ORDERS = 200;

/**
 * @typedef {object} Export
 * @property {string} source id of the export
 * @property {string} file below the folder of exports
 * @property {RegExp} order where an order's number stands, as the group of digits in it
 * @property {number} [head] lines above the records, default 1
 * @property {number} [foot] lines below them
 */

const MAIL = /@example\.com/g;
const USER = /(?<=[a-z])_(\d+)(?=[,\t@"])/g;

/** Shopify's first: the others are compared with it. @type {Export[]} */
export const EXPORTS = [
  { source: "shopifyOrders", file: "shopifyOrders-2024/orders_export.csv", order: /(?<=^#)\d+/gm },
  { source: "amazonAllOrders", file: "amazonAllOrders-32/orders.txt", order: /(?<=^112-\d{7}-)\d+/gm },
  { source: "amazonFbaShipments", file: "amazonFbaShipments/shipments.txt", order: /(?<=^112-\d{7}-)\d+/gm },
  { source: "amazonNewOrders", file: "amazonNewOrders/orders.txt", order: /(?<=^112-\d{7}-)\d+/gm },
  { source: "bigcommerceOrders", file: "bigcommerceOrders/orders.csv", order: /^\d+(?=,\d\d\/)/gm },
  { source: "ebayOrders", file: "ebayOrders-80/eBay-OrdersReport.csv", order: /(?<=^\d+,12-)\d+/gm, head: 3, foot: 2 },
  { source: "etsyItems", file: "etsyItems-32/EtsySoldOrderItems2025.csv", order: /(?<=,)300000\d{4}(?=,)/g },
  { source: "etsyOrders", file: "etsyOrders/EtsySoldOrders2025.csv", order: /(?<=^[\d/]{8},)\d+/gm },
  { source: "lazadaOrders", file: "lazadaOrders/orders.csv", order: /(?<=,)6\d{13}(?=,)/g },
  { source: "magentoOrders", file: "magentoOrders/export.csv", order: /^0\d{8}(?=,)/gm },
  { source: "paypalActivity", file: "paypalActivity-us/Download.csv", order: /(?<="\d?[1-9A-Z]{1,2})\d{8}(?=7890)/g },
  { source: "shopeeOrders", file: "shopeeOrders/Order.all.csv", order: /(?<=^24)\d{6}/gm },
  { source: "stripePayments", file: "stripePayments/unified_payments.csv", order: /(?<=^ch_3N)\d+/gm },
  { source: "taobaoOrders", file: "taobaoOrders/ExportOrderList.csv", order: /^27\d{16}/gm },
  { source: "tiktokOrders", file: "tiktokOrders-sea/All order.csv", order: /^5838\d+/gm, head: 2 },
  { source: "wooAdvancedExport", file: "wooAdvancedExport/orders.csv", order: /^\d{4}(?=,)/gm },
  { source: "wooAnalyticsOrders", file: "wooAnalyticsOrders/wc-orders-report-export.csv", order: /(?<=^[\d: -]+,)\d+/gm },
  { source: "wooExportSuite", file: "wooExportSuite/orders.csv", order: /^\d+,\d+/gm },
];

/**
 * An export of about so many bytes. Text stays bytes all along, whatever its encoding.
 * @param {Export} what
 * @param {number} bytes
 */
export async function enlarged({ file, order, head = 1, foot = 0 }, bytes) {
  const text = await readFile(`${FOLDER}/${file}`, "latin1");
  const start = after(text, head);
  const end = foot ? text.trimEnd().split("\n").slice(0, -foot).join("\n").length + 1 : text.length;
  const records = text.slice(start, end);
  const parts = [text.slice(0, end)];
  for (let size = end, round = 1; size < bytes; size += records.length, round += 1) parts.push(again(records, order, round));
  return new Uint8Array(Buffer.from(parts.join("") + text.slice(end), "latin1"));
}

/**
 * The records under other order numbers and people.
 * @param {string} records
 * @param {RegExp} order
 * @param {number} round
 */
function again(records, order, round) {
  const numbered = records.replace(order, (found) => found.replace(/\d+/g, (digits) => String(BigInt(digits) + BigInt(round * ORDERS)).padStart(digits.length, "0")));
  return numbered.replace(MAIL, `@${round}.example.com`).replace(USER, (_, id) => `_${id}x${round}`);
}

/**
 * Where the text goes on below so many lines.
 * @param {string} text
 * @param {number} lines
 */
function after(text, lines) {
  let at = 0;
  for (let line = 0; line < lines; line += 1) at = text.indexOf("\n", at) + 1;
  return at;
}
