/**
 * The local sink: this browser's own events, at most `data-local` of them, at most `data-keep` days old.
 * @module
 */

import { add, dropUpTo, oldest } from "./database.js";
import { linesOf } from "./lines.js";

/** @import { LingerEvent, Recorder } from "../types.js" */

const DAY = 864e5;

/** Handed to the database in this page, which may go away before it is written: then kept in the tail as well. @type {Set<LingerEvent[]>} */
const unconfirmed = new Set();

/** @param {Recorder} recorder */
export function keepLocally({ config, sinks, idle, leaving, read, state, write }) {
  sinks.push((events) => {
    unconfirmed.add(events);
    add("kept", events, Number(config.local) || 5000).then(() => unconfirmed.delete(events));
  });
  leaving.push(() => {
    const events = [...unconfirmed].flat();
    unconfirmed.clear();
    if (state.on && events.length) write("tail", (read("tail") ?? "") + linesOf(events));
  });
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
