/** A small shop's predictions, as the module gives them: what the views are tested with. */

/** @import { Due, Goods, History, HistoryMonth, HoldoutCandidate, Models, Prediction, PredictionPage, Season, ValueReport } from "../../dashboard/types.js" */

const notice = (/** @type {string} */ code, /** @type {string} */ message, params = {}) => ({ code, severity: /** @type {const} */ ("warning"), message, params });
const share = (/** @type {number} */ count, /** @type {number} */ n) => ({ count, n, share: count / n, low: Math.max(0, count / n - 0.05), high: Math.min(1, count / n + 0.05) });
const mean = (/** @type {number} */ value, /** @type {number} */ n) => ({ n, mean: value, low: value - 10, high: value + 10 });
const weeks = Array.from({ length: 78 }, (_, at) => at + 1);
const carried = [28, 56, 84, 112, 140, 168, 196, 224, 252, 280, 308, 336, 364, 365].map((day) => ({ day, value: 40 + day / 4, low: 30 + day / 4, high: 50 + day / 4, n: 1182, reached: 1100 - day }));
const tenths = [0.05, 0.12, 0.2, 0.31, 0.4, 0.55, 0.63, 0.74, 0.85, 0.93].map((expected, at) => ({ customers: 118, expected, observed: expected + (at % 2 ? 0.02 : -0.02) }));

/** @type {HoldoutCandidate} */
const passed = {
  model: "bgNbd", parameters: { r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }, expected: 1004.6, mae: 0.731, rmse: 1.6, brier: 0.142, ratio: 0.957, passed: true, reasons: [],
  deciles: tenths.map(({ customers, expected }) => ({ customers, expected: expected * 3, observed: expected * 2.9 })), calibration: tenths, tracking: weeks.map((week) => week * 22.5),
};
/** @type {HoldoutCandidate} */
const failed = {
  ...passed, model: "paretoNbd", expected: 1480.2, mae: 1.204, brier: 0.181, ratio: 1.41, passed: false,
  reasons: [notice("totalMissed", "Pareto/NBD foretold 1480 purchases in the held-out part, and 1050 came: 41 % too many. It is not used.", { model: "paretoNbd", expected: "1480", observed: "1050", percent: "41" })],
};

const estimate = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) => ({ value, low, high });

