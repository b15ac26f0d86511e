/**
 * Linger's public types: what goes in and what comes out.
 *
 * Amounts are numbers in major units of their currency (12.5 = 12.50 EUR). With several currencies in
 * the data and none picked by `currency`, an amount is a record by ISO 4217 code; currencies are never
 * added up. Shares are 0..1. Days are differences of local calendar dates. `null` means the data cannot
 * say; the reason is in `Report.capabilities` or beside the number.
 */
import type { Due, DueOptions } from "./due-types.ts";
import type { Goods, GoodsOptions } from "./goods-types.ts";
import type { History, HistoryOptions, ModelOptions, Models, Prediction, PredictionPage, PredictionQuery } from "./predict-types.ts";
import type { Season, SeasonOptions } from "./season-types.ts";
import type { Added, Audit, AuditOptions, CategoryRule, Person, Recognised, SourceKind, StatusMeaning, TableFileSummary, Unpacked, View } from "./sources-types.ts";
import type { ValueOptions, ValueReport } from "./value-types.ts";
import type { FilterOptions, Overlay, OverlayCounts, ShareOptions, SharedReport } from "./share-types.ts";
import type {
  BuyerVisit, EventFileSummary, EventMapping, EventMappingFound, HeatAnchor, Heatmap, HeatmapQuery, HeatPage, Replay, Scroll, SessionPage, SessionQuery,
  VisitOptions, VisitReport, Wireframe,
} from "./visits-types.ts";

export type * from "./due-types.ts";
export type * from "./goods-types.ts";
export type * from "./season-types.ts";
export type * from "./value-types.ts";
export type * from "./predict-types.ts";
export type * from "./share-types.ts";
export type * from "./sources-types.ts";
export type * from "./visits-types.ts";

/** An amount in major units, or one amount by currency code. */
export type Money = number | Record<string, number>;

/** How a file's columns are read. Columns are named by header text or by zero-based index. */
export interface Mapping {
  order?: Column;
  customer?: Column;
  time?: Column;
  /** The row's amount. Beats `quantity` × `unitPrice` when both are given. */
  amount?: Column;
  quantity?: Column;
  unitPrice?: Column;
  product?: Column;
  status?: Column;
  currency?: Column;
  country?: Column;
  channel?: Column;
  discount?: Column;
  refund?: Column;
  /** `false` when the first record is data already. Found when not given. */
  header?: boolean;
  /** `,` `;` tab, `|` or a space (runs of spaces count as one). Found when not given. */
  delimiter?: string;
  /** How 03/04/2024 is read. Found from the whole column when not given. */
  dateOrder?: "dmy" | "mdy" | "ymd";
  /** The decimal mark of amounts. Found from the whole column when not given. */
  decimal?: "." | ",";
  /** IANA zone of times that carry no offset in this file. Without it they are read in the report's zone. */
  zone?: string;
  /** ISO 4217 currency of amounts that no column names one for. */
  currencyCode?: string;
  /** Meanings of this file's status words. */
  statuses?: Record<string, StatusMeaning>;
}
export type Column = string | number;

export interface AddOptions {
  /** Shown in messages and the ledger. Default: the file's own name, else "data". */
  name?: string;
  /**
   * What the file holds. Found by its first bytes when not given: JSON, and tables that name a visitor and an event or a page, are
   * events. Given, a table of another kind is refused by name; payments given as "orders" count beside order exports.
   */
  kind?: SourceKind | "events";
  mapping?: Mapping;
  /** Text encoding as a WHATWG label. Found when not given. */
  encoding?: string;
  /**
   * Also reads what only `audit`, `person` and views ask for, at once. Without it a Shopify or mapped file is read again when one of
   * them is first asked. Streams, and bytes over 64 MB, cannot be read again: without it they are no part of those.
   */
  details?: boolean;
  /** What to change in the file on its way in: erased people and corrected keys. */
  overlay?: Overlay;
  onProgress?: (progress: Progress) => void;
  /** Aborting rejects with an `AbortError`; earlier files stay loaded. */
  signal?: AbortSignal;
}

