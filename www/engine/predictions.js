/**
 * Predictions: what the module that makes them is fed with, and what was asked of it before. Everything is made of the purchases
 * under the options of a report, and of the baskets of the same orders; both are handed over again when a file or an option that
 * touches them has changed. Work is done one piece after the other, in turns.
 * @module
 */

import { defined } from "./defined.js";
import { stopped } from "./errors.js";
import { nextTask } from "./turns.js";

/**
 * @typedef {import("linger-analytics").Models} Models
 * @typedef {import("linger-analytics").Notice} Notice
 * @typedef {import("linger-analytics").ReportOptions} ReportOptions
 * @typedef {import("linger-analytics").Work} Work
 * @typedef {import("./wasm.js").Predictor} Predictor
 */

/**
 * What predictions are made of.
 * @typedef {object} Told
 * @property {(options: ReportOptions) => string} id differs where anything else would be told
 * @property {(options: ReportOptions) => Promise<import("./wasm.js").Buying & { audit: object }>} buying and the options under which `baskets` tells the same orders
 * @property {(options: ReportOptions, keys: string[]) => Promise<{ chosen: Uint8Array, byCycle: Uint8Array }>} flags 1 for each of these customers whom the report flags: by the definition that its headlines use, and by D1
 * @property {(options: object) => Promise<{ columns: object, missing: string[] }>} baskets and the files whose orders are not in them
 * @property {(options: ReportOptions) => Promise<Past>} past what a report counts and flags, its options as of then
 */

/** @typedef {{ buying: import("./wasm.js").Buying, told: { definition: string, judged: number }, flags: Uint8Array }} Past customers whom the headlines' definition can judge, and 1 for each whom it flags */
/** @typedef {"models" | "value" | "due" | "goods" | "season" | "history"} What */
/** @typedef {{ report: ReportOptions, models: object | null }} Latest options of the latest report, and of its models where it has any */

/** So many of the things made last are kept. */
const KEPT = 24;
const PROGRESS_MS = 1000 / 15;
const DAY = 86_400_000;
/** Part of the work of a history that its models are. */
const OF_MODELS = 0.3;

export class Predictions {
  #start;
  #told;
  /** @type {Promise<Predictor> | null} */ #starting = null;
  /** @type {Predictor | null} */ #predictor = null;
  /** @type {Promise<unknown>} */ #queue = Promise.resolve();
  /** What the module holds. */ #held = { buying: "", flags: "", baskets: "", models: "" };
  /** Keys of its customers. @type {string[]} */ #keys = [];
  /** Options under which the baskets tell the orders. @type {{ asOf?: string }} */ #audit = {};
  /** Of the report that counts the purchases, and its last day. @type {{ report: ReportOptions, asOf: number }} */ #counted = { report: {}, asOf: NaN };
  /** Files whose orders are not in the baskets. @type {string[]} */ #missing = [];
  /** The models that are in the module. @type {Models | null} */ #models = null;
  /** What was made last of what is held. @type {Map<string, any>} */ #made = new Map();

  /**
   * @param {() => Promise<Predictor>} start called when the module is first needed
   * @param {Told} told
   */
  constructor(start, told) {
    this.#start = start;
    this.#told = told;
  }

