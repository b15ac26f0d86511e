// What the module of predictions says of seasons.
// Amounts are in major units of the one currency that stands beside them (currencies are never added up); shares are 0..1; days
// are local dates "2024-05-01"; `null` is unknown, never 0, and a notice says why. Intervals are at 95 % unless the field says otherwise.

import type { Definitions } from "./goods-types.ts";
import type { Notice } from "./types.ts";

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