export interface Progress {
  bytesRead: number;
  /** `null` for streams of unknown length. */
  bytesTotal: number | null;
  records: number;
}

export type Input = File | Blob | ReadableStream<Uint8Array> | Uint8Array | ArrayBuffer | string;

/** What `add` found in a file. */
export interface FileSummary {
  /** Pass it to `remove`. */
  id: number;
  name: string;
  kind: "orders" | "payments";
  /** Id of the export, for instance `shopifyOrders` or `amazonAllOrders`; `generic` for tables that no platform is known for. */
  source: string;
  /** Name of the platform; empty for `generic`. */
  platform: string;
  /** WHATWG label of the text encoding. */
  encoding: string;
  bytes: number;
  /** xxh3-128 of the decoded text, 32 hex digits. */
  fingerprint: string;
  /** `true` when the same content was loaded before: nothing was added. */
  duplicate: boolean;
  records: number;
  /** Orders this file gave, before they were merged with those of other files. */
  orders: number;
  customers: number;
  firstOrder: string | null;
  lastOrder: string | null;
  currencies: string[];
  mapping: MappingFound;
  notices: Notice[];
  /** Only with `overlay`. `bytes` and `fingerprint` are then those of the changed file. */
  overlay?: OverlayCounts;
}

/** The mapping that was used, and what it was chosen from. */
export interface MappingFound {
  /** Field to header text (or "column 3" without a header). */
  fields: Partial<Record<MappedField, string>>;
  /** 0..1: how sure the choice is. 1 for a known platform's header or a mapping given. */
  confidence: number;
  /** `true` when a person should look at it. */
  needsReview: boolean;
  header: boolean;
  headers: string[];
  /** The first records as text, at most 5. */
  samples: string[][];
  delimiter: string;
  dateOrder: "dmy" | "mdy" | "ymd" | null;
  decimal: "." | ",";
}
export type MappedField =
  | "order" | "customer" | "time" | "amount" | "quantity" | "unitPrice" | "product"
  | "status" | "currency" | "country" | "channel" | "discount" | "refund";

/** A sentence for a person. `code` is stable; `params` are the values in the sentence. */
export interface Notice {
  code: string;
  severity: "info" | "warning" | "error";
  message: string;
  params: Record<string, string | number>;
}

/** Every error `linger` throws. */
export interface LingerError extends Error {
  /** Stable, for instance `unmappedColumns`, `ambiguousDates`, `unknownOption`, `memoryLimit`, `engineLost`. */
  code: string;
  file?: string;
  /** One-based, header included. */
  record?: number;
  /** One-based line in the file. */
  line?: number;
  /** With `unmappedColumns` and `ambiguousDates`: the mapping as far as it was found. */
  mapping?: MappingFound | EventMappingFound;
  /** With `unmappedColumns`: the fields that are missing. */
  missing?: string[];
}

