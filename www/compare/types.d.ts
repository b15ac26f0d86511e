/** What changed between two runs: an earlier run as a file, and the files of today. */
import type { DefinitionId, Grade, Linger, Money, Report, ReportOptions, SharedReport, Stage } from "linger-analytics";

/** A run to compare with later: the report, and each customer's state under a salted hash of the key. */
export interface Run {
  linger: "run";
  schema: 1;
  /** Without the samples of its ledger, which are text out of the files. */
  report: Report;
  /** `null` without identified customers. */
  people: RunPeople | null;
}

/** One column a value, one row a customer. */
export interface RunPeople {
  /** Not secret: whoever has the file and an address can tell whether the address is in it. */
  salt: string;
  /** First 32 hex digits of SHA-256 over `salt:key`. */
  key: string[];
  /** Places in `segments`. */
  segment: number[];
  segments: string[];
  /** Places in `stages`. */
  stage: number[];
  stages: Stage[];
  /** 1 where the report's definition flags the customer. */
  flagged: number[];
  r: number[];
  f: number[];
  m: number[];
  orders: number[];
  /** Net sales in the RFM window. */
  monetary: Money[];
  /** Local date. */
  lastOrder: string[];
}

/** The three reports of a comparison. All are made under the earlier run's options. */
export interface Changes {
  /** As the earlier run told it. */
  before: Side;
  /** The same as-of, by the files of today: what differs from `before` was restated. */
  then: Side;
  /** Today's as-of, by the files of today: what differs from `then` happened since. */
  now: Side;
  options: Report["meta"]["options"];
  totals: TotalChange[];
  /** Periods whose numbers were restated. */
  periods: PeriodChange[];
  /** Customers whose orders up to the earlier as-of are other ones now: late refunds, cancelled or added orders. */
  restated: Listed<RestatedCustomer> | null;
  segments: CountChange[];
  stages: CountChange[];
  /** How many went from where to where; `null` when the earlier run names nobody. */
  transitions: { segments: Transitions; stages: Transitions } | null;
  /** Customers in another segment than before, largest net sales first. */
  movers: Listed<Mover> | null;
  /** `returned` ordered again; `cleared` are not flagged any more although they did not. */
  flags: { newly: FlaggedList; returned: FlaggedList; cleared: FlaggedList } | null;
  /** Stable codes: `aggregatesOnly` (the earlier run names nobody), `asOfMonth` (it tells its as-of as a month, whose last day is taken), `otherVersion`, `earlierThanBefore` (today's data ends before). */
  notices: string[];
}
export interface Side {
  version: string;
  receipt: string;
  asOf: string;
  asOfDate: string;
  customers: number | null;
}
export interface TotalChange {
  /** Path in the report, as in `Report.definitions`. */
  id: string;
  unit: "count" | "money" | "share";
  before: Value;
  then: Value;
  now: Value;
}
export type Value = Money | null;
export interface PeriodChange {
  period: string;
  before: { orders: number | null; netSales: Value };
  then: { orders: number | null; netSales: Value };
}
export interface CountChange { id: string; before: number | null; then: number | null; now: number | null }
export interface Listed<Row> { total: number; rows: Row[] }
export interface RestatedCustomer { key: string; orders: [before: number, then: number]; monetary: [before: Money, then: Money] }
/** Rows and columns are ids; the last row is "not there before", the last column "not there now". */
export interface Transitions { ids: string[]; customers: number[][] }
export interface Mover {
  key: string;
  /** `null`: not there. */
  from: string | null;
  to: string | null;
  reason: MoveReason;
  monetary: Money | null;
}
/**
 * - `new`: no order up to the earlier as-of. `gone`: in no file any more.
 * - `restated`: the files tell the past otherwise now.
 * - `ordered`, `refunded`: what the customer did since, with the number of orders and the change of net sales.
 * - `window`: orders fell out of the RFM window.
 * - `silence`: days since the last order grew.
 * - `others`: nothing of the customer's own changed; the limits between the scores moved.
 */
export interface MoveReason {
  code: "new" | "gone" | "restated" | "ordered" | "refunded" | "window" | "silence" | "others";
  orders: number;
  monetary: Money | null;
  recencyDays: number | null;
}
export interface FlaggedList extends Listed<FlaggedCustomer> { valueAtStake: Money }
export interface FlaggedCustomer {
  key: string;
  definition: DefinitionId;
  grade: Grade | null;
  silenceDays: number;
  limitDays: number | null;
  valueAtStake: Money;
  /** The same flag already stood at the earlier as-of, by the files of today. */
  restated: boolean;
}

export interface CompareOptions {
  /** As-of of today's side. Default: the latest row that counts. */
  asOf?: string;
  /** Longest list. Default 100. */
  limit?: number;
  /** Options of the report that the engine is left with. Default: those of the comparison. */
  restore?: ReportOptions;
}

/** The run of the engine's files under the options of `report`, which must be its latest. */
export declare function runOf(linger: Linger, report: Report, options?: { salt?: string }): Promise<Run>;
/** What changed from an earlier run to the files of `linger`. */
export declare function changes(before: Run | SharedReport, linger: Linger, options?: CompareOptions): Promise<Changes>;
/** A run or shared report out of JSON text. Throws a `LingerError` with code `notARun` for anything else. */
export declare function readRun(text: string): Run | SharedReport;
