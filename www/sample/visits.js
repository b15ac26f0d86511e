/**
 * The sample shop's recorded sessions: nothing in, lines of storefront events (format version 1) out, the same on every
 * machine. Four weeks up to the last day of the orders; README.md tells the stories planted in them.
 */

import { PRODUCTS, SHELF } from "./catalogue.js";
import { LAST_DAY } from "./groups.js";
import { Random } from "./random.js";

const SEED = 20251101;
const VISITORS = 420;
const DAYS = 28;
/** New York is four hours behind UTC in these weeks. */
const MIDNIGHT = LAST_DAY * 86_400_000 + 4 * 3_600_000;
const [SECOND, MINUTE, DAY] = [1000, 60_000, 86_400_000];
const VISITORS_A_PART = 60;

const DEVICES = /** @type {const} */ ([["phone", 390], ["tablet", 820], ["desktop", 1440]]);
const TOUCHES = [
  { src: "direct" }, { src: "search", ref: "www.google.com" }, { src: "social", ref: "www.instagram.com" },
  { src: "email", us: "newsletter", um: "email", uc: "october-beans" }, { src: "ads", us: "google", um: "cpc", uc: "brand", ck: "gclid" },
];
/** Landing pages by weight; the last two begin on a product and on an article. */
const LANDINGS = /** @type {const} */ (["index", "collection", "product", "article"]);
/** Term, results; what nobody sells is asked for often. */
const TERMS = /** @type {[string, number][]} */ ([
  ["ethiopia", 3], ["decaf", 2], ["grinder", 2], ["filters", 2], ["drip bags", 0], ["drip bag coffee", 0], ["oat milk", 0], ["espresso", 9],
]);
const TERM_WEIGHTS = [14, 9, 8, 6, 12, 5, 4, 7];

/** @returns {string} NDJSON, visitor by visitor */
export const sampleVisits = () => [...visitParts()].join("");

/**
 * The same text in parts, so that a page can breathe between them.
 * @returns {Generator<string, void>}
 */
export function* visitParts() {
  const random = new Random(SEED);
  let part = "";
  for (let visitor = 0; visitor < VISITORS; visitor++) {
    part += visits(visitor, random);
    if (visitor % VISITORS_A_PART !== VISITORS_A_PART - 1 && visitor !== VISITORS - 1) continue;
    yield part;
    part = "";
  }
}

/**
 * All sessions of one visitor.
 * @param {number} visitor
 * @param {Random} random
 */
function visits(visitor, random) {
  const device = random.weighted([60, 10, 30]);
  const sessions = 1 + random.weighted([60, 22, 12, 6]);
  let day = random.below(DAYS);
  let text = "";
  for (let n = 0; n < sessions && day < DAYS; n++, day += random.between(1, 9)) {
    const start = MIDNIGHT - (DAYS - 1 - day) * DAY + random.between(7 * 60, 23 * 60) * MINUTE;
    const trip = new Trip(visitor, n, start, device, random);
    walk(trip, n > 0);
    text += trip.text;
  }
  return text;
}

/** One session: a clock, the page the visitor is on, and the lines written so far. */
class Trip {
  text = "";
  #pages = 0;
  #events = 0;
  /** Members that all events of the page view share, as JSON. */
  #page = "";

  /**
   * @param {number} visitor
   * @param {number} session
   * @param {number} now UTC ms
   * @param {number} device index into `DEVICES`
   * @param {Random} random
   */
  constructor(visitor, session, now, device, random) {
    this.now = now;
    this.phone = device === 0;
    this.random = random;
    const [d, w] = DEVICES[device] ?? DEVICES[2];
    this.sid = `s${visitor}-${session}`;
    this.width = w;
    this.who = `"vid":"v${String(visitor).padStart(19, "0")}","sid":"${this.sid}","d":"${d}","w":${w},"co":"US"`;
  }

  /**
   * @param {string} e
   * @param {object} [own]
   */
  event(e, own) {
    const members = own ? `,${JSON.stringify(own).slice(1, -1)}` : "";
    this.text += `{"v":1,"e":"${e}","t":${this.now},${this.#page},"n":${this.#events++}${members}}\n`;
  }

  /**
   * Opens a page and stays.
   * @param {string} tpl
   * @param {string} p
   * @param {number} seconds visible
   * @param {object} [touch]
   */
  view(tpl, p, seconds, touch = { src: "internal" }) {
    this.#pages += 1;
    this.#events = 0;
    this.#page = `${this.who},"pid":"${this.sid}-${this.#pages}","p":"${p}","tpl":"${tpl}","h":"${p.split("/")[2] ?? ""}"`;
    const height = tpl === "collection" ? 5200 : 2600;
    this.event("view", { nav: "load", vh: this.phone ? 740 : 900, dh: height, ...touch });
    if (this.random.chance(40)) this.#vital(tpl);
    this.now += seconds * SECOND;
    this.event("scroll", { mx: this.random.between(20, 100) / 100, rev: this.random.below(this.phone ? 4 : 3) });
    this.event("dwell", { ms: seconds * SECOND });
  }