export interface ReportOptions {
  /** Inclusive; an ISO date (its last millisecond in `zone`) or instant. Default: the latest row that counts, order or refund. */
  asOf?: string;
  /** IANA zone. Default "UTC". */
  zone?: string;
  /** ISO 4217 code: money fields show this currency only; counts still cover every order. */
  currency?: string;
  /** `net` (default) deducts refunds at their own date; `exclude` leaves out negative rows and fully refunded orders. */
  refunds?: "net" | "exclude";
  zeroValue?: "keep" | "exclude";
  /** Customers whose first order is within one median gap of the file's start: `mark` (default) or `exclude` from new, cohorts. */
  truncation?: "mark" | "exclude";
  rfm?: {
    /** `fixed` scores frequency by the bins 1, 2, 3–4, 5–9, 10+ and the rest like `share`. Default `share`. */
    method?: "share" | "quantile" | "ntile" | "fixed";
    /** Default `eleven`. */
    map?: "eleven" | "ten" | "eight";
    /** Only orders of the last so many days count. Default: all. */
    windowDays?: number | null;
    /** Default `orders`. */
    frequency?: "orders" | "days";
    /** How `eight` splits high from low. Default `mean`. */
    split?: "mean" | "median";
  };
  churn?: {
    /** The definition that headline numbers, stages and the monthly rate use. Default `D1`. */
    definition?: "D1" | "D2" | "D4";
    /** D1: days past the own cycle. Default 30. */
    marginDays?: number;
    /** D1's store mean: Kaplan–Meier restricted mean (default) or the naive mean of closed gaps. */
    storeCycle?: "restricted" | "naive";
    /** D4: days without an order. Default 180. */
    windowDays?: number;
    /** D2: quantile of the own gap distribution. Default 0.95. */
    tail?: number;
  };
  cohorts?: { grain?: "month" | "week"; mode?: "classic" | "rolling" };
  lifecycle?: { /** Default 30. */ newDays?: number };
  /** How the tables are looked at: who is one person, what counts as sales, in which currency. */
  view?: View;
  /** Models of buying, with what they foretold of data that they had not seen. Default `false`: the report has no key `models`. */
  models?: boolean | ModelOptions;
  /** What `linger.value()` gives; predicted values are in it with `models`. Default `false`: no such key. The same holds below. */
  value?: boolean | (ValueOptions & Categories);
  /** What `linger.due()` gives, its lists of customers as counts. */
  due?: boolean | (DueOptions & Categories);
  /** What `linger.goods()` gives, without lists of customers. */
  goods?: boolean | (GoodsOptions & Categories);
  /** What `linger.season()` gives, its lists of customers as counts. */
  season?: boolean | (SeasonOptions & Categories);
  /** What `linger.history()` gives. */
  history?: boolean | HistoryOptions;
}

/** Long work that can be watched and stopped. */
export interface Work {
  /** Aborting rejects with an `AbortError`; what is loaded stays. */
  signal?: AbortSignal;
  /** `done` is a share, 0..1. */
  onProgress?: (progress: { done: number }) => void;
}

/** Rules that give products their category, before what exports state; the first that fits wins. */
export interface Categories {
  categories?: CategoryRule[];
}

export interface Report {
  meta: Meta;
  /** What each section needs and why it is off when it is. */
  capabilities: Capability[];
  quality: Quality;
  summary: Summary;
  /** `null` without identified customers. The same holds for the sections below. */
  rfm: Rfm | null;
  churn: Churn | null;
  repurchase: Repurchase | null;
  cohorts: Cohorts | null;
  /** `null` when the file has dates without times. */
  rhythm: Rhythm | null;
  lifecycle: Lifecycle | null;
  /** Only where they were asked for. So are the five below; lists of customers in them are empty, and say how long they are. */
  models?: Models;
  value?: ValueReport;
  due?: Due;
  goods?: Goods;
  season?: Season;
  history?: History;
  /** Meaning, unit and source of each number, by its path, e.g. "summary.netSales". */
  definitions: Record<string, Definition>;
}

export interface Definition {
  text: string;
  unit: "count" | "money" | "share" | "days" | "milliseconds" | "score" | "none";
  source: string;
}

export interface Meta {
  version: string;
  /**
   * xxh3-128 over the files' fingerprints, the resolved options (those of models too) and the version, 32 hex digits. Options of
   * `value`, `due`, `goods`, `season` and `history` are not in it: they change no other number.
   */
  receipt: string;
  /** Instant, ISO 8601 UTC. */
  asOf: string;
  /** The same as a local date in `zone`. */
  asOfDate: string;
  zone: string;
  /** The currency money fields are in; `null` when they are by currency. */
  currency: string | null;
  /** All currencies in the data, most orders first. "XXX" where the source names none. */
  currencies: { code: string; exponent: number; orders: number }[];
  firstOrder: string;
  lastOrder: string;
  /** Every option with its default filled in. */
  options: Required<Omit<ReportOptions, "currency" | "models" | "value" | "due" | "goods" | "season" | "history">> & { currency: string | null; models?: Required<ModelOptions> } & Pick<ReportOptions, "value" | "due" | "goods" | "season" | "history">;
  files: { name: string; source: string; fingerprint: string; bytes: number; orders: number }[];
  /** Some times carried no offset and were read in `zone`. */
  naiveTimes: boolean;
  /** Net sales exclude tax and shipping (`true`), include them (`false`), or the files differ (`null`). */
  netOfTaxAndShipping: boolean | null;
  notices: Notice[];
}

