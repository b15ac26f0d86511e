/**
 * Tables of time zones for engines, each made once for the longest span that was asked for.
 * @module
 */

import { zoneTable } from "./zone.js";

const YEAR = 366 * 86_400_000;
/** As-of may be far off by mistake: the table then stops here. */
const CENTURY = 100 * YEAR;

export class Zones {
  /** @type {Map<string, import("./zone.js").ZoneTable & { from: number, to: number }>} */ #tables = new Map();

  /**
   * Gives the engine the zone's offsets over the data and as-of, and a year on both sides.
   * @param {import("./wasm.js").Engine | import("./wasm.js").Visits | import("./wasm.js").Sources} engine
   * @param {string} zone
   * @param {string} [asOf]
   */
  set(engine, zone, asOf) {
    const [first = 0, last = first] = engine.span();
    const until = clamp(Date.parse(asOf ?? "") || last, first - CENTURY, last + CENTURY);
    const [from, to] = [Math.min(first, until) - YEAR, Math.max(last, until) + YEAR];
    let table = this.#tables.get(zone);
    if (!table || from < table.from || to > table.to) {
      table = { ...zoneTable(zone, from - YEAR, to + YEAR), from: from - YEAR, to: to + YEAR };
      this.#tables.set(zone, table);
    }
    engine.setZone(zone, table.transitions, table.offsets);
  }
}

/**
 * @param {number} value
 * @param {number} least
 * @param {number} most
 */
function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most);
}
