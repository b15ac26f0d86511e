/**
 * One engine and the files it holds: the same code in the browser's worker and in Node. Calls come in as the public
 * API has them; reads are queued and everything else answers between two chunks of a read.
 * @module
 */

import { defined } from "./defined.js";
import { withVisits } from "./campaign-visits.js";
import { partsOf } from "./containers.js";
import { isTrap, named, noEvents } from "./errors.js";
import { Exports, isReadable } from "./exports.js";
import { feed } from "./feed.js";
import { askedOf, withParts } from "./foretold.js";
import { chunksOf, gathered } from "./reading.js";
import { isEventFile } from "./event-file.js";
import { digestsIn, readDigest } from "../storefront/digest.js";
import { Join } from "./join.js";
import { Predictions } from "./predictions.js";
import { filtered, joined } from "./overlay.js";
import { bought, flaggedBy } from "./purchases.js";
import { sharedReport } from "./share.js";
import { nameOf, noTable, ofFile, severalTables, tableOf, throwIfNone, withNotices } from "./table-part.js";
import { aborted, throwIfAborted } from "./turns.js";
import { Zones } from "./zones.js";

/**
 * @typedef {import("linger-analytics").AddOptions} AddOptions
 * @typedef {import("linger-analytics").CustomerQuery} CustomerQuery
 * @typedef {import("linger-analytics").FileSummary} FileSummary
 * @typedef {import("linger-analytics").Input} Input
 * @typedef {import("linger-analytics").EventFileSummary} EventFileSummary
 * @typedef {import("linger-analytics").ModelOptions} ModelOptions
 * @typedef {import("linger-analytics").ReportOptions} ReportOptions
 * @typedef {import("linger-analytics").VisitOptions} VisitOptions
 * @typedef {import("linger-analytics").Work} Work
 * @typedef {import("./wasm.js").Engine} Engine
 * @typedef {import("./wasm.js").Reader} Reader
 * @typedef {import("./wasm.js").Sharing} Sharing
 * @typedef {import("./wasm.js").Sheets} Sheets
 * @typedef {import("./wasm.js").Sources} Sources
 * @typedef {import("linger-analytics").TableFileSummary} TableFileSummary
 * @typedef {import("./wasm.js").Visits} Visits
 */


export class Session {
  /** @type {Engine} */ #engine;
  #modules;
  #exports;
  /** @type {Sharing | null} */ #sharing = null;
  /** Of the latest report, without those of models. @type {ReportOptions} */ #options = {};
  /** Of the models of the latest report, where it has any. @type {ModelOptions | null} */ #models = null;
  /** What else was asked of the latest report. @type {import("./foretold.js").Asked} */ #beside = {};
  #predictions;
  /** Grows when a file comes or goes. */ #changes = 0;
  /** @type {Visits | null} */ #visits = null;
  /** Of the latest report on visits. @type {VisitOptions} */ #visitOptions = {};
  #join = new Join();
  /** @type {Promise<unknown>} */ #queue = Promise.resolve();
  #zones = new Zones();

