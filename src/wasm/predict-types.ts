/**
 * Types of predictions per customer: what `report({ models })`, `linger.predictions()` and `customer(key).prediction` give.
 *
 * A model is first fitted on the older part of the data and has to foretell the younger part (`holdout`). One that does worse than
 * guessing is not used: `chosen` is then `null`, and so is every prediction that would need it. Parameters stay in the report.
 * Money is in `Models.currency`; shares are 0..1. `null` stands where a number cannot be known, and a notice says why.
 */
import type { Mean } from "./goods-types.ts";
import type { Definition, Notice } from "./types.ts";

export type BuyingModelId = "bgNbd" | "mbgNbd" | "paretoNbd";

export interface ModelOptions {
  /** What parameters and `recency`, `age` are counted in. Predictions do not depend on it. Default "weeks". */
  unit?: "weeks" | "days";
  /** Which models are tried. Default all three. */
  candidates?: BuyingModelId[];
  /** How far expected purchases and value look ahead. Default 365. */
  horizonDays?: number;
  /** A year's discount on future money: 0.1 is 10 %. Default 0.1. */
  discountRate?: number;
  /** Share of net sales that the seller keeps. Default 1: value is then net sales. */
  margin?: number;
  /** A customer counts as lost who orders nothing in so many days. Default 90. */
  churnDays?: number;
  /** From this probability of no order within `churnDays` on, a customer is flagged (definition D3). Above 0, at most 1. Default 0.66. */
  churnThreshold?: number;
  /** Length of the part held out. Default: half of the data's span, at most 365. */
  holdoutDays?: number | null;
  /** Days of an opportunity to buy, such as 30 for monthly boxes: fits BG/BB as well. Default `null`: not. */
  opportunityDays?: number | null;
  /** Resamples of the customers for intervals of parameters and values. Default 0: no intervals; 200 are customary. */
  bootstrap?: number;
  /** Seed of resamples and permutations. Default 1. */
  seed?: number;
  /** Which currency order values are taken from. Default: the one with most orders. Customers who paid in others have no value. */
  currency?: string | null;
  /** Whether customers whose first order may lie before the data take part in fits. Default: as the report has it ("mark": they do). */
  truncation?: "mark" | "exclude";
}

export interface Models {
  unit: "weeks" | "days";
  /** Of order values; `null` where no order names an amount. */
  currency: string | null;
  /** Local date up to which everything was counted. */
  asOfDate: string;
  /** Customers that the fits count. */
  customers: number;
  /** Of those: with at least one repeat occasion. */
  repeaters: number;
  /** Median days between two occasions, open ones left out. */
  medianGapDays: number | null;
  /** Fitted on all data up to as-of. `null` where the data do not settle the parameters, or the model was not asked for. */
  bgNbd: BetaGeometric | null;
  mbgNbd: BetaGeometric | null;
  paretoNbd: ParetoNbd | null;
  /** Only with `opportunityDays`. Describes; predictions do not use it. */
  bgBb: BetaBinomial | null;
  gammaGamma: GammaGamma | null;
  /** What an expected order counts with; `null` where too few order values are known. */
  orderValue: OrderValue | null;
  regularity: Regularity | null;
  /**
   * The model that predictions use: of those that passed the hold-out, the one whose errors (mean of `rmse` and `brier`, each over the
   * better baseline's) are smallest. `null` where none passed.
   */
  chosen: BuyingModelId | null;
  /** What a new customer will do; `null` where no model passed. */
  newCustomers: NewCustomers | null;
  /** `null` where there is too little to hold out; a notice says what is missing. */
  holdout: Holdout | null;
  /** Definition D3 of a lost customer: judged by the chosen model, beside D1, D2 and D4 of `Report.churn`. `null` without one. */
  flag: ModelFlag | null;
  /** The logistic model of churn; `null` where there is too little. */
  churnModel: ChurnModel | null;
  /** Of parameters, with `bootstrap`: 95 % percentile intervals, by "bgNbd.r". */
  intervals: Record<string, [number, number]> | null;
  /** Of the numbers of the models ("models.…") and of each customer ("predictions.…"). */
  definitions: Record<string, Definition>;
  options: Required<ModelOptions>;
  notices: Notice[];
}

