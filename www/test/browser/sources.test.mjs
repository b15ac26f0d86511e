/** What the page says of sources, and what the seller can set right: status words, who is one person, the currency, what counts. Numbers by hand. */
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { choose, launch, memoryFile, numberIn, openDashboard, show } from "./page.mjs";
import { shopExport, shopifyOrders } from "./sources-shop.mjs";

/** @import { Browser, Page } from "playwright-core" */

/** @type {Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const at = (/** @type {number} */ month, day = 5) => `2025-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")} 12:00:00 +0000`;

/** @param {string} orders @param {Parameters<typeof openDashboard>[1]} [look] */
async function opened(orders, look) {
  const watched = await openDashboard(browser, look);
  await choose(watched.page, memoryFile("orders_export.csv", orders));
  await watched.page.locator("linger-overview").waitFor();
  return watched;
}

/** The number of the overview under a label, once it is the one expected. @param {Page} page @param {string} label @param {string} value */
async function overviewSays(page, label, value) {
  await show(page, "overview");
  const shown = page.locator("linger-overview .figures").last().locator(".figure", { hasText: label }).first().locator(".figure-value");
  await shown.filter({ hasText: value }).waitFor();
  assert.equal(await shown.innerText(), value);
}

/** The row of a table of the view that holds a text. @param {Page} page @param {string} view @param {string | RegExp} text */
const rowOf = (page, view, text) => page.locator(`linger-${view} tbody tr`, { hasText: text }).first();

/** @param {Page} page @param {string} text */
const chip = (page, text) => page.locator(".view-chips button", { hasText: text });

test("a status word that Linger does not know is listed, and what it means changes the report, with one click back", async () => {
  const own = "Order,Customer,Date,Total,Status\n1,ann,2024-01-13,10.00,paid\n2,bo,2024-02-14,20.00,zurückgeholt\n3,ann,2024-03-15,30.00,paid\n4,cem,2024-04-15,40.00,zurückgeholt\n";
  const { page, requests, faults } = await openDashboard(browser);
  await choose(page, memoryFile("own.csv", own));
  await overviewSays(page, "Net sales", "100.00");
  await show(page, "trust");
  const row = rowOf(page, "trust", "zurückgeholt");
  await row.locator(".mark", { hasText: "not known" }).waitFor();
  assert.equal(await row.locator("td.number").innerText(), "2");
  await row.locator("select").selectOption("cancelled");
  await chip(page, "One status word set").waitFor();
  await overviewSays(page, "Net sales", "40.00");
  await chip(page, "One status word set").click();
  await overviewSays(page, "Net sales", "100.00");
  assert.equal(await page.locator(".view-chips").count(), 0);
  assert.deepEqual([requests, faults], [[], []]);
});

/** Anna orders under two e-mails with one phone; Bob under his own. */
const LINKED = shopifyOrders([
  { email: "anna@shop.test", phone: "+4915112345678", total: 10, at: at(1) },
  { email: "a.berg@work.test", phone: "+4915112345678", total: 20, at: at(2) },
  { email: "bob@shop.test", phone: "+4915187654321", total: 30, at: at(3) },
  { email: "bob@shop.test", phone: "+4915187654321", total: 40, at: at(4) },
]);

test("who is one person: by keys, linked by evidence, with a link undone and made again", async () => {
  const { page, requests, faults } = await opened(LINKED);
  await overviewSays(page, "Customers", "3");
  await show(page, "people");
  const people = page.locator("linger-people");
  const now = people.locator(".figure", { hasText: "Customers in the report now" }).locator(".figure-value");
  await people.locator("input[value=linked]").check();
  await now.filter({ hasText: /^2$/ }).waitFor();
  await chip(page, "Linked people").waitFor();
  assert.doesNotMatch(await people.innerText(), /anna@shop\.test/, "keys are masked");
  await people.getByRole("button", { name: "Show full keys" }).click();
  const merge = rowOf(page, "people", /anna@shop\.test.*a\.berg@work\.test|a\.berg@work\.test.*anna@shop\.test/s);
  assert.match(await merge.innerText(), /Phone \(Shopify\)/);
  await merge.getByRole("button", { name: /^Undo/ }).first().click();
  await now.filter({ hasText: /^3$/ }).waitFor();
  await chip(page, "One link undone").waitFor();
  await people.getByRole("button", { name: /^Link .* again$/ }).click();
  await now.filter({ hasText: /^2$/ }).waitFor();
  await people.locator("input[value=keys]").check();
  await now.filter({ hasText: /^3$/ }).waitFor();
  assert.deepEqual([requests, faults], [[], []]);
});