  /**
   * @param {Engine} engine
   * @param {object} modules each called when it is first needed
   * @param {() => Promise<Visits>} modules.startVisits
   * @param {() => Promise<Sharing>} modules.startSharing
   * @param {() => Promise<Sheets>} modules.startSheets
   * @param {() => Promise<Sources>} modules.startSources
   * @param {() => Promise<import("./wasm.js").Predictor>} modules.startPredict
   */
  constructor(engine, modules) {
    this.#engine = engine;
    this.#modules = modules;
    this.#exports = new Exports(engine, modules.startSources);
    this.#exports.setZone = (sources, zone) => this.#zones.set(sources, zone);
    this.#predictions = new Predictions(modules.startPredict, {
      id: (options) => `${this.#changes} ${JSON.stringify(options)}`,
      buying: (options) => this.#buying(options),
      flags: (options, keys) => this.#flags(options, keys),
      baskets: (options) => this.#exports.baskets(options),
      past: (options) => this.#past(options),
    });
  }

  /**
   * Reads one file after those asked for before it. An abort rejects at once, also while it waits for its turn.
   * @param {Input} input
   * @param {AddOptions} [options]
   * @returns {Promise<FileSummary | EventFileSummary | TableFileSummary>}
   */
  add(input, options = {}) {
    return this.#queued(() => this.#only(input, options), options.signal);
  }

  /**
   * Reads every table of a file that may be a container; what cannot be read says why.
   * @param {Input} input
   * @param {AddOptions} [options]
   * @returns {Promise<import("linger-analytics").Added[]>}
   */
  addParts(input, options = {}) {
    return this.#queued(async () => {
      const added = [];
      for await (const part of this.#parts(input, options)) added.push(await this.#readPart(part, options, isReadable(input)));
      return added;
    }, options.signal);
  }

  /**
   * The tables of a file, each as a file of its own; what cannot be read has the reason, packed for another thread.
   * @param {Input} input
   * @param {Pick<AddOptions, "name">} [options]
   */
  async unpack(input, options = {}) {
    const found = [];
    for await (const part of this.#parts(input, options)) found.push(await tableOf(part));
    return found;
  }

  /**
   * What the tables of a file are.
   * @param {Input} input
   * @param {AddOptions} [options]
   * @returns {Promise<import("linger-analytics").Recognised[]>}
   */
  async recognise(input, options = {}) {
    const found = [];
    for await (const part of this.#parts(input, options)) {
      if ("error" in part) throw part.error;
      if ("skipped" in part) continue;
      const chunks = part.open();
      const head = await gathered(chunks);
      chunks.cancel();
      found.push({ name: part.name, ...(await this.#recognised(head, { mapping: /** @type {any} */ (options.mapping), encoding: part.encoding ?? options.encoding })) });
    }
    return found;
  }

  /**
   * @param {Uint8Array} head
   * @param {{ mapping?: import("linger-analytics").Mapping, encoding?: string }} options
   */
  async #recognised(head, options) {
    if (!options.mapping && isEventFile(head)) return { source: "events", platform: "", kind: /** @type {const} */ ("events"), confidence: 1, language: null, mapping: null, missing: [], gives: [] };
    const { direct, ...recognised } = await this.#exports.recognise(head, options);
    return recognised;
  }

  /** @param {import("linger-analytics").AuditOptions} [options] */
  async audit(options = {}) {
    return this.#exports.audit({ zone: this.#options.zone, asOf: this.#options.asOf, view: this.#options.view, ...options });
  }

  /**
   * @param {string} key
   * @param {import("linger-analytics").View} [view]
   */
  async person(key, view = {}) {
    return this.#exports.person(key, { ...this.#options.view, ...view });
  }

  /**
   * @template T
   * @param {() => Promise<T>} read
   * @param {AbortSignal} [signal]
   * @returns {Promise<T>}
   */
  #queued(read, signal) {
    const turn = this.#queue.then(read);
    this.#queue = turn.catch(() => {});
    return signal ? Promise.race([turn, aborted(signal)]) : turn;
  }

  /**
   * The one table of a file.
   * @param {Input} input
   * @param {AddOptions} options
   */
  async #only(input, options) {
    throwIfAborted(options.signal);
    /** @type {{ name: string, summary: FileSummary | EventFileSummary | TableFileSummary } | null} */
    let first = null;
    for await (const part of this.#parts(input, options)) {
      if ("error" in part) throw ofFile(part.error, part.name);
      if ("skipped" in part) continue;
      if (first) {
        if (!("events" in first.summary)) this.remove(first.summary.id);
        throw ofFile(severalTables(first.name, part.name), options.name ?? nameOf(input));
      }
      first = { name: part.name, summary: await this.#read(part, { ...options, name: part.container === null ? (options.name ?? part.name) : part.name }, isReadable(input)) };
    }
    if (!first) throw ofFile(noTable(), options.name ?? nameOf(input));
    return first.summary;
  }

  /**
   * @param {Input} input
   * @param {AddOptions} options
   */
  #parts(input, options) {
    return partsOf(input, options.name ?? nameOf(input), { startSheets: this.#modules.startSheets });
  }

  /**
   * @param {import("./containers.js").Part | import("./containers.js").Skipped | import("./containers.js").Broken} part
   * @param {AddOptions} options
   * @param {boolean} again
   * @returns {Promise<import("linger-analytics").Added>}
   */
  async #readPart(part, options, again) {
    const { name } = part;
    try {
      throwIfNone(part);
      return { name, summary: await this.#read(part, { ...options, name }, again) };
    } catch (error) {
      if (isTrap(error) || options.signal?.aborted) throw error;
      return { name, error: /** @type {any} */ (named(ofFile(error, name))) };
    }
  }

  /** @param {number} id */
  remove(id) {
    this.#exports.remove(id);
    this.#changes++;
    this.#join.expire();
  }

  /**
   * @param {ReportOptions} [options]
   * @param {Work} [work]
   */
  async report({ models = false, value, due, goods, season, history, ...options } = {}, work = {}) {
    const report = await this.#shown(options);
    [this.#options, this.#models, this.#beside] = [options, null, {}];
    const latest = { report: options, models: models === true ? {} : models || null, beside: askedOf({ value, due, goods, season, history }) };
    const parts = await this.#foretold(latest, work);
    if (options === this.#options) [this.#models, this.#beside] = [latest.models, latest.beside];
    return withParts(report, parts);
  }

  /**
   * What a report has beside the engine's own sections.
   * @param {import("./predictions.js").Latest & { beside: import("./foretold.js").Asked }} latest
   * @param {Work} [work]
   * @returns {Promise<import("./foretold.js").Parts>}
   */
  async #foretold({ beside, ...latest }, work) {
    const models = latest.models ? await this.#predictions.models(latest, work) : null;
    const made = [];
    for (const [what, options] of Object.entries(beside)) made.push([what, await this.#predictions.make(/** @type {keyof typeof beside} */ (what), latest, options, work)]);
    return { models, beside, made: Object.fromEntries(made) };
  }

  /**
   * A report without models, on the rows that its view asks for.
   * @param {ReportOptions} options
   */
  async #shown(options) {
    await this.#exports.show(options.view);
    try {
      return this.#exports.complete(this.#report(options));
    } catch (error) {
      throw this.#exports.explained(error, options.view);
    }
  }

  /** @param {ReportOptions} options */
  #report({ view, ...options }) {
    if (typeof options?.zone === "string" && options.zone !== "UTC") this.#zones.set(this.#engine, options.zone, options.asOf);
    this.#join.expire();
    return this.#engine.report(defined(options));
  }

  /**
   * What the engine of orders tells under options; the latest report stays the latest.
   * @template T
   * @param {ReportOptions} options
   * @param {(report: import("linger-analytics").Report) => T} tell
   */
  async #under(options, tell) {
    const told = tell(await this.#shown(options));
    if (options !== this.#options) this.#report(this.#options);
    return told;
  }

  /**
   * Purchases as a report counts them, and the options under which the module of sources sees the same orders.
   * @param {ReportOptions} options
   */
  #buying(options) {
    return this.#under(options, ({ meta }) => ({
      ...bought(this.#engine, meta),
      audit: { zone: meta.zone, asOf: meta.asOf, view: options.view, refunds: options.refunds, zeroValue: options.zeroValue },
    }));
  }

  /**
   * Whom a report flags, by the definition that its headlines use and by D1.
   * @param {ReportOptions} options
   * @param {string[]} keys
   */
  #flags(options, keys) {
    return this.#under(options, ({ churn }) => {
      const by = flaggedBy(this.#engine, keys);
      return { chosen: by(churn?.definition ?? ""), byCycle: by("D1") };
    });
  }

  /**
   * What a report of an earlier day counts, and whom it flags by the definition that its headlines use.
   * @param {ReportOptions} options
   * @returns {Promise<import("./predictions.js").Past>}
   */
  #past(options) {
    return this.#under(options, ({ meta, churn }) => {
      const buying = bought(this.#engine, meta);
      const definition = churn?.definition ?? "";
      const judged = churn?.definitions.find(({ id }) => id === definition)?.customers ?? 0;
      return { buying, told: { definition, judged }, flags: flaggedBy(this.#engine, buying.key)(definition) };
    });
  }

  get #latest() {
    return { report: this.#options, models: this.#models };
  }

  /**
   * @param {import("linger-analytics").PredictionQuery} [query]
   * @param {Work} [work]
   */
  predictions(query = {}, work = {}) {
    return this.#predictions.page(this.#latest, query, work);
  }

  /**
   * @param {import("linger-analytics").ValueOptions & import("linger-analytics").Categories} [options]
   * @param {Work} [work]
   */
  value(options = {}, work = {}) {
    return this.#predictions.make("value", this.#latest, options, work);
  }

  /**
   * @param {import("linger-analytics").DueOptions & import("linger-analytics").Categories} [options]
   * @param {Work} [work]
   */
  due(options = {}, work = {}) {
    return this.#predictions.make("due", this.#latest, options, work);
  }

  /**
   * @param {import("linger-analytics").GoodsOptions & import("linger-analytics").Categories} [options]
   * @param {Work} [work]
   */
  async goods(options = {}, work = {}) {
    const made = await this.#predictions.make("goods", this.#latest, options, work);
    return options.campaign ? withVisits(made, options.campaign, this.#options.zone ?? "UTC", (from) => this.#visitsFrom(from)) : made;
  }

  /**
   * @param {import("linger-analytics").SeasonOptions & import("linger-analytics").Categories} [options]
   * @param {Work} [work]
   */
  season(options = {}, work = {}) {
    return this.#predictions.make("season", this.#latest, options, work);
  }

  /**
   * @param {import("linger-analytics").HistoryOptions} [options]
   * @param {Work} [work]
   */
  history(options = {}, work = {}) {
    return this.#predictions.history(this.#latest, options, work);
  }

  /**
   * The latest report, fit for others.
   * @param {import("linger-analytics").ShareOptions} [options]
   */
  async share({ visits, ...options } = {}) {
    const sharing = await this.#sharingModule();
    const parts = await this.#foretold({ ...this.#latest, beside: this.#beside });
    const report = withParts(await this.#shown(this.#options), parts);
    const asOfGiven = this.#options?.asOf !== undefined && this.#options.asOf !== null;
    return sharedReport({ engine: this.#engine, sharing, report, visits: visits ? this.visits(visits) : null, asOfGiven }, defined(options));
  }

  /**
   * A file as an overlay changes it, for keeping.
   * @param {Input} input
   * @param {import("linger-analytics").FilterOptions} [options]
   */
  async filter(input, options = {}) {
    const { chunks, free } = await this.#filtered(chunksOf(input), options);
    try {
      const parts = [];
      for (let part = await chunks.next(); part; part = await chunks.next()) parts.push(part);
      return joined(parts);
    } finally {
      free();
    }
  }

  async #sharingModule() {
    this.#sharing ??= await this.#modules.startSharing();
    return this.#sharing;
  }

  /**
   * @param {import("./reading.js").Chunks} chunks
   * @param {import("linger-analytics").FilterOptions} options
   */
  async #filtered(chunks, { kind, ...options }) {
    const isEvents = (/** @type {Uint8Array} */ head) => kind === "events" || (kind === undefined && !options.mapping && isEventFile(head));
    const sharing = await this.#sharingModule();
    return filtered({ chunks, engine: this.#engine, sharing, isEvents, platformOf: (head) => this.#exports.platformOf(head, options.encoding) }, /** @type {typeof options} */ (defined(options)));
  }

  /**
   * A page of customers as typed columns; the page makes rows of them.
   * @param {CustomerQuery} [query]
   */
  async customers(query = {}) {
    await this.#exports.show(this.#options.view);
    return this.#engine.customers(defined(query));
  }

  /** @param {string} key */
  async customer(key) {
    await this.#exports.show(this.#options.view);
    const card = this.#engine.customer(key);
    return this.#models ? { ...card, prediction: await this.#predictions.of(this.#latest, key) } : card;
  }

  /**
   * @param {string} table
   * @param {CustomerQuery} [query]
   */
  async download(table, query = {}) {
    await this.#exports.show(this.#options.view);
    return this.#engine.download(table, defined(query));
  }

  /** The visits that led to orders, by the digests in the orders' notes. */
  buyerVisits() {
    const { order, customer, bytes } = this.#engine.digests();
    return Array.from(digestsIn(bytes), (digest, at) => ({ order: order[at], customer: customer[at], ...readDigest(digest) }));
  }

  /** What is said of sessions from an instant on; what was asked of them last stays what further questions are about. @param {number | null} from */
  #visitsFrom(from) {
    if (!this.#visits) return null;
    try {
      return this.#visits.report({ ...defined(this.#visitOptions), filter: { from } });
    } finally {
      this.#visits.report(defined(this.#visitOptions));
    }
  }

  /** @param {VisitOptions} [options] */
  visits({ salt = "", ...options } = {}) {
    this.#join.setSalt(salt);
    const visits = this.#loadedVisits();
    if (typeof options?.zone === "string" && options.zone !== "UTC") this.#zones.set(visits, options.zone);
    const report = visits.report(defined(options));
    this.#visitOptions = options;
    return report;
  }

  /** @param {import("linger-analytics").SessionQuery} [query] */
  sessions(query = {}) {
    return this.#loadedVisits().sessions(defined(query));
  }

  /** @param {number} session */
  replay(session) {
    return this.#loadedVisits().replay(session);
  }

  /** @param {import("linger-analytics").HeatmapQuery} query */
  heatmap(query) {
    return this.#loadedVisits().heatmap(/** @type {import("linger-analytics").HeatmapQuery} */ (defined(query)));
  }

  /** @param {import("linger-analytics").HeatPage} [query] */
  heatAnchors(query = {}) {
    return this.#loadedVisits().heatAnchors(defined(query));
  }

  /** @param {import("linger-analytics").HeatPage} [query] */
  scroll(query = {}) {
    return this.#loadedVisits().scroll(defined(query));
  }

  /** @param {import("linger-analytics").HeatPage} [query] */
  wireframe(query = {}) {
    return this.#loadedVisits().wireframe(defined(query));
  }

  /** Forgets every file of events, after the reads that were asked for before. */
  removeEvents() {
    const turn = this.#queue.then(() => this.#freeVisits());
    this.#queue = turn.catch(() => {});
    return turn;
  }

  close() {
    this.#engine.free();
    this.#exports.free();
    this.#predictions.free();
    this.#freeVisits();
  }

  #freeVisits() {
    this.#visits?.free();
    this.#visits = null;
    this.#join.expire();
  }

  /** The engine of visits, which knows whom the orders know. */
  #loadedVisits() {
    if (!this.#visits) throw noEvents();
    this.#join.update(this.#engine, this.#visits);
    return this.#visits;
  }

  /** @returns {Promise<Visits>} */
  async #visitsEngine() {
    this.#visits ??= await this.#modules.startVisits();
    return this.#visits;
  }

  /**
   * @param {import("./containers.js").Part} part
   * @param {AddOptions & { name: string }} options
   * @param {boolean} again whether it can be read once more
   */
  async #read(part, { name, kind, mapping, encoding = part.encoding, details, overlay, onProgress, signal }, again) {
    throwIfAborted(signal);
    let chunks = part.open();
    /** @type {import("./overlay.js").Filtered | undefined} */
    let changed;
    try {
      if (overlay) {
        changed = await this.#filtered(chunks, { ...overlay, kind, mapping: /** @type {import("linger-analytics").Mapping} */ (mapping), encoding });
        chunks = changed.chunks;
      }
      const head = await gathered(chunks);
      const events = kind === "events" || (kind === undefined && !mapping && isEventFile(head));
      /** @type {import("./exports.js").PushAll} */
      const pushAll = (reader, handle) => feed(/** @type {Reader} */ (reader), handle, head, chunks, onProgress, signal);
      const summary = events
        ? await this.#readEvents(name, { mapping }, pushAll)
        : await this.#exports.read({
            name,
            head,
            options: { kind: /** @type {any} */ (kind), mapping: /** @type {any} */ (mapping), encoding: changed ? "utf-8" : encoding, details },
            pushAll,
            packed: part.container !== null,
            size: chunks.size,
            again: again ? (read) => this.#again(part, { name, kind, mapping, encoding, overlay }, read) : null,
          });
      this.#join.expire();
      this.#changes++;
      const told = withNotices(summary, part.notices());
      return changed ? { ...told, overlay: changed.counts() } : told;
    } catch (error) {
      chunks.cancel();
      throw ofFile(error, name);
    } finally {
      changed?.free();
    }
  }

  /**
   * @param {string} name
   * @param {object} options
   * @param {import("./exports.js").PushAll} pushAll
   */
  async #readEvents(name, options, pushAll) {
    const visits = await this.#visitsEngine();
    const handle = visits.openFile(name, defined(options));
    try {
      await pushAll(visits, handle);
      return visits.finish(handle);
    } catch (error) {
      if (!isTrap(error)) visits.abandon(handle);
      throw error;
    }
  }

  /**
   * Reads a file once more.
   * @template T
   * @param {import("./containers.js").Part} part
   * @param {AddOptions & { name: string }} options
   * @param {import("./exports.js").ReadAs<T>} read
   */
  async #again(part, { name, kind, mapping, encoding, overlay }, read) {
    let chunks = part.open();
    const changed = overlay ? await this.#filtered(chunks, { ...overlay, kind, mapping: /** @type {any} */ (mapping), encoding }) : undefined;
    chunks = changed?.chunks ?? chunks;
    try {
      const head = await gathered(chunks);
      return await read({ kind: /** @type {any} */ (kind), mapping: /** @type {any} */ (mapping), encoding: changed ? "utf-8" : encoding }, (reader, handle) =>
        feed(/** @type {Reader} */ (reader), handle, head, chunks),
      );
    } finally {
      changed?.free();
    }
  }

}