/** Share bounds as Klaviyo draws them: "low" below 0.33, "medium" below 0.66, "high" from there on. */
export type ChurnRisk = "low" | "medium" | "high";

/** D3: P(no order within `days`) ≥ `threshold`, by a model that passed the hold-out. */
export interface ModelFlag {
  definition: "D3";
  model: BuyingModelId;
  /** `churnDays`. */
  days: number;
  /** `churnThreshold`. */
  threshold: number;
  /** Customers judged: all who are known at as-of, one-time buyers too. */
  n: number;
  flagged: number;
  /** flagged / n. */
  rate: number;
  /** Customers by risk, whatever the threshold; together `n`. */
  low: number;
  medium: number;
  high: number;
  /** The same customers by D1, cycle and margin, under the options of the report; `null` where D1's flags were not told. */
  agreement: { both: number; onlyD3: number; onlyD1: number; neither: number } | null;
}

/** Purchases come at random at a rate that differs by customer (gamma: `r`, `alpha`); after each the customer may leave (beta: `a`, `b`). */
export interface BetaGeometric {
  r: number;
  /** In `unit`. */
  alpha: number;
  a: number;
  b: number;
  logLikelihood: number;
  /** Customers. */
  n: number;
}
/** The same, but a customer may leave at any time at a rate that differs by customer (gamma: `s`, `beta`). */
export interface ParetoNbd {
  r: number;
  alpha: number;
  s: number;
  beta: number;
  logLikelihood: number;
  n: number;
}
/** At each opportunity a customer who is there buys (beta: `alpha`, `beta`); before each the customer may leave (beta: `gamma`, `delta`). */
export interface BetaBinomial {
  alpha: number;
  beta: number;
  gamma: number;
  delta: number;
  logLikelihood: number;
  n: number;
  opportunityDays: number;
  /** Share of opportunities that a customer who is there takes, on average. */
  buying: number;
  /** Share of customers who leave before the next one, on average. */
  leaving: number;
}
/** Order values: gamma with shape `p`, whose scale differs by customer (gamma: `q`, `v`). */
export interface GammaGamma {
  p: number;
  q: number;
  v: number;
  logLikelihood: number;
  /** Repeat customers with a value above 0. */
  n: number;
  /** Between number and mean value of repeat occasions; the model takes it for 0. `null` where one of them does not vary. */
  correlation: number | null;
  /** Expected mean order value of a customer nobody knows anything of; `null` for q ≤ 1. */
  mean: number | null;
}
/**
 * "gammaGamma": a customer's own mean drawn towards the population's, where that foretold orders held out better than one mean for
 * everybody (`holdout.orderValues`). "mean": the mean of repeat occasions, for everybody; a notice says why.
 */
export interface OrderValue {
  source: "gammaGamma" | "mean";
  /** Expected value of an order of a customer nobody knows anything of; `null` where gamma-gamma gives no finite one. */
  mean: number | null;
  /** Customers with a repeat occasion of a value. */
  n: number;
}

/**
 * What a new customer will do in the `days` (`horizonDays`) from the first order on, by the best of the models that passed and let customers
 * leave after the first order ("mbgNbd", "paretoNbd"), else by the chosen one.
 */
export interface NewCustomers {
  model: BuyingModelId;
  days: number;
  /** Everybody first, then quarters of the first order, oldest first, then thirds by net value of the first day with an order. */
  rows: NewCustomer[];
}
/**
 * Each group has parameters of its own, fitted to it. It is told only where 100 of its customers had a repeat occasion by the cut of the
 * hold-out, one has been known for half of the days, and the total that it foretold for the part held out is within 25 % of what came.
 */
