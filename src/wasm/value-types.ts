// What the module of predictions says of what customers are worth, and of advertising.
// Amounts are in major units of the one currency that stands beside them (currencies are never added up); shares are 0..1; days
// are local dates "2024-05-01"; `null` is unknown, never 0, and a notice says why. Intervals are at 95 % unless the field says otherwise.

import type { Definitions, Mean, Share } from "./goods-types.ts";
import type { Notice } from "./types.ts";

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
