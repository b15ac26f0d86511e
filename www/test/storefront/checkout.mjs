/**
 * The platform's checkout for the tests: the web pixel runs beside it as in the sandbox of a custom pixel, with the
 * shop's storage behind an asynchronous interface, and hears the customer events of an order.
 */
import { readFile } from "node:fs/promises";

/** @import { Page } from "playwright-core" */

const built = await readFile(new URL("../../../pkg/storefront/linger-pixel.js", import.meta.url), "utf8");
const STEPS = ["checkout_started", "checkout_contact_info_submitted", "checkout_address_info_submitted", "checkout_shipping_info_submitted", "payment_info_submitted", "checkout_completed"];

/** @param {Page} page on the checkout @param {{ token: string, amount: number, quantity: number, order: string }} checkout */
export async function payOrder(page, { token, amount, quantity, order }) {
  const checkout = { token, totalPrice: { amount, currencyCode: "EUR" }, lineItems: [{ quantity }], order: { id: order } };
  await page.evaluate(async ({ source, steps, checkout }) => {
    /** @type {Record<string, (event: unknown) => void>} */
    const heard = {};
    const analytics = { subscribe: (/** @type {string} */ name, /** @type {(event: unknown) => void} */ act) => (heard[name] = act) };
    const storage = { getItem: async (/** @type {string} */ key) => localStorage.getItem(key), setItem: async (/** @type {string} */ key, /** @type {string} */ value) => localStorage.setItem(key, value) };
    new Function("analytics", "browser", "init", "api", source)(analytics, { localStorage: storage }, {}, {});
    for (const name of steps) {
      heard[name]({ timestamp: new Date().toISOString(), context: { window: { innerWidth }, document: { location } }, data: { checkout } });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }, { source: built, steps: STEPS, checkout });
}