export interface NewCustomer {
  by: "all" | "quarter" | "firstValue";
  /** "2024-Q1"; "low", "middle", "high"; "" for everybody. */
  name: string;
  /** Least and greatest net value of the first day with an order, for `by: "firstValue"`. */
  firstValue: [number, number] | null;
  customers: number;
  repeaters: number;
  /** Occasions after the cut of those known then; `null` where nothing was fitted. */
  check: { customers: number; expected: number; observed: number } | null;
  /** Occasions after the first. */
  orders: Estimate | null;
  /** Share who order again. */
  returning: Estimate | null;
  /** Share who have not left by the end of the days. `null` by "bgNbd", in which nobody leaves who ordered once; so are the next two. */
  staying: Estimate | null;
  /** Life span within the days: expected days as a customer. */
  activeDays: Estimate | null;
  /** Life span: days until half have left; `null` beyond ten years too. */
  medianDays: number | null;
  /** Why nothing is told. */
  reason: "fewRepeaters" | "tooShort" | "notSettled" | "totalMissed" | null;
}
/** With the 95 % interval of the parameters (delta method); limits are `null` where the likelihood is too flat for one. */
export interface Estimate {
  value: number;
  low: number | null;
  high: number | null;
}

/** How regular customers buy: shape of gamma gaps. 1 is at random; 2 and more is regular, and the models above expect too much. */
export interface Regularity {
  k: number;
  /** Customers with two gaps or more. */
  n: number;
  gaps: number;
}

/** Foretold from data up to `cutDate`, compared with what happened until `endDate`. */
export interface Holdout {
  cutDate: string;
  endDate: string;
  days: number;
  /** Customers known at the cut. */
  customers: number;
  repeaters: number;
  /** Occasions of theirs after the cut. */
  observed: number;
  /** Share of them with no occasion after the cut. */
  observedSilent: number | null;
  candidates: HoldoutCandidate[];
  baselines: {
    /** Everybody buys as often as in the time before the cut of the same length; first purchases do not count. */
    sameAsBefore: HoldoutErrors;
    /** Nobody returns. */
    nobodyReturns: HoldoutErrors;
  };
  /** Cumulative repeat occasions by the end of each week since the first order; the curves of the candidates are theirs. */
  tracking: { week: number[]; date: string[]; observed: number[]; cutWeek: number };
  /** `null` where fewer than 30 customers with a value at the cut bought again, or gamma-gamma could not be fitted at it. */
  orderValues: OrderValuesTried | null;
}
/** Mean order values of customers with repeat occasions at the cut who bought again after it. */
export interface OrderValuesTried {
  customers: number;
  observed: number;
  /** By gamma-gamma fitted at the cut. */
  expected: number;
  mae: number;
  rmse: number;
  /** The guess: the mean of repeat occasions at the cut, for everybody. */
  baseline: number;
  baselineMae: number;
  baselineRmse: number;
  /** `mae` below `baselineMae`. */
  passed: boolean;
}
export interface HoldoutErrors {
  expected: number;
  /** Mean over customers of |foretold − observed occasions|: what a model has to make smaller than both guesses do. */
  mae: number;
  /** Root of the mean over customers of (foretold − observed occasions)². Judges instead of `mae` where over half buy nothing: foretelling 0 then makes `mae` least. */
  rmse: number;
  /** Mean over customers of (probability of no occasion − whether there was none)². */
  brier: number;
}
export interface HoldoutCandidate extends HoldoutErrors {
  model: BuyingModelId;
  /** Parameters from data up to the cut, in `unit`; keys as in the model. */
  parameters: Record<string, number>;
  /** expected / observed; `null` where nothing was observed. */
  ratio: number | null;
  /** Customers in tenths by foretold occasions, fewest first; equal ones stay together, so there may be fewer. */
  deciles: { customers: number; expected: number; observed: number }[];
  /** Customers in tenths by the probability of no occasion, smallest first. */
  calibration: { customers: number; expected: number; observed: number }[];
  /** Foretold points of `tracking`. */
  tracking: number[];
  /**
   * Nearer than both baselines in `mae` and `brier`, total within 25 %, parameters settled. Where over half of the customers bought
   * nothing, nearer in `rmse` will do for `mae`; the notice `judgedBySquares` then says so of the chosen one.
   */
  passed: boolean;
  /** Why not, empty when passed. */
  reasons: Notice[];
}

