/**
 * What an earlier page wrote while it went away: its lines in, whole events to the sinks out.
 * @module
 */

/** @import { Recorder } from "../types.js" */

/** @param {Recorder} recorder */
export function absorbTail({ read, write, state, sinks }) {
  const tail = read("tail");
  if (!tail || !state.on) return;
  write("tail", null);
  const events = tail.split("\n").flatMap(parsed);
  if (events.length) for (const sink of sinks) sink(events);
}

/** @param {string} line */
function parsed(line) {
  try {
    return [JSON.parse(line)];
  } catch {
    // The first line may be cut by the limit of the tail.
    return [];
  }
}