/** @returns {Models} */
export const models = () => ({
  unit: "weeks", currency: "USD", asOfDate: "2025-06-30", customers: 1182, repeaters: 551, medianGapDays: 41,
  bgNbd: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, logLikelihood: -9582.4, n: 1182 }, mbgNbd: null, paretoNbd: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, logLikelihood: -9595, n: 1182 }, bgBb: null,
  gammaGamma: { p: 6.25, q: 3.74, v: 15.44, logLikelihood: -4055.9, n: 551, correlation: 0.06, mean: 35.2 }, orderValue: { source: "gammaGamma", mean: 35.2, n: 551 }, regularity: { k: 1.1, n: 300, gaps: 900 }, chosen: "bgNbd",
  newCustomers: {
    model: "paretoNbd", days: 365, rows: [
      { by: "all", name: "", firstValue: null, customers: 1182, repeaters: 551, check: { customers: 1100, expected: 1005.2, observed: 1050 }, orders: estimate(1.49, 1.39, 1.61), returning: estimate(0.448, 0.429, 0.467), staying: estimate(0.483, 0.442, 0.523), activeDays: estimate(233.3, 217.9, 249.8), medianDays: 328.7, reason: null },
      { by: "quarter", name: "2025-Q2", firstValue: null, customers: 82, repeaters: 3, check: null, orders: null, returning: null, staying: null, activeDays: null, medianDays: null, reason: "fewRepeaters" },
      { by: "firstValue", name: "high", firstValue: [40, 310.5], customers: 394, repeaters: 210, check: { customers: 370, expected: 520.4, observed: 400 }, orders: null, returning: null, staying: null, activeDays: null, medianDays: null, reason: "totalMissed" },
    ],
  },
  holdout: {
    cutDate: "2024-12-31", endDate: "2025-06-30", days: 181, customers: 1100, repeaters: 430, observed: 1050, observedSilent: 0.58, candidates: [passed, failed],
    baselines: { sameAsBefore: { expected: 1300, mae: 0.934, rmse: 2, brier: 0.221 }, nobodyReturns: { expected: 0, mae: 0.955, rmse: 2.2, brier: 0.42 } },
    tracking: { week: weeks, date: weeks.map((week) => new Date(Date.UTC(2024, 0, 7 * week)).toISOString().slice(0, 10)), observed: weeks.map((week) => week * 23), cutWeek: 52 },
    orderValues: { customers: 290, observed: 37.8, expected: 35.7, mae: 16.4, rmse: 28.1, baseline: 38.8, baselineMae: 20, baselineRmse: 31.5, passed: true },
  },
  flag: { definition: "D3", model: "bgNbd", days: 90, threshold: 0.66, n: 1182, flagged: 590, rate: 590 / 1182, low: 300, medium: 292, high: 590, agreement: { both: 410, onlyD3: 180, onlyD1: 72, neither: 520 } },
  churnModel: {
    days: 90, trainDate: "2025-01-01", testDate: "2025-04-01", train: { customers: 900, lost: 500 }, test: { customers: 1000, lost: 560 }, intercept: -0.2,
    features: [{ id: "logRecencyDays", coefficient: 0.9, standardised: 1.1, importance: 0.051 }, { id: "logOccasions", coefficient: -0.7, standardised: -0.6, importance: 0.012 }],
    brier: 0.151, baseRateBrier: 0.246, buyingModelBrier: 0.149, auc: 0.842, calibration: tenths, passed: true, reasons: [],
  },
  intervals: null, options: { unit: "weeks", candidates: ["bgNbd", "mbgNbd", "paretoNbd"], horizonDays: 365, discountRate: 0.1, margin: 1, churnDays: 90, churnThreshold: 0.66, holdoutDays: null, bootstrap: 0, seed: 1, currency: null, truncation: "mark", opportunityDays: null },
  definitions: {}, notices: [],
});

/** The same where no model passed. @returns {Models} */
export function refused() {
  const all = models();
  const holdout = /** @type {NonNullable<Models["holdout"]>} */ (all.holdout);
  const churnModel = /** @type {NonNullable<Models["churnModel"]>} */ (all.churnModel);
  return {
    ...all, chosen: null, flag: null, newCustomers: null, holdout: { ...holdout, candidates: [failed] },
    churnModel: { ...churnModel, passed: false, brier: 0.25, reasons: [notice("churnModelNoBetter", "On customers it had not seen, the regression of churn was no better.", { error: "0.250", guess: "0.246" })] },
    notices: [notice("noModelPassed", "No model foretold the held-out part of your data better than naive guesses, so no prediction is shown.")],
  };
}

/** @param {string} key @param {Partial<Prediction>} [change] @returns {Prediction} */
export const prediction = (key, change = {}) => ({
  key, frequency: 4, recency: 30, age: 60, recencyDays: 210, alive: 0.41, expectedPurchases: 1.2, churnProbability: 0.773, risk: "high", flagged: true, churnProbabilityLogistic: 0.69, expectedOrderValue: 61.5, value: 71.2,
  valueInterval: null, aliveInterval: null, expectedPurchasesInterval: null, churnProbabilityInterval: null, residualPurchases: 2.1, residualValue: 129.15, recentValue: null, valueAtStake: 55.04, stakeSource: "expected", action: "winBack", next: { date: "2025-08-14", from: "2025-07-03", to: "2026-02-11" },
  reasons: [notice("late", "Silent for 210 days, though orders used to come every 52 days.", { silence: "210", gap: "52" })], ...change,
});

/** @returns {PredictionPage} */
export const people = () => ({
  total: 1182, totals: { expectedPurchases: 1604.2, value: 98211.4, valueAtStake: 20333.1 }, totalIntervals: null, model: "bgNbd",
  rows: [prediction("anna@shop.com"), prediction("ben@shop.com", { alive: null, value: null, valueAtStake: null, stakeSource: null, action: "lastTry", next: null, reasons: [notice("oneOrder", "Has ordered on one day only, so nothing is known of a pace.")] })],
});

