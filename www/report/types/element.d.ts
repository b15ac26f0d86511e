/**
 * `<linger-report>`: the script that defines it exports nothing; these are the element's own types.
 *
 * It is styled from outside by custom properties, each with a default for light and for dark pages: `--linger-font`;
 * grounds `--linger-ground`, `-surface`, `-surface-2`; text `--linger-ink`, `-ink-soft`; lines `--linger-line`,
 * `-line-strong`; `--linger-accent`, `-accent-soft`, `-overdue`, `-overdue-soft`, `-warning`, `-warning-soft`, `-focus`;
 * charts `--linger-series-1` to `-series-3`, `-heat-low`, `-heat-middle`, `-heat-high`, `-heat-ink-low`, `-heat-ink-high`,
 * `-tone-good`, `-tone-fine`, `-tone-watch`, `-tone-urgent`, `-tone-gone`. Light or dark follows the page's
 * `color-scheme`. Parts for `::part()`: `report`, `section`, `heading`, `finding`, `figure`, `chart`, `table`, `row`.
 */
import type { AddOptions, Input, OpenOptions, Report, ReportOptions, SharedReport } from "linger-analytics";
import type { SectionId } from "./report.js";

export interface LingerReportElement extends HTMLElement {
  /** Address of an orders export or of the JSON of `report()` or `share()`. Attribute `src`. */
  src: string;
  /** Sections to show, separated by commas or spaces; all by default. Attribute `sections`. */
  sections: string;
  /** Least customers in a group (2 or more): smaller groups are hidden. Attribute `k`; without it nothing is hidden. */
  k: number | null;
  /** An orders export in place of `src`. */
  file: Input | null;
  /** A ready report in place of `src`: the engine is not started. */
  report: Report | SharedReport | null;
  /** Passed on to `open`, `add` and `report`. */
  options: { open?: OpenOptions; add?: AddOptions; report?: ReportOptions };
  addEventListener<E extends keyof LingerReportEvents>(type: E, listener: (this: LingerReportElement, event: LingerReportEvents[E]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

export interface LingerReportEvents {
  /** The report is on the page. */
  ready: CustomEvent<{ sections: SectionId[]; receipt: string }>;
  /** There is no report; the message is on the page too. */
  error: CustomEvent<{ code: string; message: string }>;
  /** A row was chosen: `row` is its id, for instance `champions` or `2024-03`. */
  select: CustomEvent<{ section: SectionId; row: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "linger-report": LingerReportElement;
  }
}
