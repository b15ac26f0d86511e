/** Sections of a report as HTML, without a document around them. */
import { SECTIONS } from "./sections/index.js";
import { viewOf } from "./view.js";

/** @import { Report, SharedReport } from "./types.js" */

/**
 * To stand in an element of class `linger` beside the style sheet `fragmentStyle`.
 * @param {SharedReport | Report} source
 * @param {{ lang?: string, sections?: readonly string[], canSelect?: boolean }} [look]
 */
export function fragment(source, { lang, sections = Object.keys(SECTIONS), canSelect } = {}) {
  const view = viewOf(source, { lang, canSelect });
  return sections.map((id) => String(SECTIONS[id]?.(view) ?? "")).join("");
}
