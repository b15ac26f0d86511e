/**
 * Types of Linger's sessions module (`linger-sessions.wasm`): what goes in and what comes out.
 *
 * Times are UTC milliseconds since 1970, durations milliseconds, shares 0..1. `null` means the data cannot say. Texts
 * such as search terms, anchors and names come from strangers' browsers: show them as text, never as HTML.
 */

import type { OverlayCounts } from "./share-types.ts";

/** The engine behind the boundary. One file is open under each handle; several may be open at a time. */
export declare class Visits {
  /** Reading stops with `memoryLimit` beyond so many bytes of memory; 3 GiB by default. */
  constructor(options?: { memoryLimit?: number });
  /** Begins a file and gives its handle. The mapping is for tables (CSV); other formats need none. */
  openFile(name: string, options?: { mapping?: EventMapping }): number;
  /** Reads a chunk; chunks of any size give the same. Throws with `mapping` attached where the columns of a table cannot be mapped. */
  push(handle: number, bytes: Uint8Array): void;
  /** Records met in an open file. */
  records(handle: number): number;
  /** Ends a file and adds it to the data. Throws `noEvents`, `unmappedColumns`, `ambiguousDates` or `notText`; the file then stays open until it is abandoned. */
  finish(handle: number): EventFileSummary;
  /** Forgets an open file. */
  abandon(handle: number): void;
  /** First and last time in the data; empty without data. */
  span(): Float64Array;
  /** Sets the offsets of the zone that reports will name: transitions in UTC ms, offsets in seconds east, one more. */
  setZone(name: string, transitions: Float64Array, offsets: Int32Array): void;
  /** Order ids that the events name, each once. */
  orderIds(): string[];
  /** Whether any event names a customer. */
  hasCustomerIds(): boolean;
  /** Tells whom the orders know; what was told before is forgotten. Throws `unknownOption` where the columns do not fit together. */
  setCustomers(customers: Partial<VisitCustomers>): void;
  /** The report. Throws `noEvents` or `unknownOption`. */
  report(options?: VisitOptions): VisitReport;
  /** A page of the sessions that pass the filter of the latest report, as columns. */
  sessions(query?: SessionQuery): SessionPage;
  /** One session, event by event. Throws `unknownSession`. */
  replay(session: number): Replay;
  /** Where clicks are on a page as it is now. Throws `noEvents` or `unknownOption`. */
  heatmap(query: HeatmapQuery): Heatmap;
  /** Anchors with the clicks in their boxes, most clicks first. */
  heatAnchors(query?: HeatPage): HeatAnchor[];
  /** How far visitors scroll, and where visible time goes. */
  scroll(query?: HeatPage): Scroll;
  /** The outline of a page: typical boxes of its anchors. */
  wireframe(query?: Pick<HeatPage, "template" | "device">): Wireframe;
  /** Bytes of memory in use; it never shrinks. */
  memory(): number;
  free(): void;
}

/** How a table of events is read. Columns are named by header text or by zero-based index; `null` is a field that the table does not have. Fields that are not named are found. */
export interface EventMapping {
  columns?: Partial<Record<EventField, string | number | null>>;
  /** `,` `;` tab or `|`. Found when not given. */
  delimiter?: string;
  /** How 03/04/2024 is read. Found from the whole column when not given. */
  dateOrder?: "dmy" | "mdy" | "ymd";
}
/** `visitor` and `time` must be found; without `event` every record is a page view. */
export type EventField =
  | "visitor" | "time" | "event" | "page" | "template" | "product" | "category" | "query" | "value"
  | "currency" | "quantity" | "order" | "customer" | "device" | "country" | "referrer";

export interface EventMappingFound {
  /** Field to header text. */
  fields: Partial<Record<EventField, string>>;
  headers: string[];
  /** The first records as text, at most 5. */
  samples: string[][];
  delimiter: string;
  dateOrder: "dmy" | "mdy" | "ymd" | null;
}

