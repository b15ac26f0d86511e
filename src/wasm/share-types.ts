/**
 * Types of reports for others: what `linger.share()` gives, and what slices and cleans it.
 *
 * No group of fewer than `k` customers is in a shared report, and none that follows from what is. `null` stands where a
 * number must not be told (or where the report itself has none). Nobody's key and no value of a file is in it.
 */
import type { CustomerRow, Report } from "./types.ts";
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
 * `null`. Notices that speak of a few people are left out, and samples of the ledger are "".
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
