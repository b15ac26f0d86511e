/** What the report's entry exports. */
import { documentOf } from "./document.js";
import { SECTIONS } from "./sections/index.js";
import { PART_STYLE, packed } from "./style.js";
import { viewOf } from "./view.js";

export { readReportFile } from "./read.js";

/** @import { Report, SharedReport } from "./types.js" */

/**
 * A report without any script.
 * @param {SharedReport} shared
 * @param {{ lang?: string, title?: string }} [look]
 */
export const snapshot = (shared, { lang, title } = {}) => documentOf(shared, { kind: "snapshot", lang, title });

/**
 * Sections of a report as HTML, to stand in an element of class `linger` beside the style sheet `fragmentStyle`.
 * @param {SharedReport | Report} source
 * @param {{ lang?: string, sections?: string[], canSelect?: boolean }} [look]
 */
export function fragment(source, { lang, sections = Object.keys(SECTIONS), canSelect } = {}) {
  const view = viewOf(source, { lang, canSelect });
  return sections.map((id) => String(SECTIONS[id]?.(view) ?? "")).join("");
}

export const fragmentStyle = packed(PART_STYLE);
