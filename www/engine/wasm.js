/**
 * The compiled core: packed wasm in, an `Engine` class out.
 * @module
 */

import { instantiate } from "linger:glue";
import { instantiate as instantiateVisits } from "linger:sessions-glue";
import { instantiate as instantiatePredict } from "linger:predict-glue";
import { instantiate as instantiateSharing } from "linger:share-glue";
import { instantiate as instantiateSheets } from "linger:sheets-glue";
import { instantiate as instantiateSources } from "linger:sources-glue";
import { defined } from "./defined.js";
import { inflated } from "./packed.js";

/** @typedef {Omit<import("linger-analytics").CustomerCard, "row"> & { row: import("./customers.js").CustomerTable }} CustomerCardColumns its row is a page of one */

/**
 * Dated amounts, customer by customer: those of customer `c` stand from `start[c]` up to `start[c + 1]`. `day` counts local
 * days since 1970-01-01, `net` is in major units of `currencies[currency]`.
 * @typedef {{ start: Uint32Array, day: Int32Array, net: Float64Array, currency: Uint8Array }} Entries
 */

/** @typedef {{ key: string[], currencies: string[], orders: Entries, refunds: Entries }} Purchases the customers of `key` in no order that means anything */

/**
 * The class that `src/wasm.rs` exports.
 * @typedef {object} OrdersEngine
 * @property {(handle: number) => import("linger-analytics").FileSummary} finish
 * @property {(name: string, origin: string, netOfTax: boolean, discounts: boolean, units: boolean, rows: number) => number} openTold begins orders that the module of sources tells, at most so many
 * @property {(id: number) => void} remove
 * @property {() => Float64Array} span first and last instant of the data, empty without data
 * @property {(name: string, transitions: Float64Array, offsets: Int32Array) => void} setZone
 * @property {(options: object) => import("linger-analytics").Report} report
 * @property {(query: object) => import("./customers.js").CustomerTable} customers
 * @property {(key: string) => CustomerCardColumns} customer
 * @property {(table: string, query: object) => Uint8Array} download
 * @property {() => { order: string[], customer: string[], bytes: Uint8Array }} digests of visits that led to orders, 36 bytes each
 * @property {() => Purchases} purchases orders and refunds of identified customers under the latest report
 * @property {(orders: string[]) => string[]} owners keys of the customers of orders, "" where unknown
 * @property {() => number} memory
 * @property {() => void} free
 */

/**
 * What both modules read files with.
 * @typedef {object} Reader
 * @property {(name: string, options: { mapping?: object, encoding?: string }) => number} openFile
 * @property {(handle: number, bytes: Uint8Array) => void} push
 * @property {(handle: number) => number} records
 * @property {(handle: number) => import("linger-analytics").FileSummary | import("linger-analytics").EventFileSummary} finish
 * @property {(handle: number) => void} abandon
 */

/** @typedef {Reader & OrdersEngine} Engine */

/** @typedef {import("linger-analytics").Visits} Visits */

/** @typedef {import("linger-analytics").Filter} Filter */

/**
 * What `src/wasm/share.rs` exports. Reports go in and out as JSON text.
 * @typedef {object} Sharing
 * @property {(report: string, people: object, k: number) => string} shareReport `k` 0 tells everything
 * @property {(visits: string, k: number) => string} shareVisits
 * @property {new (options: object) => Filter} Filter
 */

/**
 * A workbook that is open, as `src/wasm/sheets.rs` exports it.
 * @typedef {object} Book
 * @property {() => { name: string, hidden: boolean }[]} sheets those with a filled cell
 * @property {(at: number) => void} read turns to a sheet
 * @property {() => Uint8Array | undefined} next about 1 MB of its CSV, until there is none
 * @property {() => import("linger-analytics").Notice[]} notices on the sheet that was read
 * @property {() => void} free
 */

/** @typedef {{ Book: new (bytes: Uint8Array) => Book }} Sheets the module of spreadsheets */

/** @typedef {{ bytes: Uint8Array, next: number | null }} Rows a piece of a stream of rows, in the memory of the module until it is called again, and where the next one begins */

/** @typedef {{ netOfTax: boolean, discounts: boolean, units: boolean, rows: number }} RowsKnow what the rows of a file know, and how many there are at most */

