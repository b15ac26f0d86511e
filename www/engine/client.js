/**
 * What `open()` gives: the public calls, over whichever engine the entry starts.
 * @module
 */

import { customerPage } from "./customers.js";
import { abortError, ENGINE_LOST, stopped, unpack as errorOf } from "./errors.js";

/**
 * @typedef {import("linger-analytics").AddOptions} AddOptions
 * @typedef {import("linger-analytics").CustomerQuery} CustomerQuery
 * @typedef {import("linger-analytics").Input} Input
 * @typedef {import("linger-analytics").Linger} Linger
 * @typedef {import("linger-analytics").OpenOptions} OpenOptions
 */

/**
 * What answers the calls.
 * @typedef {object} Host
 * @property {(settings: OpenOptions, onlost: () => void) => Promise<void>} start
 * @property {(method: string, args: unknown[], extras?: import("./messenger.js").Extras) => Promise<any>} call
 * @property {() => void} close
 */

/**
 * The package's `open`.
 * @param {(worker: OpenOptions["worker"]) => Host} hostFor
 * @returns {typeof import("linger-analytics").open}
 */
export function opener(hostFor) {
  return async ({ worker, ...settings } = {}) => {
    const client = new Client(() => hostFor(worker), settings);
    await client.started;
    return client;
  };
}

/** @implements {Linger} */
class Client {
  /** @type {Linger["onlost"]} */ onlost = null;
  #newHost;
  #settings;

  /**
   * @param {() => Host} newHost
   * @param {OpenOptions} settings
   */
  constructor(newHost, settings) {
    this.#newHost = newHost;
    this.#settings = settings;
    this.started = this.#start();
  }

  async #start() {
    const host = this.#newHost();
    await host.start(this.#settings, () => this.#replace());
    return host;
  }

