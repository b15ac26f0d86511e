/**
 * Types of recorded sessions: what files of storefront events give.
 *
 * Shares are 0..1 with Wilson's 95 % interval; times are ms since 1970 UTC, durations ms. `null` means the data cannot say.
 */
import type { Definition } from "./types.ts";

/** What `add` found in a file of events. */
export interface EventSummary {
  name: string;
  /** Its format, for instance `linger`. */
  source: string;
  bytes: number;
  /** xxh3-128 of its bytes, 32 hex digits. */
  fingerprint: string;
  /** `true` when the same content was loaded before: nothing was added. */
  duplicate: boolean;
  records: number;
  /** Events used. */
  events: number;
  /** Instants, ISO 8601 UTC. */
  firstEvent: string | null;
  lastEvent: string | null;
}

/** Options of a report on visits; each has a default. */
export interface VisitOptions {
  /** IANA zone of days and weeks. Default "UTC". */
  zone?: string;
  /** A pause longer than this ends a session, 1 to 1440. Default 30. */
  idleMinutes?: number;
  /** Only sessions that have every value given. */
  filter?: VisitFilter;
  traffic?: {
    /** A session of one page view shorter than this is a bounce. Default 10 000. */
    bounceMs?: number;
  };
  pages?: { /** Default 50. */ minEntries?: number; /** Default 0.05. */ alpha?: number };
  /** Default: purchase and registration. */
  funnels?: FunnelOptions[];
  paths?: { /** Pages of a path. Default 6. */ length?: number; /** Paths, transitions and links listed. Default 200. */ limit?: number };
  search?: {
    /** Terms with fewer unique searches are not judged. Default 5. */
    minSearches?: number;
    /** An add or order is credited to a search at most so many minutes before it. Default 30. */
    creditMinutes?: number;
    /** A mean position above this asks for a better ranking. Default 4. */
    position?: number;
  };
  frustration?: FrustrationOptions;
  visitors?: {
    /** Default 7. */ cartDays?: number;
    /** Default 30. */ loginDays?: number;
    /** Default 3. */ hastySessions?: number;
    /** Default 30 000. */ hastyMs?: number;
    /** Default 2. */ hastyDepth?: number;
    /** Default 33. */ lowPercent?: number;
    /** Default 30. */ returnDays?: number;
    /** Default 0.2. */ unlikely?: number;
    /** Default 4. */ recentWeeks?: number;
    /** Default 0.5. */ fading?: number;
  };
}
export interface VisitFilter {
  device?: string;
  channel?: string;
  /** Template of the landing page. */
  landing?: string;
  country?: string;
  /** Sessions that begin at this instant or later, UTC ms. */
  from?: number;
  /** Sessions that begin before this instant, UTC ms. */
  until?: number;
}
export interface FunnelOptions {
  name?: string;
  /** 1 to 12, in order. */
  steps?: FunnelStep[];
  /** Minutes from the first step in which the rest must follow. Default 1440. */
  windowMinutes?: number;
  /** May a chain begin at any step? Default `false`. */
  open?: boolean;
  /** Does an event of another step end a chain? Default `false`. */
  strict?: boolean;
  /** Who is counted. Default `session`. */
  scope?: "session" | "visitor";
}
/** One step: every value given must fit. */
export interface FunnelStep {
  /** Name of the event, for instance `view` or `add`. */
  event: string;
  template?: string | null;
  path?: string | null;
  /** Name of the checkout step, slot or field. */
  value?: string | null;
}
/** Thresholds of frustration. */
export interface FrustrationOptions {
  /** Clicks of a rage click, 2 or more. Default 3. */
  rageClicks?: number;
  /** Each less than so many ms after the one before. Default 1000. */
  rageMs?: number;
  /** Each less than so many px (across plus down) from the one before. Default 30. */
  ragePx?: number;
  /** Words in an anchor that exempt it: steppers and arrows. */
  exempt?: string[];
  /** A return within so many visible ms is quick. Default 10 000. */
  backMs?: number;
  /** More reversals of scrolling than this, without a click, are excessive. Default 3. */
  reversals?: number;
}

