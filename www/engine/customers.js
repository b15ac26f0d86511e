/**
 * A page of customers: typed columns from the engine in, rows out.
 * @module
 */

/** @typedef {import("linger-analytics").CustomerRow} CustomerRow */
/** @typedef {import("linger-analytics").Money} Money */

/**
 * @typedef {object} CustomerColumns
 * @property {string[]} key
 * @property {Uint32Array} orders
 * @property {Float64Array} firstOrder UTC ms
 * @property {Float64Array} lastOrder UTC ms
 * @property {Int32Array} recencyDays
 * @property {Uint32Array} frequency
 * @property {Float64Array} monetary rows × currencies
 * @property {Uint8Array} r
 * @property {Uint8Array} f
 * @property {Uint8Array} m
 * @property {Uint8Array} segment index into `segments`
 * @property {Uint8Array} stage index into `stages`
 * @property {Int32Array} silenceDays
 * @property {Float64Array} limitDays rows × definitions, NaN where there is none
 * @property {Uint8Array} flagged rows × definitions
 * @property {Uint8Array} grade rows × definitions, index into `GRADES`
 * @property {Float64Array} valueAtStake rows × currencies
 * @property {Uint32Array} winBack 0 where there is none
 * @property {Uint8Array} leftTruncated
 */

/**
 * @typedef {object} CustomerTable
 * @property {number} total
 * @property {boolean} dateOnly the data has dates without times
 * @property {string[]} currencies
 * @property {string[]} segments
 * @property {string[]} stages
 * @property {string[]} definitions
 * @property {CustomerColumns} columns
 */

const GRADES = /** @type {const} */ ([null, "low", "medium", "high"]);

/**
 * @param {CustomerTable} table
 * @returns {import("linger-analytics").CustomerPage}
 */
export function customerPage(table) {
  return { total: table.total, rows: table.columns.key.map((_, row) => customerRow(table, row)) };
}

/**
 * @param {CustomerTable} table
 * @param {number} row
 * @returns {CustomerRow}
 */
function customerRow(table, row) {
  const { columns } = table;
  return {
    key: columns.key[row],
    orders: columns.orders[row],
    firstOrder: instant(columns.firstOrder[row], table.dateOnly),
    lastOrder: instant(columns.lastOrder[row], table.dateOnly),
    recencyDays: columns.recencyDays[row],
    frequency: columns.frequency[row],
    monetary: money(table.currencies, columns.monetary, row),
    r: columns.r[row],
    f: columns.f[row],
    m: columns.m[row],
    segment: table.segments[columns.segment[row]],
    stage: /** @type {CustomerRow["stage"]} */ (table.stages[columns.stage[row]]),
    churn: table.definitions.map((definition, index) => verdict(table, row, definition, index)),
    valueAtStake: money(table.currencies, columns.valueAtStake, row),
    winBack: columns.winBack[row] || null,
    leftTruncated: columns.leftTruncated[row] === 1,
  };
}

/**
 * @param {CustomerTable} table
 * @param {number} row
 * @param {string} definition
 * @param {number} index
 * @returns {CustomerRow["churn"][number]}
 */
function verdict({ columns, definitions }, row, definition, index) {
  const cell = row * definitions.length + index;
  const limit = columns.limitDays[cell];
  return {
    definition: /** @type {import("linger-analytics").DefinitionId} */ (definition),
    flagged: columns.flagged[cell] === 1,
    silenceDays: columns.silenceDays[row],
    limitDays: Number.isNaN(limit) ? null : limit,
    grade: GRADES[columns.grade[cell]],
  };
}

/**
 * @param {string[]} currencies
 * @param {Float64Array} amounts rows × currencies
 * @param {number} row
 * @returns {Money}
 */
function money(currencies, amounts, row) {
  if (currencies.length === 1) return amounts[row];
  const first = row * currencies.length;
  return Object.fromEntries(currencies.map((code, index) => [code, amounts[first + index]]));
}

/**
 * @param {number} ms UTC
 * @param {boolean} dateOnly
 */
function instant(ms, dateOnly) {
  const text = new Date(ms).toISOString();
  return dateOnly ? text.slice(0, 10) : text;
}
