// What the module of sources adds to the package: every export, and how far its numbers can be trusted.
// Amounts are in major units of the currency that stands beside them; shares are 0..1; `null` is unknown, never 0.

import type { FileSummary, LedgerEntry, Mapping, MappingFound, Notice } from "./types.ts";
import type { EventFileSummary } from "./visits-types.ts";

/** What a table holds. */
export type SourceKind =
  | "orders" | "payments" | "customers" | "products" | "checkouts" | "returns"
  | "spend" | "traffic" | "codes" | "feedback" | "rates";

/** What `recognise` says about a table without adding it. */
export interface Recognised {
  name: string;
  /** Id of the export, for instance `amazonAllOrders`; `generic` for tables that no platform is known for. */
  source: string;
  /** Name of the platform, for instance "Amazon"; empty for `generic`. */
  platform: string;
  kind: SourceKind | "events";
  /** 1 where the header is a known one. */
  confidence: number;
  /** Language of the header where it is not English: zh, de, fr, es or ja. */
  language: string | null;
  mapping: MappingFound | null;
  /** Fields without which the table cannot be read. */
  missing: string[];
  gives: Gives[];
}

/** Whether a file has what a part of the report needs. */
export interface Gives {
  /** `customers`, `repeat`, `units`, `discounts`, `refunds`, `products`, `countries`, `hours`, `totals`. */
  capability: string;
  ok: boolean;
  /** Columns that are missing for it. */
  needs: string[];
}

/** What `add` found in a table that holds no orders. */
export interface TableFileSummary {
  kind: Exclude<SourceKind, "orders" | "payments">;
  /** Pass it to `remove`. */
  id: number;
  name: string;
  source: string;
  platform: string;
  bytes: number;
  encoding: string;
  /** xxh3-128 of the decoded text, 32 hex digits. */
  fingerprint: string;
  duplicate: boolean;
  records: number;
  /** Records that are used. */
  used: number;
  /** First and last day that the table speaks of. */
  span: [string, string] | null;
  mapping: MappingFound;
  notices: Notice[];
  ledger: LedgerEntry[];
}

/** One table of what `addAll` was given: read, or why not. */
export type Added =
  | { name: string; summary: FileSummary | EventFileSummary | TableFileSummary }
  | { name: string; error: Error & { code: string } };

/** One table of an archive or workbook as a file of its own, or why it is none. */
export type Unpacked =
  | { name: string; input: Blob; error?: undefined }
  | { name: string; input?: undefined; error: Error & { code: string } };

/** A mapping kept under a name, to be used again and passed on. */
export interface MappingPreset {
  linger: "mapping";
  schema: 1;
  name: string;
  /** Header of the file it was made for; a file with the same header is offered this preset. */
  headers: string[];
  mapping: Mapping;
}

/** What a status word means for an order; one set for every platform. */
export type StatusMeaning =
  | "pending" | "authorized" | "paid" | "partlyRefunded" | "refunded"
  | "cancelled" | "voided" | "fulfilled" | "test" | "other";

/** How the tables are looked at; part of the report's options. */
export interface View {
  /**
   * `keys`: every key is a person. `linked`: keys that belong to one person by evidence are one.
   * `auto` (default): linked where files of more than one source are loaded, else keys.
   */
  identity?: "auto" | "keys" | "linked";
  /** Pairs of keys that stay apart although evidence links them: merges that were undone. */
  apart?: [string, string][];
  /** What counts as sales. Default: without tax and shipping, with gift cards that are sold, without tips. */
  sales?: {
    tax?: "without" | "with";
    shipping?: "without" | "with";
    tips?: "without" | "with";
    giftCards?: "count" | "exclude";
  };
  /** Every amount converted to this currency at the rate of its order's day, from the rate tables that were added. */
  constantCurrency?: string | null;
  /** With `constantCurrency`: the day whose rates stand for all days (constant rates); without it each order's own day. */
  ratesOf?: string | null;
  /** Meanings of status words that Linger does not know, or knows otherwise. */
  statuses?: Record<string, StatusMeaning>;
}

export interface AuditOptions {
  /** As in the report. */
  zone?: string;
  asOf?: string;
  view?: View;
  /** The audit of an earlier import, to show the trend. */
  earlier?: Audit | null;
  /** Rules that give products their category, in order; the first that fits wins. */
  categories?: CategoryRule[];
}

export interface CategoryRule {
  category: string;
  /** What is compared: the SKU's beginning, the name's content, the platform's type or the vendor. */
  by: "skuPrefix" | "nameContains" | "typeEquals" | "vendorEquals";
  value: string;
}

/** How far the loaded files can be trusted, and what they say beyond orders. */
export interface Audit {
  linger: "audit";
  schema: 1;
  /** Latest time in the data, or the option. */
  asOf: string | null;
  zone: string;
  files: AuditFile[];
  reconciliation: Reconciliation[];
  statuses: StatusWord[];
  policies: PolicyEffect[];
  identity: IdentityAudit;
  quality: QualityAudit;
  products: ProductAudit;
  currencies: CurrencyAudit;
  regions: RegionAudit;
  marketing: MarketingAudit;
  feedback: FeedbackAudit;
  /** FEATURES' other tables: what is loaded of abandoned checkouts. */
  checkouts: { checkouts: number; recovered: number; value: { currency: string; amount: number }[] };
}

