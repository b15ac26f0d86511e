/**
 * Two runs compared. The files of today are reported twice under the earlier run's options: once up to the earlier as-of,
 * which shows what was restated, and once up to today's, which shows what happened since.
 * @module
 */

import { flags } from "./flags.js";
import { movers, restated, transitions } from "./movers.js";
import { matched } from "./people.js";
import { allCustomers } from "./run.js";
import { restatedPeriods, segmentCounts, side, stageCounts, totals } from "./totals.js";

export { readRun, runOf } from "./run.js";

/** @import { Linger, SharedReport } from "linger-analytics" */
/** @import { Changes, CompareOptions, Run, RunPeople } from "./types.js" */

const LIMIT = 100;

/**
 * @param {Run | SharedReport} before
 * @param {Linger} linger
 * @param {CompareOptions} [settings]
 * @returns {Promise<Changes>}
 */
export async function changes(before, linger, { asOf, limit = LIMIT, restore } = {}) {
  const earlier = /** @type {any} */ (before.report);
  const { models, ...options } = earlier.meta.options;
  try {
    const then = await linger.report({ ...options, asOf: lastDay(earlier.meta.asOf) });
    const told = before.linger === "run" ? before.people : null;
    const rowsThen = told && (await allCustomers(linger, then));
    const now = await linger.report({ ...options, asOf });
    const rowsNow = told && (await allCustomers(linger, now));
    const reports = { before: earlier, then, now };
    return {
      before: side(earlier),
      then: side(then),
      now: side(now),
      options: now.meta.options,
      totals: totals(reports),
      periods: restatedPeriods(reports),
      segments: segmentCounts(reports),
      stages: stageCounts(reports),
      ...peopleChanges(told, rowsThen ?? [], rowsNow ?? [], reports, limit),
      notices: notices(told, reports),
    };
  } finally {
    if (restore) await linger.report(restore);
  }
}

/**
 * @param {RunPeople | null} told
 * @param {import("linger-analytics").CustomerRow[]} rowsThen
 * @param {import("linger-analytics").CustomerRow[]} rowsNow
 * @param {import("./totals.js").Reports} reports
 * @param {number} limit
 * @returns {Pick<Changes, "restated" | "transitions" | "movers" | "flags">}
 */
function peopleChanges(told, rowsThen, rowsNow, { then, now }, limit) {
  if (!told) return { restated: null, transitions: null, movers: null, flags: null };
  const { people, gone } = matched(told, rowsThen, rowsNow);
  const segments = (now.rfm?.segments ?? []).map(({ id }) => id);
  const stages = (now.lifecycle?.stages ?? []).map(({ id }) => id);
  return {
    restated: restated(people, limit),
    transitions: { segments: transitions(people, gone, "segment", segments), stages: transitions(people, gone, "stage", stages) },
    movers: movers(people, gone, now.meta.options, limit),
    flags: flags(people, { then, now }, limit),
  };
}

/** Reports for others may tell their as-of as a month alone. @param {unknown} asOf @returns {asOf is string} */
const isMonth = (asOf) => typeof asOf === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(asOf);

/** The last day of a month; any other as-of as it is. @param {string} asOf */
function lastDay(asOf) {
  return isMonth(asOf) ? new Date(Date.UTC(Number(asOf.slice(0, 4)), Number(asOf.slice(5)), 0)).toISOString().slice(0, 10) : asOf;
}

/**
 * @param {RunPeople | null} told
 * @param {import("./totals.js").Reports} reports
 */
function notices(told, { before, now }) {
  return [
    ...(told ? [] : ["aggregatesOnly"]),
    ...(isMonth(before.meta.asOf) ? ["asOfMonth"] : []),
    ...(before.meta.version === now.meta.version ? [] : ["otherVersion"]),
    ...(now.meta.asOf < before.meta.asOf ? ["earlierThanBefore"] : []),
  ];
}
