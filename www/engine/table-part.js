/**
 * One part of a file that may be a container: what it is called, what is told of it, and why it is no table.
 * @module
 */

import { streamOf } from "./containers/source.js";
import { isTrap, lingerError, pack } from "./errors.js";

/**
 * @param {import("linger-analytics").FileSummary | import("linger-analytics").EventFileSummary | import("linger-analytics").TableFileSummary} summary
 * @param {import("linger-analytics").Notice[]} notices what unpacking found
 */
export const withNotices = (summary, notices) => ("notices" in summary && notices.length > 0 ? { ...summary, notices: [...summary.notices, ...notices] } : summary);

/** Why a file in a container is no table. */
const SKIPPED = {
  hidden: { code: "hiddenSheet", message: "This sheet is hidden in the workbook, so it was left out. Show it in the workbook and add the file again if it holds orders." },
  picture: { code: "notText", message: "This is a picture or film, not a table." },
  document: { code: "notText", message: "This is a document, not a table. Export it as CSV or as a workbook." },
  system: { code: "systemFile", message: "This file was put there by the system that made the archive; it holds nothing of yours." },
};

/**
 * @param {import("./containers.js").Part | import("./containers.js").Skipped | import("./containers.js").Broken} part
 * @returns {asserts part is import("./containers.js").Part}
 */
export function throwIfNone(part) {
  if ("skipped" in part) throw lingerError(SKIPPED[part.skipped].code, SKIPPED[part.skipped].message);
  if ("error" in part) throw part.error;
}

/** @param {import("./containers.js").Part | import("./containers.js").Skipped | import("./containers.js").Broken} part */
export async function tableOf(part) {
  const { name } = part;
  try {
    throwIfNone(part);
    return { name, input: await new Response(streamOf(part.open())).blob() };
  } catch (error) {
    if (isTrap(error)) throw error;
    return { name, error: pack(ofFile(error, name)) };
  }
}

/** @param {string} first @param {string} second */
export const severalTables = (first, second) =>
  lingerError("severalTables", `The file holds several tables, among them "${first}" and "${second}". Add them with addAll, which reads each of them.`);

export const noTable = () => lingerError("noTable", "Nothing in the file is a table that Linger could read. Pack CSV files or a workbook into it.");

/**
 * An error with a code names its file.
 * @param {unknown} error
 * @param {string} file
 */
export function ofFile(error, file) {
  const hasCode = error instanceof Error && "code" in error && typeof error.code === "string";
  return hasCode ? Object.assign(error, { file }) : error;
}

/** @param {import("linger-analytics").Input} input */
export function nameOf(input) {
  return typeof File !== "undefined" && input instanceof File ? input.name : "data";
}