export interface AuditFile {
  id: number;
  name: string;
  source: string;
  platform: string;
  kind: SourceKind;
  records: number;
  used: number;
  orders: number;
  lines: number;
  gives: Gives[];
}

/**
 * Lines + shipping + tax − discount against the total, by source and currency, over orders that count. A total may stand before or
 * after gift cards. Where a file lacks shipping or tax altogether and the sums do not meet, the order is unchecked.
 */
export interface Reconciliation {
  source: string;
  platform: string;
  currency: string;
  orders: number;
  /** Orders with all that is needed to check them. */
  checked: number;
  agree: number;
  /** Parts that come to more or less than the total, beyond `tolerance`. */
  differ: number;
  /** Orders that lack a part, and which. */
  unchecked: { needs: string; orders: number }[];
  /** Largest difference that rounding explains, in major units: half a minor unit a line, at least one. */
  tolerance: number;
  /** Sum of the differences beyond it, parts − total. */
  difference: number;
  /** Largest first, at most 50. `reason` is a guess by its amount: `tip`, `giftCard`, `shippingTax`, `discountTwice`, `refund`, `taxInside`, `unknown`. */
  ledger: { order: string; file: string; line: number | null; parts: number; total: number; difference: number; reason: string }[];
}

export interface StatusWord {
  source: string;
  word: string;
  meaning: StatusMeaning;
  /** `false`: a word that Linger does not know; its orders count. */
  known: boolean;
  orders: number;
}

/**
 * What a choice changes, whatever the view's own choice is: counting tax, shipping or tips; leaving out gift cards that are sold;
 * leaving out orders of no value (which changes counts only); counting tests; counting cancelled and voided orders.
 */
export interface PolicyEffect {
  /** `tax`, `shipping`, `tips`, `giftCards`, `zeroOrders`, `testOrders`, `cancelled`. */
  policy: string;
  currency: string;
  /** Orders that it touches. */
  orders: number;
  /** What it adds to net sales. */
  netSales: number | null;
  /** Orders that do not say. */
  unknown: number;
}

export interface IdentityAudit {
  /** Keys, and people after linking. */
  keys: number;
  people: number;
  /** Whether the report's view links. */
  linked: boolean;
  sources: {
    source: string;
    platform: string;
    kind: SourceKind;
    /** Orders, or rows of other tables. */
    records: number;
    /** Records with a person. */
    identified: number;
    /** Of the identified, those whose person is also known from another source. */
    matched: number;
    /** `identified` of `records`. */
    rate: number | null;
    /** Records by key, of all records; one record may have several. */
    keys: { key: IdentityKey; records: number; rate: number | null; matched: number; people: number }[];
    /** Why records have no person. */
    reasons: { code: IdentityReason; records: number }[];
  }[];
  /** People made of several keys, most keys first, at most 200. */
  merges: Merge[];
  /** Links that were refused. */
  conflicts: { code: "sharedKey" | "twoCustomerIds" | "tooManyKeys" | "undone"; key: IdentityKey; records: number; keys: string[] }[];
}

export type IdentityKey = "customerId" | "email" | "phone" | "username" | "name" | "order" | "checkout" | "visitor";
/** `noBuyerColumn`: the export names no buyer at all. `masked`: the platform hides it. `blank`: guests and counters. `unreadable`: not an e-mail or phone. `sharedKey`: one key of many people. */
export type IdentityReason = "noBuyerColumn" | "masked" | "blank" | "unreadable" | "sharedKey";

export interface Merge {
  /** The key that stands for the person. */
  person: string;
  keys: string[];
  evidence: { key: IdentityKey; a: string; b: string; source: string }[];
}

/** The 360° card: one person over all tables. Names and addresses are as the exports have them. */
export interface Person {
  person: string;
  keys: { key: IdentityKey; value: string; sources: string[] }[];
  /** The golden record: each attribute with where it is from and what else was said. */
  attributes: { attribute: PersonAttribute; value: string; source: string; asOf: string | null; others: { value: string; source: string }[] }[];
  merges: Merge["evidence"];
  /** Everything known, newest first, at most 500. */
  timeline: TimelineEntry[];
  orders: number;
  netSales: { currency: string; amount: number }[];
  /** The platform's own lifetime totals where a customers export has them. */
  stated: { source: string; orders: number | null; spent: number | null; currency: string | null }[];
}
export type PersonAttribute = "name" | "country" | "region" | "city" | "language" | "company" | "tags" | "consent" | "customerSince" | "birthday";
export interface TimelineEntry {
  at: string | null;
  kind: "order" | "refund" | "checkout" | "return" | "feedback" | "signUp" | "contact";
  source: string;
  id: string;
  amount: number | null;
  currency: string | null;
  /** Stars of a review, or the answer of a survey. */
  score: number | null;
  /** Products of an order, the reason of a return, what was written. */
  text: string;
}

