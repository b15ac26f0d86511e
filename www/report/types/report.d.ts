/** Reports as HTML: whole files, and parts of a page. Runs in browsers, workers and Node; needs no DOM. */
import type { Report, ReportOptions, SharedReport, VisitOptions } from "linger-analytics";

/** `en` or `zh-CN`; any kind of Chinese is the latter, everything else the former. */
export type ReportLanguage = string;

/** The sections of a report, in their order. `value`, `history`, `forecast` and `products` are empty unless `report()` was asked for `value`, `history`, `models`, `due`, `season`, `goods`. */
export type SectionId = "summary" | "churn" | "rfm" | "repurchase" | "cohorts" | "rhythm" | "lifecycle" | "value" | "history" | "forecast" | "products" | "visits" | "quality";

export interface ReportFileLook {
  /** Default `en`. */
  lang?: ReportLanguage;
  /** Heading and title of the document. Default: "Customer report" in the language. */
  title?: string;
}

/** Stands in the head of a report file as JSON, in `<meta name="linger-receipt">`. */
export interface ReportReceipt {
  version: string;
  /** The receipt of the report: files, options and version. */
  receipt: string;
  kind: "snapshot" | "interactive";
  lang: string;
  /** Least customers in a group. */
  k: number;
  withPeople: boolean;
  options: Required<ReportOptions>;
  visitOptions: VisitOptions | null;
  files: { name: string; fingerprint: string; bytes: number }[];
  /** SHA-256, 64 hex digits, of the canonical JSON (RFC 8785) of the shared report. */
  content: string;
}

/**
 * A whole HTML document without any script. The same report gives the same bytes on every host.
 * @throws an error with `code` `notProtected` for what `report()` returns: give what `share()` returns
 */
export declare function snapshot(shared: SharedReport, look?: ReportFileLook): string;

/** The same document with one script inside, which its policy names by hash: sort tables, slice groups, slide the days of silence. */
export declare function interactive(shared: SharedReport, look?: ReportFileLook): string;

/** Sections as HTML; every name and value in them is escaped. They look right beside the style sheet `fragmentStyle` inside an element of class `linger`. */
export declare function fragment(source: SharedReport | Report, look?: { lang?: ReportLanguage; sections?: readonly SectionId[]; canSelect?: boolean }): string;

/** The style sheet of `fragment`. */
export declare const fragmentStyle: string;

/**
 * What a report file says. Nothing of the file is run.
 * @throws an error with `code` `notReport`, `damagedReport`, `newerReport` or `reportTooLarge`
 */
export declare function readReportFile(file: string | Uint8Array): { receipt: ReportReceipt; shared: SharedReport };