/** @returns {ValueReport} */
export const value = () => ({
  asOf: "2025-06-30", currency: "USD", otherCurrencies: [], margin: null, customers: 1182, historic: mean(104.5, 1182), predicted: mean(83.1, 1182), ages: [30, 60, 90, 180, 365],
  cohorts: [
    { cohort: "2025-04", customers: 101, historic: mean(70, 101), predicted: mean(90, 101), values: [mean(50, 101), mean(60, 101), null, null, null], changes: [null, null, null, null, null] },
    { cohort: "2025-05", customers: 88, historic: mean(41, 88), predicted: mean(88, 88), values: [mean(30, 88), null, null, null, null], changes: [{ difference: -20, low: -31, high: -9 }, null, null, null, null] },
  ],
  groups: [
    { by: "channel", unknown: 12, rows: [
      { name: "search", title: null, parent: null, customers: 800, newCustomers: [60, 50], pooledTo: null, historic: mean(110, 800), predicted: mean(85, 800), repeat: share(400, 800), values: [mean(40, 800), mean(50, 800), mean(60, 780), mean(80, 600), null], spend: 9600, cac: 12, paybackDay: 3, roas: null, curve: weeks.map((week) => ({ week, value: 30 + week, low: 25 + week, high: 35 + week, n: 800 })), carried },
      { name: "podcast", title: null, parent: null, customers: 9, newCustomers: [1, 2], pooledTo: "", historic: mean(104.5, 1182), predicted: mean(83.1, 1182), repeat: share(551, 1182), values: [null, null, null, null, null], spend: null, cac: null, paybackDay: null, roas: null, curve: [], carried: null },
    ] },
  ],
  curve: weeks.map((week) => ({ week, value: 28 + week, low: 24 + week, high: 32 + week, n: 1182 - 10 * week })), carried,
  acquisition: { spend: 12000, from: "2025-01-01", to: "2025-06-30", days: 181, newCustomers: 600, cac: 20, paybackDay: 14, paid: { spend: 9600, newCustomers: 400, cac: 24, paybackDay: 16 } },
  lost: { basis: "flags", customers: 400, share: 400 / 1182, historic: 21000, remaining: 33240, sunk: 7200, sunkCustomers: 360 },
  whatIf: { from: "2024-07-01", to: "2025-06-30", earlierFrom: "2023-07-02", earlierTo: "2024-06-30", retention: share(300, 700), perRetained: 92, perNew: 61, newCustomers: 482, returned: 25, perReturned: 70, buyers: 807, netSales: 57002, margin: 1, profit: 57002, scenario: { retained: 315, netSales: 58382, profit: 58382, change: 1380, changeShare: 0.0242 } },
  roas: null,
  split: { by: ["channel"], newCustomers: 400, spend: 9600, unborne: 2400, rows: [{ names: ["search"], titles: [null], newCustomers: 360, spend: 9000, netSales: 39600, roi: 3.4, low: 3, high: 3.8, roas: null }, { names: [], titles: [], newCustomers: 40, spend: 600, netSales: 1200, roi: 1, low: 0.4, high: 1.9, roas: null }] },
  notices: [notice("noMargin", "No margin is given, so payback compares advertising with net sales: real payback comes later.")], definitions: {},
});

const tea = { key: "TEA-1", name: "Green tea" };
const pot = { key: "POT-1", name: "Tea pot" };

