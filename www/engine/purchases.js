/**
 * What the engine of orders tells of its latest report: purchases, and whom definitions flag.
 * @module
 */

import { ALL } from "./share.js";
import { localDay } from "./zone.js";

/** @typedef {import("./wasm.js").Engine} Engine */

const DAY = 86_400_000;

/**
 * Purchases as the latest report counts them.
 * @param {Engine} engine
 * @param {import("linger-analytics").Meta} meta
 */
export function bought(engine, { asOfDate, firstOrder, zone }) {
  return { ...engine.purchases(), asOf: Date.parse(asOfDate) / DAY, firstDay: localDay(Date.parse(firstOrder), zone) };
}

/**
 * Whom a definition flags in the latest report: 1 for each of these customers.
 * @param {Engine} engine
 * @param {string[]} keys
 */
export function flaggedBy(engine, keys) {
  const { columns, definitions } = engine.customers(ALL);
  const rows = new Map(columns.key.map((key, row) => [key, row * definitions.length]));
  return (/** @type {string} */ definition) => {
    const at = definitions.indexOf(definition);
    return Uint8Array.from(keys, (key) => columns.flagged[(rows.get(key) ?? NaN) + at] ?? 0);
  };
}
