/** Shapes shared by the overlay's modules. */

/** What is kept of the events: columns of page views, their clicks, and the sessions they belong to. */
export interface Events {
  /** Texts by number: 0 is empty. */
  texts: string[];
  views: ViewColumns;
  clicks: ClickColumns;
  sessions: SessionColumns;
  /** Events used. */
  n: number;
  /** Lines that are no event. */
  unread: number;
  /** Events beyond the limit were left out. */
  isCut: boolean;
  /** Clicks whose anchor was one too many: placed by their pixels. */
  nameless: number;
}

/** One row a page view. */
export interface ViewColumns {
  session: number[];
  template: number[];
  path: number[];
  /** 0 unknown, 1 phone, 2 tablet, 3 desktop. */
  device: number[];
  /** Viewport then, px; 0 unknown. */
  width: number[];
  height: number[];
  /** Deepest reach, 0..1; -1 unknown. */
  reach: number[];
  /** Visible ms by band of 5 % of the document's height. */
  bands: (number[] | undefined)[];
}

/** One row a click. */
export interface ClickColumns {
  view: number[];
  /** Number of its anchor's text; 0 for none. */
  anchor: number[];
  /** Place in the anchor's box, 0..32767. */
  x: number[];
  y: number[];
  /** Page px; viewport px on the fixed layer; -1 unknown. */
  px: number[];
  py: number[];
  isFixed: boolean[];
}

/** One row a session. */
export interface SessionColumns {
  visitor: number[];
  /** ms since 1970 of its first page view. */
  start: number[];
  /** Source class of that view, or "". */
  source: string[];
  /** A customer was logged in. */
  isKnown: boolean[];
  /** The visitor's first in these events. */
  isFirst: boolean[];
}

/** What the seller looks at. */
export interface Choice {
  metric: "clicks" | "scroll" | "attention";
  device: "all" | "phone" | "tablet" | "desktop";
  segment: string;
  scope: "template" | "path";
  /** Least number of sessions of a value that is shown. */
  k: number;
}

/** Square cells over an area. */
export interface Grid {
  columns: number;
  rows: number;
  /** px */
  cell: number;
}

/** What sessions left in cells: parallel columns, grouped by session. */
export interface Marks {
  column: Uint16Array;
  row: Uint16Array;
  session: Uint32Array;
  /** How much each counts; 1 without it. */
  weight?: Float64Array;
}

/** A density to be drawn. */
export interface Layer {
  grid: Grid;
  density: Float32Array;
}

/** Where an anchor is on the page as it is now, in viewport px. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
  isHidden: boolean;
  /** It is in view, and fixed or sticky or within something that is. */
  stays: boolean;
}

/** How clicks came to their places. */
export interface Tally {
  anchor: number;
  fallback: number;
  hidden: number;
  outside: number;
  withheld: number;
  sessions: number;
  visitors: number;
}

/** `detail` of the event `linger:heatmap`, told on the document after each new map. */
export interface HeatmapDetail {
  metric: Choice["metric"];
  source: "browser" | "file";
  device: Choice["device"];
  segment: string;
  template: string;
  path: string;
  k: number;
  clicks?: Tally & { placed: { anchor: string; clicks: number; box: [left: number, top: number, width: number, height: number]; layer: "page" | "fixed" }[] };
  scroll?: Reach;
  attention?: Attention;
}

/** Share of visitors by twentieths of the document's height, from 0 to 20; empty when too few. */
export interface Reach {
  share: number[];
  visitors: number;
  withheld: number;
  /** Where three quarters, half and a quarter of the visitors turn back, 0..1 of the height. */
  marks: (number | undefined)[];
  /** Median height of the viewport, px; 0 unknown. */
  fold: number;
}

/** Mean visible seconds a session by band of 5 % of the document's height; empty when too few. */
export interface Attention {
  seconds: number[];
  sessions: number;
  visitors: number;
  withheldSeconds: number;
}
