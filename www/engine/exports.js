/**
 * The exports that a session holds. Shopify's orders and tables with a mapping go to the engine of orders as they are; every other
 * export goes through the module of sources, which gives the engine the rows of its orders. When the view on them changes, the
 * engine is given other rows. Whatever asks for more than orders (audit, a person's card, a view) reads the first kind again, and
 * those of the others of which only the orders were read.
 * @module
 */

import { defined } from "./defined.js";
import { lingerError } from "./errors.js";
import { isShopifyOrders } from "./shopify-header.js";
import { withRows } from "./told.js";

/**
 * @typedef {import("linger-analytics").AddOptions} AddOptions
 * @typedef {import("linger-analytics").FileSummary} FileSummary
 * @typedef {import("linger-analytics").Mapping} Mapping
 * @typedef {import("linger-analytics").TableFileSummary} TableFileSummary
 * @typedef {import("linger-analytics").View} View
 * @typedef {import("./wasm.js").Engine} Engine
 * @typedef {import("./wasm.js").Sources} Sources
 * @typedef {import("./wasm.js").SourceSummary} SourceSummary
 */

/**
 * A file that was added.
 * @typedef {object} Held
 * @property {number} id what the caller knows it by
 * @property {string} name
 * @property {string} kind
 * @property {number | null} engineId in the engine of orders, while its rows are there
 * @property {number | null} sourcesId in the module of sources, once it was read there
 * @property {string | null} viewId the view that the engine's rows were made under; `null` where it read the file itself
 * @property {boolean} counts whether payments count beside exports of orders
 * @property {FileSummary | null} summary of the engine
 * @property {SourceSummary | null} source of the module of sources
 * @property {string} fingerprint of the file's text
 * @property {number} orders that the file gives under the default view
 * @property {boolean} direct whether the engine reads it itself
 * @property {Again | null} again reads the file once more, where more is in it than was read
 */

/** @typedef {Pick<AddOptions, "kind" | "encoding"> & { mapping?: Mapping }} Reading how a file is read */
/** @template T @typedef {(options: Reading, pushAll: PushAll) => Promise<T>} ReadAs */
/** @typedef {<T>(read: ReadAs<T>) => Promise<T>} Again */

/** A reader of one file, and what reads it chunk by chunk. @typedef {(reader: import("./wasm.js").Reader | Sources, handle: number) => Promise<void>} PushAll */

/** Bytes and texts up to this size are kept to be read again; larger ones only where they stay outside memory, as files do. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** Kinds of tables that name people. */
const PEOPLE = new Set(["orders", "payments", "customers", "checkouts", "returns", "feedback"]);
/** The default view, under which rows equal those that the engine reads itself. */
const PLAIN = Object.freeze({});
/** The same where every key is a person, whatever else is loaded: then the engine may read files itself. */
const KEYS = Object.freeze({ identity: "keys" });

export class Exports {
  #engine;
  #startSources;
  /** @type {Sources | null} */ #sources = null;
  /** @type {Map<number, Held>} */ #files = new Map();
  #nextId = 1;
  /** Zones that files were read with. @type {Set<string>} */ #zones = new Set();
  /** @type {Promise<void> | null} */ #details = null;
  /** @type {Promise<Sources> | null} */ #starting = null;

  /**
   * @param {Engine} engine
   * @param {() => Promise<Sources>} startSources called when the module is first needed
   */
  constructor(engine, startSources) {
    this.#engine = engine;
    this.#startSources = startSources;
  }