  /** Product pages are slow on phones. @param {string} tpl */
  #vital(tpl) {
    const slow = this.phone && tpl === "product";
    const { random } = this;
    this.event("vital", { lcp: slow ? random.between(3100, 5600) : random.between(1100, 2400), inp: random.between(60, slow ? 320 : 180), cls: random.below(slow ? 220 : 80), ttfb: random.between(120, 620) });
  }

  /**
   * @param {string} a anchor
   * @param {boolean} answered
   */
  click(a, answered = true) {
    const { random } = this;
    const [x, y] = [random.between(4000, 28_000), random.between(4000, 28_000)];
    this.event("click", { a, x, y, px: random.between(40, this.width - 40), py: random.between(200, 1800), ly: "page", tg: answered ? "button" : "img", i: answered ? 1 : 0, ab: [20, 200, this.width - 40, 600] });
  }
}

/**
 * What a visitor does in one session; who comes again stays longer.
 * @param {Trip} trip
 * @param {boolean} again
 */
function walk(trip, again) {
  const { random } = trip;
  const landing = LANDINGS[random.weighted([45, 20, 28, 7])] ?? "index";
  const touch = random.pick(TOUCHES);
  const bounces = random.chance((trip.phone ? 44 : 28) - (again ? 15 : 0));
  const product = random.pick(SHELF);
  trip.view(landing, pathOf(landing, product), bounces ? random.between(1, 9) : random.between(12, 60), touch);
  if (bounces) return;
  if (random.chance(26) && !search(trip)) return;
  if (landing !== "collection" && random.chance(55)) trip.view("collection", "/collections/coffee", random.between(10, 45));
  for (let seen = 0; seen < 1 + random.below(3); seen++) look(trip, seen === 0 ? product : random.pick(SHELF));
  if (random.chance(trip.phone ? 20 : 34)) buy(trip, product);
}

/**
 * @param {string} template
 * @param {string} product
 */
function pathOf(template, product) {
  if (template === "product") return `/products/${product}`;
  if (template === "collection") return "/collections/coffee";
  return template === "article" ? "/blogs/brewing/first-cup" : "/";
}

/**
 * A search; whether the visitor goes on.
 * @param {Trip} trip
 */
function search(trip) {
  const { random } = trip;
  const [q, res] = TERMS[random.weighted(TERM_WEIGHTS)] ?? ["", 0];
  trip.view("search", "/search", random.between(6, 20));
  trip.event("search", { q, res, off: 0, via: random.chance(30) ? "suggest" : "page" });
  // "espresso" finds much, and little of it fits.
  const clicked = res > 0 && random.chance(q === "espresso" ? 25 : 70);
  if (clicked) trip.event("result", { q, pos: 1 + random.below(q === "espresso" ? 9 : Math.min(3, res)), h2: random.pick(SHELF) });
  return clicked || random.chance(45);
}

/**
 * A product page. On phones the picture of the gift box looks as if it could be opened.
 * @param {Trip} trip
 * @param {string} key
 */
function look(trip, key) {
  const { random } = trip;
  trip.view("product", `/products/${key}`, random.between(8, 70));
  trip.event("product", { id: key, price: PRODUCTS[key]?.price ?? 0, cur: "USD", cat: "Coffee" });
  if (random.chance(60)) trip.click("#shopify-section-main .product__media");
  if (!trip.phone || !random.chance(12)) return;
  const [px, py] = [random.between(60, 300), random.between(400, 900)];
  for (let n = 0; n < 4; n++, trip.now += 180) trip.event("click", { a: "#shopify-section-gift .picture", x: 9000, y: 9000, px, py, ly: "page", tg: "img", i: 0 });
  trip.event("dead", { a: "#shopify-section-gift .picture" });
}

/**
 * From the cart as far as the visitor goes.
 * @param {Trip} trip
 * @param {string} key
 */
function buy(trip, key) {
  const { random } = trip;
  const price = PRODUCTS[key]?.price ?? 0;
  const cart = { items: 1, total: price, cur: "USD" };
  trip.now += random.between(3, 25) * SECOND;
  trip.click("#shopify-section-main .product-form__submit");
  trip.event("add", { id: key, var: `${key}-1`, q: 1, price, cur: "USD" });
  trip.view("cart", "/cart", random.between(8, 40));
  trip.event("cart", cart);
  if (!random.chance(58)) return;
  trip.event("checkout", cart);
  trip.now += random.between(40, 200) * SECOND;
  if (random.chance(trip.phone ? 58 : 74)) trip.event("order", { ...cart, oid: trip.sid });
}