/** Probability of no order within `churnDays` from what was known at a cut, regularised (ridge). */
export interface ChurnModel {
  days: number;
  /** Learned from customers known at `trainDate`, tested on those known at `testDate`, which lies `days` later. */
  trainDate: string;
  testDate: string;
  train: { customers: number; lost: number };
  test: { customers: number; lost: number };
  /** Fitted at `testDate`, the latest date whose outcome is known; this is what predicts. */
  intercept: number;
  features: ChurnFeature[];
  /** On the test, lower is better. */
  brier: number;
  /** Everybody gets the training's share of lost ones. */
  baseRateBrier: number;
  /** The chosen buying model on the same customers, fitted up to `testDate`; `null` without one. */
  buyingModelBrier: number | null;
  /** 0.5 is guessing, 1 is perfect. */
  auc: number;
  calibration: { customers: number; expected: number; observed: number }[];
  /** Better than the base rate, and neither side of the test is too small. */
  passed: boolean;
  reasons: Notice[];
}
export interface ChurnFeature {
  id: ChurnFeatureId;
  /** Per unit of the feature as defined. */
  coefficient: number;
  /** Per standard deviation: comparable between features. Positive makes loss likelier. */
  standardised: number;
  /** Growth of the Brier score on the test when the feature is shuffled. */
  importance: number;
}
/**
 * Logarithms are ln(1 + value). `valueFall` is ln(mean net value of the earlier days with an order / of the latest ones, up to three and at
 * most half of them): above 0 where orders are worth less than they were, 0 where there are fewer than two days.
 */
export type ChurnFeatureId =
  | "logRecencyDays" | "logOccasions" | "logAgeDays" | "lateness" | "recentOccasions" | "gapTrend" | "logMeanValue" | "valueFall" | "refundShare";

export interface PredictionQuery {
  /** Default "valueAtStake". */
  sort?: "key" | "valueAtStake" | "churnProbability" | "alive" | "expectedPurchases" | "value" | "nextDate" | "frequency" | "recencyDays";
  /** Default: the natural one of the sort (largest first; soonest first for `nextDate`; `key` ascending). `null` comes last either way. */
  descending?: boolean;
  filter?: {
    /** Part of the key, case ignored. */
    search?: string;
    /** At least this, of `churnProbability`; of `churnProbabilityLogistic` where no model of buying is in use. The sort does the same. */
    minChurnProbability?: number;
    repeaters?: boolean;
    /** Flagged by D3, or not. Nobody without a chosen model. */
    flagged?: boolean;
    keys?: string[];
  };
  offset?: number;
  /** Default 50. */
  limit?: number;
}
export interface PredictionPage {
  total: number;
  /** Over everybody that passes the filter. */
  totals: { expectedPurchases: number | null; value: number | null; valueAtStake: number | null };
  /**
   * 95 %, with `bootstrap` and without a filter: how far off the model's parameters may make the totals, not what chance does to what
   * customers do. `null` otherwise.
   */
  totalIntervals: { expectedPurchases: [number, number] | null; value: [number, number] | null; valueAtStake: [number, number] | null } | null;
  model: BuyingModelId | null;
  rows: Prediction[];
}
/**
 * By fixed rules on risk, number of orders, silence and value; what an action brings is not foretold. In their order: low risk; ordered once
 * and silent for at most two usual gaps; medium risk; high risk and worth most, worth something, worth little (or ordered once long ago).
 */
