/** Types of the report: what its sections are made from. */
import type { Money, Report, SharedReport, VisitReport } from "linger-analytics";
import type { Format } from "./format.js";
import type { Texts } from "./texts.js";

export type { Money, Report, SharedReport, VisitReport };
export type Language = "en" | "zh-CN";

/** A value as a shared report tells it: a number may be hidden, and so may each number of a record or a list. */
export type Told<T> = T extends number ? number | null : T extends (infer E)[] ? Told<E>[] : T extends object ? { [K in keyof T]: Told<T[K]> } : T;

/** What every section is given. */
export interface View {
  t: Texts;
  /** Days of the first and the last order, in words. */
  span: { from: string; to: string };
  /** A sentence with its places unfilled. */
  raw: (key: string) => string;
  f: Format;
  language: Language;
  report: Told<Report>;
  visits: Told<VisitReport> | null;
  /** Least customers in a group; `null` where nothing is hidden. */
  k: number | null;
  /** Whether a section is left out because fewer than `k` customers stand behind it. */
  isTooFew: (section: string) => boolean;
  /** Cells of a table of the report that are not told. */
  hiddenIn: (table: string) => number;
  people: SharedReport["people"];
  /** Rows can be chosen: their first cell is a button. */
  canSelect: boolean;
  /** Rows can be sorted: cells carry their numbers. */
  canSort: boolean;
}
