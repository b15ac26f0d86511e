/**
 * Orders and visits of the same people: Ann is known by her hashed e-mail, Bo by the digest in his order's note, Cy by an
 * order id, and Dee by nothing. The hash is Python's hashlib.
 * @module
 */

import { encodeDigest } from "../storefront/recorder/sinks/digest.js";

const HEADER = "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Note Attributes";
export const SALT = "secret";
/** First 32 hex digits of sha256("secret:ann@example.com"). */
const ANN_HASH = "2415666186d8cc4a12ecc1d093e25b40";
export const BO_ID = "Bo09_-Bo09_-Bo09";

export const BO_VISIT = { vid: BO_ID, sid: "s", start: Date.UTC(2024, 5, 1, 9, 30), sessions: 2, counts: { view: 7, add: 1 }, reach: 0.5, src: "ads", d: "phone" };
/** Ann ordered in January alone and is lost; Bo, whose note tells of his visit, and Cy order in June. */
export const ORDERS = [
  HEADER,
  "#1001,Ann@Example.com,paid,USD,10.00,0.00,0.00,10.00,2024-01-05 10:00:00 +0000,1,",
  `#1002,bo@example.com,paid,USD,20.00,0.00,0.00,20.00,2024-06-01 10:00:00 +0000,1,"gift: yes\n_linger: ${encodeDigest(BO_VISIT)}"`,
  "#1003,cy@example.com,paid,USD,30.00,0.00,0.00,30.00,2024-06-02 10:00:00 +0000,1,",
  "",
].join("\n");
const T = Date.UTC(2024, 5, 1, 12);
const view = (/** @type {string} */ vid, /** @type {object} */ more = {}) => ({ v: 1, e: "view", t: T, vid, pid: vid.slice(0, 6), n: 0, p: "/", tpl: "index", ...more });
/** Ann by her hash, Bo by the visitor id in his note, Cy by an order id, and a visitor whom nobody knows. */
export const EVENTS = [
  view("ann-0000000000000000", { cid: ANN_HASH }),
  view(BO_ID),
  view("cy-00000000000000000"),
  { ...view("cy-00000000000000000"), e: "order", n: 1, oid: "1003", total: 3000, cur: "USD" },
  view("dee-0000000000000000"),
].map((event) => `${JSON.stringify(event)}\n`).join("");
