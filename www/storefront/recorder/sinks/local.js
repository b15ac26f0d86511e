/**
 * The local sink: this browser's own events, at most `data-local` of them, at most `data-keep` days old.
 * @module
 */

import { add, dropUpTo, oldest } from "./database.js";

/** @import { Recorder } from "../types.js" */

const DAY = 864e5;

/** @param {Recorder} recorder */
export function keepLocally({ config, sinks, idle }) {
  sinks.push((events) => add("kept", events, Number(config.local) || 5000));
  idle(() => dropOld(Number(config.keep ?? 30) * DAY));
}

/** @param {number} age in ms */
async function dropOld(age) {
  const { keys, events } = await oldest("kept");
  const firstFresh = events.findIndex(({ t }) => t > Date.now() - age);
  const stale = firstFresh < 0 ? events.length : firstFresh;
  if (stale) dropUpTo("kept", keys[stale - 1]);
}

/** Everything that this browser keeps of its visitor; with both sinks an event is in both stores. */
export async function exportEvents() {
  const events = [...(await oldest("kept")).events, ...(await oldest("outbox")).events];
  return [...new Map(events.map((event) => [event.pid + event.n, event])).values()];
}
