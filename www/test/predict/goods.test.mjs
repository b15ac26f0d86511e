/** What was in the orders, counted by hand: 20 orders, a mug with a spoon in 9, a mug alone in 3, a spoon alone in 2, a pot in 6. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { expectedGoods, goodsShop } from "../report/goods-shop.mjs";
import { smallShop, withEngine } from "./shops.mjs";

/** @param {import("linger-analytics").AddOptions} [options] */
const goodsOf = (options) =>
  withEngine(async (linger) => {
    await linger.add(smallShop(), { name: "shop.csv", ...options });
    return linger.goods();
  });

test("rules by order have the numbers that the orders have", async () => {
  const { orders, lines, products, currency, rules } = await goodsOf();
  assert.deepEqual([orders, lines, products, currency], [20, 29, 3, "EUR"]);
  const { baskets, rows } = rules.orderProduct;
  assert.equal(baskets, 20);
  const rule = rows.find(({ from, to }) => from.key === "MUG" && to.key === "SPOON");
  assert.ok(rule);
  assert.deepEqual([rule.joint, rule.fromBaskets, rule.toBaskets], [9, 12, 11]);
  assert.deepEqual([rule.support, rule.confidence], [0.45, 0.75]);
  assert.ok(Math.abs(rule.lift - 0.75 / 0.55) < 1e-12);
  // Of C(20,11) ways to place the spoons, C(12,9)·C(8,2) + C(12,10)·C(8,1) + C(12,11)·C(8,0) = 6160 + 528 + 12 are as far apart.
  assert.ok(Math.abs(rule.p - 6700 / 167_960) < 1e-12);
});

test("products follow the report's options on refunds and on orders worth nothing", () =>
  withEngine(async (linger) => {
    const rows = ["Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Refunded Amount,Lineitem quantity,Lineitem price,Lineitem name"];
    // Two mugs given back whole, three spoons for nothing, four pots.
    const kinds = /** @type {const} */ ([["Mug", 10, 10, 2], ["Spoon", 0, 0, 3], ["Pot", 30, 0, 4]]);
    for (const [name, price, back, orders] of kinds) {
      for (let at = 1; at <= orders; at++) rows.push(`#${name}${at},${name}${at}@shop.test,${back ? "refunded" : "paid"},2025-01-0${at} 10:00:00 +0000,EUR,${price},${price},${back},1,${price},${name}`);
    }
    await linger.add(`${rows.join("\n")}\n`, { name: "shop.csv" });
    const found = [];
    for (const options of [{}, { refunds: /** @type {const} */ ("exclude") }, { zeroValue: /** @type {const} */ ("exclude") }]) {
      const { summary } = await linger.report(options);
      const { orders, products } = await linger.goods();
      assert.equal(orders, summary.orders);
      found.push([orders, products]);
    }
    assert.deepEqual(found.map(([orders]) => orders), [9, 7, 6]);
  }));

test("a file that is read for details at once, and later, gives the same", async () => {
  assert.deepEqual(await goodsOf({ details: true }), await goodsOf());
});

test("a stream that cannot be read again is said to be missing", () =>
  withEngine(async (linger) => {
    await linger.add(new Blob([smallShop()]).stream(), { name: "shop.csv" });
    const { orders, notices } = await linger.goods();
    assert.equal(orders, 0);
    const notice = notices.find(({ code }) => code === "withoutDetails");
    assert.deepEqual(notice?.params, { files: "shop.csv" });
  }));

test("categories come from the seller's rules, as-of and zone from the report", () =>
  withEngine(async (linger) => {
    await linger.add(smallShop(), { name: "shop.csv" });
    const categories = /** @type {import("linger-analytics").CategoryRule[]} */ ([{ category: "Table", by: "skuPrefix", value: "mug" }, { category: "Kitchen", by: "nameContains", value: "po" }]);
    assert.equal((await linger.goods()).categories, 0);
    assert.equal((await linger.goods({ categories })).categories, 2);
    await linger.report({ asOf: "2025-01-12", zone: "Asia/Shanghai" });
    const { asOf, orders, lines } = await linger.goods();
    assert.deepEqual([asOf, orders, lines], ["2025-01-12", 12, 21]);
  }));