export interface QualityAudit {
  /** 0..100, the mean of `parts` by their weights; parts that cannot be told are left out. */
  score: number | null;
  /** `code`: `readable`, `identified`, `reconciled`, `complete` (amount, currency, units, country), `continuous` (days), `unique`, `statuses` (known words). */
  parts: { code: string; share: number | null; weight: number; of: number }[];
  /** Against `earlier`; `score` is the points that it rose. */
  trend: { score: number | null; parts: { code: string; before: number | null; after: number | null }[] } | null;
  gaps: {
    /** Days without any order that the weekday's own rate makes unlikely (probability under 0.001 in all), in whole weeks. */
    runs: { from: string; to: string; days: number; expected: number }[];
    ordersPerDay: number | null;
  };
  history: { days: number; /** Median days between two orders of one customer. */ medianGap: number | null; /** Fewer days than three such gaps. */ short: boolean; /** `shortHistory`, or `noRepeat` where nobody bought twice. */ reason: "shortHistory" | "noRepeat" | null };
}

export interface ProductAudit {
  products: number;
  /** Lines with a product, of all lines. */
  lines: number;
  named: number;
  withSku: number;
  /** Share of lines, and of sales by currency, that have a category. */
  categorised: number | null;
  categories: { category: string; products: number; lines: number }[];
  /** Largest products without a category. */
  uncategorised: { sku: string; name: string; lines: number }[];
  /** Several SKUs that are one product, or one SKU under several names. */
  aliases: { sku: string; same: string[]; evidence: "barcode" | "name" | "master" }[];
  conflicts: { sku: string; attribute: "name" | "type" | "vendor"; values: string[] }[];
}

export interface CurrencyAudit {
  currencies: { currency: string; exponent: number; orders: number; netSales: number }[];
  /** Rate tables that were added. */
  rates: { source: string; base: string; currencies: string[]; from: string; to: string } | null;
  /** With the view's `constantCurrency`: orders without a rate, which the report leaves out. */
  missing: { currency: string; orders: number }[];
  /** Orders for which the last rate before stands in, at most seven days old. */
  filled: number;
  /** With the view's `constantCurrency`: what exchange rates did to net sales. */
  effect: {
    currency: string;
    /** Rates of this day stand for constant rates: the view's, else the first day on which every currency has one. */
    ratesOf: string;
    /** Orders and refunds without a rate on their own day or on that one. */
    leftOut: number;
    months: { month: string; netSales: number; constant: number; rateEffect: number }[];
    /** From the first to the last whole year (`2024`), else half year (`2024-H1`), else month (`2024-03`): volume + rate = after − before. */
    change: { from: string; to: string; before: number; after: number; volume: number; rate: number } | null;
  } | null;
}

export interface RegionAudit {
  /** Orders with a country, of all. */
  orders: number;
  known: number;
  countries: {
    /** ISO 3166-1 alpha-2. */
    country: string;
    orders: number;
    customers: number;
    netSales: { currency: string; amount: number }[];
    /** Zones of its regions; several where the province decides. */
    zones: string[];
  }[];
  /** Words in country columns that are no country. */
  unknown: { word: string; orders: number }[];
  /** Orders by hour of their own region, 7 × 24, Monday first; `zone` is that of most of them. Null where times are dates. */
  hours: { country: string; zone: string; orders: number; cells: number[] }[] | null;
  /** The same orders over all, 7 × 24 each, by the shop's zone, by the zone of each order's region and by UTC. */
  clocks: { shop: number[]; customer: number[]; utc: number[] } | null;
}

export interface MarketingAudit {
  channels: { source: string; channel: string; campaign: string; currency: string; cost: number | null; impressions: number | null; clicks: number | null; conversions: number | null; value: number | null; from: string | null; to: string | null }[];
  /** At most 500 rows of each table. */
  traffic: { source: string; table: string; dimension: string; metrics: Record<string, number | null>; from: string | null; to: string | null }[];
  /** Codes of partners and codes that orders name, most orders first, at most 500; `currency` is the cost's. */
  codes: { code: string; partner: string; orders: number; netSales: { currency: string; amount: number }[]; cost: number | null; currency: string | null }[];
}

export interface FeedbackAudit {
  reviews: { count: number; bad: number; mean: number | null };
  /** Share of answers 4 and 5, with its Wilson interval. */
  csat: { n: number; share: number | null; low: number | null; high: number | null };
  nps: { n: number; score: number | null; error: number | null };
  tickets: { count: number; open: number; firstResponseHours: number | null; p90Hours: number | null };
  returns: { rows: number; units: number; reasons: { reason: string; units: number }[] };
  contacts: number;
  /** Rows of reviews, answers, tickets and contacts that belong to a person; returns are not among them. */
  linked: number;
}
