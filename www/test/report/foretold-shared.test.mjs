/**
 * Value, forecast and products of a report for others, held against the orders themselves: no told group below k, none that follows, no
 * key, no day of a single order. Written from the orders and the report of one's own, without a look at the code that suppresses.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment, readReportFile, snapshot } from "../../../pkg/report.js";
import { sampleShop } from "../../sample/sample.js";
import { goodsShop } from "./goods-shop.mjs";
import { cdnowFile, textOf, wholeOf } from "./reports.mjs";

/** @typedef {{ customers: number | null, observed: number | null }} Tenth */

const KS = [5, 20, 60];
const shops = { goods: await goodsShop(), cdnow: [await cdnowFile()], sample: [{ name: "sample.csv", text: sampleShop() }] };
/** @type {{ name: string, k: number, own: any, told: any, shared: any }[]} */
const cases = [];
for (const [name, files] of Object.entries(shops)) {
  for (const k of KS) {
    const { own, shared } = await wholeOf(files, { k }, name === "sample" ? { zone: "America/New_York" } : {});
    cases.push({ name: `${name}, k ${k}`, k, own, told: shared.report, shared });
  }
}
/** @param {(one: (typeof cases)[number]) => void} check */
const each = (check) => cases.forEach((one) => {
  try {
    check(one);
  } catch (error) {
    throw new Error(`${one.name}: ${error instanceof Error ? error.message : error}`);
  }
});
/** @param {number} k */
const isGroup = (k) => (/** @type {number} */ people) => people === 0 || people >= k;

test("something of each part is told where it can be, and a file of it is read back", () => {
  const [goods, cdnow] = [cases[0], cases[KS.length]];
  assert.ok(goods.told.goods.rules.customerProduct.rows.length > 50 && goods.told.value.groups.length >= 4 && goods.told.season.series.length > 30);
  assert.ok(cdnow.told.models.holdout.tracking.observed.filter(Number.isFinite).length > 40);
  assert.deepEqual(cdnow.told.models.bgNbd, { ...cdnow.own.models.bgNbd, n: null });
  assert.ok(cdnow.told.value.cohorts.every((/** @type {any} */ { values }) => values.every((/** @type {any} */ value) => value.mean > 0)));
  each(({ shared }) => assert.deepEqual(readReportFile(snapshot(shared)).shared, JSON.parse(JSON.stringify(shared))));
});

test("calibration: each told tenth, those who came in it and those who did not, are groups; so is what stays hidden", () => each(({ k, own, told }) => {
  const pairs = [[own.models.holdout?.candidates.find((/** @type {any} */ one) => one.model === own.models.chosen)?.calibration, told.models.holdout?.candidates.find((/** @type {any} */ one) => one.model === own.models.chosen)?.calibration], [own.models.churnModel?.calibration, told.models.churnModel?.calibration]];
  for (const [real, shown] of pairs) {
    if (!shown) continue;
    let [hidden, hiddenSilent] = [0, 0];
    shown.forEach((/** @type {Tenth} */ row, /** @type {number} */ at) => {
      const { customers, observed } = real[at];
      const silent = Math.round(customers * observed);
      if (row.customers === null) hidden += customers;
      else assert.ok(customers >= k, `a tenth of ${customers}`);
      if (row.observed === null) hiddenSilent += silent;
      else assert.ok(row.customers !== null && isGroup(k)(silent) && isGroup(k)(customers - silent), `${silent} of ${customers} silent`);
    });
    assert.ok(isGroup(k)(hidden) && isGroup(k)(hiddenSilent), `${hidden} customers and ${hiddenSilent} silent follow`);
  }
}));

