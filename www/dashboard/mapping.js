/** The columns of a file as a person sets them in the mapping form ↔ the engine's `Mapping`, of orders or of events. */

/** @import { EventMapping, EventMappingFound, FormField, Mapping, MappingFound, StatusMeaning, TableKind } from "./types.js" */

/** @typedef {Partial<Record<FormField, number>>} Chosen the column of each field, as an index */

/**
 * How values are read; an empty text leaves it to the engine.
 * @typedef {object} Reading
 * @property {boolean} header
 * @property {string} dateOrder
 * @property {string} decimal
 * @property {string} [zone] of times without an offset
 * @property {string} [currencyCode] of amounts, where no column says
 * @property {Record<string, StatusMeaning>} [statuses]
 */

/** Fields that the form offers, the needed ones first; the first `main` are always shown. @type {Record<TableKind, { fields: FormField[], main: number }>} */
export const FORMS = {
  orders: {
    fields: ["customer", "time", "amount", "quantity", "unitPrice", "order", "product", "status", "currency", "country", "channel", "discount", "refund"],
    main: 6,
  },
  events: {
    fields: ["visitor", "time", "event", "page", "template", "product", "category", "query", "value", "currency", "quantity", "order", "customer", "device", "country", "referrer"],
    main: 4,
  },
};

/**
 * @param {TableKind} kind
 * @param {MappingFound | EventMappingFound} found
 * @returns {Chosen}
 */
export function chosenColumns(kind, { fields, headers }) {
  /** @type {Chosen} */
  const chosen = {};
  for (const field of FORMS[kind].fields) {
    const name = /** @type {Record<string, string | undefined>} */ (fields)[field];
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
 * @param {TableKind} kind
 * @param {Chosen} chosen
 * @returns {FormField[]}
 */
export function missingFields(kind, chosen) {
  const needed = /** @type {FormField[]} */ (kind === "events" ? ["visitor", "time"] : ["customer", "time"]);
  const missing = needed.filter((field) => chosen[field] === undefined);
  const priced = chosen.amount !== undefined || (chosen.quantity !== undefined && chosen.unitPrice !== undefined);
  return priced || kind === "events" ? missing : [...missing, "amount"];
}

/**
 * @param {TableKind} kind
 * @param {MappingFound | EventMappingFound} found
 * @param {Chosen} chosen
 * @param {Reading} form
 * @returns {Mapping | EventMapping}
 */
export function mappingOf(kind, found, chosen, { header, dateOrder, decimal, zone, currencyCode, statuses = {} }) {
  const read = { ...(found.delimiter ? { delimiter: found.delimiter } : {}), ...(dateOrder ? { dateOrder } : {}) };
  // A field of events that is left out would be looked for.
  const columns = () => Object.fromEntries(FORMS.events.fields.map((field) => [field, chosen[field] ?? null]));
  if (kind === "events") return /** @type {any} */ ({ columns: columns(), ...read });
  const given = Object.entries({ decimal, zone, currencyCode }).filter(([, value]) => value);
  return /** @type {any} */ ({ ...chosen, header, ...read, ...Object.fromEntries(given), ...(Object.keys(statuses).length > 0 ? { statuses } : {}) });
}

/**
 * The other way: what the form shows of a mapping that was given before.
 * @param {Mapping} mapping
 * @param {MappingFound} found
 * @returns {{ chosen: Chosen, reading: Reading }}
 */
export function formOf(mapping, found) {
  const given = /** @type {Record<string, string | number | undefined>} */ (/** @type {unknown} */ (mapping));
  const at = (/** @type {string | number} */ column) => (typeof column === "number" ? column : found.headers.indexOf(column));
  const columns = FORMS.orders.fields.flatMap((field) => (given[field] === undefined ? [] : [[field, at(given[field])]]));
  const { header = true, dateOrder = "", decimal = "", zone = "", currencyCode = "", statuses = {} } = mapping;
  return { chosen: Object.fromEntries(columns.filter(([, column]) => Number(column) >= 0)), reading: { header, dateOrder, decimal, zone, currencyCode, statuses } };
}

/**
 * Up to so many values of a column, each once.
 * @param {Pick<MappingFound, "samples">} found
 * @param {number} column
 */
export const sampleValues = ({ samples }, column) => [...new Set(samples.map((row) => row[column] ?? "").filter((text) => text !== ""))];

/**
 * A date of the samples that two orders read differently, and both readings.
 * @param {Pick<MappingFound, "samples">} found
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
