/**
 * A small shop whose numbers can be added up by eye: 60 customers, customer n (from 0) orders 1 + n % 4 times, 30 days
 * apart, each order of 10 + n euros.
 * @module
 */

const DAY = 86_400_000;
const FIRST = Date.UTC(2023, 0, 5, 12);

export const CUSTOMERS = 60;
/** Fifteen customers each with one, two, three and four orders. */
export const ORDERS = 15 * (1 + 2 + 3 + 4);

/** The export, in order of customers. */
export function shopText() {
  const lines = ["order_id,customer_id,timestamp,amount"];
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    for (let order = 0; order <= customer % 4; order++) {
      const time = new Date(FIRST + (customer * 3 + order * 30) * DAY).toISOString();
      lines.push(`${1000 + customer * 10 + order},customer-${customer},${time},${10 + customer}.00`);
    }
  }
  return `${lines.join("\n")}\n`;
}

/** 10 + n euros for each of the 1 + n % 4 orders. */
export function netSales() {
  let sum = 0;
  for (let customer = 0; customer < CUSTOMERS; customer++) sum += (10 + customer) * (1 + (customer % 4));
  return sum;
}