  async #module() {
    this.#starting ??= this.#startSources();
    this.#sources = await this.#starting;
    return this.#sources;
  }

  /**
   * Says of the error "no orders" what is loaded instead, or which rates are missing.
   * @param {unknown} error
   * @param {View} [view]
   */
  explained(error, view) {
    const [held] = this.#files.values();
    if (!held?.source || /** @type {{ code?: string }} */ (error)?.code !== "noOrders") return error;
    if (view?.constantCurrency && [...this.#files.values()].some((file) => file.orders > 0)) {
      return lingerError("noRates", `No order has an exchange rate to ${view.constantCurrency} on its day. Add a table of rates that covers the orders, for instance the European Central Bank's.`);
    }
    const { name, kind, platform } = held.source;
    const holds = `${name} holds ${KINDS[/** @type {keyof typeof KINDS} */ (kind)]}${platform ? ` (${platform})` : ""}, not orders.`;
    return lingerError("noOrders", `${holds} Export the orders as a file too and add it.`, { file: name });
  }

  /**
   * What a table is.
   * @param {Uint8Array} head
   * @param {{ mapping?: Mapping, encoding?: string }} options
   */
  async recognise(head, options) {
    const sources = await this.#module();
    return sources.recognise(head, readingOptions(options));
  }

  /**
   * The platform of a table that the engine of orders does not read itself, and what stands between its fields; `null` for others.
   * @param {Uint8Array} head
   * @param {string} [encoding]
   * @returns {Promise<{ platform: string, delimiter?: string } | null>}
   */
  async platformOf(head, encoding) {
    if (isShopifyOrders(head)) return null;
    try {
      const { source, platform, mapping } = await this.recognise(head, { encoding });
      return source === "generic" ? null : { platform, ...defined({ delimiter: mapping?.delimiter }) };
    } catch {
      // What is wrong with the file is said when it is read.
      return null;
    }
  }

  /**
   * Reads one export.
   * @param {object} file
   * @param {string} file.name
   * @param {Uint8Array} file.head
   * @param {Pick<AddOptions, "kind" | "encoding" | "details"> & { mapping?: Mapping }} file.options
   * @param {PushAll} file.pushAll
   * @param {Again | null} file.again
   * @param {boolean} file.packed whether it stands in an archive or a workbook, which are slow to open again
   * @param {number | null} file.size bytes in all, where known
   * @returns {Promise<FileSummary | TableFileSummary>}
   */
  async read({ name, head, options, pushAll, again, packed, size }) {
    const { kind, mapping, encoding, details } = options;
    const { direct, source: exportId } = await this.#recognised(name, head, { kind, mapping, encoding });
    if (!details && !asksForSources(mapping) && direct) {
      const summary = await this.#direct(name, { mapping, encoding }, pushAll);
      const same = [...this.#files.values()].find((held) => held.fingerprint === summary.fingerprint);
      if (same && !summary.duplicate) this.#engine.remove(summary.id);
      if (same) return { ...summary, kind: "orders", platform: platformOf(summary), id: same.id, duplicate: true };
      return this.#hold({ name, kind: "orders", summary, source: null, again, counts: true });
    }
    const lean = again !== null && !details && !packed && this.#namesPeopleOf(exportId);
    const source = await this.readIntoSources(name, { ...options, lean, bytes: size ?? undefined }, pushAll);
    const known = [...this.#files.values()].find((held) => held.sourcesId === source.id);
    if (known) return { ...(known.summary ?? tableSummary(source)), id: known.id, duplicate: true };
    if (mapping?.zone) this.#zones.add(mapping.zone);
    this.#setZones(await this.#module(), this.#zones);
    const orders = source.kind === "orders" || source.kind === "payments";
    const summary = orders ? await this.#tell(source, name, PLAIN) : null;
    return this.#hold({ name, kind: source.kind, summary, source, again: source.lean ? again : null, counts: kind === "orders" || source.kind !== "payments" });
  }

  /**
   * Reads a file into the module of sources.
   * @param {string} name
   * @param {Pick<AddOptions, "encoding" | "kind"> & { mapping?: Mapping, lean?: boolean, replaces?: number, bytes?: number }} options
   * @param {PushAll} pushAll
   */
  async readIntoSources(name, options, pushAll) {
    const sources = await this.#module();
    const { kind, lean, replaces, bytes } = options;
    const handle = sources.openFile(name, { ...readingOptions(options), ...defined({ kind, lean, replaces, bytes }) });
    try {
      await pushAll(sources, handle);
      return sources.finish(handle);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) sources.abandon(handle);
      throw error;
    }
  }

  /** @param {number} id */
  remove(id) {
    const held = this.#files.get(id);
    if (!held) throw lingerError("unknownFile", "No file with this number is loaded.");
    if (held.engineId !== null) this.#engine.remove(held.engineId);
    if (held.sourcesId !== null) this.#sources?.remove(held.sourcesId);
    this.#files.delete(id);
  }

  /**
   * Gives the engine the rows that the view asks for.
   * @param {View} [view]
   */
  async show(view) {
    if (!this.#sources && !view) return;
    const sources = await this.#module();
    const wanted = /** @type {View} */ (defined(view ?? PLAIN));
    if (needsAll(wanted) || (wanted.identity !== "keys" && this.#knowsPeopleTwice())) await this.readDetails();
    this.#setZones(sources, this.#zones);
    const viewId = sources.viewId(wanted);
    const plain = viewId === sources.viewId(KEYS);
    const orders = [...this.#files.values()].some((held) => held.kind === "orders");
    for (const held of this.#files.values()) {
      if (held.kind === "payments" && orders && !held.counts) this.#withdraw(held);
      else if (held.direct && plain) await this.#restore(held);
      else if (held.sourcesId !== null && held.summary && held.viewId !== viewId) await this.#renew(held, wanted, viewId);
    }
  }

  /** Reads into the module of sources every file of which it has nothing or only the orders, once for all who ask. */
  readDetails() {
    this.#details ??= this.#readDetails().finally(() => (this.#details = null));
    return this.#details;
  }

  async #readDetails() {
    for (const held of this.#files.values()) {
      if (!held.again || (held.source && !held.source.lean)) continue;
      const replaces = held.sourcesId ?? undefined;
      const source = await held.again((options, pushAll) => this.readIntoSources(held.name, { ...options, replaces }, pushAll));
      // The file may have been removed while it was read.
      if (!this.#files.has(held.id)) this.#sources?.remove(source.id);
      else Object.assign(held, { source, sourcesId: source.id });
    }
  }

  /**
   * A report with what the module of sources knows of the files.
   * @template {import("linger-analytics").Report} R
   * @param {R} report
   * @returns {R}
   */
  complete(report) {
    const files = [...this.#files.values()];
    const told = files.filter((held) => held.viewId !== null && held.engineId !== null);
    const aside = files.filter((held) => held.kind === "payments" && held.engineId === null);
    return told.length > 0 || aside.length > 0 ? withRows(report, told, aside) : report;
  }

  /** Whether people are known from more than one kind of export, so that some may be the same. */
  #knowsPeopleTwice() {
    const named = [...this.#files.values()].filter((held) => PEOPLE.has(held.kind));
    return new Set(named.map((held) => held.source?.source ?? held.summary?.source)).size > 1;
  }

  /** @param {import("linger-analytics").AuditOptions} options */
  async audit(options) {
    const sources = await this.#module();
    await this.readDetails();
    this.#setZones(sources, [...sources.zonesNeeded(), ...this.#zones, ...(options.zone ? [options.zone] : [])]);
    return sources.audit(defined(options));
  }

  /**
   * What was in the orders, and the files of which that is not known because they cannot be read again.
   * @param {import("linger-analytics").AuditOptions & Pick<import("linger-analytics").ReportOptions, "refunds" | "zeroValue">} options
   */
  async baskets(options) {
    const sources = await this.#module();
    await this.readDetails();
    this.#setZones(sources, [...this.#zones, ...(options.zone ? [options.zone] : [])]);
    const missing = [...this.#files.values()].filter((held) => held.sourcesId === null).map(({ name }) => name);
    return { columns: sources.baskets(defined(options)), missing };
  }

  /**
   * @param {string} key
   * @param {View} [view]
   */
  async person(key, view) {
    const sources = await this.#module();
    await this.readDetails();
    return sources.person(key, defined(view ?? PLAIN));
  }

  free() {
    this.#sources?.free();
    this.#sources = null;
  }

  /** @type {((sources: Sources, zone: string) => void) | null} set by the session, which knows zones */
  setZone = null;

  /**
   * @param {Sources} sources
   * @param {Iterable<string>} names
   */
  #setZones(sources, names) {
    for (const name of new Set(names)) if (name !== "UTC") this.setZone?.(sources, name);
  }

  /**
   * Whether all files that name people are of one export: then nobody has to be found in two.
   * @param {string | null} source
   */
  #namesPeopleOf(source) {
    const named = [...this.#files.values()].filter((held) => PEOPLE.has(held.kind));
    return named.every((held) => (held.source?.source ?? held.summary?.source) === source);
  }

  /**
   * Which export a file is, as far as that is asked, and whether the engine of orders reads it itself.
   * @param {string} name
   * @param {Uint8Array} head
   * @param {{ kind?: string, mapping?: Mapping, encoding?: string }} options
   * @returns {Promise<{ direct: boolean, source: string | null }>}
   */
  async #recognised(name, head, { kind, mapping, encoding }) {
    if (mapping && namesColumns(mapping)) return { direct: true, source: "generic" };
    const forOrders = kind === undefined || kind === "orders";
    if (isShopifyOrders(head)) return { direct: forOrders, source: "shopifyOrders" };
    const sources = await this.#module();
    try {
      const { direct, source } = sources.recognise(head, readingOptions({ mapping, encoding }));
      return { direct: direct && forOrders, source };
    } catch (error) {
      if (forOrders && /** @type {{ code?: string }} */ (error).code === "notText") throw Object.assign(/** @type {Error} */ (error), { message: `${name}: ${/** @type {Error} */ (error).message}` });
      // What else is wrong with the file is said by the engine that reads it.
      return { direct: forOrders, source: null };
    }
  }

  /**
   * @param {string} name
   * @param {{ mapping?: Mapping, encoding?: string }} options
   * @param {PushAll} pushAll
   */
  async #direct(name, options, pushAll) {
    const handle = this.#engine.openFile(name, defined(options));
    try {
      await pushAll(this.#engine, handle);
      return /** @type {FileSummary} */ (this.#engine.finish(handle));
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) this.#engine.abandon(handle);
      throw error;
    }
  }

  /**
   * Streams the rows of a file's orders into the engine of orders.
   * @param {SourceSummary} source
   * @param {string} name
   * @param {View} view
   * @returns {Promise<FileSummary | null>} `null` where there is no row: another file says all of its orders
   */
  async #tell(source, name, view) {
    const sources = await this.#module();
    const { netOfTax, discounts, units, rows } = sources.rowsKnow(source.id);
    let piece = sources.rows(source.id, view, 0);
    if (piece.bytes.length === 0) return null;
    const handle = this.#engine.openTold(name, source.origin, netOfTax, discounts, units, rows);
    try {
      this.#engine.push(handle, piece.bytes);
      while (piece.next !== null) {
        piece = sources.rows(source.id, view, piece.next);
        this.#engine.push(handle, piece.bytes);
      }
      return /** @type {FileSummary} */ (this.#engine.finish(handle));
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) this.#engine.abandon(handle);
      sources.remove(source.id);
      throw error;
    }
  }

  /**
   * @param {Held} held
   * @param {View} view
   * @param {string} viewId
   */
  async #renew(held, view, viewId) {
    this.#withdraw(held);
    const summary = await this.#tell(/** @type {SourceSummary} */ (held.source), held.name, view);
    held.summary = summary ?? held.summary;
    held.engineId = summary?.id ?? null;
    held.viewId = viewId;
  }

  /** Lets the engine read a file itself again. @param {Held} held */
  async #restore(held) {
    const { again } = held;
    if (held.viewId === null || !again) return;
    this.#withdraw(held);
    held.summary = await again(({ mapping, encoding }, pushAll) => this.#direct(held.name, { mapping, encoding }, pushAll));
    held.engineId = held.summary.id;
  }

  /** @param {Held} held */
  #withdraw(held) {
    if (held.engineId !== null) this.#engine.remove(held.engineId);
    held.engineId = null;
    held.viewId = null;
  }

  /**
   * @param {object} file
   * @param {string} file.name
   * @param {string} file.kind
   * @param {FileSummary | null} file.summary
   * @param {SourceSummary | null} file.source
   * @param {Held["again"]} file.again
   * @param {boolean} file.counts
   * @returns {FileSummary | TableFileSummary}
   */
  #hold({ name, kind, summary, source, again, counts }) {
    const id = this.#nextId++;
    const viewId = source && summary ? (this.#sources?.viewId(PLAIN) ?? null) : null;
    const fingerprint = source?.fingerprint ?? summary?.fingerprint ?? "";
    this.#files.set(id, { id, name, kind, engineId: summary?.id ?? null, sourcesId: source?.id ?? null, viewId, counts, summary, source, fingerprint, orders: summary?.orders ?? 0, direct: source === null, again });
    if (!summary) return { ...tableSummary(/** @type {SourceSummary} */ (source)), id };
    return source ? { ...orderSummary(summary, source), id } : { ...summary, kind: "orders", platform: platformOf(summary), id };
  }
}

/**
 * Whether an input can be read again later.
 * @param {import("linger-analytics").Input} input
 */
export function isReadable(input) {
  if (typeof Blob !== "undefined" && input instanceof Blob) return true;
  if (typeof input === "string") return input.length <= KEPT_BYTES;
  return (ArrayBuffer.isView(input) || input instanceof ArrayBuffer) && input.byteLength <= KEPT_BYTES;
}

/** What tables hold, in the middle of a sentence. */
const KINDS = {
  orders: "orders of which none counts",
  payments: "payments of which none counts",
  customers: "customers",
  products: "products",
  checkouts: "abandoned checkouts",
  returns: "returned goods",
  spend: "advertising costs",
  traffic: "web analytics",
  codes: "codes of partners",
  feedback: "feedback",
  rates: "exchange rates",
};

/** What the module of sources reads a file with. @param {{ mapping?: Mapping, encoding?: string }} options */
function readingOptions({ mapping, encoding }) {
  const { zone, currencyCode, statuses, ...columns } = mapping ?? {};
  return defined({ mapping: mapping && defined(columns), encoding, zone, currency: currencyCode, statuses });
}

/** Settings of a mapping that only the module of sources understands. @param {Mapping} [mapping] */
const asksForSources = (mapping) => Boolean(mapping && (mapping.zone || mapping.currencyCode || mapping.statuses));

const SETTINGS = new Set(["header", "delimiter", "dateOrder", "decimal", "zone", "currencyCode", "statuses"]);
/** @param {Mapping} mapping */
const namesColumns = (mapping) => Object.keys(mapping).some((key) => !SETTINGS.has(key));

/** @param {FileSummary} summary of a file that the engine read itself */
const platformOf = ({ source }) => (source === "shopifyOrders" ? "Shopify" : "");

/** Whether a view needs the details of every file. @param {View} view */
const needsAll = ({ identity, apart, sales, constantCurrency, statuses }) =>
  Boolean(identity === "linked" || apart?.length || sales || constantCurrency || (statuses && Object.keys(statuses).length > 0));

/** @param {SourceSummary} source @returns {TableFileSummary} */
function tableSummary({ fields, orders, origin, lean, ...summary }) {
  return /** @type {TableFileSummary} */ (summary);
}

/**
 * What the engine found in the rows, with what the file itself was.
 * @param {FileSummary} summary
 * @param {SourceSummary} source
 * @returns {FileSummary}
 */
function orderSummary(summary, source) {
  const { source: id, bytes, encoding, fingerprint, records, mapping, notices, platform } = source;
  return { ...summary, source: id, kind: /** @type {"orders" | "payments"} */ (source.kind), platform, bytes, encoding, fingerprint, records, mapping, notices: [...notices, ...summary.notices.filter(({ code }) => code !== "mappingUnsure")] };
}
