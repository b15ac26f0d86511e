/**
 * Events and thresholds in, flags out, through the compiled core's lines of text.
 * @module
 */

import { lines } from "./own-events.js";

/** @import { LingerEvent } from "../recorder/types.js" */
/** @import { Flag, LiveFlags } from "./types.js" */

/** Evidence that is text; all else is a number. */
const TEXTS = ["anchor", "term", "product"];

/**
 * @param {LiveFlags} liveFlags
 * @param {LingerEvent[]} events
 * @param {Record<string, number>} options
 * @returns {Flag[]}
 */
export function evaluate(liveFlags, events, options) {
  const settings = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  const found = liveFlags(lines(events), settings.join("\n"));
  return found ? found.split("\n").map(flag) : [];
}

/** @param {string} line */
function flag(line) {
  const [id, action, ...fields] = line.split("\t");
  /** @type {Flag["evidence"]} */
  const evidence = {};
  for (let at = 0; at < fields.length; at += 2) {
    const [name, value] = [fields[at], fields[at + 1]];
    evidence[name] = TEXTS.includes(name) ? value : Number(value);
  }
  return /** @type {Flag} */ ({ id, action, evidence });
}