/** What `finish` found in a file. */
export interface EventFileSummary {
  name: string;
  source: EventSource;
  bytes: number;
  /** xxh3-128 of the bytes, 32 hex digits. */
  fingerprint: string;
  /** `true` when the same content was loaded before: nothing was added. */
  duplicate: boolean;
  records: number;
  /** Events used. */
  events: number;
  /** ISO 8601 UTC. */
  firstEvent: string | null;
  lastEvent: string | null;
  /** Only of tables. */
  mapping: EventMappingFound | null;
  /** Only of files that were added with an overlay. */
  overlay?: OverlayCounts;
}
export type EventSource = "linger" | "ga4" | "posthog" | "rrweb" | "eventTable";

/** Customers as the orders know them; columns of one length. */
export interface VisitCustomers {
  keys: string[];
  /** Place among `segments`. */
  segment: number[];
  segments: string[];
  /** 1 where flagged. */
  flagged: number[];
  /** Visitor ids of cart notes, with the place of their customer. */
  visitors: [string, number][];
  /** Order ids, with the place of their customer. */
  orders: [string, number][];
  salt: string;
}

/** The visit that led to an order. Counts of one byte end at 255, `views`, `products` and `visibleSeconds` at 65,535. */
export interface BuyerVisit {
  order: string;
  /** Key of the customer; empty where unknown. */
  customer: string;
  /** Visitor id, as in events. */
  vid: string;
  /** Begin of the session, on the minute. */
  start: number;
  views: number;
  /** Product views. */
  products: number;
  visibleSeconds: number;
  /** Sessions of this visitor, this one included. */
  sessions: number;
  searches: number;
  zeroResults: number;
  adds: number;
  removals: number;
  rage: number;
  dead: number;
  formErrors: number;
  scriptErrors: number;
  /** Deepest scroll of any page, 0..1 of its height. */
  reach: number;
  source: string;
  device: string;
}

/** Every option has a default; unknown ones are refused with `unknownOption`. */
export interface VisitOptions {
  /** IANA zone of days and weeks; other than "UTC" only after `setZone`. */
  zone?: string;
  /** A pause longer than this ends a session, 1 to 1440. Default 30. */
  idleMinutes?: number;
  /** The shop's secret, with which customer ids in the events were hashed. It stays in memory and is in no result. */
  salt?: string;
  /** Sessions that count: those that have every value given. */
  filter?: {
    device?: string | null;
    channel?: Channel | null;
    /** Template of the landing page. */
    landing?: string | null;
    country?: string | null;
    /** Id of the customer's segment in the orders' latest report; visitors whom the orders do not know do not count. */
    segment?: string | null;
    /** Whether the orders' latest report flags the customer; visitors whom the orders do not know do not count. */
    flagged?: boolean | null;
    /** Sessions that begin at this instant or later. */
    from?: number | null;
    /** Sessions that begin before this instant. */
    until?: number | null;
  };
  traffic?: { /** A session of one page view shorter than this is a bounce. Default 10,000. */ bounceMs?: number };
  pages?: {
    /** Pages with fewer views or entries are not tested. Default 50. */
    minEntries?: number;
    /** Adjusted p-values up to this are flagged. Default 0.05. */
    alpha?: number;
  };
  /** Default: a purchase funnel and a registration funnel. */
  funnels?: FunnelOptions[];
  paths?: {
    /** Pages of a path that are looked at. Default 6. */
    length?: number;
    /** Paths, transitions and links listed. Default 200. */
    limit?: number;
  };
  search?: {
    /** Terms with fewer unique searches are not judged. Default 5. */
    minSearches?: number;
    /** An add or order is credited to a search at most so many minutes before it. Default 30. */
    creditMinutes?: number;
    /** A mean position above this asks for a better ranking. Default 4. */
    position?: number;
  };
  frustration?: {
    /** Clicks of a rage click. Default 3. */
    rageClicks?: number;
    /** Each less than so many ms after the one before. Default 1000. */
    rageMs?: number;
    /** Each less than so many px (across plus down) from the one before. Default 30. */
    ragePx?: number;
    /** Words in an anchor that exempt it. Default: steppers and arrows. */
    exempt?: string[];
    /** A return within so many visible ms is quick. Default 10,000. */
    backMs?: number;
    /** More reversals of scrolling than this, without a click, are excessive. Default 3. */
    reversals?: number;
  };
  visitors?: {
    /** Days after the last add with neither order nor visit. Default 7. */
    cartDays?: number;
    /** Days since a customer was seen. Default 30. */
    loginDays?: number;
    /** Hasty visits: at least so many sessions (3), median stay up to (30,000 ms), mean depth up to (2). */
    hastySessions?: number;
    hastyMs?: number;
    hastyDepth?: number;
    /** Percentile up to which stay, depth and interactions are low. Default 33. */
    lowPercent?: number;
    /** Days in which a return counts. Default 14. */
    returnDays?: number;
    /** A return less likely than this is unlikely. Default 0.2. */
    unlikely?: number;
    /** Recent weeks, and as many before them at least. Default 4. */
    recentWeeks?: number;
    /** Interest fades at this share of the interactions before. Default 0.5. */
    fading?: number;
  };
}