export interface VisitReport {
  meta: VisitMeta;
  /** Records that were not used, or used with a reservation. */
  quality: VisitLedgerLine[];
  traffic: Traffic;
  pages: Pages;
  /** In the order of the options. */
  funnels: Funnel[];
  paths: Paths;
  /** `null` where nobody searched. */
  search: Search | null;
  frustration: Frustration;
  /** `null` where none was recorded. */
  slots: Slot[] | null;
  /** Of all pages first, then by template and device; `null` where none was recorded. */
  vitals: Vitals[] | null;
  carts: Carts;
  visitors: Visitors;
  /** Meaning, unit and source of each number, by its path, e.g. "traffic.bounce". */
  definitions: Record<string, Definition>;
}
export interface VisitMeta {
  version: string;
  firstEvent: string | null;
  lastEvent: string | null;
  /** Events used, repeated ones left out. */
  events: number;
  /** Every option with its default filled in. */
  options: Required<VisitOptions> & { frustration: Required<FrustrationOptions>; funnels: Required<FunnelOptions>[] };
  files: { name: string; source: string; fingerprint: string; bytes: number; records: number; events: number }[];
}
export interface VisitLedgerLine {
  code: string;
  message: string;
  /** Whether the record still counts. */
  used: boolean;
  count: number;
  file: string;
  /** One-based position of the first one. */
  record: number | null;
  line: number | null;
  /** The value seen first, at most 80 characters. */
  sample: string;
}

/** A share with numerator, denominator and Wilson's 95 % interval; `null` where the denominator is 0. */
export interface Rate {
  part: number;
  whole: number;
  share: number | null;
  low: number | null;
  high: number | null;
}
/** Quartiles (type 7). */
export interface Spread {
  n: number;
  p25: number | null;
  median: number | null;
  p75: number | null;
}

export interface VisitFigures {
  sessions: number;
  visitors: number;
  pageViews: number;
  bounce: Rate;
  meanDepth: number | null;
  /** Page views of a session. */
  depth: Spread;
  /** ms. */
  stay: Spread;
  /** Sessions with an add to the cart. */
  addToCart: Rate;
  /** Sessions with an order. */
  conversion: Rate;
  /** Sessions with fewer than two interactions. */
  fewInteractions: Rate;
}
export interface VisitGroup extends VisitFigures {
  /** Empty where it is not known. */
  value: string;
}
export interface Traffic extends VisitFigures {
  /** Sessions by their page views: [0] none; the last place as many or more. */
  depths: number[];
  /** Visitors with an order, of all. */
  buyers: Rate;
  /** Sessions with an add, of those that saw a product. */
  productAddToCart: Rate;
  /** Sessions with an order, of those that began a checkout or ordered. */
  completion: Rate;
  devices: VisitGroup[];
  channels: VisitGroup[];
  /** By the template of the landing page. */
  landings: VisitGroup[];
  countries: VisitGroup[];
  campaigns: VisitGroup[];
  frequency: {
    /** Visitors by number of sessions: 1, 2, …, and as many or more at the last place. */
    visitors: number[];
    perActiveWeek: number | null;
    /** Mondays of the weeks, days since 1970, ascending. */
    week: number[];
    sessions: number[];
    active: number[];
  };
}

export interface Pages {
  templates: PageFigures[];
  paths: PageFigures[];
  /** Local days, ascending, with page views and sessions of each. */
  day: string[];
  views: number[];
  sessions: number[];
  /** Pages that lose more people than the shop as a whole, surest first (Benjamini–Hochberg). */
  anomalies: { page: string; measure: "bounce" | "exit"; rate: Rate; expected: number; p: number; adjustedP: number }[];
}
export interface PageFigures {
  page: string;
  views: number;
  sessions: number;
  /** Visible ms, where recorded. */
  visible: Spread;
  /** Share of page views that got down to each twentieth of the document. */
  reach: number[];
  exit: Rate;
  bounce: Rate;
}

