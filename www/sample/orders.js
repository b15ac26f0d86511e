/**
 * Purchases in, orders out: amounts, what happened to them, and the shop's everyday mess. Amounts are in cents.
 */

import { FIRST_NAMES, LAST_NAMES, NOTES, PRODUCTS, TOWNS } from "./catalogue.js";

/** @import { Random } from "./random.js" */
/** @import { Purchase } from "./groups.js" */

/**
 * @typedef {object} Order
 * @property {number} day
 * @property {number} minute
 * @property {number} second
 * @property {boolean} counter sold over the counter
 * @property {string} group
 * @property {string} code discount code
 * @property {{ sku: string, name: string, price: number, quantity: number }[]} lines
 * @property {number} subtotal after discount
 * @property {number} discount
 * @property {number} shipping
 * @property {number} taxes beside the subtotal
 * @property {number} refunded
 * @property {"paid" | "refunded" | "partially_refunded" | "voided" | "pending"} status
 * @property {boolean} cancelled
 * @property {string} payment
 * @property {string} note
 * @property {Customer} customer
 */

/** @typedef {{ name: string, company: string, email: string, phone: string, tags: string, town: string[], street: string }} Customer */

/** @type {Customer} */
const NOBODY = { name: "", company: "", email: "", phone: "", tags: "", town: ["", "", "", ""], street: "" };

/** The ordinary shopper, counted from the first, who never gave an e-mail address. */
const PHONE_ONLY = 7;

/**
 * Orders by time, oldest first.
 * @param {Purchase[]} purchases
 * @param {Random} random
 * @returns {Order[]}
 */
export function orders(purchases, random) {
  const sorted = purchases
    .map((purchase, index) => ({ purchase, index }))
    .sort((a, b) => a.purchase.day - b.purchase.day || a.purchase.minute - b.purchase.minute || a.index - b.index);
  const people = customers(purchases, random);
  const list = sorted.map(({ purchase }) => order(purchase, people.get(purchase.person) ?? NOBODY, random));
  plantOddities(list);
  return list;
}

/**
 * One invented customer for each person.
 * @param {Purchase[]} purchases
 * @param {Random} random
 * @returns {Map<number, Customer>}
 */
function customers(purchases, random) {
  /** @type {Map<number, Customer>} */
  const people = new Map();
  let ordinary = 0;
  for (const { person, group } of purchases) {
    if (person < 0 || people.has(person)) continue;
    const who = customer(person, group, random);
    if (group === "ordinary" && ordinary++ === PHONE_ONLY) {
      who.email = "";
      who.phone = "'+12125550147";
    }
    people.set(person, who);
  }
  return people;
}

/**
 * @param {number} person
 * @param {string} group
 * @param {Random} random
 * @returns {Customer}
 */
function customer(person, group, random) {
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const town = random.pick(TOWNS);
  const street = `${random.between(1, 240)} ${random.pick(["Elm", "Oak", "Lake", "Hill"])} St`;
  const who = { name: `${first} ${last}`, company: "", phone: "", tags: "", town, street };
  if (group === "cafe") return { ...who, company: "Corner Café", email: "orders@corner-cafe.example", tags: "wholesale" };
  const tags = group === "club" ? "coffee-club" : "";
  return { ...who, tags, email: `${first}.${last.replace("'", "")}.${person}@example.com`.toLowerCase() };
}

/**
 * @param {Purchase} purchase
 * @param {Customer} who
 * @param {Random} random
 * @returns {Order}
 */
function order(purchase, who, random) {
  const lines = purchase.lines.map(([key, quantity]) => ({ .../** @type {import("./catalogue.js").Product} */ (PRODUCTS[key]), quantity }));
  const goods = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const discount = Math.floor((goods * purchase.percent) / 100);
  const subtotal = goods - discount;
  const counter = purchase.group === "counter";
  const shipping = counter || subtotal >= 5000 ? 0 : 590;
  const taxes = who.town[1] === "NY" ? Math.floor((subtotal * 4 + 50) / 100) : 0;
  /** @type {Order} */
  const made = {
    day: purchase.day, minute: purchase.minute, second: random.below(60), counter, group: purchase.group, code: purchase.code, lines, subtotal, discount, shipping, taxes, refunded: 0, status: "paid", cancelled: false,
    payment: counter ? "Cash" : "Shopify Payments", note: random.chance(2) ? random.pick(NOTES) : "",
    customer: random.chance(5) ? shouted(who) : who,
  };
  if (purchase.group === "ordinary") mishap(made, random);
  return made;
}

/**
 * The same customer who typed the address in capitals.
 * @param {Customer} who
 * @returns {Customer}
 */
function shouted(who) {
  return { ...who, email: who.email.toUpperCase() };
}

/**
 * Now and then an order is refunded, cancelled, voided or not paid yet.
 * @param {Order} made
 * @param {Random} random
 */
function mishap(made, random) {
  const total = made.subtotal + made.shipping + made.taxes;
  const draw = random.below(200);
  if (draw < 4) Object.assign(made, { status: "refunded", refunded: total });
  else if (draw < 7) Object.assign(made, { status: "partially_refunded", refunded: Math.min(total, made.lines[0]?.price ?? 0) });
  else if (draw < 9) Object.assign(made, { status: "refunded", refunded: total, cancelled: true });
  else if (draw < 10) Object.assign(made, { status: "voided" });
  else if (draw < 12) Object.assign(made, { status: "pending" });
}

/**
 * Two trial orders by the shop itself, and one product scanned twice as two equal lines.
 * @param {Order[]} list
 */
function plantOddities(list) {
  const ordinary = list.filter((o) => o.group === "ordinary" && o.status === "paid");
  for (const trial of ordinary.slice(20, 22)) trial.payment = "(for testing) Bogus Gateway";
  const scanned = ordinary[100];
  const line = scanned?.lines[0];
  if (!scanned || !line) return;
  scanned.lines = [line, { ...line }];
  scanned.discount = 0;
  scanned.code = "";
  scanned.subtotal = 2 * line.price * line.quantity;
}
