/**
 * What a shared report leaves out as a whole, made whole: a list that is not told is empty, a record that is not told
 * holds `null` in every place. A report or its visits in, the same with every place that sections look into out.
 * @module
 */

import { isUntold } from "./check.js";

/** @import { View } from "./types.js" */
/** What stands where nothing is told: `null` for a value, a list for a list (its entry is that of records in it). @typedef {null | Shape[] | { [name: string]: Shape }} Shape */

/** @param {string} names @returns {Record<string, null>} */
const values = (names) => Object.fromEntries(names.split(" ").map((name) => [name, null]));

const rate = values("part whole share low high");
const spread = values("n p25 median p75");
const groups = [{ bounce: rate, addToCart: rate, conversion: rate }];
const vital = values("n p75 rating");

/** @type {Record<string, Shape>} */
const REPORT = {
  capabilities: [{}], definitions: {},
  quality: { gaps: values("days longestDays longestFrom"), duplicates: values("files orders"), ledger: [{}] },
  summary: {
    ...values("customers orders units grossSales discounts refunds netSales averageOrderValue"), repeatPurchaseRate: values("value low high customers youngShare"), unidentified: values("orders"), periods: [{}],
    recent: { days: null, orders: [], netSales: [], newCustomers: [] },
  },
};

/** Sections that may be missing as a whole. @type {Record<string, Shape>} */
const SECTIONS = {
  rfm: { grid: [{}], segments: [{}], edges: { recency: [], frequency: [], monetary: null } },
  churn: { definitions: [{}], months: [{}], grades: [{}], disagreement: [{}], recent: values("newlyAtStake days newlyFlagged returned") },
  repurchase: { curve: { day: [], survival: [], low: [], high: [], atRisk: [] } },
  cohorts: { rows: [{ active: [], share: [], low: [], high: [] }], average: [{}] },
  rhythm: { orders: [[]], netSales: [[]] },
  lifecycle: { stages: [{}], winBack: values("customers formerValue topFifthShare") },
};

/** @type {Shape} */
const VISITS = {
  traffic: { ...values("sessions visitors"), stay: spread, bounce: rate, addToCart: rate, conversion: rate, completion: rate, devices: groups, channels: groups },
  funnels: [{ steps: [{ conversion: rate, overall: rate, time: spread }] }],
  frustration: { any: rate, signals: [{ sessions: rate, conversion: rate }] },
  carts: { products: [{ added: rate, bought: rate }] },
  visitors: { cartWaiting: rate }, identity: { matched: rate }, definitions: {},
};
const SEARCH = { all: { searches: null, zeroResults: rate }, terms: [{ zeroResults: rate, clicked: rate, ordered: rate, findings: [] }] };
const VITALS = [{ lcp: vital, inp: vital, cls: vital, ttfb: vital }];

/** @param {any} value @param {Shape} shape @returns {any} */
function whole(value, shape) {
  if (shape === null) return value ?? null;
  if (Array.isArray(shape)) return listOf(value ?? [], shape[0]);
  return { ...value, ...Object.fromEntries(Object.entries(shape).map(([name, inner]) => [name, whole(value?.[name], inner)])) };
}

/** Records that are not told are left out; the place of a list in lists is kept. @param {any[]} list @param {Shape | undefined} entry */
function listOf(list, entry) {
  if (entry === undefined) return list;
  return (Array.isArray(entry) ? list : list.filter((one) => one !== null)).map((one) => whole(one, entry));
}

/** @param {any} value @param {Shape} shape */
const wholeOrNone = (value, shape) => (value === null || isUntold(value) ? null : whole(value, shape));

/** @param {any} report @returns {View["report"]} */
export const wholeReport = (report) => ({ ...whole(report, REPORT), ...Object.fromEntries(Object.entries(SECTIONS).map(([id, shape]) => [id, wholeOrNone(report[id], shape)])) });

/** @param {any} visits @returns {View["visits"]} */
export const wholeVisits = (visits) => (visits === null || isUntold(visits) ? null : { ...whole(visits, VISITS), search: wholeOrNone(visits.search, SEARCH), vitals: visits.vitals === null ? null : whole(visits.vitals, VITALS) });
