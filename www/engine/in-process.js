/**
 * The engine without a worker, for Node: the same calls as `Messenger`.
 * @module
 */

import packedPredict from "linger:predict-wasm";
import packedSessions from "linger:sessions-wasm";
import packedShare from "linger:share-wasm";
import packedSheets from "linger:sheets-wasm";
import packedSources from "linger:sources-wasm";
import packed from "linger:wasm";
import { closed, engineLost, isTrap, named, notStarted } from "./errors.js";
import { Session } from "./session.js";
import { compile, newEngine, newPredictor, newSharing, newSheets, newSources, newVisits } from "./wasm.js";

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;
/** @type {Promise<WebAssembly.Module> | undefined} */
let compiledSessions;
/** @type {Promise<WebAssembly.Module> | undefined} */
let compiledShare;
/** @type {Promise<WebAssembly.Module> | undefined} */
let compiledSheets;
/** @type {Promise<WebAssembly.Module> | undefined} */
let compiledSources;
/** @type {Promise<WebAssembly.Module> | undefined} */
let compiledPredict;

/** @param {import("linger-analytics").OpenOptions} settings */
async function startVisits(settings) {
  compiledSessions ??= compile(packedSessions);
  return newVisits(await compiledSessions, settings);
}

async function startSharing() {
  compiledShare ??= compile(packedShare);
  return newSharing(await compiledShare);
}

async function startSheets() {
  compiledSheets ??= compile(packedSheets);
  return newSheets(await compiledSheets);
}

/** @param {import("linger-analytics").OpenOptions} settings */
async function startSources(settings) {
  compiledSources ??= compile(packedSources);
  return newSources(await compiledSources, settings);
}

/** Calls whose options take signal and progress. */
const READS = new Set(["add", "addParts"]);
/** Calls of one argument that take them beside it. */
const LONG = new Set(["report", "predictions", "value", "due", "goods", "season", "history"]);

async function startPredict() {
  compiledPredict ??= compile(packedPredict);
  return newPredictor(await compiledPredict);
}

export class InProcess {
  /** @type {Session | null} */ #session = null;
  /** @type {Error} */ #ended = closed();
  #onlost = () => {};

  /**
   * @param {import("linger-analytics").OpenOptions} settings
   * @param {() => void} onlost
   */
  async start(settings, onlost) {
    try {
      compiled ??= compile(packed);
      this.#session = new Session(newEngine(await compiled, settings), { startVisits: () => startVisits(settings), startSharing, startSheets, startSources: () => startSources(settings), startPredict });
      this.#onlost = onlost;
    } catch (error) {
      throw notStarted(error);
    }
  }

  /**
   * @param {string} method
   * @param {unknown[]} args
   * @param {import("./messenger.js").Extras} [extras]
   * @returns {Promise<any>}
   */
  async call(method, args, { onProgress, signal } = {}) {
    const session = /** @type {any} */ (this.#session);
    if (!session) throw this.#ended;
    const [first, second] = args;
    try {
      const options = READS.has(method) ? { .../** @type {object} */ (second), onProgress, signal } : second;
      const value = await session[method](first, LONG.has(method) ? { onProgress, signal } : options);
      if (this.#session !== session) throw this.#ended;
      return value;
    } catch (error) {
      if (isTrap(error)) this.#lose(String(error));
      throw this.#session === session ? named(error) : this.#ended;
    }
  }

  close() {
    this.#session?.close();
    this.#session = null;
    this.#ended = closed();
  }

  /** @param {string} reason */
  #lose(reason) {
    if (!this.#session) return;
    this.#session = null;
    this.#ended = engineLost(reason);
    this.#onlost();
  }
}
