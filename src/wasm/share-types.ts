/**
 * Types of reports for others: what `linger.share()` gives, and what slices and cleans it.
 *
 * No group of fewer than `k` customers is in a shared report, and none that follows from what is. `null` stands where a
 * number must not be told (or where the report itself has none). Nobody's key and no value of a file is in it.
 */
import type { SourceKind } from "./sources-types.ts";
import type { CustomerRow, Mapping, Report } from "./types.ts";
import type { VisitOptions, VisitReport } from "./visits-types.ts";

export interface ShareOptions {
  /** Least distinct customers in a group. At least 2, default 5. */
  k?: number;
  /** For the seller's own use: nothing is left out, and the people's list comes along. Default `false`. */
  withPeople?: boolean;
  /** Also what the recorded sessions say, under these options. Rejects with `noEvents` where none is loaded. */
  visits?: VisitOptions;
}

/** `T` with `null` for every number and text that must not be told. */
export type Guarded<T> = T extends number
  ? T | null
  : T extends object
    ? { [Field in keyof T]: Guarded<T[Field]> }
    : T;

/**
 * A report fit for others. What differs from `report()` besides `null`s: `rhythm` is by weekday (7 × 1), steps of
 * `repurchase.curve` are merged until each stands on `k` customers, `meta.firstOrder` and `meta.lastOrder` are days or
 * months ("2011-09"), and so are `meta.asOf` and `meta.asOfDate` unless as-of was asked for; `meta.options.asOf` is then
 * `null`. Notices that speak of a few people are left out, and samples of the ledger are "". Of `models`, `value`, `goods` and
 * `season` there are parameters, totals over all customers and groups of at least `k`: no counts of repeat customers, no campaigns
 * and creatives, no groups by month or age, nothing that counts orders in place of people; weeks of `tracking` and ages of cohorts
 * only where those between two of them are a group; `season` only where the summary tells each of its months; `due` is `null`.
 * With fewer than `k` customers none of the four is there.
 */
export interface SharedReport {
  linger: "report";
  schema: 1;
  sharing: {
    k: number;
    withPeople: boolean;
    /** By table: cells not told, of all the report has. */
    suppressed: { table: string; cells: number; of: number }[];
  };
  report: Guarded<Report>;
  /** `null` unless asked for. Rows below `k` visitors (sessions where a table counts no visitors) are left out. */
  visits: Guarded<VisitReport> | null;
  /** `null` where no cell can be told. */
  cube: Cube | null;
  /** Only with `withPeople`. */
  people: CustomerRow[] | null;
}

/** Customers by several dimensions at once; cells as columns of one length. With `withPeople` cells of any size. */
export interface Cube {
  /** Fewer than four where the cells would be too thin. */
  dimensions: {
    /** `cohort` is the quarter of the first order, `silence` days since the last order, `orders` their number. */
    id: CubeDimension;
    values: string[];
  }[];
  /** One column a dimension: places in its `values`. */
  at: number[][];
  customers: number[];
  orders: number[];
  /** Net sales of all time; `null` for several currencies. */
  netSales: (number | null)[];
  /** Everybody whose cell is too small, together: at least `k`, or nobody. */
  rest: { customers: number; orders: number; netSales: number | null };
}
export type CubeDimension = "segment" | "cohort" | "silence" | "orders";

/** What a slice of a cube asks for. */
export interface Slice {
  /** One row a value of this dimension. */
  by: CubeDimension;
  /** Values to keep, by dimension; a dimension that is not named keeps all. */
  keep?: Partial<Record<CubeDimension, string[]>>;
}
export interface SliceRow {
  /** `null` for small ones together. */
  value: string | null;
  customers: number;
  orders: number;
  netSales: number | null;
}

/** Of `linger-share.wasm`. Arguments and answers are JSON texts: a `Cube`, a `Slice`, `SliceRow[]`. */
export declare class Slicer {
  constructor(cube: string, k: number);
  /** Rows of fewer than `k` customers are put together, and left out where that is still fewer. */
  rows(slice: string): string;
  free(): void;
}

/** What to change in a file on its way in. The key of a person is what `customers()` shows. */
export interface Overlay {
  /**
   * Whom to leave out, as tombstones: the SHA-256 of `salt:key` in 64 hex digits. Records that name an erased person go, and
   * the lines of their orders with them. Events go when any text in them is an erased key, a visitor's id among them, or the
   * first 32 digits or more of its hash.
   */
  drop?: { salt: string; hashes: string[] };
  /** Keys to write anew. */
  correct?: { from: string; to: string }[];
}

export interface OverlayCounts {
  /** Records left out. */
  dropped: number;
  /** Records with another key. */
  corrected: number;
}

export interface FilterOptions extends Overlay {
  /** Blanks every column that Linger does not read, and addresses, phones and names where another column is the key. */
  keep?: boolean;
  /** As in `AddOptions`. */
  kind?: SourceKind | "events";
  mapping?: Mapping;
  encoding?: string;
}

/** Of `linger-share.wasm`: cleans one file, in chunks of any size; gives UTF-8. */
export declare class Filter {
  /** `columns` says where a table that is no Shopify export names the customer and the order, and which columns are read. */
  constructor(options: Overlay & { keep?: boolean; encoding?: string; columns?: FilterColumns });
  push(bytes: Uint8Array): Uint8Array;
  finish(): Uint8Array;
  dropped(): number;
  corrected(): number;
  free(): void;
}
/** Columns by header text or zero-based index. Without `read` the table is a Shopify export, or any cell may name a person. */
export interface FilterColumns {
  customer?: string | number;
  order?: string | number;
  read?: (string | number)[];
  headless?: boolean;
  delimiter?: string;
  /** The platform whose name stands before keys of its own, as in "eBay: ann99". */
  platform?: string;
}
