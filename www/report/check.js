/**
 * Whether a value has the shape of a report, so that what is made from it holds: JSON of any origin in, the same or an
 * error out. Numbers may be null, as in a shared report.
 * @module
 */

import { reportError } from "./errors.js";

/** @import { Report, SharedReport } from "./types.js" */

/** A rule: whether a value fits. @typedef {(value: unknown) => boolean} Rule */

/** @type {Rule} */
const number = (value) => value === null || (typeof value === "number" && Number.isFinite(value));
/** @type {Rule} */
const text = (value) => typeof value === "string";
/** @type {Rule} */
const textOrNone = (value) => value === null || text(value);
/** @type {Rule} */
const truth = (value) => typeof value === "boolean";
/** @type {Rule} */
const anything = () => true;
/** @type {Rule} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** Settings that stand beside what is told. */
const SETTINGS = new Set(["days", "newDays"]);
/** Whether a part tells nothing: settings and ids may stand in it. @param {unknown} value @returns {boolean} */
export const isUntold = (value) => isRecord(value) && Object.entries(/** @type {object} */ (value)).every(([name, member]) => member === null || text(member) || SETTINGS.has(name) || (Array.isArray(member) && member.length === 0) || isUntold(member));
/** @type {Rule} */
const money = (value) => number(value) || (isRecord(value) && Object.values(/** @type {object} */ (value)).every(number));
/** @param {Rule} rule @returns {Rule} */
const list = (rule) => (value) => Array.isArray(value) && value.every(rule);
/** Where nothing of a list, or of one of its records, is told, `null` stands. @param {Rule} rule @returns {Rule} */
const toldList = (rule) => (value) => value === null || list((one) => one === null || rule(one))(value);
/** Also nothing, or a section of which nothing is told. @param {Rule} rule @returns {Rule} */
const orNone = (rule) => (value) => value === null || isUntold(value) || rule(value);
/** @param {Rule} rule @returns {Rule} */
const record = (rule) => (value) => isRecord(value) && Object.values(/** @type {object} */ (value)).every(rule);
/** @param {Record<string, Rule>} rules members that must fit; others are let be @returns {Rule} */
const having = (rules) => (value) => isRecord(value) && Object.entries(rules).every(([name, rule]) => rule(/** @type {Record<string, unknown>} */ (value)[name]));
/** The same, or nothing told. @param {Record<string, Rule>} rules @returns {Rule} */
const told = (rules) => (value) => value === null || having(rules)(value);
/** Members of one rule. @param {Rule} rule @param {string} names */
const each = (rule, names) => Object.fromEntries(names.split(" ").map((name) => [name, rule]));

/** @type {Rule} */
const definitions = (value) => value === null || record(having({ text, source: text }))(value);
const rate = told(each(number, "part whole share low high"));
const spread = told(each(number, "n p25 median p75"));