export type SuggestedAction = "leaveAlone" | "secondOrder" | "remind" | "personal" | "winBack" | "lastTry";
export interface Prediction {
  key: string;
  /** Repeat occasions (days with an order, less the first). */
  frequency: number;
  /** From the first occasion to the last, and to as-of, in `unit`. */
  recency: number;
  age: number;
  /** Days since the last occasion. */
  recencyDays: number;
  /** That the customer has not left. `null` without a model, and for one-time buyers under "bgNbd", where it is 1 by construction. */
  alive: number | null;
  /** Occasions within `horizonDays`. */
  expectedPurchases: number | null;
  /** P(no order within `churnDays`), of the chosen buying model. */
  churnProbability: number | null;
  /** Of `churnProbability`; `null` without a chosen model. */
  risk: ChurnRisk | null;
  /** By D3: `churnProbability` ≥ `churnThreshold`; `null` without a chosen model. */
  flagged: boolean | null;
  /** The same probability of the logistic model, where it passed. */
  churnProbabilityLogistic: number | null;
  /** Expected value of an order. */
  expectedOrderValue: number | null;
  /** margin × discounted expected net sales within `horizonDays`. */
  value: number | null;
  /** 95 %, with `bootstrap`: of the model's parameters, not of what a single customer will do. */
  valueInterval: [number, number] | null;
  aliveInterval: [number, number] | null;
  expectedPurchasesInterval: [number, number] | null;
  churnProbabilityInterval: [number, number] | null;
  /**
   * Discounted expected occasions without a horizon: ∫ e^(−δt) dE[Y(t)], δ = ln(1 + discountRate) / 52 a week, by quadrature. For
   * "paretoNbd" it equals the published closed form (DERT); for the others there is none. `null` without a discount.
   */
  residualPurchases: number | null;
  /** margin × residualPurchases × expectedOrderValue. */
  residualValue: number | null;
  /**
   * margin × net sales in the latest `horizonDays`, refunds deducted: what was, not what is expected. Only where no model of buying is in
   * use and the logistic model passed; `null` otherwise, and for customers who paid in another currency too.
   */
  recentValue: number | null;
  /**
   * churnProbability × value: what is expected of the customer and may not come. Next to nothing for those long gone. Without a model of
   * buying: churnProbabilityLogistic × recentValue, not below 0.
   */
  valueAtStake: number | null;
  /** What `valueAtStake` is made of: the expected `value`, or `recentValue`. `null` where it is. */
  stakeSource: "expected" | "recent" | null;
  /** What fixed rules suggest (`definitions["predictions.action"]`); `null` without a probability of no order. */
  action: SuggestedAction | null;
  /** If they buy again at all: half do by `date`, and eight in ten between `from` and `to` (`null`: over ten years ahead). */
  next: { date: string; from: string; to: string | null } | null;
  /** What speaks for and against, strongest first, from this customer's own numbers. */
  reasons: Notice[];
}

export interface HistoryOptions {
  /** Calendar months that have ended by as-of, the latest ones: 1 to 36. Default 12. */
  months?: number;
}

/**
 * Churn and value at the end of each month, from what was known then: orders and refunds up to that day alone. Only the kind of model
 * is today's: the one that passed the check of the latest report.
 */
export interface History {
  /** Oldest first; fewer than asked for where the data begin later. */
  months: HistoryMonth[];
  /** Fitted anew at each month's end. `null` where none passed the check: nothing is foretold then. */
  model: BuyingModelId | null;
  /** Days that `predicted` looks ahead: `horizonDays` of the models. */
  horizonDays: number;
  /** Of all amounts; `null` where no order names one. */
  currency: string | null;
  notices: Notice[];
  definitions: Record<string, Definition>;
}
export interface HistoryMonth {
  /** "2011-01". */
  month: string;
  /** Its last day, in the report's zone. */
  asOf: string;
  /** Customers with an order by then. */
  customers: number;
  /** Under the definition of the report's headlines (`churn.definition`); `null` where it could judge nobody. */
  churn: { definition: string; judged: number; flagged: number; rate: number | null; low: number | null; high: number | null } | null;
  /** `null` where nobody had paid in the currency. */
  value: {
    /** Net sales per customer until then. It grows as customers get older. */
    historic: Mean;
    /** Further net sales per customer within `horizonDays`, foretold then; `null` where too little was known. */
    predicted: Mean | null;
    /** Flagged customers × mean `predicted` of those not flagged. */
    lost: number | null;
  } | null;
  /** Why something of the month is `null`. */
  reasons: Notice[];
}
