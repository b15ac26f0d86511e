/**
 * An earlier run out of a file that a person chose: a report file (HTML) or a kept run (JSON). Files come from strangers, so
 * everything that the page shows of one is checked here.
 */
import { readRun, runOf } from "../compare/index.js";
import { checkReport } from "../report/check.js";
import { readReportFile } from "../report/read.js";

/** @import { Earlier, Linger, Report, SharedReport } from "./types.js" */
/** @import { Run } from "../compare/types.js" */

/** Bytes. */
const LARGEST = 256 * 2 ** 20;

/**
 * @param {File} file
 * @returns {Promise<Earlier>}
 * @throws {Error} with a `code`: `notARun`, or one of report files
 */
export async function earlierOf(file) {
  if (file.size > LARGEST) throw Object.assign(new Error("The file is larger than Linger reads."), { code: "reportTooLarge" });
  const text = await file.text();
  const before = /^\s*</.test(text) ? await ofReportFile(text) : checked(readRun(text));
  if (Number.isNaN(Date.parse(String(before.report.meta.asOfDate)))) throw notARun();
  return { name: file.name, before };
}

/** A report for the seller's own use names its people: they are compared one by one. @param {string} html */
async function ofReportFile(html) {
  const { shared } = readReportFile(html);
  const rows = shared.people;
  if (!rows) return shared;
  const people = /** @type {Linger} */ (/** @type {unknown} */ ({ customers: async () => ({ total: rows.length, rows }) }));
  return runOf(people, /** @type {Report} */ (/** @type {unknown} */ (shared.report)));
}

/**
 * The run that a workspace holds.
 * @param {string} name of the workspace
 * @param {unknown} run
 * @returns {Earlier | null} `null` where it holds none that can be read
 */
export function earlierIn(name, run) {
  try {
    return { name, before: checked(readRun(JSON.stringify(run))) };
  } catch {
    return null;
  }
}

/** @param {Run | SharedReport} before */
function checked(before) {
  checkReport(before.linger === "run" ? before.report : before);
  if (before.linger === "run" && before.people && !fits(before.people)) throw notARun();
  return before;
}

const notARun = () => Object.assign(new Error("The file holds no earlier run."), { code: "notARun" });

/** @param {NonNullable<Run["people"]>} people */
function fits({ salt, key, segment, segments, stage, stages, flagged, orders, monetary }) {
  const texts = [salt, ...key, ...segments, ...stages].every((text) => typeof text === "string");
  const places = segment.every((place) => segments[place] !== undefined) && stage.every((place) => stages[place] !== undefined);
  const amounts = monetary.every((amount) => typeof amount === "number" || Object.values(amount ?? { none: null }).every((part) => typeof part === "number"));
  return texts && places && amounts && [...flagged, ...orders].every((count) => Number.isInteger(count));
}
