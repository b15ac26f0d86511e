/** The page's own types: its state, and short names for the engine's. */
export type * from "linger-analytics";
export type { Popup, Rules } from "../storefront/flags/types.js";
import type { Run } from "../compare/types.js";
import type { Rules } from "../storefront/flags/types.js";
import type { LogEntry, Overlay } from "../keep/overlay.js";
import type {
  Audit, BuyerVisit, CategoryRule, CustomerCard, CustomerPage, CustomerQuery, Due, EventField, EventFileSummary, EventMapping, EventMappingFound, FileSummary, Goods, History, Input, MappedField,
  Mapping, MappingFound, Models, PredictionPage, Report, ReportOptions, Season, SharedReport, TableFileSummary, ValueReport, VisitOptions, VisitReport,
} from "linger-analytics";

export type Language = "en" | "zh-CN";
export type Theme = "light" | "dark";
export type ViewId =
  | "overview" | "rfm" | "customers" | "churn" | "cohorts" | "rhythm" | "lifecycle" | "value" | "forecast" | "compare" | "quality" | SourceViewId | VisitViewId;
/** Views of what is loaded and how far it can be trusted. */
export type SourceViewId = "sources" | "trust" | "people" | "products" | "regions" | "marketing";
export type VisitViewId = "sessions" | "leaving" | "funnel" | "paths" | "search" | "frustration" | "heatmap" | "replay" | "popups";

/** Dialogs of the page's later part. */
export type DialogId = "exports" | "network" | "person" | "settings" | "share" | "workspaces";

/** The workspace that is open, on this device or from a file. */
export interface OpenWorkspace {
  /** `null` when it came from a file and is not kept on this device. */
  id: string | null;
  name: string;
  sealed: boolean;
  savedAt: string | null;
  /** Another tab has it. */
  readOnly: boolean;
  /** What it holds as it was saved: anything else has changed since. */
  saved: Pick<State, "files" | "eventFiles" | "tables" | "options" | "visitOptions" | "overlay" | "log" | "categories" | "predictOptions">;
}

/** Where the page is: a view and the parameters behind `?` in the hash. */
export interface Route {
  view: ViewId;
  params: Record<string, string>;
}

/** What a table holds. */
export type TableKind = "orders" | "events";
/** A field of either. */
export type FormField = MappedField | EventField;

/** Something to read: a file, or the text of the sample shop. */
export interface Source {
  name: string;
  /** What a person says it holds; found when not given. */
  kind?: TableKind;
  input: Input;
  bytes: number;
}

/** A read that waits or runs. */
export interface Job {
  id: number;
  name: string;
  bytesRead: number;
  bytesTotal: number | null;
  records: number;
  /** Its tables are being looked for. */
  unpacking?: boolean;
  /** Bytes a second since the first byte; `null` before it can be told. */
  rate: number | null;
  running: boolean;
}

/** A file in the engine, with its source kept for another reading. */
export interface LoadedFile {
  summary: FileSummary;
  source: Source;
  /** The mapping it was read with; `undefined` when the engine found it. */
  mapping: Mapping | undefined;
}

/** A file of events in the engine. */
export interface LoadedEvents {
  summary: EventFileSummary;
  source: Source;
  /** The mapping that a table was read with; `undefined` when the engine found it. */
  mapping: EventMapping | undefined;
}

/** A table in the engine that holds no orders. */
export interface LoadedTable {
  summary: TableFileSummary;
  source: Source;
  mapping: undefined;
}

/** One of the tables that came in together, for the list that says what became of each. */
export interface Arrival {
  source: Source;
  /** `null` while it is read, and when nothing came in. */
  summary: FileSummary | EventFileSummary | TableFileSummary | null;
  /** Why nothing came in. */
  error: Pick<Message, "code" | "text" | "params"> | null;
  /** The page asks about its columns. */
  asked: boolean;
}

/** A file that a person must help to read, or wants to read otherwise. */
export interface Question {
  id: number;
  source: Source;
  kind: TableKind;
  found: MappingFound | EventMappingFound;
  /** Why the page asks: an error's code, `review` or `edit`. */
  why: "unmappedColumns" | "ambiguousDates" | "noEvents" | "review" | "edit";
  /** Fields the engine could not find. */
  missing: string[];
  /** The loaded file that a new reading replaces, orders by the engine's id; `null` when nothing was added. */
  replaces: number | LoadedEvents | null;
}