test("the check: the two sides of the time held out are groups, and its numbers of people are told of groups only", () => each(({ k, own, told }) => {
  if (!told.models.holdout) return;
  const { customers, observedSilent } = own.models.holdout;
  const silent = Math.round(customers * observedSilent);
  assert.ok(silent >= k && customers - silent >= k);
  assert.equal(told.models.repeaters, null);
  const { candidates, baselines, observed } = told.models.holdout;
  for (const [at, candidate] of candidates.entries()) {
    assert.equal(candidate.deciles, null);
    // The reasons are those that the page gives, in the same words, with numbers that stand beside them.
    const numbers = [candidate.expected, candidate.mae, candidate.brier, observed, ...Object.values(baselines).flatMap((/** @type {any} */ guess) => [guess.mae, guess.brier])].filter((number) => number !== null);
    const shown = numbers.flatMap((/** @type {number} */ number) => [number.toFixed(0), number.toFixed(3)]);
    for (const { code, message, params } of candidate.reasons) {
      assert.equal(message, own.models.holdout.candidates[at].reasons.find((/** @type {any} */ one) => one.code === code)?.message);
      const { model: _, percent, ...others } = params;
      assert.deepEqual(Object.values(others).filter((number) => !shown.includes(String(number))), [], `${code} tells a number that is not told`);
      if (percent) assert.equal(percent, (100 * Math.abs(candidate.expected / observed - 1)).toFixed(0));
    }
    if (baselines.sameAsBefore.brier !== null) assert.equal(candidate.reasons.length, own.models.holdout.candidates[at].reasons.length);
  }
  assert.equal(told.models.holdout.tracking.date, null);
}));

test("tracking: between two told weeks, and between a week and the end of a month, nobody or a group ordered again", async () => {
  const days = (await cdnowFile()).text.toString().trim().split("\n").map((line) => line.trim().split(/\s+/)).map(([customer, , day]) => ({ customer, day: Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6))) / 86_400_000 }));
  const first = new Map();
  for (const { customer, day } of days) first.set(customer, Math.min(day, first.get(customer) ?? Infinity));
  const begin = Math.min(...first.values());
  for (const { k, told, own, name } of cases.filter((one) => one.name.startsWith("cdnow"))) {
    const { week, observed } = told.models.holdout.tracking;
    const weeks = week.filter((/** @type {number} */ _, /** @type {number} */ at) => observed[at] !== null).map((/** @type {number} */ one) => begin + 7 * one - 1);
    const months = own.summary.periods.map((/** @type {any} */ { period }) => Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)), 0) / 86_400_000);
    const ends = [...new Set([...weeks, ...months])].sort((a, b) => a - b);
    ends.slice(1).forEach((end, at) => {
      // The last week may end with the data.
      if (end >= Math.max(...months)) return;
      const again = new Set(days.filter(({ customer, day }) => day > ends[at] && day <= end && day !== first.get(customer)).map(({ customer }) => customer));
      const isTold = weeks.includes(end) || weeks.includes(ends[at]);
      assert.ok(!isTold || isGroup(k)(again.size), `${name}: ${again.size} ordered again within ${end - ends[at]} days`);
    });
  }
});

test("D3: between its counts, those of its risks and those that the other definitions tell, stand nobody or a group", () => {
  let held = 0;
  each(({ k, told }) => {
    const { flag = null } = told.models;
    if (!flag || flag.flagged === null) return;
    held++;
    for (const { id, flagged, customers } of told.churn.definitions) {
      if (flagged === null) continue;
      for (const ours of [flag.flagged, flag.high, flag.high + flag.medium]) {
        assert.ok(isGroup(k)(Math.abs(ours - flagged)), `${ours} by D3, ${flagged} by ${id}`);
        if (customers !== null) assert.ok(isGroup(k)(Math.abs(flag.n - ours - (customers - flagged))), `${flag.n - ours} not by D3, ${customers - flagged} not by ${id}`);
      }
    }
  });
  assert.ok(held > 0, "D3 is told somewhere");
});

test("groups of first orders: none below k is named, and the hidden ones, with the unknown, are nobody or a group", () => each(({ k, own, told }) => {
  // From sums by week or combination that follow each other it could be worked out what few people bought.
  assert.deepEqual(["curve", "carried", "roas", "split"].filter((name) => name in told.value), []);
  assert.equal(told.value.acquisition?.paid ?? null, null);
  for (const { by, rows, unknown } of told.value.groups) {
    assert.ok(["channel", "country", "product", "code"].includes(by), by);
    const real = own.value.groups.find((/** @type {any} */ one) => one.by === by);
    for (const row of rows) {
      assert.ok(row.customers >= k, `${by} ${row.name}`);
      if (row.repeat.count !== null) assert.ok(isGroup(k)(row.repeat.count) && isGroup(k)(row.customers - row.repeat.count), `${by} ${row.name}: ${row.repeat.count} of ${row.customers} again`);
      assert.deepEqual([row.newCustomers, row.curve, row.values, row.cac], [[], [], null, null]);
      assert.deepEqual(["carried", "roas"].filter((name) => name in row), []);
    }
    const hidden = real.rows.filter((/** @type {any} */ one) => !rows.some((/** @type {any} */ { name }) => name === one.name)).reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.customers, unknown === null ? real.unknown : 0);
    // Where first orders hold several things, groups overlap and nothing adds up.
    if (by === "channel" || by === "country") assert.ok(isGroup(k)(hidden), `${by}: ${hidden} follow`);
  }
}));