/** @returns {Due} */
export const due = () => ({
  asOf: "2025-06-30",
  cycles: [{ item: tea, closed: 210, open: 80, returns: 0.61, perUnit: { p10: 12, median: 31, p90: 70 }, lastSold: "2025-06-29", discontinued: false, quantities: [{ units: 2, closed: 44, times: { p10: 30, median: 58, p90: 110 } }] }],
  replenish: { total: 61, overdue: 20, backTest: { cut: "2025-05-31", expected: 44.2, listed: share(41, 90), others: share(60, 400), p: 0.0000003, passed: true, reason: null, calibration: [{ customers: 45, expected: 0.3, observed: 0.29 }, { customers: 45, expected: 0.68, observed: 0.62 }] }, rows: [{ key: "anna@shop.com", item: tea, bought: "2025-05-20", units: 2, due: "2025-07-17", from: "2025-06-19", to: "2025-09-07", status: "due", probability: 0.52, basis: "quantity", closed: 44 }] },
  next: {
    total: 2, rows: [{ key: "ben@shop.com", lastOrder: "2025-06-01", occasions: 5, probability: 0.44, due: "2025-07-12", from: "2025-07-02", to: "2025-09-01", undated: null, categories: [{ category: "Tea", probability: 0.7 }] }, { key: "cy@shop.com", lastOrder: "2024-02-01", occasions: 2, probability: 0.03, due: null, from: null, to: null, undated: "fewReturns", categories: [] }],
    backTest: { cut: "2025-05-31", customers: 900, expected: 210.4, observed: 198, brier: 0.141, baseBrier: 0.172, calibration: tenths, categoryHits: share(90, 198), baseHits: share(70, 198), passed: true, reason: null },
    dates: { cut: "2024-06-30", days: 365, within: { ...share(160, 200), expected: 0.82 }, byDue: { ...share(98, 200), expected: 0.51 }, ofAll: { ...share(160, 400), expected: 0.38 }, passed: true },
  },
  calendars: null, notices: [], definitions: {},
});

const rule = { from: tea, to: pot, joint: 40, fromBaskets: 160, toBaskets: 90, support: 0.05, confidence: 0.25, low: 0.19, high: 0.32, lift: 2.2, leverage: 0.02, conviction: 1.2, p: 0.0000004, adjustedP: 0.00001, evident: true, without: 120 };
const rules = { baskets: 800, items: 40, tested: 60, evident: 1, rows: [rule, { ...rule, from: pot, to: tea, lift: 0.9, adjustedP: 0.8, evident: false, without: 0 }] };

/** @returns {Goods} */
export const goods = () => ({
  asOf: "2025-06-30", currency: "USD", orders: 2000, lines: 4100, products: 60, categories: 2, rules: { orderProduct: rules, orderCategory: { ...rules, rows: [] }, customerProduct: rules, customerCategory: rules },
  penetration: { grain: "month", periods: ["2025-05", "2025-06"], active: [300, 280], rows: [{ category: "Tea", overall: share(400, 900), buyers: [150, 120], share: [0.5, 0.428] }, { category: "Pots", overall: share(90, 900), buyers: [20, 31], share: [0.066, 0.11] }] },
  cross: { rate: share(120, 800), transitions: 1500, categories: ["Tea", "Pots"], matrix: [[700, 90], [80, 40]], preferences: [{ from: "Tea", to: "Pots", joint: 90, n: 790, share: 0.114, low: 0.09, high: 0.14, base: 0.087, lift: 1.31, p: 0.001, adjustedP: 0.004, evident: true }] },
  cycles: [{ category: "Tea", any: { n: 800, returned: 500, p25: 20, median: 41, p75: 90 }, same: { n: 800, returned: 380, p25: 30, median: null, p75: null } }],
  audience: { from: tea, to: pot, total: 120, rule, rows: [{ key: "anna@shop.com", bought: "2025-03-02", lastOrder: "2025-05-20", due: "2025-06-30" }] },
  hits: { products: 60, hits: 12, rows: [{ item: tea, units: 900, orders: 700, customers: 400, again: share(210, 400), returned: share(9, 900) }], traits: [{ trait: "category", value: "Tea", hits: 9, products: 20, lift: 2.25, p: 0.002, adjustedP: 0.01, evident: true }] },
  newProducts: { risk: 0.1, rows: [
    { item: { key: "NEW-1", name: "Cold brew" }, category: "Tea", firstSold: "2025-06-11", ageDays: 19, orders: 14, shopOrders: 190, rate: 61.2, low: 40.1, high: 86.4, peerRate: 30.5, peers: 18, sameCategory: true, better: 0.98, worse: 0.001, verdict: "promote" },
    { item: { key: "NEW-2", name: null }, category: null, firstSold: "2025-06-20", ageDays: 10, orders: 1, shopOrders: 90, rate: null, low: null, high: null, peerRate: null, peers: 2, sameCategory: false, better: null, worse: null, verdict: null },
  ], backTest: { products: 24, promote: share(5, 6), drop: share(2, 3), hold: 15, better: [{ customers: 24, expected: 0.44, observed: 0.42 }], worse: [{ customers: 24, expected: 0.2, observed: 0.25 }] } },
  upgrade: { customers: 120, rising: 70, falling: 40, slope: 0.012, z: 2.6, p: 0.009, rows: [{ key: "anna@shop.com", orders: 7, tau: 0.8, slope: 0.07 }] },
  notices: [], definitions: {},
});

