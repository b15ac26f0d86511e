/**
 * `linger summary`: exports in; on a terminal the numbers that matter.
 * @module
 */

import { loaded, REPORTING, reportOptions, visitOptions } from "../load.js";
import { print } from "../output.js";
import { ordersText } from "../summary/orders.js";
import { visitsText } from "../summary/visits.js";

/** @type {import("../main.js").Command} */
export const summary = {
  options: { ...REPORTING },
  async run(call) {
    const { linger, hasOrders, hasEvents } = await loaded(call, call.files);
    const options = await reportOptions(call.values);
    const report = hasOrders ? await linger.report(options) : null;
    const visits = hasEvents ? await linger.visits(visitOptions(call.values)) : null;
    const parts = [report && ordersText(report, call.words), visits && visitsText(visits, call.words)];
    await print(`${parts.filter(Boolean).join("\n\n")}\n`);
    linger.close();
  },
};