test("cohorts: a value is told where the section of cohorts tells all that the cohort brought; what lies between two ages is of a group", () => each(({ k, own, told }) => {
  told.value.cohorts.forEach((/** @type {any} */ row, /** @type {number} */ at) => {
    const real = own.value.cohorts[at];
    if (row.historic.mean !== null) {
      const cohort = told.cohorts.rows.find((/** @type {any} */ one) => one.cohort === row.cohort);
      assert.ok(cohort.size !== null && real.customers >= k);
      assert.ok(cohort.netSales.every((/** @type {any} */ sum) => (typeof sum === "object" ? sum?.EUR : sum) !== null), row.cohort);
    }
    for (const [age, value] of row.values.entries()) if (value && value.mean !== null) assert.ok(row.historic.mean !== null && real.values[age].n >= k, `${row.cohort} at ${age}`);
    for (const [age, change] of row.changes.entries()) if (change && change.difference !== null) assert.ok(row.values[age].mean !== null && told.value.cohorts[at - 1].values[age].mean !== null);
  });
}));

test("products: every count of a told rule, cycle and hit, and what it leaves over, is nobody or a group; orders are not counted", () => each(({ k, told }) => {
  const { rules, cross, newProducts, audience, penetration, cycles, hits, upgrade } = told.goods;
  assert.deepEqual([rules.orderProduct, rules.orderCategory, cross, newProducts, audience, penetration.periods, penetration.active, upgrade.rows], [null, null, null, null, null, [], [], []]);
  for (const table of [rules.customerProduct, rules.customerCategory]) {
    for (const { joint, fromBaskets, toBaskets, without } of table.rows) assert.ok([joint, fromBaskets - joint, toBaskets - joint, without].every(isGroup(k)), `${joint} of ${fromBaskets}`);
  }
  for (const { overall } of penetration.rows) assert.ok(isGroup(k)(overall.count) && isGroup(k)(overall.n - overall.count));
  for (const { any, same } of cycles) {
    assert.ok([any.n, any.returned, any.n - any.returned, same.returned, same.n - same.returned, any.returned - same.returned].every(isGroup(k)));
    for (const times of [any, same]) assert.ok(times.median === null || times.returned >= 2 * k);
  }
  for (const { customers, again, units, orders } of hits.rows) assert.ok(customers >= k && isGroup(k)(again.count) && isGroup(k)(customers - again.count) && units === null && orders === null);
}));

test("season: told only where each of its months is told in the summary", () => each(({ own, told }) => {
  if (told.season.series === null) return assert.deepEqual([told.season.index, told.season.forecast, told.season.backTest, told.season.peak], [null, null, null, null]);
  for (const { period, value } of told.season.series) {
    const month = told.summary.periods.find((/** @type {any} */ one) => one.period === period);
    assert.equal(month ? month.orders : 0, value);
  }
  assert.equal(told.season.series.length, own.season.series.length);
}));

test("no key, no list of people, and no day from which a hidden as-of follows", () => each(({ own, told, shared }) => {
  const json = JSON.stringify(told);
  assert.doesNotMatch(json, /@/);
  assert.equal(told.due, null);
  if (told.meta.asOfDate.length === 7) for (const part of ["models", "value", "goods", "season"]) assert.ok(!JSON.stringify({ ...told[part], series: null, definitions: null, forecast: null, options: null }).includes(own.meta.asOfDate), part);
  assert.match(textOf(fragment(shared, { sections: ["forecast"] })), /Next purchases are left out of reports that are passed on/);
  assert.match(textOf(fragment(shared, { lang: "zh-CN", sections: ["forecast"] })), /可转发的报告不含下次购买/);
}));

test("fewer customers than k: none of it is told", async () => {
  const { shared } = await wholeOf(shops.goods, { k: 500 });
  for (const part of ["models", "value", "goods", "season"]) assert.equal(part in shared.report, false, part);
  assert.match(textOf(snapshot(shared)), /Fewer than 500 customers stand behind these data/);
});