export interface Capability {
  section: string;
  needs: string[];
  on: boolean;
  /** Why it is off; `null` when on. */
  reason: string | null;
  /** Stable code of the reason. */
  code: string | null;
}

export interface Quality {
  /** 0..100: share of records used × share of orders with a customer. */
  score: number | null;
  records: number;
  /** Records whose content is in an order. */
  used: number;
  /** Every verdict, largest count first. `used: true` where the record still counts. */
  ledger: LedgerEntry[];
  fields: { file: string; field: string; blank: number; unreadable: number; records: number }[];
  /** Days inside the data without an order, and the longest run of them. */
  gaps: { days: number; longestDays: number; longestFrom: string | null };
  duplicates: { files: number; orders: number };
  /** Against the file before it of the same source. */
  drift: { file: string; against: string; field: string; before: number; after: number }[];
}
export interface LedgerEntry {
  code: string;
  used: boolean;
  count: number;
  file: string;
  /** One-based position of the first one; `null` for verdicts on orders rather than records. */
  record: number | null;
  line: number | null;
  /** The value seen first, at most 80 characters. */
  sample: string;
  message: string;
}

export interface Summary {
  customers: number;
  orders: number;
  /** `null` where no quantity column was read. */
  units: number | null;
  grossSales: Money;
  discounts: Money | null;
  refunds: Money;
  netSales: Money;
  /** `null` without orders. */
  averageOrderValue: Money | null;
  repeatPurchaseRate: RepeatRate;
  identified: { customers: number; orders: number; netSales: Money };
  unidentified: { orders: number; netSales: Money };
  /** Calendar months or weeks, by `cohorts.grain`, without holes. */
  periods: SummaryPeriod[];
  /** The last 30 days against the 30 before. */
  recent: { days: number; orders: [number, number]; netSales: [Money, Money]; newCustomers: [number, number] };
}
export interface SummaryPeriod {
  period: string;
  orders: number;
  netSales: Money;
  customers: number;
  newCustomers: number;
  returningCustomers: number;
  /** `false` when the period has not ended at as-of, or began before the first order. */
  complete: boolean;
}
export interface RepeatRate {
  value: number | null;
  /** Wilson, 95 %. */
  low: number | null;
  high: number | null;
  repeaters: number;
  customers: number;
  /** Share of customers younger than the median gap: they had no fair chance yet. */
  youngShare: number | null;
}

export interface Rfm {
  method: string;
  map: string;
  windowDays: number | null;
  frequency: "orders" | "days";
  /** Customers scored: those with an order in the window. */
  customers: number;
  /** Four edges each. `quantile`: type-7 at 20/40/60/80 %. Otherwise the lowest value (recency: highest) that scores 2, 3, 4, 5; `null` when no value does. */
  edges: { recency: (number | null)[]; frequency: (number | null)[]; monetary: (number | null)[] | Record<string, (number | null)[]> };
  /** The high/low limits of `eight`; `null` for the other maps. */
  split: { recency: number; frequency: number; monetary: Money } | null;
  /** 25 cells, R 1..5 × second axis 1..5. */
  axis: "fm" | "f";
  grid: { r: number; fm: number; customers: number; netSales: Money }[];
  segments: Segment[];
  /** Share with one order. Over 0.8 F has no resolution: `fixed` is offered by a notice. */
  oneOrderShare: number;
}
export interface Segment {
  id: string;
  customers: number;
  share: number;
  orders: number;
  netSales: Money;
  /** Of the identified net sales; `null` for several currencies. */
  salesShare: number | null;
  averageOrderValue: Money | null;
  /** Mean. */
  recencyDays: number | null;
  medianRecencyDays: number | null;
}

