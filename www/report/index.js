/** What the report's entry exports. */
import script from "linger-report:script";
import { documentOf } from "./document.js";
import { PART_STYLE, packed } from "./style.js";

/** @import { SharedReport } from "./types.js" */

export { fragment } from "./fragment.js";
export { readReportFile } from "./read.js";

/**
 * A report without any script.
 * @param {SharedReport} shared
 * @param {{ lang?: string, title?: string }} [look]
 */
export const snapshot = (shared, { lang, title } = {}) => documentOf(shared, { kind: "snapshot", lang, title });

/**
 * The same with one script inside, which reaches nothing outside.
 * @param {SharedReport} shared
 * @param {{ lang?: string, title?: string }} [look]
 */
export const interactive = (shared, { lang, title } = {}) => documentOf(shared, { kind: "interactive", lang, title, script });

/** The style sheet of `fragment`. */
export const fragmentStyle = packed(PART_STYLE);
