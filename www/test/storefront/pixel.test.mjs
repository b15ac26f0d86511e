/** The web pixel in a sandbox like the platform's: steps of a checkout give valid events, and none without consent. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";
import { assertValid } from "./schema.mjs";

const built = await readFile(new URL("../../../pkg/storefront/linger-pixel.js", import.meta.url), "utf8");
const IDS = "AAAAAAAAAAAAAAAA.1700000000000.BBBBBBBBBBBBBBBB.1700000000000.1700000000000";
const CHECKOUT = { token: "hWN1?key=2", totalPrice: { amount: 12.99, currencyCode: "EUR" }, lineItems: [{ quantity: 2 }, { quantity: 1 }], order: { id: "5501" }, email: "anna@example.com" };
const NAMES = ["checkout_started", "checkout_contact_info_submitted", "checkout_address_info_submitted", "checkout_shipping_info_submitted", "payment_info_submitted", "checkout_completed"];

/** @param {{ stored?: Record<string, string>, endpoint?: string, isAllowed?: boolean }} setting */
function sandbox({ stored = { "linger.id": IDS }, endpoint = "", isAllowed = true }) {
  /** @type {Map<string, (event: unknown) => void>} */
  const listeners = new Map();
  /** @type {string[]} */
  const sent = [];
  const localStorage = { getItem: async (/** @type {string} */ key) => stored[key] ?? null, setItem: async (/** @type {string} */ key, /** @type {string} */ value) => void (stored[key] = value) };
  const sendBeacon = async (/** @type {string} */ _, /** @type {string} */ body) => sent.push(body) > 0;
  /** @type {(event: unknown) => void} */
  let consent = () => {};
  const subscribe = (/** @type {string} */ _, /** @type {(event: unknown) => void} */ act) => void (consent = act);
  runInNewContext(built.replace('LINGER_ENDPOINT = ""', `LINGER_ENDPOINT = "${endpoint}"`), {
    analytics: { subscribe: (/** @type {string} */ name, /** @type {(event: unknown) => void} */ act) => listeners.set(name, act) },
    browser: { localStorage, sendBeacon },
    init: { customerPrivacy: { analyticsProcessingAllowed: isAllowed } },
    api: { customerPrivacy: { subscribe } },
    crypto, TextEncoder, Intl,
  });
  const happen = async (/** @type {string} */ name, checkout = CHECKOUT) => {
    listeners.get(name)?.({ timestamp: "2026-11-22T03:00:00.000Z", context: { window: { innerWidth: 390 }, document: { location: { pathname: "/checkouts/cn/secret" } } }, data: { checkout } });
    await new Promise((resolve) => setTimeout(resolve, 30));
  };
  return { happen, stored, sent, consent: (/** @type {boolean} */ allowed) => consent({ customerPrivacy: { analyticsProcessingAllowed: allowed } }) };
}

/** @param {string} text */
const parsed = (text) => text.split("\n").filter(Boolean).map((line) => JSON.parse(line));

test("a checkout's steps go to the tail that the shop's next page takes up", async () => {
  const { happen, stored } = sandbox({});
  for (const name of NAMES) await happen(name);
  const events = parsed(stored["linger.tail"]);
  assertValid(events);
  assert.deepEqual(events.map(({ e, s }) => s ?? e), ["checkout", "contact", "address", "shipping", "payment", "order"]);
  const order = events[5];
  assert.deepEqual([order.oid, order.total, order.cur, order.items, order.d, order.t], ["5501", 1299, "EUR", 3, "phone", Date.UTC(2026, 10, 22, 3)]);
  assert.equal(order.tok, createHash("sha256").update("hWN1").digest("hex").slice(0, 16));
  assert.deepEqual([order.vid, order.sid], ["AAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBB"]);
  assert.doesNotMatch(stored["linger.tail"], /anna|secret/);
});

test("yen have no minor unit", async () => {
  const { happen, stored } = sandbox({});
  await happen("checkout_started", { ...CHECKOUT, totalPrice: { amount: 1299, currencyCode: "JPY" } });
  assert.equal(parsed(stored["linger.tail"])[0].total, 1299);
});

test("with a collector's address events are sent and not stored", async () => {
  const { happen, stored, sent } = sandbox({ endpoint: "https://collect.example/linger" });
  await happen("checkout_completed");
  assert.equal(parsed(sent.join("")).length, 1);
  assert.deepEqual(Object.keys(stored), ["linger.id"]);
});

test("no id, no consent, or consent withdrawn: nothing", async () => {
  const visits = [sandbox({ stored: {} }), sandbox({ isAllowed: false }), sandbox({})];
  visits[2].consent(false);
  for (const { happen, stored, sent } of visits) {
    await happen("checkout_completed");
    assert.deepEqual([stored["linger.tail"], sent], [undefined, []]);
  }
});
