/** The columns of a file as a person sets them in the mapping form ↔ the engine's `Mapping`. */

/** @import { Mapping, MappedField, MappingFound } from "./types.js" */

/** Fields that the form offers, the needed ones first. */
export const FIELDS = /** @type {MappedField[]} */ ([
  "customer", "time", "amount", "quantity", "unitPrice", "order",
  "product", "status", "currency", "country", "channel", "discount", "refund",
]);

/**
 * The column each field is read from, as an index.
 * @param {MappingFound} found
 * @returns {Partial<Record<MappedField, number>>}
 */
export function chosenColumns({ fields, headers }) {
  /** @type {Partial<Record<MappedField, number>>} */
  const chosen = {};
  for (const field of FIELDS) {
    const name = fields[field];
    if (name === undefined) continue;
    const index = headers.indexOf(name);
    const numbered = /^column (\d+)$/.exec(name);
    if (index >= 0) chosen[field] = index;
    else if (numbered) chosen[field] = Number(numbered[1]) - 1;
  }
  return chosen;
}

/**
 * What still has to be chosen before a file can be read.
 * @param {Partial<Record<MappedField, number>>} chosen
 * @returns {MappedField[]}
 */
export function missingFields(chosen) {
  const needed = /** @type {MappedField[]} */ (["customer", "time"]);
  const missing = needed.filter((field) => chosen[field] === undefined);
  const priced = chosen.amount !== undefined || (chosen.quantity !== undefined && chosen.unitPrice !== undefined);
  return priced ? missing : [...missing, "amount"];
}

/**
 * @param {MappingFound} found
 * @param {Partial<Record<MappedField, number>>} chosen
 * @param {{ header: boolean, dateOrder: string, decimal: string }} form
 * @returns {Mapping}
 */
export function mappingOf(found, chosen, { header, dateOrder, decimal }) {
  return /** @type {Mapping} */ ({
    ...chosen,
    header,
    delimiter: found.delimiter,
    ...(dateOrder ? { dateOrder } : {}),
    ...(decimal ? { decimal } : {}),
  });
}

/**
 * A date of the samples that two orders read differently, and both readings.
 * @param {MappingFound} found
 * @param {number | undefined} column
 * @returns {{ text: string, dmy: string, mdy: string } | null} ISO dates
 */
export function twoReadings(found, column) {
  if (column === undefined) return null;
  for (const row of found.samples) {
    const text = row[column] ?? "";
    const parts = /(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})/.exec(text);
    if (!parts) continue;
    const [a, b] = [Number(parts[1]), Number(parts[2])];
    const year = String(parts[3]).length === 2 ? `20${parts[3]}` : parts[3];
    if (a === b || a > 12 || b > 12) continue;
    const iso = (/** @type {number} */ month, /** @type {number} */ day) =>
      `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    return { text, dmy: iso(b, a), mdy: iso(a, b) };
  }
  return null;
}