  /**
   * The models of a report.
   * @param {Latest} latest
   * @param {Work} [work]
   * @returns {Promise<{ models: Models, receipt: (receipt: string) => string }>}
   */
  models(latest, work = {}) {
    return this.#queued(async () => {
      const predictor = await this.#withModels(latest, work);
      const models = /** @type {Models} */ (this.#models);
      return { models, receipt: (receipt) => predictor.receipt(receipt) };
    }, work);
  }

  /**
   * A page of customers; the models are made where the report has none.
   * @param {Latest} latest
   * @param {import("linger-analytics").PredictionQuery} query
   * @param {Work} [work]
   * @returns {Promise<import("linger-analytics").PredictionPage>}
   */
  page(latest, query, work = {}) {
    return this.#queued(async () => (await this.#withModels(latest, work)).predictions(defined(query)), work);
  }

  /**
   * What is expected of one customer.
   * @param {Latest} latest
   * @param {string} key
   * @returns {Promise<import("linger-analytics").Prediction | null>}
   */
  of(latest, key) {
    return this.#queued(async () => (await this.#withModels(latest, {})).prediction(key), {});
  }

  /**
   * A report of its own.
   * @param {Exclude<What, "models">} what
   * @param {Latest} latest
   * @param {import("linger-analytics").Categories} options
   * @param {Work} [work]
   */
  make(what, latest, { categories = [], ...options }, work = {}) {
    if (what === "history") return this.history(latest, options, work);
    return this.#queued(async () => {
      if (latest.models) await this.#withModels(latest, work);
      else await this.#fed(latest);
      if (what === "value") await this.#flagged(latest);
      await this.#filled(categories);
      const made = await this.#once(what, what === "value" ? withTruncation(latest, options) : options, work);
      return this.#missing.length > 0 ? { ...made, notices: [...made.notices, withoutDetails(this.#missing)] } : made;
    }, work);
  }

  /**
   * Months looked back on, with the models of the report; with those of default options where it has none.
   * @param {Latest} latest
   * @param {import("linger-analytics").HistoryOptions} options
   * @param {Work} work
   * @returns {Promise<import("linger-analytics").History>}
   */
  history(latest, options, work) {
    return this.#queued(async () => {
      await this.#withModels(latest, part(work, 0, OF_MODELS));
      return this.#once("history", options, part(work, OF_MODELS, 1));
    }, work);
  }

  free() {
    this.#predictor?.free();
    this.#predictor = null;
    this.#starting = null;
    this.#held = { buying: "", flags: "", baskets: "", models: "" };
    this.#made.clear();
  }

  /**
   * @template T
   * @param {() => Promise<T>} work
   * @param {Work} how
   * @returns {Promise<T>}
   */
  #queued(work, { signal }) {
    const turn = this.#queue.then(() => {
      if (signal?.aborted) throw stopped();
      return work();
    });
    this.#queue = turn.catch(() => {});
    return turn;
  }

  /**
   * The module, with the purchases that the report counts.
   * @param {Latest} latest
   */
  async #fed({ report }) {
    this.#starting ??= this.#start();
    const predictor = (this.#predictor = await this.#starting);
    const id = this.#told.id(report);
    if (id === this.#held.buying) return predictor;
    const { audit, ...buying } = await this.#told.buying(report);
    predictor.setBuying(buying);
    [this.#audit, this.#keys, this.#counted] = [audit, buying.key, { report, asOf: buying.asOf }];
    this.#held = { buying: id, flags: "", baskets: "", models: "" };
    this.#made.clear();
    return predictor;
  }

  /** Tells the module whom the report flags. @param {Latest} latest */
  async #flagged({ report }) {
    if (this.#held.flags === this.#held.buying) return;
    const { chosen, byCycle } = await this.#told.flags(report, this.#keys);
    /** @type {Predictor} */ (this.#predictor).setFlags(chosen, byCycle);
    this.#held.flags = this.#held.buying;
  }

  /** Gives the module the baskets of the same orders. @param {object[]} categories rules that give products theirs */
  async #filled(categories) {
    const id = `${this.#held.buying} ${JSON.stringify(categories)}`;
    if (id === this.#held.baskets) return;
    const { columns, missing } = await this.#told.baskets({ ...this.#audit, categories });
    /** @type {Predictor} */ (this.#predictor).setBaskets(columns);
    this.#missing = missing;
    this.#held.baskets = id;
  }

  /**
   * The module, with the models in it.
   * @param {Latest} latest
   * @param {Work} work
   */
  async #withModels(latest, work) {
    const predictor = await this.#fed(latest);
    const options = withTruncation(latest, latest.models ?? {});
    const id = `models ${JSON.stringify(defined(options))}`;
    await this.#flagged(latest);
    if (id !== this.#held.models) {
      this.#held.models = "";
      this.#models = await this.#do("models", options, work);
      this.#held.models = id;
    }
    return predictor;
  }

  /**
   * What was made before is not made again.
   * @param {What} what
   * @param {object} options
   * @param {Work} work
   */
  async #once(what, options, work) {
    const id = `${what} ${this.#held.baskets} ${this.#held.models} ${JSON.stringify(options)}`;
    const made = this.#made.get(id) ?? (await this.#do(what, options, work));
    this.#made.delete(id);
    this.#made.set(id, made);
    if (this.#made.size > KEPT) this.#made.delete(/** @type {string} */ (this.#made.keys().next().value));
    return made;
  }

  /**
   * @param {What} what
   * @param {object} options
   * @param {Work} work
   */
  async #do(what, options, { onProgress, signal }) {
    const predictor = /** @type {Predictor} */ (this.#predictor);
    predictor.begin(what, defined(options));
    let [done, shown] = [0, 0];
    while (done < 1) {
      if (signal?.aborted) {
        predictor.abandon();
        throw stopped();
      }
      await this.#tellPast(predictor);
      done = predictor.step();
      if (onProgress && (done === 1 || performance.now() - shown >= PROGRESS_MS)) {
        shown = performance.now();
        onProgress({ done });
      }
      await nextTask();
    }
    return predictor.take();
  }

  /** Tells a history what the report of the day counted that it asks for. @param {Predictor} predictor */
  async #tellPast(predictor) {
    const day = predictor.pastDay();
    if (day === undefined) return;
    const { report, asOf } = this.#counted;
    const { buying, told, flags } = await this.#told.past({ ...report, asOf: day === asOf ? this.#audit.asOf : dateOf(day) });
    predictor.tellPast(buying, told, flags);
  }
}

/** Whom the report leaves out of "new" and of cohorts takes part in no fit either, unless the options say so. @template {object} T @param {Latest} latest @param {T} options @returns {T} */
const withTruncation = ({ report }, options) => (report.truncation === "exclude" ? { truncation: "exclude", ...options } : options);

/** @param {number} day since 1970-01-01 */
const dateOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** Work that is a part of some other. @param {Work} work @param {number} from @param {number} to @returns {Work} */
const part = ({ onProgress, signal }, from, to) => ({ signal, onProgress: onProgress && (({ done }) => onProgress({ done: from + (to - from) * done })) });

/** @param {string[]} files @returns {Notice} */
function withoutDetails(files) {
  const names = files.join(", ");
  return {
    code: "withoutDetails",
    severity: "warning",
    message: `What was in the orders of ${names} is not known: a stream cannot be read a second time. Add the file itself, or the stream with the option details.`,
    params: { files: names },
  };
}