export type DefinitionId = "D1" | "D2" | "D4";
export interface Churn {
  definition: DefinitionId;
  definitions: ChurnDefinition[];
  /** Pairs, each once. */
  disagreement: { a: DefinitionId; b: DefinitionId; both: number; onlyA: number; onlyB: number; neither: number }[];
  /** Flagged customers of the chosen definition by grade. */
  grades: { grade: Grade; customers: number; valueAtStake: Money }[];
  /** Net spend of flagged customers in the 365 days up to each one's own last order. */
  valueAtStake: Money;
  /** Months; flagged at a month's end among those active at its start, with data up to that end only. */
  months: { month: string; active: number; flagged: number; rate: number | null; low: number | null; high: number | null }[];
  /** The last 30 days: newly flagged, and flagged ones who ordered again. */
  recent: { days: number; newlyFlagged: number; newlyAtStake: Money; returned: number };
  storeCycleDays: number | null;
  storeTailDays: number | null;
  /** Shape of the gamma gaps, pooled; `null` without enough gaps. */
  gapShape: number | null;
}
export interface ChurnDefinition {
  id: DefinitionId;
  flagged: number;
  share: number | null;
  low: number | null;
  high: number | null;
  /** Customers the definition can judge. */
  customers: number;
  valueAtStake: Money;
  medianLimitDays: number | null;
}
export type Grade = "low" | "medium" | "high";

export interface Repurchase {
  customers: number;
  intervals: number;
  closed: number;
  censored: number;
  /** First day with S ≤ 0.5; `null` if never reached. */
  medianDays: number | null;
  medianLow: number | null;
  medianHigh: number | null;
  /** Area under S to `horizonDays`, the longest interval seen. */
  restrictedMeanDays: number;
  horizonDays: number;
  /** Mean of closed gaps only: too short, because open gaps are left out. */
  naiveMeanDays: number | null;
  /** One entry a day where S falls; columns of one length. Limits from a delete-a-group jackknife over customers. */
  curve: { day: number[]; survival: number[]; low: number[]; high: number[]; atRisk: number[] };
}

export interface Cohorts {
  grain: "month" | "week";
  mode: "classic" | "rolling";
  /** Customers left out as left-truncated. */
  excluded: number;
  rows: CohortRow[];
  /** Over mature cells: customers still active in period k of all who reached it. */
  average: { period: number; customers: number; share: number; low: number; high: number }[];
}
export interface CohortRow {
  /** "2011-01", or the ISO week "2011-W05". */
  cohort: string;
  size: number;
  /** Customers by period; [0] = size; `null` where the period has not ended for every member. */
  active: (number | null)[];
  share: (number | null)[];
  /** Wilson, 95 %. */
  low: (number | null)[];
  high: (number | null)[];
  orders: (number | null)[];
  netSales: (Money | null)[];
  /** Cumulative net sales a customer. */
  cumulativeValue: (Money | null)[];
}

export interface Rhythm {
  zone: string;
  /** [weekday Monday = 0][hour]. */
  orders: number[][];
  netSales: Money[][];
}

export type Stage = "potential" | "new" | "active" | "dormant" | "churned";
export interface Lifecycle {
  newDays: number;
  stages: { id: Stage; customers: number; share: number; netSales: Money }[];
  /** Churned customers, ranked by former value and activity; the list is `customers({ sort: "winBack" })`. */
  winBack: { customers: number; formerValue: Money; topFifthShare: number | null };
}

