/**
 * Who buys when: the planted groups and the ordinary shoppers. A `Random` in, purchases out.
 */

import { SHELF } from "./catalogue.js";
import { dayOf, weekday } from "./calendar.js";

/** @import { Random } from "./random.js" */

/**
 * @typedef {object} Purchase
 * @property {string} group
 * @property {number} person
 * @property {number} day
 * @property {number} minute
 * @property {[product: string, quantity: number][]} lines
 * @property {string} code discount code
 * @property {number} percent discount
 */

export const OPENING = dayOf(2023, 11, 1);
export const LAST_DAY = dayOf(2025, 10, 31);

const LAPSED_CLUB = 34;
const KEPT_CLUB = 26;
const CARE_KIT = 40;
const BLACK_FRIDAY = 160;
const AUTUMN = 45;
const COUNTER_SALES = 60;

/** Gaps of ordinary shoppers in per cent of their own cycle: uneven, as real gaps are. */
const UNEVEN = [30, 36, 42, 49, 56, 64, 72, 81, 91, 102, 115, 130, 148, 172, 208, 280];

/** Orders an hour of the day, by weight. */
const HOURS = [1, 1, 0, 0, 0, 1, 3, 5, 7, 8, 8, 7, 7, 6, 6, 6, 7, 8, 8, 8, 7, 6, 4, 2];

/** Ordinary newcomers by month, from the opening on. */
const NEWCOMERS = [44, 52, 30, 28, 31, 33, 30, 29, 31, 33, 36, 38, 36, 50, 34, 32, 33, 36, 33, 31, 32, 35, 38, 40];

/**
 * Every purchase of the shop's two years, not yet sorted.
 * @param {Random} random
 * @returns {Purchase[]}
 */
export function purchases(random) {
  const book = new Book(random);
  coffeeClub(book);
  careKits(book);
  blackFriday(book);
  autumn(book);
  cafe(book);
  ordinary(book);
  counter(book);
  return book.purchases;
}

/** Collects purchases and numbers the people. */
class Book {
  /** @param {Random} random */
  constructor(random) {
    this.random = random;
    this.people = 0;
    /** @type {Purchase[]} */
    this.purchases = [];
  }

  /**
   * @param {string} group
   * @param {number} person
   * @param {number} day
   * @param {[string, number][]} lines
   * @param {{ minute?: number, code?: string, percent?: number }} [more]
   */
  add(group, person, day, lines, more = {}) {
    const minute = more.minute ?? this.random.weighted(HOURS) * 60 + this.random.below(60);
    this.purchases.push({ group, person, day, minute, lines, code: more.code ?? "", percent: more.percent ?? 0 });
  }

  newPerson() {
    return this.people++;
  }
}

/**
 * Coffee every month: some members stopped three months ago, the others go on.
 * @param {Book} book
 */
function coffeeClub(book) {
  const { random } = book;
  for (let i = 0; i < LAPSED_CLUB + KEPT_CLUB; i++) {
    const until = i < LAPSED_CLUB ? dayOf(2025, 8, 1) : LAST_DAY;
    const person = book.newPerson();
    const extra = random.pick(["ethiopia", "colombia", "decaf"]);
    for (let day = dayOf(2024, 4, 1) + random.below(110); day <= until; day += random.between(28, 32)) {
      book.add("club", person, day, [["kilo", 1], [extra, 1]]);
    }
  }
}

/**
 * A care kit every two hundred days, three times so far, the last one half a year ago.
 * @param {Book} book
 */
function careKits(book) {
  const { random } = book;
  for (let i = 0; i < CARE_KIT; i++) {
    const person = book.newPerson();
    let day = LAST_DAY - random.between(184, 220);
    for (let n = 0; n < 3; n++, day -= random.between(196, 204)) {
      book.add("kit", person, day, [["kit", 1]]);
    }
  }
}

/**
 * Three days of bargains; few of these buyers come back.
 * @param {Book} book
 */
function blackFriday(book) {
  const { random } = book;
  for (let i = 0; i < BLACK_FRIDAY; i++) {
    const person = book.newPerson();
    const day = dayOf(2024, 11, 28) + random.below(3);
    book.add("friday", person, day, [[random.pick(["grinder", "box", "mug"]), 1]], { code: "BLACKFRIDAY", percent: 30 });
    if (random.chance(8)) book.add("friday", person, day + random.between(20, 300), [["blend", 1]]);
  }
}

/**
 * Newcomers of the last four weeks, brought by one campaign.
 * @param {Book} book
 */
function autumn(book) {
  for (let i = 0; i < AUTUMN; i++) {
    const day = LAST_DAY - book.random.below(26);
    book.add("autumn", book.newPerson(), day, [["ethiopia", book.random.between(1, 2)]], { code: "AUTUMN15", percent: 15 });
  }
}

/**
 * One café that buys sacks every two weeks.
 * @param {Book} book
 */
function cafe(book) {
  const person = book.newPerson();
  for (let day = dayOf(2024, 1, 8); day <= LAST_DAY; day += book.random.between(13, 15)) {
    book.add("cafe", person, day, [["sack", book.random.between(3, 5)], ["filters", 4]], { minute: 540 + book.random.below(60) });
  }
}

/**
 * Everyone else: own cycle, uneven gaps, and a chance to leave after every purchase.
 * @param {Book} book
 */
function ordinary(book) {
  const { random } = book;
  NEWCOMERS.forEach((count, month) => {
    const start = dayOf(2023, 11 + month, 1);
    const length = dayOf(2023, 12 + month, 1) - start;
    for (let i = 0; i < count; i++) {
      oneShopper(book, start + random.below(length));
    }
  });
}

/**
 * @param {Book} book
 * @param {number} day of the first purchase
 */
function oneShopper(book, day) {
  const { random } = book;
  const person = book.newPerson();
  const cycle = random.between(22, 75);
  const leaves = random.between(18, 36);
  let first = true;
  while (day <= LAST_DAY) {
    const evening = random.chance(22) ? sundayEvening(random, day) : null;
    const when = evening && evening.day <= LAST_DAY ? evening : { day };
    const welcome = first && random.chance(30) ? { code: "WELCOME10", percent: 10 } : {};
    book.add("ordinary", person, when.day, basket(random), { ...when, ...welcome });
    if (random.chance(first ? 42 : leaves)) return;
    first = false;
    day = when.day + 1 + Math.floor((cycle * random.pick(UNEVEN)) / 105);
  }
}

/**
 * The next Sunday, between 19 and 22 o'clock, mostly after 20.
 * @param {Random} random
 * @param {number} day
 */
function sundayEvening(random, day) {
  const hour = 19 + random.weighted([3, 6, 2]);
  return { day: day + ((6 - weekday(day) + 7) % 7), minute: hour * 60 + random.below(60) };
}

/**
 * One to three products.
 * @param {Random} random
 * @returns {[string, number][]}
 */
function basket(random) {
  const size = 1 + random.weighted([55, 30, 15]);
  return Array.from({ length: size }, () => [random.pick(SHELF), random.chance(15) ? 2 : 1]);
}

/**
 * Sales at a market stall: nobody's name is known.
 * @param {Book} book
 */
function counter(book) {
  const { random } = book;
  for (let i = 0; i < COUNTER_SALES; i++) {
    const day = OPENING + random.below(LAST_DAY - OPENING - 7);
    book.add("counter", -1, day - weekday(day) + 5, basket(random), { minute: 600 + random.below(240) });
  }
}