test("value is by where the orders came from, with what advertising cost", () =>
  withEngine(async (linger) => {
    await linger.add(smallShop(), { name: "shop.csv" });
    await linger.add("date,channel,campaign,spend,currency\n2025-01-03,web,,40,EUR\n2025-01-04,web,,20,EUR\n", { name: "spend.csv" });
    const { historic, currency, groups, acquisition } = await linger.value({ minN: 1 });
    // 9 × 14 + 3 × 10 + 2 × 4 + 6 × 30 = 344 euros of 20 customers.
    assert.deepEqual([historic.n, currency], [20, "EUR"]);
    assert.ok(Math.abs(Number(historic.mean) - 344 / 20) < 1e-9);
    const channel = groups.find(({ by }) => by === "channel")?.rows[0];
    assert.deepEqual([channel?.name, channel?.customers, channel?.spend], ["web", 20, 60]);
    // Days 3 and 4 won a customer each.
    assert.deepEqual([acquisition?.spend, acquisition?.days, acquisition?.cac, acquisition?.paid?.cac], [60, 2, 30, 30]);
  }));

test("a seller's own formula counts what the advertising export counts; what cannot be read is named by its place", () =>
  withEngine(async (linger) => {
    await linger.add(smallShop(), { name: "shop.csv" });
    await linger.add("Reporting starts,Reporting ends,Campaign name,Results,Amount spent (EUR),Impressions,Link clicks\n2025-01-03,2025-01-04,Autumn,3,10,900,20\n", { name: "meta.csv" });
    const { roas, split, groups } = await linger.value({ minN: 1, roas: "clicks / impressions", split: ["channel", "country"] });
    assert.deepEqual(roas, { formula: "clicks ÷ impressions", uses: ["impressions", "clicks"], unknown: [], value: 20 / 900, newCustomers: 2 });
    // No order names the campaign, so nobody bears its cost.
    assert.deepEqual([split?.rows, split?.unborne, groups[0]?.rows[0]?.roas], [[], 10, null]);
    await assert.rejects(linger.value({ roas: "netSales / (spend" }), { code: "unknownOption", message: /roas, character 12: this parenthesis is not closed/ });
    await assert.rejects(linger.value({ split: ["country", "country"] }), { code: "unknownOption" });
  }));

test("lists of what to offer are those of Python, stock is read from the products' file, and a report has none of them", () =>
  withEngine(async (linger) => {
    for (const { name, text } of await goodsShop()) await linger.add(text, { name });
    const { offers } = await expectedGoods();
    const plain = await linger.goods();
    assert.deepEqual(["node", "companions", "recommendations", "campaign"].filter((key) => key in plain), []);
    const { node, companions, recommendations } = await linger.goods({ node: { nearDays: 30 }, companions: {}, recommendations: {} });
    assert.deepEqual([node?.total, companions?.total, companions?.test?.cases], [offers.node.total, offers.companions.total, offers.recommendations.test.cases]);
    const [first] = offers.companions.rows;
    assert.deepEqual([companions?.rows[0]?.key, ...(companions?.rows[0]?.offers ?? []).map(({ from, to }) => `${from.key}>${to.key}`)], [`${first[0]}@shop.test`, ...first.slice(1)]);
    assert.deepEqual([recommendations?.method, recommendations?.items, recommendations?.rows], [null, [], []]);
    // Of every third product none is left.
    const stocked = await linger.goods({ companions: { inStock: true, limit: 500 } });
    const offered = new Set(stocked.companions?.rows.flatMap((row) => row.offers.map(({ to }) => to.key)));
    assert.ok(offered.size > 3 && !offered.has("TE-0") && !offered.has("TE-3") && offered.has("TE-1"));
    assert.ok(!stocked.notices.some(({ code }) => code === "stockUnknown"));
    const report = await linger.report({ goods: { node: {}, companions: {}, recommendations: {}, campaign: { people: [{ key: "ann@x.de", sent: "2024-01-01" }] } } });
    assert.deepEqual(["node", "companions", "recommendations", "campaign"].filter((key) => key in (report.goods ?? {})), []);
    assert.ok(!JSON.stringify(report).includes("ann@x.de"));
  }));

test("a campaign has its visits where sessions of it are loaded, and says so where not", () =>
  withEngine(async (linger) => {
    for (const { name, text } of await goodsShop()) await linger.add(text, { name });
    /** @type {import("linger-analytics").GoodsOptions} */
    const options = { campaign: { mark: { by: "campaign", name: "Summer" }, sent: "2024-01-01" } };
    const before = await linger.goods(options);
    assert.ok(Number(before.campaign?.marked?.orders) > 0 && before.campaign?.visits === null);
    assert.ok(before.notices.some(({ code }) => code === "campaignNoVisits"));
    const view = (/** @type {string} */ visitor, /** @type {string} */ time, /** @type {object} */ more = { e: "view", n: 0, us: "mail", uc: "summer" }) =>
      JSON.stringify({ v: 1, vid: visitor.repeat(16), sid: visitor.repeat(16), pid: `${visitor}23456`, t: Date.parse(time), p: "/", tpl: "index", d: "phone", w: 390, ...more });
    // Two visits since then, one with an add; the third lies before.
    const lines = [view("a", "2024-05-02T10:00:00Z"), view("a", "2024-05-02T10:01:00Z", { e: "add", n: 1, id: "1", q: 1, price: 100, cur: "EUR" }), view("b", "2024-05-03T10:00:00Z"), view("c", "2023-05-03T10:00:00Z")];
    await linger.add(`${lines.join("\n")}\n`, { name: "events.ndjson" });
    const { campaign } = await linger.goods(options);
    assert.deepEqual([campaign?.visits?.sessions, campaign?.visits?.visitors, campaign?.visits?.addToCart.part], [2, 2, 1]);
  }));