/** @type {import("../../dashboard/types.js").OfferTest} */
const offerTest = {
  cut: "2025-03-31", cases: 210, size: 5, popular: share(60, 210),
  methods: [
    { method: "cosine", hits: share(90, 210), onlyThis: 41, onlyPopular: 11, p: 0.00001, adjustedP: 0.00003, passed: true },
    { method: "lift", hits: share(50, 210), onlyThis: 8, onlyPopular: 18, p: 0.98, adjustedP: 0.98, passed: false },
    { method: "rules", hits: share(61, 210), onlyThis: 12, onlyPopular: 11, p: 0.5, adjustedP: 0.75, passed: false },
  ],
};

/** The same with what to offer whom. @returns {Goods} */
export const offers = () => ({
  ...goods(),
  node: {
    nearDays: 7, total: 2, test: { cut: "2025-06-23", days: 7, listed: share(30, 90), others: share(40, 1000), p: 0.0000001, passed: true },
    rows: [{ key: "anna@shop.com", from: tea, lastOrder: "2025-05-20", due: "2025-06-30", days: 41, returned: 500, bundle: rule }, { key: "ben@shop.com", from: pot, lastOrder: "2025-05-02", due: "2025-06-25", days: 54, returned: 31, bundle: null }],
  },
  companions: { total: 1, test: offerTest, rows: [{ key: "anna@shop.com", lastOrder: "2025-05-20", offers: [rule] }] },
  recommendations: {
    test: offerTest, method: "cosine", total: 1, items: [{ item: tea, links: [{ item: pot, joint: 40, score: 0.41234 }] }], rows: [{ key: "anna@shop.com", lastOrder: "2025-05-20", offers: [{ item: pot, score: 0.41234 }] }],
  },
});

/** @param {number} buyers @param {number} people @param {number} sales @returns {import("../../dashboard/types.js").CampaignArm} */
const arm = (buyers, people, sales) => ({ people, known: people - 10, before: share(20, people), buyers: share(buyers, people), goal: null, orders: buyers + 5, netSales: sales, perPerson: mean(sales / people, people) });

/** The same with a campaign. @returns {Goods} */
export const campaign = () => ({
  ...goods(),
  campaign: {
    days: 30, watched: 30, reached: arm(60, 300, 5400), holdout: arm(20, 200, 2000), both: 0, later: 0, visits: { sessions: 410, visitors: 390, addToCart: { part: 44, whole: 410, share: 0.107, low: 0.08, high: 0.14 } },
    effect: { buyers: { difference: 0.1, low: 0.036, high: 0.159, p: 0.0034 }, netSales: { difference: 8, low: -1.5, high: 17.5 } },
    marked: { from: "2025-05-01", to: "2025-05-20", orders: 52, netSales: 4100, customers: 48, newCustomers: 12, unidentified: 3, again: share(9, 40), reached: 31 },
    marks: [{ by: "campaign", name: "spring sale", orders: 52 }, { by: "code", name: "HELLO", orders: 9 }],
  },
});

