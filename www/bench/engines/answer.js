/**
 * The answer of a job from customers gathered in JavaScript, as text that two engines can compare.
 */

/** @typedef {{ first: number, last: number, orders: number, cents: number }} Customer days since 1970 */
/** @typedef {{ triple: number, customers: number, orders: number, cents: number, firstDays: number, lastDays: number }} Cell */

/**
 * @param {Map<string | number, Customer>} customers
 * @returns {Cell[]} by triple
 */
export function answerOf(customers) {
  const people = [...customers].map(([key, customer]) => ({ key, ...customer, score: 0 }));
  people.sort((a, b) => (a.key < b.key ? -1 : 1));
  score(people, "last", 100);
  score(people, "orders", 10);
  score(people, "cents", 1);
  return cellsOf(people);
}

/**
 * Customers counted by score triple.
 * @param {Iterable<Customer & { score: number }>} people
 * @returns {Cell[]} by triple
 */
export function cellsOf(people) {
  /** @type {Map<number, Cell>} */
  const cells = new Map();
  for (const person of people) {
    const empty = { triple: person.score, customers: 0, orders: 0, cents: 0, firstDays: 0, lastDays: 0 };
    const cell = cells.get(person.score) ?? empty;
    cells.set(person.score, cell);
    cell.customers += 1;
    cell.orders += person.orders;
    cell.cents += person.cents;
    cell.firstDays += person.first;
    cell.lastDays += person.last;
  }
  return [...cells.values()].sort((a, b) => a.triple - b.triple);
}

/**
 * Adds `weight` × NTILE(5) by a field; the sort is stable, so ties stay in order of the key.
 * @param {(Customer & { score: number })[]} people in order of the key
 * @param {"last" | "orders" | "cents"} field
 * @param {number} weight
 */
function score(people, field, weight) {
  const ranked = [...people].sort((a, b) => a[field] - b[field]);
  const [size, larger] = [Math.floor(ranked.length / 5), ranked.length % 5];
  let next = 0;
  for (let tile = 1; tile <= 5; tile++) {
    const end = next + size + (tile <= larger ? 1 : 0);
    for (; next < end; next++) ranked[next].score += weight * tile;
  }
}

/** Gathers customers row by row, as a page that uses a CSV library would. */
export class Gathering {
  /** @type {Map<string | number, Customer>} */ customers = new Map();
  /** @type {Set<string | number>} */ orders = new Set();

  /**
   * @param {string | number} key
   * @param {string | number} order
   * @param {string} date
   * @param {string} amount
   */
  add(key, order, date, amount) {
    const day = dayOf(date);
    const cents = Math.round(Number(amount) * 100);
    const before = this.orders.size;
    this.orders.add(order);
    const isNew = this.orders.size - before;
    const customer = this.customers.get(key);
    if (!customer) {
      this.customers.set(key, { first: day, last: day, orders: isNew, cents });
      return;
    }
    if (day < customer.first) customer.first = day;
    if (day > customer.last) customer.last = day;
    customer.orders += isNew;
    customer.cents += cents;
  }
}

let lastText = "";
let lastDay = 0;

/**
 * Days since 1970 of the date at the start of `text`; rows in order of time repeat the one before.
 * @param {string} text
 */
function dayOf(text) {
  const date = text.slice(0, 10);
  if (date !== lastText) {
    lastText = date;
    lastDay = Date.parse(date) / 86_400_000;
  }
  return lastDay;
}