export interface Funnel {
  options: Required<FunnelOptions>;
  /** Sessions or visitors in all. */
  whole: number;
  steps: FunnelReached[];
  /** The step before which most are lost, counted from 0. */
  largestLoss: number | null;
}
export interface FunnelReached {
  reached: number;
  /** Those that did not come from the step before. */
  entered: number;
  /** Of those at the step before; at the first step, of all. */
  conversion: Rate;
  /** Of those at the first step. */
  overall: Rate;
  /** ms from the step before. */
  time: Spread;
}

/** Pages are named by template; "(start)" and "(exit)" stand for outside. */
export interface Paths {
  transitions: { from: string; to: string; count: number }[];
  top: { pages: string[]; sessions: Rate; conversion: Rate }[];
  exits: { page: string; exit: Rate }[];
  /** `step` is the place of `from`, counted from 0. */
  links: { step: number; from: string; to: string; count: number }[];
}

export interface SearchFigures {
  /** Unique searches: the demand. */
  searches: number;
  /** Result pages seen, repeats included. */
  views: number;
  zeroResults: Rate;
  clicked: Rate;
  /** Mean rank of the results clicked. */
  meanPosition: number | null;
  adds: number;
  added: Rate;
  ordered: Rate;
}
export interface Search {
  all: SearchFigures;
  /** Sessions with a search, of all. */
  sessions: Rate;
  /** Most asked for first. */
  terms: SearchTerm[];
  /** Terms that find nothing or are not clicked, grouped by a word they share. */
  unmet: { word: string; terms: string[]; searches: number }[];
}
export interface SearchTerm extends SearchFigures {
  term: string;
  findings: ("noResult" | "noClick" | "noPurchase" | "lowRank")[];
}

export interface Frustration {
  /** Sessions with any signal, the recorder's own rage clicks left out. */
  any: Rate;
  signals: FrustrationSignal[];
}
export interface FrustrationSignal {
  id: "rage" | "rageRecorded" | "dead" | "quickBack" | "scrolling" | "fieldError" | "scriptError";
  count: number;
  sessions: Rate;
  /** Sessions with an order, of those with one. */
  conversion: Rate;
  /** Most often first. `target`: anchor, field or message; empty for whole pages. */
  places: { template: string; target: string; count: number; sessions: number }[];
}

export interface Slot {
  slot: string;
  seen: number;
  clicks: number;
  clickVisitors: number;
  clickRate: Rate;
  clickShare: Rate;
  conversion: Rate;
}

export interface Vitals {
  /** Empty for all. */
  template: string;
  /** Empty for all. */
  device: string;
  n: number;
  /** ms. */
  lcp: Vital;
  inp: Vital;
  cls: Vital;
  ttfb: Vital;
}
export interface Vital {
  n: number;
  p75: number | null;
  rating: "good" | "fair" | "poor" | null;
}

export interface Carts {
  added: Rate;
  bought: Rate;
  /** Groups where much is added and little bought. */
  signals: { by: "country" | "device" | "channel" | "product"; value: string; added: Rate; bought: Rate }[];
  products: { product: string; viewed: number; added: Rate; removed: Rate; bought: Rate; abandoned: number }[];
  compared: { a: string; b: string; sessions: number; changes: number }[];
}

export interface Visitors {
  cartWaiting: Rate;
  /** Longest waiting first. */
  waiting: { visitor: string; added: number; days: number; products: string[] }[];
  /** `null` where no customer is known. */
  notSeen: Rate | null;
  browsed: Rate;
  browsers: { visitor: string; sessions: number; views: number; products: string[] }[];
  hasty: { channel: string; landing: string; visitors: Rate }[];
  potentialChurners: Rate;
  churners: { visitor: string; stay: number; depth: number; interactions: number; silentDays: number; returnProbability: number }[];
  fading: Rate;
  returns: { days: number; share: number | null }[];
}
