/**
 * The offsets of a time zone as a small table, from the host's own `Intl`: the engine ships no zone database.
 * @module
 */

import { lingerError } from "./errors.js";

/**
 * @typedef {object} ZoneTable
 * @property {Float64Array} transitions UTC ms at which the offset changes, ascending
 * @property {Int32Array} offsets seconds east of UTC, one more than transitions: `offsets[0]` holds before the first
 */

const DAY = 86_400_000;
/** No zone has ever changed twice and back within so few days in a way that order data would show. */
const STEP = 14 * DAY;

/**
 * The table of `zone` over `[from, to]`.
 * @param {string} zone IANA name
 * @param {number} from UTC ms
 * @param {number} to UTC ms
 * @returns {ZoneTable}
 */
export function zoneTable(zone, from, to) {
  const offset = offsetIn(zone);
  const transitions = [];
  const offsets = [offset(from)];
  for (let start = from; start < to; start += STEP) {
    const end = Math.min(start + STEP, to);
    if (offset(start) === offset(end)) continue;
    const transition = firstChange(offset, start, end);
    transitions.push(transition);
    offsets.push(offset(transition));
  }
  return { transitions: Float64Array.from(transitions), offsets: Int32Array.from(offsets) };
}

/**
 * The local day of an instant, in days since 1970-01-01.
 * @param {number} ms UTC
 * @param {string} zone IANA name
 */
export function localDay(ms, zone) {
  return Math.floor((ms + (zone === "UTC" ? 0 : offsetIn(zone)(ms) * 1000)) / DAY);
}

/**
 * The first instant of a local day.
 * @param {string} day as 2025-05-01
 * @param {string} zone IANA name
 */
export function dayStart(day, zone) {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (zone === "UTC") return midnight;
  const offset = offsetIn(zone);
  const [first, last] = [midnight - DAY, midnight + DAY].map((ms) => midnight - offset(ms) * 1000).sort((a, b) => a - b);
  return localDay(first, zone) * DAY < midnight ? last : first;
}

/**
 * The first second of the new offset, by bisection.
 * @param {(ms: number) => number} offset
 * @param {number} low UTC ms, the old offset
 * @param {number} high UTC ms, the new offset
 */
function firstChange(offset, low, high) {
  const old = offset(low);
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (middle <= low) break;
    if (offset(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Seconds east of UTC in `zone`, by instant.
 * @param {string} zone
 * @returns {(ms: number) => number}
 */
function offsetIn(zone) {
  const format = clockOf(zone);
  return (ms) => {
    const second = Math.floor(ms / 1000) * 1000;
    /** @type {Record<string, number>} */
    const part = {};
    for (const { type, value } of format.formatToParts(second)) part[type] = Number(value);
    const local = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    return (local - second) / 1000;
  };
}

/** @param {string} zone */
function clockOf(zone) {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    throw lingerError("unknownZone", `"${zone}" is not a time zone. Use an IANA name such as "Europe/Berlin" or "Asia/Shanghai".`);
  }
}