/** Only where it was asked for. @param {Rule} rule @returns {Rule} */
const asked = (rule) => (value) => value === undefined || rule(value);
const errors = each(number, "expected mae rmse brier");
const calibration = toldList(having(each(number, "customers expected observed")));
const estimate = told(each(number, "value low high"));
const models = having({
  definitions: asked(definitions), customers: number, chosen: textOrNone, notices: toldList(having({ code: text, message: text })),
  holdout: told({
    ...each(text, "cutDate endDate"), ...each(number, "days customers observed"), baselines: having({ sameAsBefore: having(errors), nobodyReturns: having(errors) }),
    candidates: list(having({ ...errors, model: text, passed: truth, calibration, tracking: toldList(number) })), tracking: having({ ...each(toldList(number), "week observed"), cutWeek: number }),
  }),
  churnModel: told({ ...each(text, "trainDate testDate"), ...each(number, "days brier auc baseRateBrier buyingModelBrier"), test: told(each(number, "customers lost")), passed: truth, calibration }),
  newCustomers: asked(told({ model: text, days: number, rows: toldList(having({ ...each(text, "by name"), ...each(estimate, "orders returning staying activeDays"), medianDays: number })) })),
  flag: asked(told({ model: text, ...each(number, "days threshold n flagged rate low medium high"), agreement: asked(told(each(number, "both onlyD3 onlyD1 neither"))) })),
});
const mean = told(each(number, "n mean low high"));
const share = told(each(number, "count n share low high"));
const notices = toldList(having({ code: text, message: text }));
const carriedPoint = having(each(number, "day value low high n reached"));
const value = having({
  definitions: asked(definitions),
  currency: textOrNone, customers: number, historic: mean, predicted: mean, ages: list(number), notices,
  cohorts: toldList(having({ cohort: text, customers: number, historic: mean, predicted: mean, values: toldList(mean), changes: toldList(told(each(number, "difference low high"))) })),
  groups: toldList(having({ by: text, unknown: number, rows: list(having({ name: text, title: asked(textOrNone), ...each(textOrNone, "parent pooledTo"), ...each(number, "customers cac paybackDay"), historic: mean, predicted: mean, repeat: share, values: toldList(mean), newCustomers: asked(toldList(number)), carried: asked(toldList(carriedPoint)) })) })),
  curve: asked(toldList(having(each(number, "week value low high n")))), carried: asked(toldList(carriedPoint)),
  roas: asked(told({ formula: text, uses: list(text), unknown: list(text), ...each(number, "value newCustomers") })), split: asked(told({ by: list(text), ...each(number, "newCustomers spend unborne"), rows: list(having({ names: list(textOrNone), titles: list(textOrNone), ...each(number, "newCustomers spend netSales roi low high roas") })) })),
  acquisition: told({ ...each(number, "spend newCustomers cac paybackDay"), paid: asked(told(each(number, "spend newCustomers cac paybackDay"))) }), lost: told({ basis: text, ...each(number, "customers share historic remaining sunk sunkCustomers") }),
});
const item = having({ key: text, name: textOrNone });
/** Why a list is not told; reports of before have no word for it. @type {Rule} */
const refusal = (value) => value === undefined || value === null || value === "notBetter" || value === "totalMissed";
const test = told({ cut: text, expected: number, passed: truth, reason: refusal });
const due = told({
  definitions: asked(definitions),
  cycles: toldList(having({ item, ...each(number, "closed open returns"), perUnit: having(each(number, "p10 median p90")) })), notices,
  replenish: told({ ...each(number, "total overdue"), backTest: test }), next: told({ total: number, backTest: test, dates: asked(told({ cut: text, within: told(each(number, "count n share expected")), passed: truth })) }),
});
const rules = told({ ...each(number, "baskets tested evident"), rows: list(having({ from: item, to: item, ...each(number, "joint confidence low high lift adjustedP without"), evident: truth })) });
const times = having(each(number, "n returned p25 median p75"));
const goods = having({
  definitions: asked(definitions),
  orders: number, rules: having(each(rules, "orderProduct orderCategory customerProduct customerCategory")), notices,
  penetration: told({ periods: toldList(text), rows: toldList(having({ category: text, overall: share, share: toldList(number) })) }),
  cross: told({ rate: share, transitions: number, categories: toldList(text), matrix: toldList(toldList(number)), preferences: toldList(having({ ...each(text, "from to"), ...each(number, "joint n share low high base lift adjustedP"), evident: truth })) }),
  cycles: toldList(having({ category: text, any: times, same: times })),
  hits: told({ ...each(number, "products hits"), rows: toldList(having({ item, ...each(number, "units orders customers"), again: share, returned: share })), traits: toldList(having({ ...each(text, "trait value"), ...each(number, "hits products lift adjustedP"), evident: truth })) }),
  newProducts: told({ risk: number, rows: toldList(having({ item, category: textOrNone, firstSold: text, ...each(number, "ageDays orders shopOrders rate low high peerRate peers better worse"), verdict: textOrNone })) }),
  upgrade: told(each(number, "customers rising falling slope p")),
});
const season = having({
  definitions: asked(definitions),
  currency: textOrNone, ...each(text, "grain measure"), ...each(number, "periods seasons"), series: toldList(having({ period: text, value: number })), index: toldList(having(each(number, "position index seasons"))), notices,
  backTest: told({ ...each(text, "from to winner"), periods: number, methods: list(having({ method: text, ...each(number, "mae bias") })) }), forecast: told({ method: text, rows: list(having({ period: text, ...each(number, "value low high") })) }),
  peak: told({ ...each(text, "period contact") }), individual: told(each(number, "eligible total")), preSeason: told({ contact: text, total: number }), offSeason: told({ total: number }),
});
const past = having({
  ...each(textOrNone, "model currency"), horizonDays: number, notices, definitions,
  months: list(having({
    month: text, customers: number, churn: told(each(number, "judged flagged rate low high")), value: told({ historic: mean, predicted: mean, lost: number }), reasons: notices,
  })),
});
const report = having({
  meta: having({
    ...each(text, "version receipt zone"), ...each(textOrNone, "asOf asOfDate firstOrder lastOrder"), currency: textOrNone, options: having({ churn: having({}) }), netOfTaxAndShipping: (value) => value === null || truth(value),
    currencies: list(having({ code: text, exponent: number })), files: list(having({ name: text, source: text, fingerprint: text, bytes: number, orders: number })),
    notices: list(having({ code: text, message: text, params: record(anything) })),
  }),
  capabilities: toldList(told({ section: text, needs: toldList(text), on: truth, reason: textOrNone, code: textOrNone })),
  quality: told({
    ...each(number, "score records used"), gaps: told({ days: number, longestDays: number, longestFrom: textOrNone }), duplicates: told(each(number, "files orders")),
    ledger: toldList(told({ code: text, used: truth, count: number, file: text, message: text })),
  }),
  summary: told({
    ...each(number, "customers orders units"), ...each(money, "grossSales discounts refunds netSales averageOrderValue"),
    repeatPurchaseRate: told(each(number, "value low high customers youngShare")), unidentified: told({ orders: number }),
    periods: toldList(told({ period: text, complete: truth, netSales: money, ...each(number, "orders customers newCustomers returningCustomers") })),
    recent: told({ days: number, orders: toldList(number), netSales: toldList(money), newCustomers: toldList(number) }),
  }),
  rfm: orNone(told({
    method: text, map: text, axis: text, customers: number, edges: told({ recency: toldList(number), frequency: toldList(number), monetary: (value) => toldList(number)(value) || record(toldList(number))(value) }),
    grid: toldList(told({ r: number, fm: number, customers: number, netSales: money })),
    segments: toldList(told({ id: text, netSales: money, averageOrderValue: money, ...each(number, "customers share orders salesShare medianRecencyDays") })),
  })),
  churn: orNone(told({
    definition: text, valueAtStake: money, ...each(number, "storeCycleDays storeTailDays"),
    definitions: toldList(told({ id: text, valueAtStake: money, ...each(number, "flagged share low high customers medianLimitDays") })),
    disagreement: toldList(told({ a: text, b: text, ...each(number, "both onlyA onlyB neither") })), grades: toldList(told({ grade: text, customers: number, valueAtStake: money })),
    months: toldList(told({ month: text, ...each(number, "active flagged rate low high") })), recent: told({ newlyAtStake: money, ...each(number, "days newlyFlagged returned") }),
  })),
  repurchase: orNone(told({
    ...each(number, "customers intervals closed censored medianDays medianLow medianHigh restrictedMeanDays horizonDays naiveMeanDays"), curve: told(each(toldList(number), "day survival low high atRisk")),
  })),
  cohorts: orNone(told({
    grain: text, mode: text, excluded: number, rows: toldList(told({ cohort: text, size: number, ...each(toldList(number), "active share low high") })), average: toldList(told(each(number, "period customers share low high"))),
  })),
  rhythm: orNone(told({ zone: text, orders: toldList(toldList(number)), netSales: toldList(toldList(money)) })),
  lifecycle: orNone(told({
    newDays: number, stages: toldList(told({ id: text, customers: number, share: number, netSales: money })), winBack: told({ customers: number, formerValue: money, topFifthShare: number }),
  })),
  definitions, models: asked(models), value: asked(value), due: asked(due), goods: asked(goods), season: asked(season), history: asked((value) => value === null || past(value)),
});

