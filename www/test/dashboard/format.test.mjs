/** Numbers as people read them. */
import test from "node:test";
import assert from "node:assert/strict";
import { amountIn, formats, maskKey } from "../../dashboard/format.js";

/** @param {string | null} currency @param {string[]} currencies */
const reportIn = (currency, currencies) =>
  /** @type {any} */ ({ meta: { currency, currencies: currencies.map((code) => ({ code })), zone: "America/New_York" } });

test("money in one currency, in several, and in none that is named", () => {
  const { money } = formats("en", reportIn("EUR", ["EUR"]));
  assert.equal(money(1234.5), "€1,234.50");
  assert.equal(money(85_152.0023), "€85,152");
  assert.equal(money(null), "–");
  assert.equal(money({ EUR: 5, JPY: 700 }), "€5.00 · ¥700");
  assert.equal(formats("en", reportIn("XXX", ["XXX"])).money(12.5), "12.50");
  assert.equal(formats("zh-CN", reportIn("CNY", ["CNY"])).money(12.5), "¥12.50");
});

test("unknown is a dash, never zero", () => {
  const format = formats("en", null);
  for (const show of [format.count, format.decimal, format.share, format.money, format.date]) assert.equal(show(null), "–");
  assert.equal(format.count(0), "0");
});

test("shares, days, sizes", () => {
  const format = formats("en", null);
  assert.equal(format.share(0.48), "48.0%");
  assert.equal(format.shareShort(0.95), "95%");
  assert.equal(format.bytes(999), "999 B");
  assert.equal(format.bytes(1_532_000), "1.5 MB");
  assert.equal(format.weekday(0), "Mon");
  assert.equal(format.weekday(6), "Sun");
  assert.equal(formats("zh-CN", null).weekday(6), "周日");
});

test("a plain date does not shift, an instant is read in the report's zone", () => {
  const format = formats("en", reportIn("USD", ["USD"]));
  assert.equal(format.date("2025-07-01"), "Jul 1, 2025");
  assert.equal(format.date("2025-07-01T02:30:00Z"), "Jun 30, 2025");
  assert.equal(format.date("2025-07-01T02:30:00"), "Jul 1, 2025");
  assert.equal(format.period("2011-01"), "Jan 2011");
  assert.equal(format.period("2011-W05"), "2011 W05");
});

test("a calendar day that comes as midnight in UTC stays that day in every zone", () => {
  for (const zone of ["America/New_York", "America/Los_Angeles", "Asia/Shanghai"]) {
    const report = /** @type {any} */ ({ meta: { currency: "USD", currencies: [], zone } });
    assert.equal(formats("en", report).calendarDay("2025-10-31T00:00:00.000Z"), "Oct 31, 2025", zone);
    assert.equal(formats("zh-CN", report).calendarDay("2024-12-18"), "2024年12月18日", zone);
  }
});

test("charts take the currency with most orders", () => {
  assert.equal(amountIn({ EUR: 5, JPY: 700 }, "JPY"), 700);
  assert.equal(amountIn({ EUR: 5 }, "JPY"), 0);
  assert.equal(amountIn(3, "JPY"), 3);
  assert.equal(amountIn(null, "JPY"), null);
  assert.equal(formats("en", reportIn(null, ["JPY", "EUR"])).currency, "JPY");
});

test("masked keys do not give the person away", () => {
  assert.equal(maskKey("anna.berg@shop.example"), "an•••g@s•••.example");
  assert.equal(maskKey("bo@x.de"), "bo•••@x•••.de");
  assert.equal(maskKey("+12125550147"), "+1•••47");
  assert.equal(maskKey("ann"), "a•••");
});