  #replace() {
    this.started = this.#start();
    this.started.catch(() => {});
    this.onlost?.({ code: "engineLost", severity: "error", message: ENGINE_LOST, params: {} });
  }

  /**
   * @param {string} method
   * @param {unknown[]} args
   * @param {import("./messenger.js").Extras} [extras]
   */
  async #call(method, args, extras) {
    const host = await this.started;
    return host.call(method, args, extras);
  }

  /**
   * @param {string} method
   * @param {object} options
   * @param {import("linger-analytics").Work} [work]
   */
  async #long(method, options, { onProgress, signal } = {}) {
    if (signal?.aborted) throw stopped();
    return this.#call(method, [options], { onProgress, signal });
  }

  /**
   * @param {Input} input
   * @param {AddOptions} [options]
   */
  async add(input, { onProgress, signal, ...options } = {}) {
    if (signal?.aborted) throw abortError();
    return this.#call("add", [input, options], { onProgress, signal });
  }

  /**
   * @param {Input[]} inputs
   * @param {Omit<AddOptions, "name">} [options]
   * @returns {Promise<import("linger-analytics").Added[]>}
   */
  async addAll(inputs, { onProgress, signal, ...options } = {}) {
    const added = [];
    for (const input of inputs) {
      if (signal?.aborted) throw abortError();
      added.push(...(await this.#call("addParts", [input, options], { onProgress, signal })));
    }
    return added;
  }

  /**
   * @param {Input} input
   * @param {Pick<AddOptions, "name">} [options]
   * @returns {Promise<import("linger-analytics").Unpacked[]>}
   */
  async unpack(input, options = {}) {
    const found = await this.#call("unpack", [input, options]);
    return found.map((/** @type {any} */ part) => (part.error ? { ...part, error: errorOf(part.error) } : part));
  }

  /**
   * @param {Input} input
   * @param {Pick<AddOptions, "name" | "mapping" | "encoding">} [options]
   */
  async recognise(input, options = {}) {
    return this.#call("recognise", [input, options]);
  }

  /** @param {import("linger-analytics").AuditOptions} [options] */
  async audit(options = {}) {
    return this.#call("audit", [options]);
  }

  /**
   * @param {string} key
   * @param {import("linger-analytics").View} [view]
   */
  async person(key, view = {}) {
    return this.#call("person", [key, view]);
  }

  /** @param {number} id */
  async remove(id) {
    await this.#call("remove", [id]);
  }

  /**
   * @param {import("linger-analytics").ReportOptions} [options]
   * @param {import("linger-analytics").Work} [work]
   */
  async report(options = {}, work) {
    return this.#long("report", options, work);
  }

  /**
   * @param {import("linger-analytics").PredictionQuery} [query]
   * @param {import("linger-analytics").Work} [work]
   */
  async predictions(query = {}, work) {
    return this.#long("predictions", query, work);
  }

  /**
   * @param {import("linger-analytics").ValueOptions & import("linger-analytics").Categories} [options]
   * @param {import("linger-analytics").Work} [work]
   */
  async value(options = {}, work) {
    return this.#long("value", options, work);
  }

  /**
   * @param {import("linger-analytics").DueOptions & import("linger-analytics").Categories} [options]
   * @param {import("linger-analytics").Work} [work]
   */
  async due(options = {}, work) {
    return this.#long("due", options, work);
  }

  /**
   * @param {import("linger-analytics").GoodsOptions & import("linger-analytics").Categories} [options]
   * @param {import("linger-analytics").Work} [work]
   */
  async goods(options = {}, work) {
    return this.#long("goods", options, work);
  }

  /**
   * @param {import("linger-analytics").SeasonOptions & import("linger-analytics").Categories} [options]
   * @param {import("linger-analytics").Work} [work]
   */
  async season(options = {}, work) {
    return this.#long("season", options, work);
  }

  /**
   * @param {import("linger-analytics").HistoryOptions} [options]
   * @param {import("linger-analytics").Work} [work]
   */
  async history(options = {}, work) {
    return this.#long("history", options, work);
  }

  /** @param {import("linger-analytics").ShareOptions} [options] */
  async share(options = {}) {
    return this.#call("share", [options]);
  }

  /**
   * @param {Input} input
   * @param {import("linger-analytics").FilterOptions} [options]
   */
  async filter(input, options = {}) {
    return this.#call("filter", [input, options]);
  }

  /** @param {import("linger-analytics").VisitOptions} [options] */
  async visits(options = {}) {
    return this.#call("visits", [options]);
  }

  async buyerVisits() {
    return this.#call("buyerVisits", []);
  }

  /** @param {import("linger-analytics").SessionQuery} [query] */
  async sessions(query = {}) {
    return this.#call("sessions", [query]);
  }

  /** @param {number} session */
  async replay(session) {
    return this.#call("replay", [session]);
  }

  /** @param {import("linger-analytics").HeatmapQuery} query */
  async heatmap(query) {
    return this.#call("heatmap", [query]);
  }

  /** @param {import("linger-analytics").HeatPage} [query] */
  async heatAnchors(query = {}) {
    return this.#call("heatAnchors", [query]);
  }

  /** @param {import("linger-analytics").HeatPage} [query] */
  async scroll(query = {}) {
    return this.#call("scroll", [query]);
  }

  /** @param {import("linger-analytics").HeatPage} [query] */
  async wireframe(query = {}) {
    return this.#call("wireframe", [query]);
  }

  async removeEvents() {
    await this.#call("removeEvents", []);
  }

  /** @param {CustomerQuery} [query] */
  async customers(query = {}) {
    return customerPage(await this.#call("customers", [query]));
  }

  /** @param {string} key */
  async customer(key) {
    const card = await this.#call("customer", [key]);
    return { ...card, row: customerPage(card.row).rows[0] };
  }

  /**
   * @param {import("linger-analytics").TableId} table
   * @param {CustomerQuery} [query]
   */
  async download(table, query = {}) {
    return this.#call("download", [table, query]);
  }

  close() {
    this.started.then((host) => host.close()).catch(() => {});
  }
}