/** A sentence for the person, in the page until it is dismissed. */
export interface Message {
  id: number;
  severity: "info" | "warning" | "error";
  code: string;
  /** The engine's own English sentence, shown where the catalogue has none for `code`. */
  text: string;
  params: Record<string, string | number>;
  file: string | null;
}

/** A file of an earlier run. */
export interface Earlier {
  name: string;
  before: Run | SharedReport;
}

/** What predictions are asked with, where it differs from the usual. */
export interface PredictOptions {
  /** How far expected orders and value look ahead. */
  horizonDays?: number;
  /** A customer counts as lost who orders nothing in so many days. */
  churnDays?: number;
  /** Flagged from this probability on. */
  churnThreshold?: number;
  /** Share of net sales that the seller keeps. */
  margin?: number | null;
  /** Of a year, on future money. */
  discountRate?: number;
  /** Days from one box to the next. */
  opportunityDays?: number | null;
  /** Resamples for intervals. */
  bootstrap?: number;
  aheadDays?: number;
  lateDays?: number;
  /** Contact so many days before the season. */
  leadDays?: number;
  dormantDays?: number;
  /** Rows of each list. */
  rows?: number;
}

/** Pieces of what is foretold; `id` tells for which options one was made. */
export interface Foretold {
  /** The models of the report. */
  models?: { id: string; made: Models };
  people?: { id: string; made: PredictionPage };
  value?: { id: string; made: ValueReport };
  due?: { id: string; made: Due };
  goods?: { id: string; made: Goods };
  season?: { id: string; made: Season };
  history?: { id: string; made: History };
}

/** A run over all customers, in numbers. */
export interface RunLine {
  asOfDate: string;
  customers: number;
  /** Of the headlines of then. */
  definition: string | null;
  judged: number | null;
  flagged: number | null;
  rate: number | null;
  low: number | null;
  high: number | null;
  /** Net sales a customer. */
  historic: number | null;
  currency: string | null;
  /** A customer, within `horizonDays`; only where it was worked out when the run was kept. */
  predicted: number | null;
  horizonDays: number | null;
}

export interface State {
  language: Language;
  theme: Theme;
  route: Route;
  engine: "starting" | "ready" | "failed";
  jobs: Job[];
  files: LoadedFile[];
  /** Tables that hold no orders. */
  tables: LoadedTable[];
  /** What came in last, where there is more to say of it than the report does. */
  arrivals: Arrival[];
  questions: Question[];
  messages: Message[];
  options: ReportOptions;
  report: Report | null;
  eventFiles: LoadedEvents[];
  visitOptions: VisitOptions;
  /** `null` while no file of events is loaded. */
  visits: VisitReport | null;
  /** The visits that led to orders, by the digests in the orders' notes. */
  buyerVisits: BuyerVisit[];
  /** The popups that are composed. */
  rules: Rules;
  /** How far the loaded files can be trusted; `null` until a view asks. */
  audit: Audit | null;
  /** The audit of the import before, for the trend. */
  earlierAudit: Audit | null;
  /** Rules that give products their category. */
  categories: CategoryRule[];
  /** What was worked out of the loaded files beyond the report, by its piece. */
  foretold: Foretold;
  predictOptions: PredictOptions;
  /** Share of the piece that is being worked out. */
  foretelling: number | null;
  /** A report is being computed. */
  computing: boolean;
  /** The people first on the overview. */
  urgent: CustomerPage | null;
  /** The first to win back. */
  winBack: CustomerPage | null;
  customers: CustomerPage | null;
  query: CustomerQuery;
  card: CustomerCard | null;
  /** The dialog that is open, beside the card of a customer. */
  dialog: DialogId | null;
  /** Who was erased and whose key was corrected: put over every file that is read. `null` before there was any. */
  overlay: Overlay | null;
  /** What was done for people's rights, without the people. */
  log: LogEntry[];
  /** The workspace that is open; `null` while nothing is kept. */
  workspace: OpenWorkspace | null;
  /** A workspace file that was chosen or dropped, to be opened. */
  dropped: Source | null;
  /** Whose data the dialog of a person's rights is about, or what is searched for. */
  subject: string;
  /** Keys of customers are shown in full. */
  revealed: boolean;
  /** What the files of today are compared with. */
  earlier: Earlier | null;
  /** Runs that the open workspace holds, oldest first. */
  runs: RunLine[];
  /** Addresses that the page asked for since it was opened, as the browser tells; some of the refused are among them. */
  asked: string[];
  /** Addresses that the page's policy refused. */
  refused: string[];
}
