/**
 * J1, narrow: `order_id,customer_id,timestamp,amount`, in order of time, 45 bytes a row. One order in ten has a second
 * row. 10M rows are 449 MB and about 590,000 customers.
 * @module
 */

import { random } from "./random.mjs";

const FIRST = Date.UTC(2022, 0, 1);
const SPAN_SECONDS = 3 * 365 * 86_400;

export const HEADER = "order_id,customer_id,timestamp,amount\n";

/**
 * @param {number} rows
 * @returns {Generator<string>} blocks of lines
 */
export function* narrowRows(rows) {
  const next = random(1);
  // The square makes some customers buy often and leaves most with few orders.
  const customers = Math.ceil(rows * 0.059);
  let [order, customer, time] = [10_000_000, 0, ""];
  let block = "";
  for (let row = 0; row < rows; row++) {
    if (row === 0 || next() >= 0.1) {
      order++;
      customer = 1_000_000 + Math.floor(customers * next() ** 2);
      const second = Math.floor(((row + next()) / rows) * SPAN_SECONDS);
      time = new Date(FIRST + second * 1000).toISOString().slice(0, 19);
    }
    const cents = 500 + Math.floor(next() ** 3 * 95_000);
    block += `${order},${customer},${time}Z,${(cents / 100).toFixed(2)}\n`;
    if (block.length > 1 << 20) {
      yield block;
      block = "";
    }
  }
  yield block;
}
