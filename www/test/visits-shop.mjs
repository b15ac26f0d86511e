/**
 * Recorded sessions whose numbers can be counted by eye. On Monday 1 January 2024:
 *
 * - Ann by phone, from search: home, a product (adds it), checkout, order. 4 minutes, converts.
 * - Bob by desktop, direct: home for 2 seconds. A bounce.
 * - Cy by phone, direct: searches "teapot", finds nothing, clicks the same button four times within a second. An hour
 *   later he comes again: a product page for a minute.
 *
 * So 4 sessions of 3 visitors, 1 order, 1 bounce, 1 search without result, 1 rage click.
 * @module
 */

const START = Date.UTC(2024, 0, 1, 12);
const MINUTE = 60_000;

/** @param {object} event */
const line = (event) => `${JSON.stringify({ v: 1, ...event })}\n`;

/** @param {string} name appears in every text of the file that a shopper could have typed @returns {string} NDJSON */
export function visitsText(name = "teapot") {
  /** @param {string} vid @param {number} ms @param {string} e @param {object} more */
  const at = (vid, ms, e, more) => line({ e, t: START + ms, vid, ...more });
  const phone = { d: "phone", w: 390 };
  const desktop = { d: "desktop", w: 1440 };
  return [
    at("ann-0000000000000000", 0, "view", { pid: "a1", n: 0, p: "/", tpl: "index", src: "search", ...phone }),
    at("ann-0000000000000000", MINUTE, "view", { pid: "a2", n: 0, p: "/products/cup", tpl: "product", src: "internal", ...phone }),
    at("ann-0000000000000000", MINUTE + 100, "product", { pid: "a2", n: 1, p: "/products/cup", tpl: "product", id: "7", price: 1200, cur: "EUR", ...phone }),
    at("ann-0000000000000000", 2 * MINUTE, "add", { pid: "a2", n: 2, p: "/products/cup", tpl: "product", id: "7", q: 1, price: 1200, cur: "EUR", ...phone }),
    at("ann-0000000000000000", 3 * MINUTE, "checkout", { pid: "a2", n: 3, p: "/products/cup", tpl: "product", items: 1, total: 1200, cur: "EUR", ...phone }),
    at("ann-0000000000000000", 4 * MINUTE, "order", { pid: "a3", n: 0, p: "/thanks", tpl: "other", oid: "#1", total: 1200, cur: "EUR", ...phone }),
    at("bob-0000000000000000", 0, "view", { pid: "b1", n: 0, p: "/", tpl: "index", src: "direct", ...desktop }),
    at("bob-0000000000000000", 2000, "dwell", { pid: "b1", n: 1, p: "/", tpl: "index", ms: 2000, ...desktop }),
    at("cy-00000000000000000", 0, "view", { pid: "c1", n: 0, p: "/search", tpl: "search", src: "direct", ...phone }),
    at("cy-00000000000000000", 500, "search", { pid: "c1", n: 1, p: "/search", tpl: "search", q: name, res: 0, off: 0, via: "page", ...phone }),
    ...[0, 200, 400, 600].map((ms, index) =>
      at("cy-00000000000000000", 5000 + ms, "click", { pid: "c1", n: 2 + index, p: "/search", tpl: "search", a: `#${name}`, x: 9, y: 9, px: 100, py: 200, ly: "page", tg: "button", i: 1, ...phone }),
    ),
    at("cy-00000000000000000", 60 * MINUTE, "view", { pid: "c2", n: 0, p: "/products/cup", tpl: "product", src: "direct", ...phone }),
    at("cy-00000000000000000", 61 * MINUTE, "dwell", { pid: "c2", n: 1, p: "/products/cup", tpl: "product", ms: MINUTE, ...phone }),
  ].join("");
}
