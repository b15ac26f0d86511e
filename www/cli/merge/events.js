/**
 * Lines of files in, events with their place in the pack out: by time, then by text, so that the order of the files
 * does not show.
 * @module
 */

import { Refused } from "../errors.js";
import { linesOf } from "./lines.js";

/** Digits of the largest time that JSON can hold exactly. */
const TIME_DIGITS = 16;
/** Where the event's own text begins in a placed one. */
export const TEXT_FROM = TIME_DIGITS + 1;

/** @typedef {{ file: string, count: number, line: number }} LeftOut lines of a file that are no events, with the first */

/**
 * @param {import("../input.js").Input[]} files
 * @param {LeftOut[]} leftOut is added to
 * @returns {AsyncGenerator<string[]>}
 */
export async function* placedEvents(files, leftOut) {
  for (const { name, read } of files) {
    let [line, events] = [0, 0];
    /** @type {LeftOut} */
    const strange = { file: name, count: 0, line: 0 };
    for await (const lines of linesOf(read())) {
      const placed = [];
      for (const raw of lines) {
        line += 1;
        const text = raw.trim();
        if (text === "") continue;
        const time = timeOf(text);
        if (time !== null) placed.push(`${String(time).padStart(TIME_DIGITS, "0")} ${text}`);
        else if (strange.count++ === 0) strange.line = line;
      }
      events += placed.length;
      yield placed;
    }
    if (events === 0) throw new Refused("merge.noEvents", { file: name, line: Math.max(1, strange.line) });
    if (strange.count > 0) leftOut.push(strange);
  }
}

/** Whether two placed events are one that was sent twice: the core, too, can tell that of numbered ones only. @param {string} a @param {string} b */
export const isRepeat = (a, b) => a === b && typeof JSON.parse(a.slice(TEXT_FROM)).n === "number";

/** The time of an event of Linger, `null` where a line holds none. @param {string} text */
function timeOf(text) {
  try {
    const { v, e, t } = JSON.parse(text);
    return v === 1 && typeof e === "string" && Number.isSafeInteger(t) && t >= 0 ? /** @type {number} */ (t) : null;
  } catch {
    return null;
  }
}
