/**
 * The sample shop's recorded sessions: nothing in, lines of storefront events (format version 1) out, the same on every
 * machine. Four weeks up to the last day of the orders; README.md tells the stories planted in them.
 */

import { PRODUCTS, SHELF } from "./catalogue.js";
import { LAST_DAY } from "./groups.js";
import { heightOf, placed } from "./layout.js";
import { Random } from "./random.js";
import { paidOrders } from "./sample.js";

const SEED = 20251102;
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
const TERM_WEIGHTS = [14, 9, 8, 6, 12, 5, 7, 7];

/** @typedef {{ name: string, time: number }} Order */

/** @returns {string} NDJSON, visitor by visitor */
export const sampleVisits = () => [...visitParts()].join("");

/**
 * The same text in parts, so that a page can breathe between them.
 * @returns {Generator<string, void>}
 */
export function* visitParts() {
  const random = new Random(SEED);
  const orders = paidOrders();
  let part = "";
  for (let visitor = 0; visitor < VISITORS; visitor++) {
    part += visits(visitor, random, orders);
    if (visitor % VISITORS_A_PART !== VISITORS_A_PART - 1 && visitor !== VISITORS - 1) continue;
    yield part;
    part = "";
  }
}

/**
 * All sessions of one visitor.
 * @param {number} visitor
 * @param {Random} random
 * @param {Order[]} orders that no session has led to yet
 */
function visits(visitor, random, orders) {
  const device = random.weighted([60, 10, 30]);
  const sessions = 1 + random.weighted([60, 22, 12, 6]);
  let day = random.below(DAYS);
  let text = "";
  for (let n = 0; n < sessions && day < DAYS; n++, day += random.between(1, 9)) {
    const start = MIDNIGHT - (DAYS - 1 - day) * DAY + random.between(7 * 60, 23 * 60) * MINUTE;
    const trip = new Trip(visitor, n, start, device, random, orders);
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
   * @param {Order[]} orders
   */
  constructor(visitor, session, now, device, random, orders) {
    this.now = now;
    this.phone = device === 0;
    this.random = random;
    this.orders = orders;
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
    const [vh, dh] = [this.phone ? 740 : 900, heightOf(tpl, this.width)];
    this.event("view", { nav: "load", vh, dh, ...touch });
    if (this.random.chance(40)) this.#vital(tpl);
    const left = this.now + seconds * SECOND;
    for (let clicks = seconds < 8 ? 0 : this.random.weighted([35, 35, 20, 10]); clicks > 0; clicks--) {
      this.now += this.random.between(2, 14) * SECOND;
      if (this.now < left) this.click(tpl);
    }
    this.now = left;
    const mx = Math.max(vh / dh, this.random.between(20, 100) / 100);
    this.event("scroll", { mx: Math.round(mx * 100) / 100, rev: this.random.below(this.phone ? 4 : 3) });
    this.event("dwell", { ms: seconds * SECOND, bd: bands(seconds * SECOND, vh / dh, mx) });
  }

  /** Product pages are slow on phones. @param {string} tpl */
  #vital(tpl) {
    const slow = this.phone && tpl === "product";
    const { random } = this;
    this.event("vital", { lcp: slow ? random.between(3100, 5600) : random.between(1100, 2400), inp: random.between(60, slow ? 320 : 180), cls: random.below(slow ? 220 : 80), ttfb: random.between(120, 620) });
  }

  /** A click on something of the page, towards its middle; on tall things towards the top. @param {string} name see `placed` */
  click(name) {
    const { random } = this;
    const place = placed(name, this.width, random);
    if (!place) return;
    const [x, y, more] = [random.between(0, 16_000), random.between(0, 16_000), random.between(0, 16_767)];
    this.#clicked(place, x + random.between(0, 16_767), place.box[3] > 900 ? Math.round((y * more) / 8200) : y + more);
  }

  /** A click without effect, in a place of the box in 1/32767. @param {string} name @param {number} x @param {number} y */
  clickAt(name, x, y) {
    const place = placed(name, this.width, this.random);
    if (place) this.#clicked(place, x, y, 0);
  }

  /** @param {{ anchor: string, box: import("./layout.js").Box }} place @param {number} x @param {number} y @param {0 | 1} [i] */
  #clicked({ anchor, box }, x, y, i = 1) {
    const [left, top, width, height] = box;
    const at = (/** @type {number} */ from, /** @type {number} */ size, /** @type {number} */ part) => from + Math.round((size * part) / 32_767);
    this.event("click", { a: anchor, x, y, px: at(left, width, x), py: at(top, height, y), ly: "page", tg: i ? "a" : "img", i, ab: box });
  }
}

/**
 * Visible time by twentieths of the page: half of it at the top, the rest in three stops on the way down.
 * @param {number} ms
 * @param {number} seen share of the page that is in view at once
 * @param {number} reach how far down it was scrolled
 */
function bands(ms, seen, reach) {
  return Array.from({ length: 20 }, (_, band) => {
    const stops = [0, 0, 0, 1, 2, 3].filter((stop) => {
      const from = ((reach - seen) * stop) / 3;
      return (band + 1) / 20 > from && band / 20 < from + seen;
    });
    return Math.round((ms * stops.length) / 6);
  });
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
  if (random.chance(trip.phone ? 26 : 34)) buy(trip, product);
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
  if (!trip.phone || !random.chance(12)) return;
  const [x, y] = [random.between(4000, 26_000), random.between(4000, 28_000)];
  for (let n = 0; n < 4; n++, trip.now += 180) trip.clickAt("gift", x, y);
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
  trip.click("submit");
  trip.event("add", { id: key, var: `${key}-1`, q: 1, price, cur: "USD" });
  trip.view("cart", "/cart", random.between(8, 40));
  trip.event("cart", cart);
  if (!random.chance(58)) return;
  trip.event("checkout", cart);
  trip.now += random.between(40, 200) * SECOND;
  if (random.chance(trip.phone ? 58 : 74)) trip.event("order", { ...cart, oid: takeNearest(trip.orders, trip.now) });
}

/**
 * The order of the export that was placed nearest to a time; it then belongs to one session.
 * @param {Order[]} orders
 * @param {number} time UTC ms
 */
function takeNearest(orders, time) {
  const away = (/** @type {Order} */ order) => Math.abs(order.time - time);
  const at = orders.reduce((best, order, index) => (away(order) < away(/** @type {Order} */ (orders[best])) ? index : best), 0);
  return orders.splice(at, 1)[0]?.name ?? "";
}