const groups = toldList(told({ value: text, sessions: number, visitors: number, bounce: rate, addToCart: rate, conversion: rate }));
const vital = told({ n: number, p75: number, rating: textOrNone });
const visits = having({
  meta: having({ firstEvent: textOrNone, lastEvent: textOrNone, options: having({}), files: list(having({ name: text, fingerprint: text, bytes: number })) }),
  traffic: told({ sessions: number, visitors: number, stay: spread, ...each(rate, "bounce addToCart conversion completion"), devices: groups, channels: groups }),
  funnels: toldList(told({ options: having({ name: text, scope: text, steps: list(having({ event: text, template: textOrNone })) }), whole: number, largestLoss: number, steps: toldList(told({ reached: number, conversion: rate, overall: rate, time: spread })) })),
  search: orNone(told({ all: told({ searches: number, zeroResults: rate }), terms: toldList(told({ term: text, searches: number, zeroResults: rate, clicked: rate, ordered: rate, findings: toldList(text) })) })),
  frustration: told({ any: rate, signals: toldList(told({ id: text, count: number, sessions: rate, conversion: rate })) }),
  carts: told({ products: toldList(told({ product: text, viewed: number, added: rate, bought: rate, abandoned: number })) }),
  vitals: orNone(toldList(told({ template: text, device: text, lcp: vital, inp: vital, cls: vital, ttfb: vital }))),
  visitors: told({ cartWaiting: rate }), identity: told({ matched: rate }), definitions,
});

const cube = having({ dimensions: list(having({ id: text, values: list(text) })), at: list(list(number)), customers: list(number), orders: list(number), netSales: list(number), rest: having(each(number, "customers orders netSales")) });
const people = list(having({
  ...each(text, "key lastOrder segment stage"), orders: number, recencyDays: number, monetary: money, valueAtStake: money, churn: list(having({ definition: text, flagged: truth })),
}));
const shared = having({
  sharing: having({ k: (value) => typeof value === "number" && value >= 1, withPeople: truth, suppressed: list(having({ table: text, cells: number, of: number })) }),
  report, visits: orNone(visits), cube: orNone(cube), people: orNone(people),
});

/** @param {unknown} value @returns {SharedReport} */
export function checkShared(value) {
  const { linger, schema } = /** @type {Record<string, unknown>} */ (isRecord(value) ? value : {});
  if (linger !== "report") throw reportError("wrongReport");
  if (schema !== 1) throw reportError("newerReport");
  if (!shared(value)) throw reportError("damagedReport");
  return /** @type {SharedReport} */ (value);
}

/** @param {unknown} value @returns {SharedReport | Report} */
export function checkReport(value) {
  if (isRecord(value) && "linger" in /** @type {object} */ (value)) return checkShared(value);
  if (!report(value)) throw reportError("wrongReport");
  return /** @type {Report} */ (value);
}