export type Channel = "direct" | "search" | "social" | "email" | "ads" | "referral" | "internal" | "unknown";

export interface FunnelOptions {
  /** Shown on screen. */
  name?: string;
  /** 1 to 12 steps in order. Default: product, add, checkout, order. */
  steps?: FunnelStep[];
  /** Minutes from the first step (open funnels: from each step to the next). Default 1440. */
  windowMinutes?: number;
  /** May a chain begin at any step? Default `false`. */
  open?: boolean;
  /** Does an event of another step than the awaited one end a chain? Default `false`. */
  strict?: boolean;
  scope?: "session" | "visitor";
}
/** Every value given must fit. */
export interface FunnelStep {
  /** Name of Linger's event ("view", "add", …) or of a source's own event. */
  event: string;
  template?: string | null;
  path?: string | null;
  /** Name of the checkout step, slot or field. */
  value?: string | null;
}

/** A share with numerator, denominator and Wilson's 95 % interval. */
export interface Rate {
  part: number;
  whole: number;
  share: number | null;
  low: number | null;
  high: number | null;
}
/** Quartiles of type 7. */
export interface Spread {
  n: number;
  p25: number | null;
  median: number | null;
  p75: number | null;
}

export interface VisitReport {
  meta: {
    version: string;
    firstEvent: string | null;
    lastEvent: string | null;
    /** Events used, repeated ones left out. */
    events: number;
    /** Options with defaults filled in. */
    options: VisitOptions;
    files: { name: string; source: EventSource; fingerprint: string; bytes: number; records: number; events: number }[];
  };
  /** Verdicts by file. `used: true` where the record still counts. */
  quality: {
    code: string;
    message: string;
    used: boolean;
    count: number;
    file: string;
    record: number | null;
    line: number | null;
    sample: string;
  }[];
  traffic: Traffic;
  pages: Pages;
  /** In the order of the options. */
  funnels: Funnel[];
  paths: Paths;
  /** `null` where nobody searched. */
  search: Search | null;
  frustration: Frustration;
  /** `null` where no slot was recorded. */
  slots: Slot[] | null;
  /** All page views first, then by template and device; `null` where none was recorded. */
  vitals: Vitals[] | null;
  carts: Carts;
  visitors: Visitors;
  identity: {
    /** People that the visitors are. */
    people: number;
    /** Visitors linked to a customer: the match rate. */
    visitors: Rate;
    /** Visitors that are customers of the orders. */
    matched: Rate;
    /** Visitors that a customer id led there. */
    byCustomer: number;
    /** Visitors that a cart's note led there. */
    byCartNote: number;
    /** Visitors that an order id led there. */
    byOrder: number;
    /** Orders in the events whose visitor is linked to a customer. */
    orders: Rate;
    /** Orders in the events with an order id. */
    orderIds: Rate;
    /** Links refused because they contradict others. */
    conflicts: number;
  };
  /** Meaning, unit and source of each number, by its path. */
  definitions: Record<string, { text: string; unit: string; source: string }>;
}

