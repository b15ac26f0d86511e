// What the module of predictions says of next purchases and what is needed again.
// Amounts are in major units of the one currency that stands beside them (currencies are never added up); shares are 0..1; days
// are local dates "2024-05-01"; `null` is unknown, never 0, and a notice says why. Intervals are at 95 % unless the field says otherwise.

import type { Definitions, Item, Share } from "./goods-types.ts";
import type { Notice } from "./types.ts";

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
