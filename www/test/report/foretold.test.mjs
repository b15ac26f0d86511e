/** Value, forecast and products in a report: numbers that public libraries made of the invented shop, and published ones of CDNOW. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment, snapshot } from "../../../pkg/report.js";
import { sampleShop } from "../../sample/sample.js";
import { checkShared } from "../../report/check.js";
import { expectedGoods, goodsShop } from "./goods-shop.mjs";
import { cdnowFile, rowsOf, sample, textOf, wholeOf } from "./reports.mjs";

const SECTIONS = /** @type {const} */ (["value", "forecast", "products"]);
const BROKEN = /NaN|undefined|\[object|\{\?\}|Infinity|>null</;

/** @param {any} report @param {(typeof SECTIONS)[number]} id */
const partOf = (report, id, lang = "en") => fragment(report, { lang, sections: [id] });
/** @param {number} value */
const share = (value) => `${(value * 100).toFixed(1)}%`;

const goods = await wholeOf(await goodsShop(), { withPeople: true });
const expected = await expectedGoods();

test("products: rules, categories, what follows, cycles, hits, new products and dearer goods are those computed independently", () => {
  const html = partOf(goods.own, "products");
  const { rules, cycles, upgrade, newProducts, hits, cross } = expected.goods;
  const [best] = rules.orderCategory.rows;
  const [cups] = rowsOf(html, "What goes together: Categories in one order");
  assert.deepEqual(cups, [best.from, best.to, String(best.joint), `${share(best.confidence)}${share(best.low)} – ${share(best.high)}`.replace("%", "%\n"), best.lift.toFixed(2), "< 0.0001", "Evident", String(best.without)]);
  assert.match(textOf(html), new RegExp(`${rules.orderProduct.tested} rules were tested, and ${rules.orderProduct.evident} have evidence`));
  const tea = rowsOf(html, "Days until the next order, by first category").find(([category]) => category === "tea");
  assert.deepEqual([tea?.[1], tea?.[2], tea?.[3]?.split("\n")[0], tea?.[4]], [String(cycles.tea.any.n), String(cycles.tea.any.returned), `${cycles.tea.any.median} days`, String(cycles.tea.same.returned)]);
  const gifts = cross.preferences.find((/** @type {any} */ { from, to }) => from === "gifts" && to === "gifts");
  const [first] = rowsOf(html, "What buyers of a category buy next");
  assert.deepEqual([first?.[0], first?.[1], first?.[4]], ["gifts", "gifts", share(gifts.base)]);
  assert.match(textOf(html), new RegExp(`Repeat orders with a category that is new to the customer\\s*${share(cross.new / cross.repeat).replace(".", "\\.")}`));
  assert.equal(rowsOf(html, "Hits").length, hits.hits.length);
  const fresh = rowsOf(html, "Quick test of new products").find(([name]) => name?.startsWith("novelty 0"));
  assert.deepEqual([fresh?.[2], fresh?.[5], fresh?.[7]], [`${newProducts["NEW-0"].orders} of ${newProducts["NEW-0"].shop}`, share(newProducts["NEW-0"].better), "Wait"]);
  assert.match(textOf(html), new RegExp(`Customers who rise\\s*${upgrade.rising}\\s*${upgrade.falling} fall`));
  assert.match(partOf(goods.own, "products", "zh-CN"), /什么一起购买：同一订单中的品类|什么一起购买/);
});

test("forecast: the season's forecast, its test on the last season and its lists as counts are those computed independently", () => {
  const html = partOf(goods.own, "forecast");
  const { month, individual } = expected.season;
  const methods = Object.fromEntries(rowsOf(html, "Tried on the last season").map(([name, ...cells]) => [name, cells]));
  assert.deepEqual(methods["As a year before"], [month.backTest.seasonalNaive.mae.toFixed(1), month.backTest.seasonalNaive.bias.toFixed(1), "Smallest error"]);
  const december = rowsOf(html, "Orders: what was, and what is forecast").find(([name]) => name === "Dec 2024 Forecast");
  const [, value, low, high] = month.forecast.find((/** @type {[string]} */ [day]) => day === "2024-12-01");
  assert.deepEqual(december?.slice(1), [value, low, high].map((number) => String(Math.round(number))));
  assert.match(textOf(html), new RegExp(`Customers with a season of their own\\s*${individual.without.total}\\s*of ${individual.without.eligible} customers`));
  assert.match(textOf(html), /The next peak is expected in Dec 2024/);
});

test("forecast: next purchases are counts, those whose chances added up to far more than came are told as that, and nobody's key is in a report", () => {
  const { refused } = expected.due;
  const html = partOf(goods.own, "forecast");
  const list = rowsOf(html, "Next purchases, as counts").find(([name]) => name === "Who buys next, and what");
  assert.equal(list?.[1], "–");
  assert.match(String(list?.[3]), new RegExp(`Not shown: .*, ${Math.round(refused.expected)} were expected to buy and ${refused.observed} did, more than 25% off, though the chances \\(Brier score ${refused.brier.toFixed(3)}\\) told more than giving everybody the shop’s share \\(${refused.baseBrier.toFixed(3)}\\)`));
  assert.match(textOf(partOf(goods.own, "forecast", "zh-CN")), new RegExp(`不显示客户的下次购买：在最近的日子上试过，预计 ${Math.round(refused.expected)} 次购买，实际 ${refused.observed} 次，相差超过 25%。`));
  assert.doesNotMatch(JSON.stringify(goods.own), /@shop\.test/);
});

test("value: what advertising cost is that of the files, and small groups show the numbers of what they are part of", () => {
  const { acquisition } = expected.value;
  const html = partOf(goods.own, "value");
  assert.match(textOf(html), new RegExp(`Cost of a new customer, blended\\s*€${acquisition.cac.toFixed(2)}\\s*€11,617 of advertising, ${acquisition.newCustomers} new customers`));
  assert.match(textOf(html), new RegExp(`Cost of a customer whom advertising brought\\s*€${acquisition.paid.cac.toFixed(2)}\\s*€11,617 of advertising, ${acquisition.paid.newCustomers} new customers`));
  const half = expected.value.curve.find((/** @type {any} */ { week }) => week === 26);
  // The files tell no refunds, which the independent computation takes off.
  const [, amount, customers] = rowsOf(html, "Value of a customer by age").find(([week]) => week === "26") ?? [];
  assert.equal(customers, String(half.n));
  assert.match(String(amount), /^€[\d.]+\n€[\d.]+ – €[\d.]+$/);
  const creative = rowsOf(html, "Value by how customers came: Creative")[0];
  assert.match(String(creative?.at(-1)), /Too few by itself: the numbers are those of “generic”/);
  assert.deepEqual(SECTIONS.map((id) => new RegExp(`id="linger-${id}"`).test(snapshot(goods.shared))), [true, true, true]);
});

test("CDNOW: the model that passed, its probabilities in tenths and week by week", async () => {
  const { own } = await wholeOf([await cdnowFile()], { withPeople: true });
  const html = partOf(own, "forecast");
  // 2,357 customers made 6,919 orders on 6,696 days: 4,339 after their first.
  assert.match(textOf(html), /Pareto\/NBD foretold a part of these data[^]*in fact 4,339 came/);
  const tenths = rowsOf(html, "Probability of no order within 273 days: foretold and came");
  assert.equal(tenths.reduce((sum, [, n]) => sum + Number(n), 0), 2357);
  assert.match(html, /class="line second"/);
  assert.match(textOf(partOf(own, "value")), /In the next 365 days a customer is expected to bring a further/);
  assert.match(textOf(partOf(own, "products")), /Not known: no file that is loaded has order lines/);
});

test("the sample shop buys regularly: every model is refused with its reason, and the parts say what is not known", async () => {
  const { own } = await wholeOf([{ name: "sample.csv", text: sampleShop() }], {}, { zone: "America/New_York" });
  for (const lang of ["en", "zh-CN"]) {
    for (const id of SECTIONS) assert.doesNotMatch(partOf(own, id, lang), BROKEN);
  }
  const text = textOf(partOf(own, "forecast"));
  assert.match(text, /No model has foretold these data better than guesses do/);
  assert.match(text, /BG\/NBD foretold 1,538 purchases in the held-out part, and 1,021 came/);
  assert.doesNotMatch(text, /Probability of no order within 365 days/);
  assert.match(textOf(partOf(own, "value")), /What customers will still bring is not told: no model of buying has foretold these data/);
  assert.match(textOf(partOf(own, "value", "zh-CN")), /没有购买模型对这些数据预测得比猜测更准/);
  assert.match(textOf(fragment(own, { sections: ["churn"] })), /by a model of buying \(D3\), is not used/);
});

test("a report that was asked for none of this has none of it", async () => {
  const { report } = await sample({ withPeople: true });
  for (const id of SECTIONS) assert.equal(partOf(report, id), "");
});

/** Members and first entries that may be untold. @param {any} value @param {string[]} path @returns {string[][]} */
function places(value, path) {
  if (typeof value === "number") return [path];
  if (value === null || typeof value !== "object") return [];
  const names = Array.isArray(value) ? Object.keys(value).slice(0, 1) : Object.keys(value).filter((name) => name !== "options" && name !== "definitions");
  return names.flatMap((name) => places(value[name], [...path, name]));
}

test("whatever number of them is not told, the page is made and says so", () => {
  const parts = /** @type {const} */ ({ models: "forecast", due: "forecast", season: "forecast", value: "value", goods: "products" });
  const tried = Object.keys(parts).flatMap((part) => places(/** @type {any} */ (goods.own)[part], [part]));
  assert.ok(tried.length > 200, `${tried.length} places`);
  for (const path of tried) {
    const shared = /** @type {any} */ (structuredClone(goods.shared));
    const holder = path.slice(0, -1).reduce((held, step) => held[step], shared.report);
    holder[path.at(-1) ?? ""] = null;
    shared.sharing.withPeople = false;
    const name = path.join(".");
    if (path.includes("ages")) continue;
    assert.doesNotThrow(() => checkShared(shared), name);
    const html = fragment(shared, { sections: [parts[/** @type {keyof typeof parts} */ (path[0])]] });
    assert.equal(BROKEN.exec(html)?.[0], undefined, name);
  }
});