const months = Array.from({ length: 36 }, (_, at) => `${2022 + Math.floor((at + 6) / 12)}-${String(((at + 6) % 12) + 1).padStart(2, "0")}`);
const ahead = Array.from({ length: 12 }, (_, at) => `${2025 + Math.floor((at + 6) / 12)}-${String(((at + 6) % 12) + 1).padStart(2, "0")}`);
const wave = (/** @type {string} */ month) => 100 + 40 * Math.cos(((Number(month.slice(5)) - 12) * Math.PI) / 6);

/** @returns {Season} */
export const season = () => ({
  asOf: "2025-06-30", currency: "USD", grain: "month", measure: "orders", periods: 36, seasons: 3, series: months.map((period) => ({ period, start: `${period}-01`, value: Math.round(wave(period)) })),
  index: Array.from({ length: 12 }, (_, at) => ({ position: at + 1, index: wave(`2025-${String(at + 1).padStart(2, "0")}`) / 100, seasons: 2 })),
  backTest: { from: "2024-07-01", to: "2025-06-30", periods: 12, methods: [{ method: "harmonic", mae: 6.1, bias: -0.4 }, { method: "seasonalNaive", mae: 8.8, bias: 1.2 }, { method: "mean", mae: 26.2, bias: 3 }], winner: "harmonic" },
  forecast: { method: "harmonic", harmonics: 2, trend: true, rows: ahead.map((period) => ({ period, start: `${period}-01`, value: wave(period), low: wave(period) - 15, high: wave(period) + 15 })) },
  peak: { period: "2025-12", start: "2025-12-01", value: 140, low: 125, high: 155, contact: "2025-11-10" },
  individual: { eligible: 200, total: 1, rows: [{ key: "anna@shop.com", orders: 4, years: 3, concentration: 0.93, adjustedP: 0.01, next: "2025-12-03", contact: "2025-11-12" }] },
  preSeason: { contact: "2025-11-10", total: 1, rows: [{ key: "ben@shop.com", value: 512.4, boughtInSeason: true, lastOrder: "2025-06-02" }] },
  offSeason: { season: [11, 12, 1], off: [5, 6, 7], crossBuyers: 140, cross: { tested: 20, evident: 8, rows: [
    { key: "dora@shop.com", lastOrder: "2025-06-11", seasonOrders: 3, offSeasonOrders: 2, bought: ["Tea", "Gifts"], offer: { category: "Pots", from: "Gifts", joint: 28, n: 57, share: 28 / 57, lift: 1.52, adjustedP: 0.006 } },
    { key: "ed@shop.com", lastOrder: "2025-05-11", seasonOrders: 1, offSeasonOrders: 1, bought: ["Tea"], offer: null },
  ] }, categories: [{ category: "Pots", offShare: 0.3, seasonShare: 0.2, lift: 1.5, adjustedP: 0.02, n: 400 }], calendar: [{ from: "2026-05-01", to: "2026-07-31" }], total: 1, rows: [{ key: "cy@shop.com", lastOrder: "2024-06-02", offSeasonOrders: 2, orders: 3 }] },
  calendar: null, notices: [], definitions: {},
});

/** @param {string} month @param {Partial<HistoryMonth>} [change] @returns {HistoryMonth} */
const past = (month, change = {}) => ({
  month, asOf: `${month}-30`, customers: 1182, churn: { definition: "D1", judged: 1182, flagged: 591, rate: 0.5, low: 0.471, high: 0.529 },
  value: { historic: mean(104.5, 1182), predicted: mean(83.1, 1182), lost: 49112 }, reasons: [], ...change,
});

/** @returns {History} */
export const history = () => ({
  months: [
    past("2025-04", { value: { historic: mean(90, 900), predicted: null, lost: null }, reasons: [notice("historyShort", "The data covered 150 days by then, and foretelling 365 days needs 183.", { days: "150", horizon: "365", needed: "183" })] }),
    past("2025-05", { churn: { definition: "D1", judged: 1100, flagged: 495, rate: 0.45, low: 0.421, high: 0.48 }, value: { historic: mean(99, 1100), predicted: mean(85, 1100), lost: 42075 } }),
    past("2025-06"),
  ],
  model: "bgNbd", horizonDays: 365, currency: "USD", notices: [], definitions: {},
});