/** What is said of any set of sessions. */
export interface VisitFigures {
  sessions: number;
  visitors: number;
  pageViews: number;
  bounce: Rate;
  meanDepth: number | null;
  depth: Spread;
  /** Visible time where recorded, else from first to last activity. */
  stay: Spread;
  addToCart: Rate;
  conversion: Rate;
  /** Sessions with fewer than two interactions, scrolling apart. */
  fewInteractions: Rate;
}
export interface VisitGroup extends VisitFigures {
  /** Empty where not known. */
  value: string;
}
export interface Traffic extends VisitFigures {
  /** Sessions by their page views: place 0 none, place 10 ten or more. */
  depths: number[];
  /** Visitors with an order. */
  buyers: Rate;
  /** Sessions with an add, of those that saw a product. */
  productAddToCart: Rate;
  /** Sessions with an order, of those that began a checkout or ordered. */
  completion: Rate;
  devices: VisitGroup[];
  channels: VisitGroup[];
  landings: VisitGroup[];
  countries: VisitGroup[];
  campaigns: VisitGroup[];
  frequency: {
    /** Visitors by number of sessions: 1, 2, …, 10 or more. */
    visitors: number[];
    perActiveWeek: number | null;
    /** Mondays as days since 1970. */
    week: number[];
    sessions: number[];
    active: number[];
  };
}

export interface Pages {
  templates: PageFigures[];
  paths: PageFigures[];
  /** Local dates, with page views and sessions begun on each. */
  day: string[];
  views: number[];
  sessions: number[];
  /** Pages that lose more people than the shop as a whole, surest first. */
  anomalies: { page: string; measure: "bounce" | "exit"; rate: Rate; expected: number; p: number; adjustedP: number }[];
}
export interface PageFigures {
  page: string;
  views: number;
  sessions: number;
  visible: Spread;
  /** Share of page views that got down to each twentieth of the document; empty where none was recorded. */
  reach: number[];
  exit: Rate;
  /** Of the sessions that began here. */
  bounce: Rate;
}

export interface Funnel {
  options: Required<FunnelOptions>;
  /** Sessions or visitors in all. */
  whole: number;
  steps: {
    reached: number;
    /** Of these, who did not come from the step before. */
    entered: number;
    conversion: Rate;
    /** Of those at the first step. */
    overall: Rate;
    /** From the step before. */
    time: Spread;
  }[];
  /** The step before which most are lost, counted from 0. */
  largestLoss: number | null;
}

export interface Paths {
  /** `(start)` and `(exit)` stand for outside. */
  transitions: { from: string; to: string; count: number }[];
  top: { pages: string[]; sessions: Rate; conversion: Rate }[];
  exits: { page: string; exit: Rate }[];
  /** For a Sankey diagram; `step` counts from 0. */
  links: { step: number; from: string; to: string; count: number }[];
}

export interface SearchFigures {
  /** Unique searches: one term of one session within an hour. */
  searches: number;
  /** Result pages seen. */
  views: number;
  zeroResults: Rate;
  clicked: Rate;
  /** From 1. */
  meanPosition: number | null;
  adds: number;
  added: Rate;
  ordered: Rate;
}
export interface Search {
  all: SearchFigures;
  /** Sessions with a search. */
  sessions: Rate;
  terms: (SearchFigures & { term: string; findings: ("noResult" | "noClick" | "noPurchase" | "lowRank")[] })[];
  /** Failing terms grouped by a word they share. */
  unmet: { word: string; terms: string[]; searches: number }[];
}

