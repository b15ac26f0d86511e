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
/** Whether every member is `null`. @type {Rule} */
export const isUntold = (value) => isRecord(value) && Object.values(/** @type {object} */ (value)).every((member) => member === null);
/** @type {Rule} */
const money = (value) => number(value) || (isRecord(value) && Object.values(/** @type {object} */ (value)).every(number));
/** @param {Rule} rule @returns {Rule} */
const list = (rule) => (value) => Array.isArray(value) && value.every(rule);
/** Also nothing, or a section of which nothing is told. @param {Rule} rule @returns {Rule} */
const orNone = (rule) => (value) => value === null || isUntold(value) || rule(value);
/** @param {Rule} rule @returns {Rule} */
const record = (rule) => (value) => isRecord(value) && Object.values(/** @type {object} */ (value)).every(rule);
/** @param {Record<string, Rule>} rules members that must fit; others are let be @returns {Rule} */
const having = (rules) => (value) => isRecord(value) && Object.entries(rules).every(([name, rule]) => rule(/** @type {Record<string, unknown>} */ (value)[name]));
/** Members of one rule. @param {Rule} rule @param {string} names */
const each = (rule, names) => Object.fromEntries(names.split(" ").map((name) => [name, rule]));

const definitions = record(having({ text, source: text }));
const rate = having(each(number, "part whole share low high"));
const spread = having(each(number, "n p25 median p75"));

const report = having({
  meta: having({
    ...each(text, "version receipt zone"), ...each(textOrNone, "asOf asOfDate firstOrder lastOrder"), currency: textOrNone, options: having({ churn: having({}) }), netOfTaxAndShipping: (value) => value === null || truth(value),
    currencies: list(having({ code: text, exponent: number })), files: list(having({ name: text, source: text, fingerprint: text, bytes: number, orders: number })),
    notices: list(having({ code: text, message: text, params: record(anything) })),
  }),
  capabilities: list(having({ section: text, needs: list(text), on: truth, reason: textOrNone, code: textOrNone })),
  quality: having({
    ...each(number, "score records used"), gaps: having({ days: number, longestDays: number, longestFrom: textOrNone }), duplicates: having(each(number, "files orders")),
    ledger: list(having({ code: text, used: truth, count: number, file: text, message: text })),
  }),
  summary: having({
    ...each(number, "customers orders units"), ...each(money, "grossSales discounts refunds netSales averageOrderValue"),
    repeatPurchaseRate: having(each(number, "value low high customers youngShare")), unidentified: having({ orders: number }),
    periods: list(having({ period: text, complete: truth, netSales: money, ...each(number, "orders customers newCustomers returningCustomers") })),
    recent: having({ days: number, orders: list(number), netSales: list(money), newCustomers: list(number) }),
  }),
  rfm: orNone(having({
    method: text, map: text, axis: text, customers: number, edges: having({ recency: list(number), frequency: list(number), monetary: (value) => list(number)(value) || record(list(number))(value) }),
    grid: list(having({ r: number, fm: number, customers: number, netSales: money })),
    segments: list(having({ id: text, netSales: money, averageOrderValue: money, ...each(number, "customers share orders salesShare medianRecencyDays") })),
  })),
  churn: orNone(having({
    definition: text, valueAtStake: money, ...each(number, "storeCycleDays storeTailDays"),
    definitions: list(having({ id: text, valueAtStake: money, ...each(number, "flagged share low high customers medianLimitDays") })),
    disagreement: list(having({ a: text, b: text, ...each(number, "both onlyA onlyB neither") })), grades: list(having({ grade: text, customers: number, valueAtStake: money })),
    months: list(having({ month: text, ...each(number, "active flagged rate low high") })), recent: having({ newlyAtStake: money, ...each(number, "days newlyFlagged returned") }),
  })),
  repurchase: orNone(having({
    ...each(number, "customers intervals closed censored medianDays medianLow medianHigh restrictedMeanDays horizonDays naiveMeanDays"), curve: having(each(list(number), "day survival low high atRisk")),
  })),
  cohorts: orNone(having({
    grain: text, mode: text, excluded: number, rows: list(having({ cohort: text, size: number, ...each(list(number), "active share low high") })), average: list(having(each(number, "period customers share low high"))),
  })),
  rhythm: orNone(having({ zone: text, orders: list(list(number)), netSales: list(list(money)) })),
  lifecycle: orNone(having({
    newDays: number, stages: list(having({ id: text, customers: number, share: number, netSales: money })), winBack: having({ customers: number, formerValue: money, topFifthShare: number }),
  })),
  definitions,
});

const groups = list(having({ value: text, sessions: number, visitors: number, bounce: rate, addToCart: rate, conversion: rate }));
const vital = having({ n: number, p75: number, rating: textOrNone });
const visits = having({
  meta: having({ firstEvent: textOrNone, lastEvent: textOrNone, options: having({}), files: list(having({ name: text, fingerprint: text, bytes: number })) }),
  traffic: having({ sessions: number, visitors: number, stay: spread, ...each(rate, "bounce addToCart conversion completion"), devices: groups, channels: groups }),
  funnels: list(having({ options: having({ name: text, scope: text, steps: list(having({ event: text, template: textOrNone })) }), whole: number, largestLoss: number, steps: list(having({ reached: number, conversion: rate, overall: rate, time: spread })) })),
  search: orNone(having({ all: having({ searches: number, zeroResults: rate }), terms: list(having({ term: text, searches: number, zeroResults: rate, clicked: rate, ordered: rate, findings: list(text) })) })),
  frustration: having({ any: rate, signals: list(having({ id: text, count: number, sessions: rate, conversion: rate })) }),
  carts: having({ products: list(having({ product: text, viewed: number, added: rate, bought: rate, abandoned: number })) }),
  vitals: orNone(list(having({ template: text, device: text, lcp: vital, inp: vital, cls: vital, ttfb: vital }))),
  visitors: having({ cartWaiting: rate }), identity: having({ matched: rate }), definitions,
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