test("the card of a person holds everything that all tables know, masked until keys are shown", async () => {
  const { page, faults } = await openDashboard(browser);
  const [orders, customers] = [shopExport("shopifyOrders-2024"), shopExport("shopifyCustomers-2023")];
  await choose(page, [orders.path, customers.path]);
  await page.locator(".arrivals [role=status]", { hasText: "2 of 2" }).waitFor();
  await show(page, "customers");
  await page.locator("linger-customers tbody .person").first().click();
  const card = page.locator("dialog.card[open]");
  const count = numberIn(await card.locator(".card-numbers div", { hasText: "Orders" }).locator("dd").innerText());
  await card.locator("linger-whole-person summary").click();
  await card.locator("h3", { hasText: "What happened" }).waitFor();
  const whole = card.locator("linger-whole-person");
  assert.equal(await whole.locator("table", { has: page.locator("caption", { hasText: "What happened" }) }).locator("tbody tr", { hasText: "Order" }).count() >= count, true);
  assert.doesNotMatch(await whole.innerText(), /@\w+\.\w+/, "no whole e-mail is shown");
  await card.getByRole("button", { name: "Show full keys" }).click();
  assert.match(await whole.innerText(), /@\w+\./);
  assert.deepEqual(faults, []);
});

/** 100 EUR and two orders in dollars, on two days with their own rates. */
const CURRENCIES = shopifyOrders([
  { email: "a@shop.test", total: 100, currency: "EUR", at: at(3, 3) },
  { email: "b@shop.test", total: 110, currency: "USD", at: at(3, 3) },
  { email: "c@shop.test", total: 120, currency: "USD", at: at(3, 4) },
]);
const RATES = "date,currency,rate\n2025-03-03,USD,1.1000\n2025-03-04,USD,1.2000\n";

test("amounts in one currency: at each day's rate, at the rates of one day, and as paid again", async () => {
  const { page, requests, faults } = await opened(CURRENCIES);
  await choose(page, memoryFile("rates.csv", RATES));
  await page.locator(".arrivals tbody tr", { hasText: "exchange rates" }).waitFor();
  await show(page, "regions");
  await page.locator("select[name=constantCurrency]").selectOption("EUR");
  await chip(page, "In EUR at each day’s rate").waitFor();
  await overviewSays(page, "Net sales", "€300.00");
  await show(page, "regions");
  await page.locator("input[name=ratesOf]").fill("2025-03-04");
  await page.locator("input[name=ratesOf]").dispatchEvent("change");
  await chip(page, "In EUR at rates of Mar 4, 2025").waitFor();
  // 100 + 110 / 1.2 + 120 / 1.2
  await overviewSays(page, "Net sales", "€291.67");
  await chip(page, "In EUR").click();
  await show(page, "overview");
  await page.locator("linger-overview", { hasText: "$230.00" }).waitFor();
  assert.deepEqual([requests, faults], [[], []]);
});

test("parts are held against totals: the order that differs is named with its amount", async () => {
  const { page } = await opened(shopifyOrders([
    { email: "a@shop.test", total: 100, shipping: 5, tax: 10, at: at(1) },
    { email: "b@shop.test", total: 50, shipping: 5, tax: 5, stated: 67, at: at(2) },
  ]));
  await show(page, "trust");
  const row = rowOf(page, "trust", "Shopify");
  await row.waitFor();
  const cells = await row.locator("td.number").allInnerTexts();
  assert.deepEqual(cells.slice(0, 4).map(numberIn), [2, 2, 1, 1]);
  assert.equal(cells[4], "-$7.00");
  const differs = rowOf(page, "trust", "#1002");
  assert.deepEqual(await differs.locator("td.number").allInnerTexts(), ["$60.00", "$67.00", "-$7.00"]);
});

