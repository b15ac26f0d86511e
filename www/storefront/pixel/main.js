/**
 * `linger-pixel.js`, a custom web pixel for the checkout, where no theme script runs: Shopify's customer events in,
 * events of the same format out. It writes only when the storefront script has given this visitor an id, that is after
 * consent, and to the same places: the collector, or the tail that the next page of the shop takes up.
 * @module
 */

/**
 * @typedef {object} PixelEvent
 * @property {string} timestamp
 * @property {{ document: { location: { pathname: string } }, window: { innerWidth: number } }} context
 * @property {{ checkout: Checkout }} data
 */

/**
 * @typedef {object} Checkout
 * @property {string} [token]
 * @property {{ amount: number, currencyCode: string }} [totalPrice]
 * @property {{ quantity: number }[]} [lineItems]
 * @property {{ id?: string } | null} [order]
 */

/** @type {Record<string, [name: string, keys: (checkout: Checkout) => Promise<Record<string, unknown>>]>} */
const EVENTS = {
  checkout_started: ["checkout", totals],
  checkout_contact_info_submitted: ["step", async (checkout) => ({ s: "contact", tok: await tokenHash(checkout) })],
  checkout_address_info_submitted: ["step", async (checkout) => ({ s: "address", tok: await tokenHash(checkout) })],
  checkout_shipping_info_submitted: ["step", async (checkout) => ({ s: "shipping", tok: await tokenHash(checkout) })],
  payment_info_submitted: ["step", async (checkout) => ({ s: "payment", tok: await tokenHash(checkout) })],
  checkout_completed: ["order", async (checkout) => ({ oid: String(checkout.order?.id ?? "").slice(0, 60), ...(await totals(checkout)) })],
};

const pid = randomId();
let next = 0;
let isAllowed = init.customerPrivacy?.analyticsProcessingAllowed !== false;
api.customerPrivacy?.subscribe("visitorConsentCollected", (/** @type {any} */ event) => {
  isAllowed = event.customerPrivacy.analyticsProcessingAllowed;
});

for (const [name, [e, keys]] of Object.entries(EVENTS)) {
  analytics.subscribe(name, (/** @type {PixelEvent} */ event) => record(e, event, keys));
}

/** @param {string} e @param {PixelEvent} event @param {(checkout: Checkout) => Promise<Record<string, unknown>>} keys */
async function record(e, event, keys) {
  const n = next++;
  const [vid, , sid] = ((await browser.localStorage.getItem("linger.id")) ?? "").split(".");
  if (!isAllowed || !sid) return;
  const w = event.context.window.innerWidth;
  const d = w < 600 ? "phone" : w < 1024 ? "tablet" : "desktop";
  const head = { v: 1, e, t: Date.parse(event.timestamp), vid, sid, pid, n, p: "/checkout", tpl: "checkout", h: "", d, w };
  await write(`${JSON.stringify({ ...head, ...(await keys(event.data.checkout)) })}\n`);
}

/** @param {string} line */
async function write(line) {
  if (LINGER_ENDPOINT && (await browser.sendBeacon(LINGER_ENDPOINT, line))) return;
  const tail = (await browser.localStorage.getItem("linger.tail")) ?? "";
  await browser.localStorage.setItem("linger.tail", tail + line);
}

/** @param {Checkout} checkout */
async function totals(checkout) {
  const { totalPrice, lineItems = [] } = checkout;
  const items = lineItems.reduce((sum, { quantity }) => sum + quantity, 0);
  return { items, total: totalPrice && minor(totalPrice), cur: totalPrice?.currencyCode, tok: await tokenHash(checkout) };
}

/** @param {{ amount: number, currencyCode: string }} money */
function minor({ amount, currencyCode: currency }) {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return Math.round(amount * 10 ** digits);
}

/** First 16 hex digits of SHA-256 of the token, as the storefront script writes it. @param {Checkout} checkout */
async function tokenHash({ token }) {
  if (!token) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token.split("?")[0]));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
}

function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
