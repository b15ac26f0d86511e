/**
 * `linger summary`: exports in; on a terminal the numbers that matter, as JSON a run, and against an earlier run what
 * changed.
 * @module
 */

import { readFile } from "node:fs/promises";
import { changes, readRun, runOf } from "../../compare/index.js";
import { readReportFile } from "../../report/index.js";
import { Refused, WrongUse } from "../errors.js";
import { loaded, REPORTING, reportOptions, visitOptions } from "../load.js";
import { print, save } from "../output.js";
import { changesText } from "../summary/changes.js";
import { ordersText } from "../summary/orders.js";
import { visitsText } from "../summary/visits.js";

/** @type {import("../main.js").Command} */
export const summary = {
  options: { ...REPORTING, models: { type: "boolean" }, json: { type: "boolean" }, since: { type: "string" }, save: { type: "string" } },
  async run(call) {
    const { values, words } = call;
    if (values.save === "-") throw new WrongUse("use.save");
    const before = values.since && (await earlierRun(values.since, values.save, words));
    const { linger, hasOrders, hasEvents } = await loaded(call, call.files);
    const options = { ...(await reportOptions(values)), ...(values.models && { models: true }) };
    if (!hasOrders && (values.json || values.since || values.save)) throw new Refused("summary.noOrders");
    const report = hasOrders ? await linger.report(options) : null;
    const run = report && (values.json || values.save) ? await runOf(linger, report) : null;
    const changed = before ? await changes(before, linger, { asOf: options.asOf, restore: options }) : null;
    if (values.json) await print(`${JSON.stringify(changed ? { linger: "changes", schema: 1, ...changed } : run)}\n`);
    else if (changed && report) await print(`${changesText(changed, report, words)}\n`);
    else {
      const visits = hasEvents ? await linger.visits(visitOptions(values)) : null;
      const parts = [report && ordersText(report, words), visits && visitsText(visits, words)];
      await print(`${parts.filter(Boolean).join("\n\n")}\n`);
    }
    linger.close();
    if (values.save) await save(values.save, `${JSON.stringify(run)}\n`);
  },
};

/**
 * What an earlier night saved; nothing in the first night, when the file is about to be written.
 * @param {string} path
 * @param {string | undefined} next where this run goes
 * @param {import("../language.js").Words} words
 */
async function earlierRun(path, next, words) {
  const text = await readFile(path, "utf8").catch((error) => {
    if (error.code !== "ENOENT" || path !== next) throw error;
    process.stderr.write(`${words("summary.firstRun", { path })}\n`);
  });
  if (text === undefined) return null;
  try {
    return /^\s*<!doctype html/i.test(text) ? readReportFile(text).shared : readRun(text);
  } catch {
    throw new Refused("summary.noRun", { path });
  }
}