export interface CustomerQuery {
  sort?: CustomerSort;
  /** Default: the natural one of the sort (most recent, largest, most urgent first). */
  descending?: boolean;
  filter?: {
    segment?: string[];
    stage?: Stage[];
    flagged?: boolean;
    /** Which definition `flagged` and `grade` mean. Default: the report's. */
    definition?: DefinitionId;
    grade?: Grade[];
    r?: number[];
    f?: number[];
    m?: number[];
    /** The second axis of the grid. */
    fm?: number[];
    /** Part of the key, case ignored. */
    search?: string;
    cohort?: string;
  };
  offset?: number;
  /** Default 50. */
  limit?: number;
}
export type CustomerSort =
  | "key" | "orders" | "lastOrder" | "firstOrder" | "recencyDays" | "frequency" | "monetary"
  | "valueAtStake" | "lateness" | "winBack" | "segment" | "stage";

export interface CustomerPage {
  /** Customers that pass the filter. */
  total: number;
  rows: CustomerRow[];
}
export interface CustomerRow {
  key: string;
  orders: number;
  firstOrder: string;
  lastOrder: string;
  recencyDays: number;
  frequency: number;
  monetary: Money;
  /** 0 when outside the RFM window. */
  r: number;
  f: number;
  m: number;
  segment: string;
  stage: Stage;
  churn: { definition: DefinitionId; flagged: boolean; silenceDays: number; limitDays: number | null; grade: Grade | null }[];
  valueAtStake: Money;
  /** Rank among the churned, 1 = first to win back; `null` if not churned. */
  winBack: number | null;
  leftTruncated: boolean;
}

/** One customer with the numbers that decided. */
export interface CustomerCard {
  row: CustomerRow;
  /** Newest first, at most 200. */
  orders: { id: string; time: string; net: number; currency: string; kind: "order" | "refund"; file: string }[];
  ordersTotal: number;
  /** Days between buying occasions, oldest first. */
  gaps: number[];
  meanGapDays: number | null;
  /** For each definition the numbers that went in, in words. */
  reasons: { definition: DefinitionId; flagged: boolean; text: string; params: Record<string, string | number> }[];
  /** Where the latest report has models; `null` for customers that they do not count. */
  prediction?: Prediction | null;
}

export type TableId =
  | "customers" | "segments" | "cohorts" | "periods" | "churnMonths" | "repurchase" | "rhythm" | "ledger" | "winBack";

export interface OpenOptions {
  /** Bytes of memory after which reading stops with `memoryLimit`; orders and sessions have a memory each. Default 3 GiB. */
  memoryLimit?: number;
  /**
   * Browsers only, for pages whose policy forbids `worker-src blob:`: the address of the package's `worker.js` on the page's own
   * origin, or a worker made of it. A worker that was given cannot be replaced after a fault; an address can.
   */
  worker?: EngineWorker | URL | string;
}

/** What is asked of a `Worker`. */
export interface EngineWorker {
  postMessage(message: unknown, transfer?: any): void;
  terminate(): void;
  onmessage: ((event: any) => any) | null;
  onerror: ((event: any) => any) | null;
}

/** Starts an engine: a worker of its own in browsers, in-process in Node. */
export declare function open(options?: OpenOptions): Promise<Linger>;