/** @typedef {Omit<import("linger-analytics").TableFileSummary, "kind"> & { kind: import("linger-analytics").SourceKind, orders: number, lean: boolean, origin: string, fields: { field: string, blank: number, unreadable: number }[] }} SourceSummary */

/**
 * The class that `src/wasm/sources.rs` exports.
 * @typedef {object} Sources
 * @property {(head: Uint8Array, options: object) => import("linger-analytics").Recognised & { direct: boolean }} recognise
 * @property {(name: string, options: object) => number} openFile
 * @property {(handle: number, bytes: Uint8Array) => void} push
 * @property {(handle: number) => number} records
 * @property {(handle: number) => SourceSummary} finish
 * @property {(handle: number) => void} abandon
 * @property {(id: number) => void} remove
 * @property {(id: number, view: object, from: number) => Rows} rows of a file's orders, for the orders' engine
 * @property {(id: number) => RowsKnow} rowsKnow
 * @property {(view: object) => string} viewId differs where a view gives other rows
 * @property {() => string[]} zonesNeeded names of the zones that tables must be set of
 * @property {() => Float64Array} span first and last instant, empty without data
 * @property {(name: string, transitions: Float64Array, offsets: Int32Array) => void} setZone
 * @property {(options: object) => import("linger-analytics").Audit} audit
 * @property {(key: string, view: object) => import("linger-analytics").Person} person
 * @property {(options: object) => object} baskets what was in the orders, as typed columns
 * @property {() => void} free
 */

/**
 * What predictions are made of: purchases, with the local days of as-of and of the first order.
 * @typedef {Purchases & { asOf: number, firstDay: number }} Buying
 */

/**
 * The class that `src/wasm/predict.rs` exports. Work is begun, done in steps until 1, and taken.
 * @typedef {object} Predictor
 * @property {(buying: Buying) => void} setBuying
 * @property {(chosen: Uint8Array, byCycle: Uint8Array) => void} setFlags 1 for each customer who is lost: by the definition that the headlines use, and by D1
 * @property {(baskets: object) => void} setBaskets columns as `Sources.baskets` gives them
 * @property {(what: string, options: object) => void} begin
 * @property {() => number | undefined} pastDay the day that a history is to be told of before its next step
 * @property {(buying: Buying, told: { definition: string, judged: number }, flags: Uint8Array) => void} tellPast what the report of that day counts and flags
 * @property {() => number} step the share that is done
 * @property {() => any} take what was made
 * @property {() => void} abandon
 * @property {(query: object) => import("linger-analytics").PredictionPage} predictions by the models that were made last
 * @property {(key: string) => import("linger-analytics").Prediction | null} prediction
 * @property {(receipt: string) => string} receipt that of a report with these models in it
 * @property {() => void} free
 */

/**
 * Inflates and compiles the core.
 * @param {string} packed the module, gzipped, in base64
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(packed) {
  return WebAssembly.compile(await inflated(packed).arrayBuffer());
}

/**
 * A new engine in a memory of its own.
 * @param {WebAssembly.Module} module
 * @param {import("linger-analytics").OpenOptions} settings
 * @returns {Engine}
 */
export function newEngine(module, settings) {
  const { Engine } = instantiate(module);
  return new Engine(defined(settings));
}

/**
 * A new engine of sessions in a memory of its own.
 * @param {WebAssembly.Module} module
 * @param {import("linger-analytics").OpenOptions} settings
 * @returns {Visits}
 */
export function newVisits(module, settings) {
  const { Visits } = instantiateVisits(module);
  return new Visits(defined(settings));
}

/**
 * The share module in a memory of its own.
 * @param {WebAssembly.Module} module
 * @returns {Sharing}
 */
export function newSharing(module) {
  return instantiateSharing(module);
}

/**
 * The module of spreadsheets in a memory of its own.
 * @param {WebAssembly.Module} module
 * @returns {Sheets}
 */
export function newSheets(module) {
  return instantiateSheets(module);
}

/**
 * A new engine of sources in a memory of its own.
 * @param {WebAssembly.Module} module
 * @param {import("linger-analytics").OpenOptions} settings
 * @returns {Sources}
 */
export function newSources(module, settings) {
  const { Sources } = instantiateSources(module);
  return new Sources(defined(settings));
}

/**
 * A new module of predictions in a memory of its own.
 * @param {WebAssembly.Module} module
 * @returns {Predictor}
 */
export function newPredictor(module) {
  const { Predictor } = instantiatePredict(module);
  return new Predictor();
}
