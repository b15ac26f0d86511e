/**
 * The sample shop: nothing in, the text of a Shopify orders export out, the same on every machine.
 *
 * A coffee roaster in New York with two years of orders. README.md tells the stories planted in it.
 */

import { localTime } from "./calendar.js";
import { purchases } from "./groups.js";
import { orders } from "./orders.js";
import { Random } from "./random.js";

/** @import { Customer, Order } from "./orders.js" */

const SEED = 20251031;
const FIRST_NUMBER = 1001;
/** Minutes behind UTC in summer. */
const NEW_YORK = 240;

const HEADER = (
  "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total," +
  "Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price," +
  "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,Billing Address1," +
  "Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name," +
  "Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province," +
  "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor," +
  "Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name," +
  "Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties," +
  "Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References"
).split(",");

const BLANK = HEADER.map(() => "");
const PLACE = new Map(HEADER.map((name, index) => [name, index]));
const SIDES = [addressColumns("Billing"), addressColumns("Shipping")];

/** Orders in one part: a few milliseconds of work. */
const ORDERS_A_PART = 100;

/**
 * The sample shop's orders export (Shopify, 79 columns, newest order first, one row a line item).
 * @returns {string} CSV text
 */
export function sampleShop() {
  return [...sampleParts()].join("");
}

/**
 * The same text in parts, so that a page can breathe between them.
 * @returns {Generator<string, void>}
 */
export function* sampleParts() {
  yield `${HEADER.join(",")}\n`;
  const random = new Random(SEED);
  const list = orders(purchases(random), random);
  for (let last = list.length; last > 0; last -= ORDERS_A_PART) {
    let part = "";
    for (let i = last - 1; i >= Math.max(0, last - ORDERS_A_PART); i--) {
      for (const row of orderRows(/** @type {Order} */ (list[i]), FIRST_NUMBER + i)) part += `${row}\n`;
    }
    yield part;
  }
}

/**
 * Names and times of the orders that were paid, oldest first; the sessions that end in an order take theirs from here.
 * @returns {{ name: string, time: number }[]} UTC ms, exact in summer time
 */
export function paidOrders() {
  const random = new Random(SEED);
  const numbered = orders(purchases(random), random).map((order, i) => ({ ...order, name: `#${FIRST_NUMBER + i}` }));
  return numbered.filter(({ status }) => status === "paid").map(({ name, day, minute }) => ({ name, time: (day * 1440 + minute + NEW_YORK) * 60_000 }));
}

/**
 * One CSV record, built field by field; fields that are never set stay blank.
 */
class Row {
  constructor() {
    this.cells = BLANK.slice();
  }

  /**
   * @param {string} column
   * @param {string} text
   */
  set(column, text) {
    if (text === "") return;
    const index = PLACE.get(column);
    if (index === undefined) throw new RangeError(`The header has no column "${column}".`);
    this.cells[index] = /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  toString() {
    return this.cells.join(",");
  }
}

/**
 * The rows of one order: its own fields stand on the first row only; the e-mail is repeated.
 * @param {Order} order
 * @param {number} number
 */
function orderRows(order, number) {
  return order.lines.map((line, index) => {
    const row = new Row();
    row.set("Name", `#${number}`);
    row.set("Email", order.customer.email);
    if (index === 0) {
      setPayment(row, order, number);
      setState(row, order, number);
      setAddress(row, order.customer);
    }
    row.set("Lineitem quantity", String(line.quantity));
    row.set("Lineitem name", line.name);
    row.set("Lineitem price", amount(line.price));
    row.set("Lineitem sku", line.sku);
    row.set("Lineitem requires shipping", "true");
    row.set("Lineitem taxable", "true");
    row.set("Lineitem fulfillment status", "fulfilled");
    row.set("Lineitem discount", "0.00");
    row.set("Vendor", "Slow Morning Roasters");
    return row.toString();
  });
}

/**
 * Amounts of an order.
 * @param {Row} row
 * @param {Order} order
 * @param {number} number
 */
function setPayment(row, order, number) {
  row.set("Currency", "USD");
  row.set("Subtotal", amount(order.subtotal));
  row.set("Shipping", amount(order.shipping));
  row.set("Taxes", amount(order.taxes));
  row.set("Total", amount(order.subtotal + order.shipping + order.taxes));
  row.set("Discount Code", order.code);
  row.set("Discount Amount", amount(order.discount));
  row.set("Payment Method", order.payment);
  row.set("Refunded Amount", amount(order.refunded));
  row.set("Outstanding Balance", "0.00");
  row.set("Id", `'${5_200_000_000_000 + number}`);
  if (order.taxes > 0) {
    row.set("Tax 1 Name", "New York State Tax 4%");
    row.set("Tax 1 Value", amount(order.taxes));
  }
}

/**
 * Times, states and the place of an order.
 * @param {Row} row
 * @param {Order} order
 * @param {number} number
 */
function setState(row, order, number) {
  const created = localTime(order.day, order.minute, order.second);
  row.set("Created at", created);
  if (order.status !== "pending" && order.status !== "voided") row.set("Paid at", created);
  row.set("Financial Status", order.status);
  row.set("Fulfillment Status", order.cancelled ? "unfulfilled" : "fulfilled");
  if (order.cancelled) row.set("Cancelled at", localTime(order.day + 1, 600, 0));
  row.set("Accepts Marketing", number % 3 === 0 ? "yes" : "no");
  row.set("Notes", order.note);
  row.set("Tags", order.customer.tags);
  row.set("Risk Level", "Low");
  row.set("Source", order.counter ? "pos" : "web");
  if (order.counter) row.set("Location", "Saturday market");
}

/**
 * @param {Row} row
 * @param {Customer} customer
 */
function setAddress(row, customer) {
  if (customer.name === "") return;
  const [city = "", state = "", stateName = "", zip = ""] = customer.town;
  row.set("Phone", customer.phone);
  row.set("Shipping Method", "Standard");
  for (const side of SIDES) {
    row.set(side.name, customer.name);
    row.set(side.street, customer.street);
    row.set(side.address, customer.street);
    row.set(side.company, customer.company);
    row.set(side.city, city);
    row.set(side.zip, zip);
    row.set(side.province, state);
    row.set(side.country, "US");
    row.set(side.phone, customer.phone);
    row.set(side.provinceName, stateName);
  }
}

/**
 * The column names of one address.
 * @param {"Billing" | "Shipping"} side
 */
function addressColumns(side) {
  return {
    name: `${side} Name`, street: `${side} Street`, address: `${side} Address1`, company: `${side} Company`, city: `${side} City`,
    zip: `${side} Zip`, province: `${side} Province`, country: `${side} Country`, phone: `${side} Phone`, provinceName: `${side} Province Name`,
  };
}

/**
 * Cents as "12.50".
 * @param {number} cents
 */
function amount(cents) {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
