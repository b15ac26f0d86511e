/** The numbers on a report's page: those of CDNOW as Python computed them, and those of a shop that can be added up by eye. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment, snapshot } from "../../../pkg/report.js";
import en from "../../dashboard/texts/en.js";
import { CUSTOMERS, ORDERS, netSales } from "../shop.mjs";
import { cdnow, expectedOfCdnow, rowsOf, sample, smallShop, textOf, variety } from "./reports.mjs";

const names = /** @type {Record<string, string>} */ (en);

/** As an English reader writes it. @param {number} value @param {number} [digits] */
const written = (value, digits = 0) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
/** Amounts of ten thousand and more are told without cents. @param {number} value */
const amount = (value) => written(value, Math.abs(value) >= 10_000 ? 0 : 2);
/** @param {number} value */
const share = (value) => `${written(value * 100, 1)}%`;

test("CDNOW: sentences, periods, segments, definitions and cohorts are those computed independently", async () => {
  const [shared, expected] = await Promise.all([cdnow({ withPeople: true }), expectedOfCdnow()]);
  const html = snapshot(shared, { lang: "en" });
  const text = textOf(html);
  const { summary, rfm, churn, cohorts } = expected;
  assert.ok(text.includes(`${written(summary.customers)} customers placed ${written(summary.orders)} orders from Jan 1, 1997 to Jun 30, 1998, for net sales of ${amount(summary.netSales)}.`));
  assert.ok(text.includes(`${share(summary.repeatPurchaseRate.value)} of customers have bought on two or more days (95% interval ${share(summary.repeatPurchaseRate.low)} to ${share(summary.repeatPurchaseRate.high)}).`));

  assert.deepEqual(
    rowsOf(html, "New and returning customers").map(([, ...cells]) => cells),
    summary.periods.map((/** @type {any} */ one) => [written(one.orders), amount(one.netSales), written(one.returningCustomers), written(one.newCustomers)]),
  );
  assert.deepEqual(
    Object.fromEntries(rowsOf(html, "Segments and what to do").filter(([, customers]) => customers !== "0").map(([name, customers, part, sales]) => [name?.split("\n")[0], [customers, part, sales]])),
    Object.fromEntries(rfm.segments.map((/** @type {any} */ one) => [names[`segment.${one.id}`], [written(one.customers), share(one.share), amount(one.netSales)]])),
  );
  assert.deepEqual(
    rowsOf(html, "Overdue under each definition").map(([, flagged, customers]) => [flagged, customers]),
    churn.definitions.map((/** @type {any} */ one) => [written(one.flagged), written(one.customers)]),
  );
  assert.deepEqual(
    rowsOf(html, "Retention by cohort").map(([, size, , first]) => [size, first]),
    cohorts.rows.map((/** @type {any} */ row) => [written(row.size), share(row.share[1])]),
  );
});

test("a shop that can be added up by eye", async () => {
  const text = textOf(snapshot(await smallShop({ withPeople: true }), { lang: "en" }));
  assert.ok(text.includes(`${CUSTOMERS} customers placed ${ORDERS} orders from Jan 5, 2023`), text.slice(0, 900));
  assert.ok(text.includes(`net sales of ${written(netSales(), 2)}.`));
  // 45 of the 60 ordered more than once.
  assert.ok(text.includes("75.0% of customers have bought on two or more days"));
});

test("a hidden number says so, and is never written as 0", async () => {
  const [all, some] = await Promise.all([smallShop({ withPeople: true }), smallShop({ k: 5 })]);
  const caption = "Segments and what to do";
  const [told, guarded] = [rowsOf(snapshot(all), caption), rowsOf(snapshot(some), caption)];
  const isFew = told.map(([, customers]) => Number(customers) > 0 && Number(customers) < 5);
  assert.ok(isFew.some(Boolean), "the shop has a segment of fewer than five");
  for (const [at, row] of guarded.entries()) if (isFew[at]) assert.equal(row[1], "hidden", row[0]);
  for (const [at, row] of guarded.entries()) if (row[1] !== "hidden") assert.equal(row[1], told[at]?.[1], row[0]);
  assert.match(textOf(snapshot(some)), /“hidden” means fewer than 5 customers, or a number from which such a small group could be worked out\. It does not mean 0\./);
});

test("what the data cannot say is unknown, with the reason", async () => {
  const text = textOf(snapshot(await cdnow({ withPeople: true })));
  assert.match(text, /Discounts.*\n*unknown: no discount column was read/);
  assert.match(text, /No recorded sessions were loaded/);
  assert.match(text, /When people order\s+This part is not known\. [A-Z]/);
});

test("people stand only in a file that says so at its top", async () => {
  const [guarded, named] = await Promise.all([smallShop({ k: 5 }), smallShop({ withPeople: true })]);
  assert.doesNotMatch(snapshot(guarded), /customer-\d/);
  const html = snapshot(named);
  const text = textOf(html);
  assert.equal(rowsOf(html, "The customers").length, CUSTOMERS);
  assert.match(text, /customer-59\b/);
  const first = text.indexOf("For your own use only: this file names 60 customers and hides nothing. Do not pass it on");
  assert.ok(first >= 0 && first < text.indexOf("The shop in numbers\n"));
});

test("sections can be chosen, and a report of one's own shows every group", async () => {
  const shared = await sample();
  assert.deepEqual([...fragment(shared, { sections: ["cohorts", "rfm"] }).matchAll(/data-section="(\w+)"/g)].map(([, id]) => id), ["cohorts", "rfm"]);
  const own = /** @type {import("linger-analytics").Report} */ ((await smallShop({ withPeople: true })).report);
  assert.doesNotMatch(fragment(own, { lang: "en" }), /class="hidden"/);
});

test("amounts of several currencies stand side by side and are never added up", async () => {
  const [all, euros] = (await variety()).filter(({ sharing }) => sharing.withPeople);
  const sum = (/** @type {string} */ code) => Number(/** @type {Record<string, number>} */ (all?.report.summary.netSales)[code]);
  assert.equal(sum("EUR") + sum("USD"), netSales());
  assert.match(textOf(snapshot(all)), new RegExp(`net sales of (€${written(sum("EUR"), 2)} · \\$${written(sum("USD"), 2)}|\\$${written(sum("USD"), 2)} · €${written(sum("EUR"), 2)})\\.`));
  assert.match(textOf(snapshot(euros)), new RegExp(`net sales of €${written(sum("EUR"), 2)}\\.`));
});

test("small samples ask for care", async () => {
  const html = snapshot(await smallShop({ withPeople: true }));
  const few = rowsOf(html, "Segments and what to do").find(([name]) => name?.includes("rests on only"));
  assert.match(few?.[0] ?? "", new RegExp(`rests on only ${few?.[1]}: read with care`));
});