/** A view of a page as the storefront writes it. @param {string} visitor @param {string} time @param {string} campaign */
const viewOf = (visitor, time, campaign) =>
  JSON.stringify({ v: 1, vid: visitor, sid: visitor, pid: visitor.slice(-6), t: Date.parse(time), p: "/", tpl: "index", d: "phone", w: 390, e: "view", n: 0, us: "mail", uc: campaign });

test("visits of a campaign begin with the local day of the report, and leave the filter of the page's own visits alone", () =>
  withEngine(async (linger) => {
    for (const { name, text } of await goodsShop()) await linger.add(text, { name });
    // 2024-05-01 begins in Shanghai at 16:00 UTC of the day before.
    const times = ["2024-04-30T15:59:59Z", "2024-04-30T16:00:00Z", "2024-04-30T23:00:00Z"];
    await linger.add(`${times.map((time, at) => viewOf(`${at}abcdef0123456789`.slice(0, 16), time, "summer")).join("\n")}\n`, { name: "events.ndjson" });
    const options = { campaign: { mark: { by: /** @type {const} */ ("campaign"), name: "summer" }, sent: "2024-05-01" } };
    await linger.visits({ filter: { device: "desktop" } });
    await assert.rejects(linger.visits({ idleMinutes: -1 }), { code: "unknownOption" });
    for (const [zone, sessions] of /** @type {const} */ ([["Asia/Shanghai", 2], ["UTC", undefined]])) {
      await linger.report({ zone });
      const { campaign } = await linger.goods(options);
      assert.equal(campaign?.visits?.sessions, sessions, zone);
    }
    assert.equal((await linger.sessions()).total, 0);
  }));

test("a campaign beyond those that are told apart is not said to have no sessions", () =>
  withEngine(async (linger) => {
    for (const { name, text } of await goodsShop()) await linger.add(text, { name });
    // Fifty campaigns of two visits each, and one visit by summer.
    const visits = Array.from({ length: 101 }, (_, at) => viewOf(String(at).padStart(16, "0"), "2024-05-02T10:00:00Z", at === 100 ? "summer" : `other${at % 50}`));
    await linger.add(`${visits.join("\n")}\n`, { name: "events.ndjson" });
    const { campaign, notices } = await linger.goods({ campaign: { mark: { by: "campaign", name: "summer" }, sent: "2024-01-01" } });
    assert.equal(campaign?.visits, null);
    const [said, ...more] = notices.filter(({ code }) => /^campaign\w+Visits$/.test(code));
    assert.deepEqual([said?.code, said?.params, more], ["campaignFewVisits", { most: "50" }, []]);
  }));

test("each fault of a formula is said whole in Chinese", () =>
  withEngine(async (linger) => {
    await linger.add(smallShop(), { name: "shop.csv" });
    Object.assign(globalThis, { ResizeObserver: class {} });
    await import("../../dashboard/later/texts.js");
    const { texts } = await import("../../dashboard/texts.js");
    const { faultOf } = await import("../../dashboard/views/value-return.js");
    const said = async (/** @type {string} */ roas) => {
      const { message } = await linger.value({ roas }).then(() => assert.fail(roas), (error) => error);
      return faultOf(texts("zh-CN"), message);
    };
    assert.equal(await said("netSales ^ 2"), "第 10 个字符有误：“^”在这里没有意义。");
    assert.equal(await said("2 * (spend + 1"), "第 5 个字符有误：这个括号没有闭合。");
    assert.equal(await said("netSales /"), "第 11 个字符有误：缺少指标、数字或左括号。");
    assert.equal(await said("netSales spend"), "第 10 个字符有误：缺少 +、-、*、/，或公式应在此结束。");
    assert.equal(await said("1.2.3 + 4"), "第 1 个字符有误：1.2.3 不是数字。");
    assert.equal(await said("1+".repeat(300)), "第 401 个字符有误：公式太长。");
    assert.match(await said("netSales / profit"), /^第 12 个字符有误：没有名为“profit”的指标，可用的有 spend, [\w, ]+。$/);
  }));