test("shipping counts as sales where the seller says so", async () => {
  const { page, faults } = await opened(shopifyOrders([{ email: "a@shop.test", total: 100, shipping: 5, at: at(1) }, { email: "b@shop.test", total: 50, shipping: 7, at: at(2) }]));
  await overviewSays(page, "Net sales", "$150.00");
  await show(page, "trust");
  assert.equal(numberIn(await rowOf(page, "trust", "Shipping").locator("td.number").nth(1).innerText()), 12);
  await page.locator("linger-trust input[name=shipping]").check();
  await chip(page, "Own policy for sales").waitFor();
  await overviewSays(page, "Net sales", "$162.00");
  assert.deepEqual(faults, []);
});

test("rules give products their category, by keyboard alone, and the coverage follows", async () => {
  const { page, faults } = await opened(LINKED);
  await show(page, "products");
  await page.locator("linger-products .figure", { hasText: "Lines with a SKU" }).locator(".figure-value", { hasText: "100.0%" }).waitFor();
  await page.locator("linger-products select[name=by]").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.type("tea-");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Drinks");
  await page.keyboard.press("Enter");
  await page.locator("linger-products .rules li", { hasText: "Drinks" }).waitFor();
  await page.locator("linger-products .figure", { hasText: "Lines with a category" }).locator(".figure-value", { hasText: "100.0%" }).waitFor();
  await page.getByRole("button", { name: /^Remove: SKU begins with/ }).click();
  await page.locator("linger-products .rules").waitFor({ state: "detached" });
  assert.deepEqual(faults, []);
});

test("what a file cannot answer is said with the column that it lacks", async () => {
  const { page, faults } = await openDashboard(browser);
  await choose(page, shopExport("amazonAllOrders-32").path);
  await page.locator("linger-overview").waitFor();
  await show(page, "sources");
  const row = page.locator("linger-sources table", { has: page.locator("caption", { hasText: "What each file can answer" }) }).locator("tbody tr").first();
  await row.waitFor();
  const heads = await page.locator("linger-sources table", { has: page.locator("caption", { hasText: "What each file can answer" }) }).locator("thead th").allInnerTexts();
  assert.match((await row.locator("th, td").allInnerTexts())[heads.findIndex((head) => head.trim() === "Customers")] ?? "", /^(Needs|No)/);
  await rowOf(page, "sources", "no column for the buyer").waitFor();
  assert.deepEqual(faults, []);
});

test("the import before this one is what the quality is compared with", async () => {
  const { page } = await opened(LINKED);
  await show(page, "sources");
  await page.locator("linger-sources", { hasText: "There is no import before this one" }).waitFor();
  await choose(page, memoryFile("more.csv", shopifyOrders([{ total: 5, at: at(5) }]).replaceAll("#100", "#200").replaceAll(",500", ",600")));
  await page.locator("linger-sources", { hasText: "points against the import before" }).waitFor();
});

for (const [width, locale, colorScheme] of /** @type {[number, string, "light" | "dark"][]} */ ([[390, "zh-CN", "dark"], [1440, "en", "light"]])) {
  test(`every view of the synthetic shop fits ${width} pixels and speaks ${locale}`, async () => {
    const { page, requests, faults } = await openDashboard(browser, { width, height: 844, locale, colorScheme });
    const names = ["shopifyOrders-2024", "amazonAllOrders-32", "shopifyCustomers-2023", "shopifyProducts", "shopifyCheckouts", "amazonFbaReturns", "googleAds", "ga4Pages", "codes", "surveys-nps", "surveys-csat", "reviews-judgeme", "tickets-zendesk", "rates-ecb"];
    await choose(page, names.map((name) => shopExport(name).path));
    await page.locator(".arrivals [role=status]", { hasText: /14 of 14|14 个中读取了 14/ }).waitFor();
    for (const view of ["sources", "trust", "people", "products", "regions", "marketing"]) {
      await show(page, view);
      await page.locator(`linger-${view} .panel`).first().waitFor();
      await page.locator("main").evaluate((main) => main.querySelectorAll("details").forEach((one) => (one.open = true)));
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, `${view} is wider than the window`);
      const text = await page.locator(`linger-${view}`).innerText();
      assert.doesNotMatch(text, /\{|undefined|NaN|\[object|\b(audit|trust|links|gives|meaning|policy|conflict|difference|table)\.[a-z]/i, view);
      if (locale === "zh-CN") assert.doesNotMatch(text, /\b(needs|not its kind|not known|were|yes|means|identified)\b/i, view);
    }
    assert.deepEqual([requests, faults], [[], []]);
  });
}