export interface Frustration {
  any: Rate;
  signals: {
    id: "rage" | "rageRecorded" | "dead" | "quickBack" | "scrolling" | "fieldError" | "scriptError";
    count: number;
    sessions: Rate;
    conversion: Rate;
    places: { template: string; target: string; count: number; sessions: number }[];
  }[];
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

export interface Vital {
  n: number;
  p75: number | null;
  rating: "good" | "fair" | "poor" | null;
}
export interface Vitals {
  /** Empty for all. */
  template: string;
  device: string;
  n: number;
  lcp: Vital;
  inp: Vital;
  cls: Vital;
  ttfb: Vital;
}

export interface Carts {
  added: Rate;
  bought: Rate;
  /** Groups where surely more is added and less bought than in the shop as a whole. */
  signals: { by: "country" | "device" | "channel" | "product"; value: string; added: Rate; bought: Rate }[];
  products: { product: string; viewed: number; added: Rate; removed: Rate; bought: Rate; abandoned: number }[];
  compared: { a: string; b: string; sessions: number; changes: number }[];
}

export interface Visitors {
  /** Of those who added and did not buy since. */
  cartWaiting: Rate;
  waiting: { visitor: string; added: number; days: number; products: string[] }[];
  /** `null` where no customer is known. */
  notSeen: Rate | null;
  browsed: Rate;
  browsers: { visitor: string; sessions: number; views: number; products: string[] }[];
  hasty: { channel: Channel; landing: string; visitors: Rate }[];
  potentialChurners: Rate;
  churners: {
    visitor: string;
    stay: number;
    depth: number;
    interactions: number;
    silentDays: number;
    returnProbability: number;
  }[];
  fading: Rate;
  /** `null` beyond the data. */
  returns: { days: number; share: number | null }[];
}

export interface SessionQuery {
  /** Default `start`. */
  sort?: "start" | "stay" | "depth" | "interactions";
  /** Default `true`. */
  descending?: boolean;
  /** Only sessions with, or without, an order. */
  ordered?: boolean | null;
  offset?: number;
  /** Default 50. */
  limit?: number;
}
/** Columns of one length. */
export interface SessionPage {
  total: number;
  /** Pass it to `replay`; holds until a file is added or another idle gap is asked for. */
  session: number[];
  visitor: string[];
  /** Empty where unknown. */
  customer: string[];
  start: number[];
  stay: number[];
  depth: number[];
  interactions: number[];
  adds: number[];
  orders: number[];
  channel: Channel[];
  device: string[];
  country: string[];
  landing: string[];
}

export interface Replay {
  session: number;
  start: number;
  /** From the first event to the last. */
  length: number;
  device: string;
  channel: Channel;
  views: {
    /** From the start of the session. */
    at: number;
    template: string;
    path: string;
    /** Px; 0 unknown. */
    width: number;
    viewportHeight: number | null;
    documentHeight: number | null;
    visible: number | null;
    /** 0..1 of the document's height. */
    reach: number | null;
  }[];
  steps: {
    at: number;
    event: string;
    /** Place among the views. */
    view: number | null;
    /** Product, term, slot, field, message or name. */
    about: string;
    anchor: string;
    /** Across and down the anchor's box, 0..1. */
    inside: [number, number] | null;
    /** Px from the left and top of the page, or of the viewport in the fixed layer. */
    pixel: [number, number] | null;
    fixed: boolean;
    /** Left, top, width and height of the anchor's box in page px: the wireframe. */
    frame: [number, number, number, number] | null;
    mark: "hesitation" | "error" | "frustration" | null;
  }[];
  /** Steps left out because there are more than 20,000. */
  omitted: number;
}

/** Which clicks count: those of a page and device, in sessions that pass the filter of the latest report. */
export interface HeatPage {
  /** Page template; `null` and none are all. */
  template?: string | null;
  /** "phone", "tablet" or "desktop"; `null` and none are all. */
  device?: string | null;
  /** Pointer positions instead of clicks. Default `false`. */
  moves?: boolean;
  /** The layer that does not scroll, instead of the page. Default `false`. */
  fixed?: boolean;
  /** Values of fewer sessions (reach: visitors) than this are merged with their neighbours, or withheld. Default 5; 1 shows all. */
  k?: number;
}
/** A page as it is now, on which clicks are placed again. */
export interface HeatmapQuery extends HeatPage {
  /** Of the page, of the viewport for the fixed layer, in px: 1 to 1,000,000. */
  width: number;
  height: number;
  /** Left, top, width and height in px by anchor; width 0 is a hidden anchor. Clicks on others fall back to their px, stretched to the width. */
  boxes?: Record<string, [left: number, top: number, width: number, height: number]>;
  /** Side of a cell in px, 1 to 1000. Default 4; larger where that would be more than 4,194,304 cells. */
  cell?: number;
  /** Standard deviation of the blur in px, 0 to 1000. Default 20. */
  sigma?: number;
}
export interface Heatmap {
  /** Cells in a row, and rows. */
  columns: number;
  rows: number;
  /** Clicks a cell after the blur, row by row from the top. */
  density: Float32Array;
  /** Clicks on the map or withheld. */
  n: number;
  /** Distinct sessions and visitors of those. */
  sessions: number;
  visitors: number;
  /** Clicks placed inside their anchor's box, and by their px on the page. */
  byAnchor: number;
  byFallback: number;
  /** Share of `n` that anchors placed. */
  anchorShare: number | null;
  /** Clicks left out because their anchor is hidden now. */
  hidden: number;
  /** Clicks left out because they lie outside the page as it is now. */
  outside: number;
  /** Clicks not shown because they came from fewer than `k` sessions. */
  withheld: number;
}
/** An anchor with at least `k` sessions. */
export interface HeatAnchor {
  /** Selector. */
  anchor: string;
  /** Clicks. */
  n: number;
  sessions: number;
  visitors: number;
  /** Clicks not in the cells because they came from fewer than `k` sessions. */
  withheld: number;
  /** Clicks in 16 × 16 cells of the anchor's box, row by row from the top. */
  cells: Float32Array;
}
export interface Scroll {
  reach: {
    /** Share of the visitors who got down to 0, 5, …, 100 % of the document's height, 21 values; empty below `k` visitors. */
    share: Float32Array;
    /** With a recorded reach; each counts once, by the deepest page view. */
    visitors: number;
    /** Of them, left out because fewer than `k` stopped where they did. */
    withheld: number;
    /** How far 75 %, 50 % and 25 % of the visitors get, as a share of the height. */
    marks: (number | null)[];
  };
  attention: {
    /** Mean visible seconds a session by 5 % of the height from the top, 20 values; bands in view at once each count the whole time. Empty below `k` sessions. */
    seconds: Float32Array;
    /** With recorded bands. */
    sessions: number;
    visitors: number;
    /** Seconds left out because they came from fewer than `k` sessions. */
    withheldSeconds: number;
  };
}
export interface Wireframe {
  /** Median width of the viewports and height of the documents, px; of two in the middle the lower. */
  width: number | null;
  height: number | null;
  /** Page views. */
  views: number;
  /** At most 300, the largest first. */
  boxes: {
    /** Selector. */
    anchor: string;
    /** Px on a page of the typical width: recorded boxes are stretched to it, then each edge is the median over all of them. */
    left: number;
    top: number;
    width: number;
    height: number;
    /** Recorded boxes, at most one a page view. */
    n: number;
  }[];
  /** Anchors left out because there are more. */
  omitted: number;
}
