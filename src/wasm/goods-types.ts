// What the module of predictions says of products, seasons, next purchases and value. Amounts are in major units of the one
// currency that stands beside them (currencies are never added up); shares are 0..1; days are local dates "2024-05-01";
// `null` is unknown, never 0, and a notice says why. Intervals are at 95 % unless the field says otherwise.

import type { Notice } from "./types.ts";
import type { Rate } from "./visits-types.ts";

/** A product by its SKU (by its name where it has none), or a category by its name. */
export interface Item {
  key: string;
  /** Name of a product; `null` for categories and products without a name. */
  name: string | null;
}

/** A share with Wilson's interval. */
export interface Share {
  count: number;
  n: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

/** A mean with its interval: mean × exp(± z s/(√n mean)), above 0 where the mean is; `null` limits under two values. */
export interface Mean {
  n: number;
  mean: number | null;
  low: number | null;
  high: number | null;
}

/** What the numbers of a report mean, by path. */
export type Definitions = Record<string, { text: string; unit: string; source: string }>;

// ---------------------------------------------------------------- products

export interface GoodsOptions {
  /** ISO 4217 code of the amounts. Default: the currency of most orders. */
  currency?: string | null;
  /** Rules held to have evidence: adjusted p at or under this. Default 0.05. */
  alpha?: number;
  /** Fewest baskets that hold both sides of a rule. Default 5, never under it. */
  minJoint?: number;
  /** Most rules of each table, the surest first. Default 200. */
  limit?: number;
  /** Periods of the penetration. Default "month". */
  grain?: "month" | "week";
  /** Share of the products sold that are hits, by units. Default 0.2. */
  hitShare?: number;
  /** A product is new for so many days after its first sale. Default 30. */
  newDays?: number;
  /** Chance of a wrong "promote" or "drop" that is accepted. Default 0.1. */
  risk?: number;
  /** "Drop" means: sells under this part of what its peers sell. Default 0.5. */
  dropBelow?: number;
  /** Fewest orders of a customer for a price trend. Default 4. */
  minTrend?: number;
  /** The customers of one rule who lack its other side. */
  audience?: Audience | null;
  /** Customers who stand where buyers of what their last order held usually order again, with what to offer each. Not in reports. */
  node?: OfferQuery | null;
  /** What to offer each customer by the surest rules. Not in reports. */
  companions?: OfferQuery | null;
  /** What to offer each customer, and beside each product, by what buyers have in common. Not in reports. */
  recommendations?: OfferQuery | null;
  /** What became of a campaign. Not in reports. */
  campaign?: CampaignQuery | null;
}

export interface OfferQuery {
  /** Of `node`: due by products or categories. Default "product". */
  level?: "product" | "category";
  /** Of `node`: only by this product or category. Default: whatever the last order held. */
  from?: string | null;
  /** Of `node`: due at most so many days before or after as-of. Default 7. */
  nearDays?: number;
  /** Of `companions` and `recommendations`: one customer's row only. */
  key?: string | null;
  /** Of these, offers for each customer. Default 3. */
  perCustomer?: number;
  /**
   * Of these: leaves out products of which the loaded products' files say that none is left ("Variant Inventory Qty", "Stock", "Available", "库存" …), of several files the one that says most. What no file
   * speaks of, and what is sold on without stock, counts as in stock. Default false.
   */
  inStock?: boolean;
  offset?: number;
  /** Customers. Default 50. */
  limit?: number;
}

/** A campaign by the mark of its orders, by the people it was sent to, or both. */
export interface CampaignQuery {
  /** Orders that carry this name, in any case; from `sent` on where that is said. */
  mark?: { by: CampaignMarkBy; name: string } | null;
  /** To whom it was sent: keys as the orders have them (e-mail addresses in any case), each with a day of its own where that differs. Who never ordered counts too. */
  people?: { key: string; sent?: string | null }[];
  /** Who was left out on purpose, to compare with. */
  holdout?: { key: string; sent?: string | null }[];
  /** Day of sending, "2025-05-01", of all for whom nothing else is said. */
  sent?: string | null;
  /** Watched for so many days, the day of sending among them. Default 30. */
  days?: number;
  /** What was to be sold. */
  goal?: { by: "product" | "category"; /** Key of the product, or the category. */ name: string } | null;
}
/** UTM campaign, UTM content, sales channel, first discount code. */
export type CampaignMarkBy = "campaign" | "creative" | "channel" | "code";

/** Buyers of `from` who have not bought `to`. */
export interface Audience {
  level: "product" | "category";
  /** Key of the item bought. */
  from: string;
  /** Key of the item not bought yet. */
  to: string;
  /** Only customers whose usual cycle after `from` ends at most this many days from as-of, or ended so many days ago. Default: all. */
  nearDays?: number | null;
  offset?: number;
  /** Default 50. */
  limit?: number;
}

export interface Goods {
  asOf: string;
  currency: string | null;
  /** Orders with at least one line. */
  orders: number;
  lines: number;
  products: number;
  categories: number;
  rules: { orderProduct: Rules; orderCategory: Rules; customerProduct: Rules; customerCategory: Rules };
  penetration: Penetration;
  cross: CrossCategory;
  cycles: Cycle[];
  audience: AudiencePage | null;
  hits: Hits;
  newProducts: NewProducts;
  upgrade: Upgrade;
  /** Where `node` was asked for. */
  node?: NodePage;
  /** Where `companions` was asked for. */
  companions?: CompanionPage;
  /** Where `recommendations` was asked for. */
  recommendations?: Recommendations;
  /** Where `campaign` was asked for. */
  campaign?: Campaign;
  notices: Notice[];
  definitions: Definitions;
}

/** Association rules over one kind of basket: what stands in one order, or what one customer bought over time. */
export interface Rules {
  /** Baskets, N. */
  baskets: number;
  /** Items in at least `minJoint` baskets, of which pairs were counted (the 2,000 most frequent). */
  items: number;
  /** Rules tested: both directions of every pair with at least `minJoint` joint baskets; p is adjusted over them. */
  tested: number;
  /** Of them with evidence. */
  evident: number;
  rows: Rule[];
}

export interface Rule {
  from: Item;
  to: Item;
  /** Baskets with both, with `from`, with `to`. */
  joint: number;
  fromBaskets: number;
  toBaskets: number;
  support: number;
  confidence: number;
  /** Wilson's interval of the confidence. */
  low: number;
  high: number;
  lift: number;
  leverage: number;
  /** `null` where the rule never fails (infinite). */
  conviction: number | null;
  /** Fisher's exact test, one-sided: at least this many joint baskets if the two had nothing to do with each other. */
  p: number;
  /** After Benjamini and Hochberg, over the tested rules of this table. */
  adjustedP: number;
  /** adjustedP ≤ alpha and lift > 1. */
  evident: boolean;
  /** Customers who bought `from` and not `to`, ever. */
  without: number;
}

/** Share of the customers active in a period who bought a category in it. */
export interface Penetration {
  grain: "month" | "week";
  /** Periods, oldest first; the last one may still run. */
  periods: string[];
  /** Customers with an order in the period. */
  active: number[];
  rows: { category: string; overall: Share; buyers: number[]; share: (number | null)[] }[];
}

/** What repeat buyers turn to. A transition is two consecutive buying days of one customer. */
export interface CrossCategory {
  /** Buying days after the first; `count` of them with a category that the customer had not bought before. */
  rate: Share;
  /** Transitions counted. */
  transitions: number;
  /** Categories of the matrix, most transitions first (at most 30). */
  categories: string[];
  /** matrix[i][j]: transitions from a day with category i to a day with category j. */
  matrix: number[][];
  /** What buyers of `from` buy next, against everybody's next purchase; surest first. */
  preferences: Preference[];
}

export interface Preference {
  from: string;
  to: string;
  /** Transitions from `from` to `to`, and from `from` at all. */
  joint: number;
  n: number;
  share: number;
  low: number;
  high: number;
  /** Share of all transitions that lead to `to`. */
  base: number;
  lift: number;
  p: number;
  adjustedP: number;
  evident: boolean;
}

/** Days from a customer's first purchase of a category to the next purchase (Kaplan–Meier; open intervals count). */
export interface Cycle {
  category: string;
  /** To the next purchase of anything. */
  any: CycleTimes;
  /** To the next purchase of the same category. */
  same: CycleTimes;
}
export interface CycleTimes {
  /** Customers. */
  n: number;
  /** Of them came back. */
  returned: number;
  /** `null` where fewer came back. */
  p25: number | null;
  median: number | null;
  p75: number | null;
}

export interface AudiencePage {
  from: Item;
  to: Item;
  /** Customers of the audience, after `nearDays`. */
  total: number;
  /** The rule by customer, with its numbers; `null` where it was not tested. */
  rule: Rule | null;
  rows: { key: string; bought: string; lastOrder: string; due: string | null }[];
}

/** Customers by when buyers of what their last order held usually order again; the latest order first. */
export interface NodePage {
  nearDays: number;
  /** Customers of the list. */
  total: number;
  /** The list as it would have been made `nearDays` before as-of, against who ordered in these days; `null` with fewer than 20 on either side. */
  test: { cut: string; days: number; listed: Share; others: Share; /** Fisher's exact test, one-sided. */ p: number; passed: boolean } | null;
  /** `due` = lastOrder + `days`, the median after a first purchase of `from`, at which `returned` customers came back. `bundle`: the surest evident rule from anything bought to something never bought. */
  rows: { key: string; from: Item; lastOrder: string; due: string; days: number; returned: number; bundle: Rule | null }[];
}

export interface CompanionPage {
  /** Customers with an offer. */
  total: number;
  test: OfferTest | null;
  /** The latest order first; the surest evident rules by customer to something never bought, one for each product offered. */
  rows: { key: string; lastOrder: string; offers: Rule[] }[];
}

/**
 * Lists of `size` products as they would have been made at `cut`, against the first buying day after it of each customer who then bought something
 * new to them; `null` under 50 such cases.
 */
export interface OfferTest {
  cut: string;
  cases: number;
  size: number;
  /** Lists of best sellers that the customer lacks. */
  popular: Share;
  methods: OfferTestMethod[];
}
export interface OfferTestMethod {
  method: "cosine" | "lift" | "rules";
  hits: Share;
  /** Cases in which only its list hit, and only that of best sellers. */
  onlyThis: number;
  onlyPopular: number;
  /** Exact sign test, one-sided; adjusted over the methods after Benjamini and Hochberg. */
  p: number;
  adjustedP: number;
  /** More hits than best sellers, and adjustedP ≤ alpha. */
  passed: boolean;
}

/** Products that the same customers buy. Nothing is told where neither cosine nor lift beat best sellers; a notice says so. */
export interface Recommendations {
  test: OfferTest | null;
  /** The better of those that passed. */
  method: "cosine" | "lift" | null;
  /** Up to ten products beside each, nearest first; at most `limit` of `GoodsOptions` products. `joint` customers bought both. */
  items: { item: Item; links: { item: Item; joint: number; score: number }[] }[];
  /** Customers with an offer. */
  total: number;
  /** The latest order first. `score`: sum of the similarities to what the customer bought. */
  rows: { key: string; lastOrder: string; offers: { item: Item; score: number }[] }[];
}

/** What became of a campaign. */
export interface Campaign {
  /** Days asked for. */
  days: number;
  /** Days that everybody on the lists is watched for: those asked for, or as many as have passed since the latest sending; `null` without a list. */
  watched: number | null;
  reached: CampaignArm | null;
  holdout: CampaignArm | null;
  /** Those reached less those held out. */
  effect: {
    /** Of the shares who ordered: Newcombe's interval, Fisher's exact test (two-sided, twice the smaller side). */
    buyers: { difference: number; low: number; high: number; p: number };
    /** Of net sales a person: Welch's interval. */
    netSales: { difference: number; low: number; high: number } | null;
  } | null;
  /** The orders with the mark; `null` where none was asked for, or none is in the time. */
  marked: CampaignMarked | null;
  /** On both lists: count for neither. */
  both: number;
  /** Sent to after as-of: do not count yet. */
  later: number;
  /** Sessions whose link named the campaign, from `sent` on, their visitors, and those of them with an add to the cart: `null` without loaded sessions of it, or a mark that is no UTM campaign; a notice says so. */
  visits: { sessions: number; visitors: number; addToCart: Rate } | null;
  /** What orders carry, by kind, most orders first: at most 100 of each kind. */
  marks: { by: CampaignMarkBy; name: string; orders: number }[];
}
export interface CampaignArm {
  /** Everybody on the list, each once. */
  people: number;
  /** Of them customers with an order up to as-of. */
  known: number;
  /** Who ordered in as many days before it was sent. */
  before: Share;
  /** Who ordered in the days watched. */
  buyers: Share;
  /** Who bought what was to be sold; `null` where `goal` names nothing. */
  goal: Share | null;
  orders: number;
  netSales: number;
  /** Net sales a person, those without orders among them. */
  perPerson: Mean;
}
export interface CampaignMarked {
  /** First and last day with such an order. */
  from: string;
  to: string;
  orders: number;
  netSales: number;
  customers: number;
  /** Customers with no order on an earlier day. */
  newCustomers: number;
  /** Orders that name nobody. */
  unidentified: number;
  /** Who ordered again within `days` after the first such order, of those whose days have passed. */
  again: Share;
  /** Of its customers on the list of those reached; `null` without one. */
  reached: number | null;
}

export interface Hits {
  /** Products sold, and how many of them are hits. */
  products: number;
  hits: number;
  rows: { item: Item; units: number; orders: number; customers: number; again: Share; returned: Share | null }[];
  /** What hits have in common: over-represented values, surest first. */
  traits: Trait[];
}
export interface Trait {
  trait: "tag" | "vendor" | "category" | "price";
  value: string;
  /** Hits with it, products with it. */
  hits: number;
  products: number;
  /** Share among hits / share among all. */
  lift: number;
  p: number;
  adjustedP: number;
  evident: boolean;
}

/** Orders with a new product per order of the shop since its first sale, against its peers at the same age. */
export interface NewProducts {
  risk: number;
  rows: NewProduct[];
  /** How verdicts on earlier products did; `null` where none can be judged. */
  backTest: VerdictBackTest | null;
}
/**
 * The latest 200 products of which twice `newDays` have passed, judged by what was known when they ceased to be new, against what they
 * sold per order of the shop in the next span of the same length, beside the same peers.
 */
export interface VerdictBackTest {
  products: number;
  /** Of those to be promoted: sold more than their peers. */
  promote: Share;
  /** Of those to be dropped: sold less than `dropBelow` of what their peers did. */
  drop: Share;
  /** Products on hold, of which nothing was claimed. */
  hold: number;
  /** Products by the chance, in up to ten groups of twenty or more, with the share that sold better, or far worse. */
  better: CalibrationTenth[];
  worse: CalibrationTenth[];
}
export interface NewProduct {
  item: Item;
  category: string | null;
  firstSold: string;
  ageDays: number;
  orders: number;
  /** Orders of the shop since then. */
  shopOrders: number;
  /** Posterior mean and 90 % interval, in orders per 1,000 orders of the shop; `null` with too few peers. */
  rate: number | null;
  low: number | null;
  high: number | null;
  /** Peers' mean at the same age, per 1,000. */
  peerRate: number | null;
  peers: number;
  /** Whether the peers are of the same category. */
  sameCategory: boolean;
  /** Chance that it sells better than the peers' mean, and that it sells under `dropBelow` of it. */
  better: number | null;
  worse: number | null;
  /** `null` with too few peers. */
  verdict: "promote" | "hold" | "drop" | null;
}

/** Whether customers move to dearer goods: the price percentile in its category, order by order. */
export interface Upgrade {
  /** Customers with enough priced orders. */
  customers: number;
  /** Of them with a positive, a negative Kendall τ. */
  rising: number;
  falling: number;
  /** Median of the customers' Theil–Sen slopes, in percentile points (0..1) an order. */
  slope: number | null;
  /** Regional Kendall test over all customers, two-sided. */
  z: number | null;
  p: number | null;
  /** Steepest risers. */
  rows: { key: string; orders: number; tau: number; slope: number }[];
}

// ---------------------------------------------------------------- season

export interface SeasonOptions {
  currency?: string | null;
  /** Default "month". */
  grain?: "month" | "week";
  /** Default "orders". */
  measure?: "orders" | "netSales" | "units";
  /** Periods forecast. Default one season (12 months or 52 weeks). */
  ahead?: number;
  /** Contact so many days before the peak begins. Default 21. */
  leadDays?: number;
  /** Share of customers that count as high-value. Default 0.2. */
  topShare?: number;
  /** Dormant: no order for so many days. Default 180. */
  dormantDays?: number;
  offset?: number;
  /** Rows of each list. Default 50. */
  limit?: number;
  /** Gives the coming off-season as a calendar too, in these words. Default `null`: not. */
  calendar?: SeasonWords | null;
}
export interface SeasonWords {
  /** Title of an event: "{count}", dormant customers, is filled in. Default "Off-season: {count} dormant customers to wake". */
  title?: string;
  /** Text of an event: "{categories}", those of the off-season, is filled in. Default "Off-season categories: {categories}". */
  text?: string;
}

export interface Season {
  asOf: string;
  currency: string | null;
  grain: "month" | "week";
  measure: "orders" | "netSales" | "units";
  /** Whole periods in the data, and whole seasons they make. */
  periods: number;
  seasons: number;
  series: { period: string; start: string; value: number }[];
  /** One entry a month (1..12) or week (1..52) of the year; week 53 counts as 52. */
  index: IndexEntry[];
  backTest: BackTest | null;
  /** By the method that won the back-test; `null` with a notice where none may be shown. */
  forecast: Forecast | null;
  /** The peak, whom to write to before it and the off-season: `null` with under two seasons, or where no season repeats, with a notice. */
  peak: Peak | null;
  individual: Individual;
  preSeason: PreSeason | null;
  offSeason: OffSeason | null;
  /** Each coming stretch of the off-season as an event of a calendar file (RFC 5545); only with `calendar`. */
  calendar: string | null;
  notices: Notice[];
  definitions: Definitions;
}
export interface IndexEntry {
  position: number;
  /** Mean over the seasons of the period's value / centred mean of a year around it; `null` where the year around is not whole. With one season: value / mean of the year. */
  index: number | null;
  /** Seasons that it is the mean of. */
  seasons: number;
}
export type SeasonMethod = "harmonic" | "seasonalNaive" | "mean";
/** Each method was given all periods but the last season, and forecast that. */
export interface BackTest {
  from: string;
  to: string;
  periods: number;
  /** Mean absolute error by method, in the measure's unit. */
  methods: { method: SeasonMethod; mae: number; bias: number }[];
  winner: SeasonMethod;
}
export interface Forecast {
  method: SeasonMethod;
  /** Harmonics of the year in the regression; 0 for other methods. */
  harmonics: number;
  trend: boolean;
  rows: { period: string; start: string; value: number; low: number; high: number }[];
}
export interface Peak {
  period: string;
  start: string;
  /** Forecast. */
  value: number;
  low: number;
  high: number;
  contact: string;
}
/** Customers with a season of their own: orders in at least two years, at least five, resultant length at least 0.7, and more than chance. */
export interface Individual {
  /** Customers with enough orders to tell, each of whom was tested; of them with a season. */
  eligible: number;
  total: number;
  rows: { key: string; orders: number; years: number; concentration: number; /** Rayleigh's test, adjusted over all `eligible`; at most 0.05. */ adjustedP: number; next: string; contact: string }[];
}
export interface PreSeason {
  contact: string;
  total: number;
  /** Highest value first; `value` is predicted where predictions were given, else net sales to date. */
  rows: { key: string; value: number; boughtInSeason: boolean; lastOrder: string }[];
}
/** Periods with index ≥ 1.1 are the season, ≤ 0.9 off-season. */
export interface OffSeason {
  season: number[];
  off: number[];
  /** Customers who bought in both. */
  crossBuyers: number;
  /** Who they are, those who bought on most off-season days first; pairs of categories tested for offers and found evident. */
  cross: { tested: number; evident: number; rows: CrossBuyer[] };
  /** Categories that off-season orders hold more often than season orders. */
  categories: { category: string; offShare: number; seasonShare: number; lift: number; adjustedP: number; n: number }[];
  /** Coming off-season stretches, first day and last day. */
  calendar: { from: string; to: string }[];
  /** Dormant customers, those who bought off-season before first. */
  total: number;
  rows: { key: string; lastOrder: string; offSeasonOrders: number; orders: number }[];
}

/** A customer who buys in season and off-season. */
export interface CrossBuyer {
  key: string;
  lastOrder: string;
  seasonOrders: number;
  offSeasonOrders: number;
  /** Categories bought off-season, at most three, most days first. */
  bought: string[];
  /**
   * Of the categories that off-season buyers of `from`, which the customer buys there, also buy there (Fisher's exact test, adjusted, at 5 %),
   * the one with the greatest share that the customer has not bought there; `null` where none goes with evidence.
   */
  offer: { category: string; from: string; joint: number; n: number; share: number; lift: number; adjustedP: number } | null;
}

// ---------------------------------------------------------------- next purchases

export interface DueOptions {
  /** Due at most so many days after as-of. Default 30. */
  aheadDays?: number;
  /** Overdue at most so many days. Default 30. */
  lateDays?: number;
  /** Fewest closed intervals for a cycle of a product. Default 10. */
  minIntervals?: number;
  /** Least share of buyers who buy a product again for it to be replenishable. Default 0.2. */
  minReturn?: number;
  offset?: number;
  /** Rows of each list. Default 50. */
  limit?: number;
  /** One customer's rows only. */
  key?: string | null;
  /** Gives the rows as calendars too, in these words. Default `null`: not. */
  calendar?: CalendarWords | null;
}
export interface CalendarWords {
  /** Title of an event: "{item}" and "{count}" are filled in. Default "{item}: {count} due". */
  title?: string;
  /** Stands for the item where it is not known what is bought next. Default "Next order". */
  anything?: string;
}

export interface Due {
  asOf: string;
  /** Products that customers buy again, with their cycle. */
  cycles: ReplenishCycle[];
  /** `rows` is empty without a back-test that was passed. */
  replenish: { total: number; overdue: number; rows: Replenish[]; backTest: ListBackTest | null };
  /** `dates`: how the dates would have done; rows have none unless it was passed. `null` with too few who could have had one. */
  next: { total: number; rows: NextPurchase[]; backTest: NextBackTest | null; dates: DateBackTest | null };
  /** The rows of each list as a calendar file (RFC 5545), one day-long event a day and thing; only with `calendar`. */
  calendars: { replenish: string; next: string } | null;
  notices: Notice[];
  definitions: Definitions;
}
/** The list as it would have been made `aheadDays` ago, against what came since; `null` with too few purchases on it. */
export interface ListBackTest {
  cut: string;
  /** Sum of the chances of the listed purchases. */
  expected: number;
  /** Listed purchases; of them came again. */
  listed: Share;
  /** Other latest purchases of the same products; of them came again. */
  others: Share;
  /** Fisher's exact test, one-sided: chance of so many among the listed if the list said nothing. */
  p: number;
  /** `p` is at most 0.05, and `expected` within 25 % of the listed purchases that came again. */
  passed: boolean;
  /** Why not; `null` where passed. */
  reason: ListRefusal | null;
  /** Listed purchases that had a chance, in up to ten groups of twenty or more by it, with the share that came again. */
  calibration: CalibrationTenth[];
}
export interface ReplenishCycle {
  item: Item;
  /** Intervals that ended and that are still open. */
  closed: number;
  open: number;
  /** Kaplan–Meier share of purchases that are followed by another within the longest interval seen. */
  returns: number;
  /** Days among those who return, per unit: 10 %, 50 %, 90 %. */
  perUnit: Times;
  /** Day of the last sale, to anybody. */
  lastSold: string;
  /**
   * Nobody has bought it for longer than twice the median days from a customer's purchase of it to the next, and for longer than between
   * any two sales before: purchases of it are on no list, and a notice counts them.
   */
  discontinued: boolean;
  /** The same for quantities with enough intervals of their own, whole units. */
  quantities: { units: number; closed: number; times: Times }[];
}
export interface Times {
  p10: number;
  median: number;
  p90: number;
}
export interface Replenish {
  key: string;
  item: Item;
  bought: string;
  units: number;
  /** Expected day, and 80 % interval. */
  due: string;
  from: string;
  to: string;
  status: "early" | "due" | "overdue";
  /** Chance of the purchase within `aheadDays`, given the silence so far; `null` where too few were silent so long. */
  probability: number | null;
  /** What the days come from: this quantity's own intervals, or units × days per unit. */
  basis: "quantity" | "perUnit";
  closed: number;
}
/** When a customer buys next, and what. */
export interface NextPurchase {
  key: string;
  lastOrder: string;
  occasions: number;
  /** Chance of a purchase within `aheadDays` of as-of. */
  probability: number;
  /** Expected day among those who return, given the silence so far, and 80 % interval; `null` where `undated` says why. */
  due: string | null;
  from: string | null;
  to: string | null;
  /**
   * `fewReturns`: fewer than 30 returns after such a silence are known. `untested`, `missed`: nobody has a date, for dates could not be
   * tried on the younger half of the data, or fewer came within their interval there than was expected.
   */
  undated: "fewReturns" | "untested" | "missed" | null;
  /** Likeliest categories of the next purchase. */
  categories: { category: string; probability: number }[];
}
/** The same made from the data up to `cut`, compared with what came in the `aheadDays` after it. */
export interface NextBackTest {
  cut: string;
  customers: number;
  expected: number;
  observed: number;
  /** Brier score of the chance of a purchase, and of giving everybody the shop's share. */
  brier: number;
  baseBrier: number;
  /** Customers in tenths by their chance, with the share that bought. */
  calibration: CalibrationTenth[];
  /** Purchases with a category named first, and with the shop's most bought category. */
  categoryHits: Share;
  baseHits: Share;
  /** Whether chances beat the base and `expected` is within 25 % of `observed`: if not, `next.rows` is empty and a notice says so. */
  passed: boolean;
  /** Why not; `null` where passed. */
  reason: ListRefusal | null;
}
/** Of a group by what was foretold: customers (or listed purchases), the mean of the chances, and the share that came. */
export interface CalibrationTenth {
  customers: number;
  expected: number;
  observed: number;
}
/** Dates made from the data up to `cut`, compared with the days on which purchases came in the `days` after it: half of the data, a year at most. */
export interface DateBackTest {
  cut: string;
  days: number;
  /** Of those who had a date and bought by as-of: within their 80 % interval, and by the expected day. */
  within: ShareAgainst;
  byDue: ShareAgainst;
  /** Of all who had a date: within their interval by as-of. */
  ofAll: ShareAgainst;
  /** `within` is at most 0.1 short of what was expected; if not, no row has a date and a notice says so. */
  passed: boolean;
}
/** A share, and what the curve gave to the days up to as-of, as a share. */
export interface ShareAgainst extends Share {
  expected: number;
}
/** Chances that tell no more than is known without them, or whose sum missed what came by more than 25 %. */
export type ListRefusal = "notBetter" | "totalMissed";

// ---------------------------------------------------------------- value

export interface ValueOptions {
  currency?: string | null;
  /** Contribution margin of net sales, 0..1. Default: none, amounts are net sales. */
  margin?: number | null;
  /** Ages at which customers are compared, days. Default [30, 60, 90, 180, 365]. */
  ages?: number[];
  /** Groups under this many customers show their parent's numbers. Default 30. */
  minN?: number;
  /** Lost: no order for so many days, where no flags come with the call. Default 365. */
  lostDays?: number;
  /** Most groups of a dimension. Default 100. */
  limit?: number;
  /** What-if figures. */
  whatIf?: Scenario | null;
  /**
   * A formula over metrics of the customers whom advertising brought, for instance "netSales * margin / spend": numbers, names, + - * / and
   * parentheses. Each group has its number, and all advertising together. An error names the character that is wrong.
   */
  roas?: string | null;
  /**
   * Up to four dimensions by whose combinations the return on advertising is split, for instance ["channel", "country"]; a product stands
   * beside its own category only. Default none.
   */
  split?: ValueDimension[];
  /**
   * Whether customers whose first order lies within one usual gap of the start of the data, and may not be their first, stand in cohorts and
   * count as new. Where they do not, advertising of those days is left out too. Default: as the report has it ("mark": they do).
   */
  truncation?: "mark" | "exclude";
}
/**
 * Metrics of a formula, over the customers whose first order falls on a day that the cost covers: what the advertising cost; how many they
 * are; their net sales to date, those of their first day, and their orders to date; their predicted further value; the margin of the
 * options; impressions, clicks, conversions and value of conversions as the advertising export counts them.
 */
export type RoasMetric =
  | "spend" | "newCustomers" | "netSales" | "firstSales" | "orders" | "further" | "margin" | "impressions" | "clicks" | "conversions" | "adValue";
export interface Scenario {
  /** Margin of net sales; default the report's, else 1. */
  margin?: number | null;
  /** Retention × (1 + this); 0.05 is "+5 %". Default 0. */
  retention?: number;
  /** Discount of a coupon, 0..1 of the order. Default 0. */
  coupon?: number;
  /** Share of orders that use it. Default 0. */
  couponUse?: number;
}

export interface ValueReport {
  asOf: string;
  currency: string | null;
  /** Other currencies in the data, which no amount here includes. */
  otherCurrencies: string[];
  margin: number | null;
  customers: number;
  /** Net sales per customer to date. */
  historic: Mean;
  /** Predicted further net sales per customer, of those with a prediction; `null` without predictions. */
  predicted: Mean | null;
  ages: number[];
  cohorts: ValueCohort[];
  groups: ValueGroups[];
  /** Mean cumulative net sales of all customers by age (weeks). */
  curve: ValuePoint[];
  /** The same carried on to the ages up to the horizon of the models; `null` where no model passed the check, and of fewer than `minN` customers. */
  carried: CarriedPoint[] | null;
  /** Without spend: `null`. */
  acquisition: Acquisition | null;
  lost: LostValue;
  whatIf: WhatIf | null;
  /** The formula, where one was given and advertising has a cost. */
  roas: Roas | null;
  /** Return on advertising by combination, where asked for and advertising has a cost. */
  split: ValueSplit | null;
  notices: Notice[];
  definitions: Definitions;
}
/** A seller's own formula over all advertising. */
export interface Roas {
  /** As it was read: "netSales × margin ÷ spend". */
  formula: string;
  /** Metrics that it uses; of these, those that are not known. */
  uses: RoasMetric[];
  unknown: RoasMetric[];
  /** `null` where a metric is unknown, or it divides by 0. */
  value: number | null;
  newCustomers: number;
}
/** Return on advertising by what first orders say. */
export interface ValueSplit {
  by: ValueDimension[];
  /** Highest cost first. */
  rows: ValueCell[];
  /** Customers won on the days that a cost covers, and what they bear of it in equal parts within its channel, campaign or creative. */
  newCustomers: number;
  spend: number;
  /** Cost that nobody bears: of advertising that no order names, and where its group has no new customer on its days. */
  unborne: number;
}
export interface ValueCell {
  /** A name of each dimension, `null` where the first order does not say. Fewer than dimensions: combinations under `minN`, put together. */
  names: (string | null)[];
  /** Names of products beside their SKU. */
  titles: (string | null)[];
  newCustomers: number;
  spend: number;
  /** Their net sales to date. */
  netSales: number;
  /** (net sales × margin − cost) / cost, with the interval of the mean net sales. */
  roi: number | null;
  low: number | null;
  high: number | null;
  /** The formula. */
  roas: number | null;
}
/** Customers by the month of their first order. */
export interface ValueCohort {
  cohort: string;
  customers: number;
  historic: Mean;
  predicted: Mean | null;
  /** One an age; `null` until everybody of the month is that old. */
  values: (Mean | null)[];
  /** Against the cohort before at the same age: difference with its interval (Welch); `null` where one of the two is. */
  changes: ({ difference: number; low: number; high: number } | null)[];
}
export type ValueDimension = "channel" | "campaign" | "creative" | "country" | "product" | "category" | "code";
/** Customers by what their first order says. */
export interface ValueGroups {
  by: ValueDimension;
  /** Customers whose first order says nothing of it. */
  unknown: number;
  rows: ValueGroup[];
}
export interface ValueGroup {
  /** Of a product its SKU, its name where it has none. */
  name: string;
  /** Name of a product; `null` for other groups and products without a name. */
  title: string | null;
  /** What it is part of: the campaign of a creative, the channel of a campaign, the category of a product. */
  parent: string | null;
  customers: number;
  /** Of them by month of the first order, one an entry of `cohorts`. */
  newCustomers: number[];
  /** Under `minN`: the numbers below are those of `pooledTo`; `null` where they are its own. "" is all customers. */
  pooledTo: string | null;
  historic: Mean;
  predicted: Mean | null;
  /** Customers with a second buying day. */
  repeat: Share;
  /** One an age, over the customers who are that old. */
  values: (Mean | null)[];
  /** Advertising cost of its own, and per customer won on the days that it covers; `null` without spend. */
  spend: number | null;
  cac: number | null;
  /** First day on which the mean cumulative value × margin reaches the CAC; `null` where it has not. */
  paybackDay: number | null;
  /** The formula of the options over the customers won on the days that the cost covers. */
  roas: number | null;
  /** Mean cumulative net sales by age (weeks), over the customers who are that old. */
  curve: ValuePoint[];
  /** The same carried on to the ages up to the horizon of the models; `null` where no model passed the check, and where all customers are fewer than `minN`. */
  carried: CarriedPoint[] | null;
}
/** A point of a curve of value; the interval (95 %) is `null` where fewer than two customers are that old. */
export interface ValuePoint {
  week: number;
  value: number;
  low: number | null;
  high: number | null;
  n: number;
}
/** Value at an age that not all customers have reached: of those younger, net sales to date and what the model expects until then. */
export interface CarriedPoint {
  /** Age in days. */
  day: number;
  value: number;
  low: number | null;
  high: number | null;
  /** Customers whose value is known or expected; of them those who are that old. */
  n: number;
  reached: number;
}
export interface Acquisition {
  /** Advertising cost in the currency, all of it. */
  spend: number;
  /** First and last day that it covers, and how many it covers: the days of its rows, with those up to the next row of the channel where a list has one a week or month; a longer gap is not covered. `null` where no row names a day: then all customers are held against it. */
  from: string | null;
  to: string | null;
  days: number | null;
  /** First orders on these days, whoever brought them. */
  newCustomers: number;
  /** Blended: cost of the covered days / `newCustomers`. */
  cac: number | null;
  paybackDay: number | null;
  /** Of the advertising that names a channel or campaign that orders name; `null` where none does. */
  paid: PaidAcquisition | null;
}
export interface PaidAcquisition {
  /** Cost on the days that it covers. */
  spend: number;
  /** First orders that name these channels and campaigns, each on the days that its own cost covers. */
  newCustomers: number;
  /** `spend` / `newCustomers`. */
  cac: number | null;
  /** First day on which these customers' mean cumulative value × margin reaches it. */
  paybackDay: number | null;
}
export interface LostValue {
  /** `flags`: those that came with the call; `silence`: no order for `lostDays`. */
  basis: "flags" | "silence";
  customers: number;
  share: number | null;
  /** Their net sales to date. */
  historic: number | null;
  /** Lost customers × predicted further value of a customer who is not lost; `null` without predictions. */
  remaining: number | null;
  /** Advertising that won them: each at the CAC of its channel, of those with one; `null` without spend. */
  sunk: number | null;
  sunkCustomers: number;
}
/** The year before as-of against the year before that, and what a scenario would make of it. */
export interface WhatIf {
  from: string;
  to: string;
  /** The year before it; back to the beginning of the data where less than 30 days are left over. */
  earlierFrom: string;
  earlierTo: string;
  /** Customers who bought in the earlier year; of them bought again in the later one. */
  retention: Share;
  /** Net sales in the year of a retained customer and of a new one. */
  perRetained: number | null;
  perNew: number | null;
  newCustomers: number;
  /** Customers who came back after longer: bought in the later year and before the earlier one, not in it; net sales in the year of one. */
  returned: number;
  perReturned: number | null;
  /** All who bought in the later year: retained, returned and new. */
  buyers: number;
  /** Net sales of the later year, with refunds to customers who bought nothing in it. */
  netSales: number;
  margin: number;
  profit: number;
  scenario: { retained: number; netSales: number; profit: number; change: number; changeShare: number | null };
}