export interface Linger {
  /** Reads one export of orders. Rejects with a `LingerError`; earlier files stay loaded. Reads queue up in call order. */
  add(input: Input, options: AddOptions & ({ kind: "orders" } | { mapping: Mapping })): Promise<FileSummary>;
  /** The same for a file of storefront events: JSON, or a table whose columns the mapping names. */
  add(input: Input, options: Omit<AddOptions, "mapping"> & { kind: "events"; mapping?: EventMapping }): Promise<EventFileSummary>;
  /** The same for a file of any kind: `"events" in summary` tells events apart, `kind` the rest. */
  add(input: Input, options?: AddOptions): Promise<FileSummary | EventFileSummary | TableFileSummary>;
  /** Several files, archives, workbooks and folders' files: each table in them is added, or says why it was not. */
  addAll(inputs: Input[], options?: Omit<AddOptions, "name">): Promise<Added[]>;
  /** The tables in an archive or workbook as files of their own, to be added one by one; any other file is its own table. */
  unpack(input: Input, options?: Pick<AddOptions, "name">): Promise<Unpacked[]>;
  /** What the tables in a file are, without adding them. */
  recognise(input: Input, options?: Pick<AddOptions, "name" | "mapping" | "encoding">): Promise<Recognised[]>;
  /** Forgets one file. */
  remove(id: number): Promise<void>;
  /** Rejects with `noOrders` while nothing is loaded. */
  report(options?: ReportOptions, work?: Work): Promise<Report>;
  /** People by the latest report's options (a default report is made if there is none). */
  customers(query?: CustomerQuery): Promise<CustomerPage>;
  /** Rejects with `unknownCustomer`. */
  customer(key: string): Promise<CustomerCard>;
  /**
   * What is expected of each customer, by the models of the latest report; of models with default options where it has none. The same
   * holds for the following: as-of, zone and view are those of the latest report.
   */
  predictions(query?: PredictionQuery, work?: Work): Promise<PredictionPage>;
  /** What customers are worth, by when and how they came. Predicted values are in it where the latest report has models. */
  value(options?: ValueOptions & Categories, work?: Work): Promise<ValueReport>;
  /** Who is about to buy next, and who to buy a product again. */
  due(options?: DueOptions & Categories, work?: Work): Promise<Due>;
  /** What is bought together and after one another, hits, and new products. */
  goods(options?: GoodsOptions & Categories, work?: Work): Promise<Goods>;
  /** The season of the shop and of its customers. */
  season(options?: SeasonOptions & Categories, work?: Work): Promise<Season>;
  /** Churn and value at the end of each month, with the data of then. Foretold values are in it where a model passed its check. */
  history(options?: HistoryOptions, work?: Work): Promise<History>;
  /** A table of the latest report as UTF-8 CSV with a BOM; cells that a spreadsheet would run are guarded by an apostrophe. */
  download(table: TableId, query?: CustomerQuery): Promise<Uint8Array>;
  /** How far the loaded files can be trusted, and what they say beyond orders. */
  audit(options?: AuditOptions): Promise<Audit>;
  /** One person over all tables, by the key of any of their records. Rejects with `unknownCustomer`. */
  person(key: string, view?: View): Promise<Person>;
  /** The latest report (a default one if there is none), fit for others: no group below `k` customers is in it. */
  share(options?: ShareOptions): Promise<SharedReport>;
  /** A file as UTF-8 bytes after an overlay, and with `keep` without what Linger does not read: for storing it. */
  filter(input: Input, options?: FilterOptions): Promise<Uint8Array>;
  /** What the recorded sessions say. Rejects with `noEvents` while no file of events is loaded. */
  visits(options?: VisitOptions): Promise<VisitReport>;
  /** The visits that led to orders, as the digests in the orders' note attributes tell. Empty where no order carries one. */
  buyerVisits(): Promise<BuyerVisit[]>;
  /** Sessions that pass the filter of the latest `visits`, as columns. */
  sessions(query?: SessionQuery): Promise<SessionPage>;
  /** One session, event by event, by the number that `sessions` gives. Rejects with `unknownSession`. */
  replay(session: number): Promise<Replay>;
  /** Where clicks of a page are on its layout of now, as a density. Counts what passes the filter of the latest `visits`, as the next three do. */
  heatmap(query: HeatmapQuery): Promise<Heatmap>;
  /** The anchors of a page with the clicks in their boxes, most clicks first. */
  heatAnchors(query?: HeatPage): Promise<HeatAnchor[]>;
  /** How far visitors scroll a page, and where on it visible time goes. */
  scroll(query?: HeatPage): Promise<Scroll>;
  /** The outline of a page, from the boxes that clicks were recorded with. */
  wireframe(query?: Pick<HeatPage, "template" | "device">): Promise<Wireframe>;
  /** Forgets every file of events; orders stay. */
  removeEvents(): Promise<void>;
  /** Called with a sentence after the engine was lost and replaced; files must be added again. */
  onlost: ((notice: Notice) => void) | null;
  close(): void;
}
