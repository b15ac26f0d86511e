/** What the report's entry exports. */
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

/** The style sheet of `fragment`. */
export const fragmentStyle = packed(PART_STYLE);
