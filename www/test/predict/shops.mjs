/**
 * Shops whose numbers can be counted: CDNOW, and a small one that sells mugs, spoons and pots.
 * @module
 */

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { open } from "../../../pkg/index.js";

const CDNOW = fileURLToPath(new URL("../../../tests/data/cdnow/CDNOW_sample.txt", import.meta.url));
/** Columns of CDNOW. @type {import("linger-analytics").Mapping} */
export const COLUMNS = { customer: 1, time: 2, quantity: 3, amount: 4, header: false, delimiter: " " };
/** The last day of the 39 weeks that published parameters are fitted to. */
export const CALIBRATION = "1997-09-30";
/** The published sample. */
export const CUSTOMERS = 2357;

/** The CDNOW sample: customers who first bought in the first quarter of 1997, until June 1998. */
export const cdnow = () => readFile(CDNOW);

const HEADER = "Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Discount Code,Lineitem quantity,Lineitem price,Lineitem name,Lineitem sku,Vendor,Source,Shipping Country";

/** Baskets of each kind: goods, how many orders, units of each. */
const BASKETS = /** @type {const} */ ([
  [["MUG", "SPOON"], 9],
  [["MUG"], 3],
  [["SPOON"], 2],
  [["POT"], 6],
]);
/** @type {Record<string, [name: string, price: number]>} */
const GOODS = { MUG: ["Mug", 10], SPOON: ["Spoon", 4], POT: ["Pot", 30] };

/** One order a day from 1 January 2025, each of a customer of its own; a Shopify export. */
export function smallShop() {
  const rows = [HEADER];
  let order = 0;
  for (const [goods, orders] of BASKETS) {
    for (let at = 0; at < orders; at++) {
      order++;
      const total = goods.reduce((sum, sku) => sum + GOODS[sku][1], 0);
      const day = `2025-01-${String(order).padStart(2, "0")} 10:00:00 +0000`;
      const own = [`buyer${order}@shop.test`, "paid", day, "EUR", total, total, ""];
      for (const [line, sku] of goods.entries()) {
        const [name, price] = GOODS[sku];
        rows.push([`#${order}`, ...(line === 0 ? own : [own[0], "", day, "", "", "", ""]), 1, price, name, sku, "Clay", line === 0 ? "web" : "", line === 0 ? "DE" : ""].join(","));
      }
    }
  }
  return `${rows.join("\n")}\n`;
}

/**
 * @template T
 * @param {(linger: import("linger-analytics").Linger) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withEngine(work) {
  const linger = await open();
  try {
    return await work(linger);
  } finally {
    linger.close();
  }
}

/**
 * An engine with CDNOW in it.
 * @template T
 * @param {(linger: import("linger-analytics").Linger) => Promise<T>} work
 */
export const withCdnow = (work) =>
  withEngine(async (linger) => {
    await linger.add(await cdnow(), { name: "CDNOW_sample.txt", mapping: COLUMNS });
    return work(linger);
  });

/** A value as it is printed with so many digits after the point. @param {number | undefined | null} value @param {number} digits */
export const printed = (value, digits) => value?.toFixed(digits);
