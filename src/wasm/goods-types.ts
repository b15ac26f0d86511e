// What the module of predictions says of products and whom to offer what.
// Amounts are in major units of the one currency that stands beside them (currencies are never added up); shares are 0..1; days
// are local dates "2024-05-01"; `null` is unknown, never 0, and a notice says why. Intervals are at 95 % unless the field says otherwise.

import type { CalibrationTenth } from "./due-types.ts";
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
