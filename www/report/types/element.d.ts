/** `<linger-report>`: the script that defines it exports nothing; these are the element's own types. */
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
