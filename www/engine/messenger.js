/**
 * The page's side of the worker: a call in, a promise out. A worker that was lost is not used again.
 * @module
 */

import packedPredict from "linger:predict-wasm";
import packedSessions from "linger:sessions-wasm";
import packedShare from "linger:share-wasm";
import packedSheets from "linger:sheets-wasm";
import packedSources from "linger:sources-wasm";
import packed from "linger:wasm";
import source from "linger:worker";
import { closed, engineLost, notStarted, unpack } from "./errors.js";
import { portFor } from "./stream-port.js";

/**
 * What goes with a call besides its arguments.
 * @typedef {object} Extras
 * @property {(progress: any) => void} [onProgress]
 * @property {AbortSignal} [signal]
 */

/** @typedef {{ resolve: (value: any) => void, reject: (error: Error) => void, onProgress: Extras["onProgress"] }} Pending */

/** Workers that were given to an engine: their state is that engine's. @type {WeakSet<object>} */
const used = new WeakSet();

export class Messenger {
  /** @type {import("linger-analytics").EngineWorker | null} */ #worker = null;
  #given;
  /** @type {Map<number, Pending>} */ #pending = new Map();
  #calls = 0;
  #onlost = () => {};

  /** @param {import("linger-analytics").OpenOptions["worker"]} [worker] instead of one made of the script carried along */
  constructor(worker) {
    this.#given = worker;
  }

  /**
   * @param {import("linger-analytics").OpenOptions} settings
   * @param {() => void} onlost called once, after all pending calls were rejected
   */
  async start(settings, onlost) {
    const url = this.#given === undefined ? URL.createObjectURL(new Blob([source], { type: "text/javascript" })) : "";
    try {
      this.#worker = newWorker(this.#given ?? url);
      this.#worker.onmessage = ({ data }) => this.#receive(data);
      this.#worker.onerror = (event) => this.#lose(event.message);
      await this.call("start", [packed, { sessions: packedSessions, share: packedShare, sheets: packedSheets, sources: packedSources, predict: packedPredict }, settings]);
      this.#onlost = onlost;
    } catch (error) {
      this.close();
      throw notStarted(error);
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  /**
   * @param {string} method
   * @param {unknown[]} args
   * @param {Extras} [extras]
   * @returns {Promise<any>}
   */
  call(method, args, { onProgress, signal } = {}) {
    const id = ++this.#calls;
    const abort = () => this.#worker?.postMessage({ abort: id });
    const answer = new Promise((resolve, reject) => {
      if (!this.#worker) throw closed();
      post(this.#worker, { id, method, args });
      this.#pending.set(id, { resolve, reject, onProgress });
      signal?.addEventListener("abort", abort);
    });
    return answer.finally(() => signal?.removeEventListener("abort", abort));
  }

  close() {
    this.#end(closed());
  }

  /** @param {{ id: number, value?: unknown, error?: import("./errors.js").PackedError, progress?: any, lost?: string }} answer */
  #receive({ id, value, error, progress, lost }) {
    const call = this.#pending.get(id);
    if (progress) return call?.onProgress?.(progress);
    if (lost) return this.#lose(lost);
    this.#pending.delete(id);
    if (error) call?.reject(unpack(error));
    else call?.resolve(value);
  }

  /** @param {string} reason */
  #lose(reason) {
    this.#end(engineLost(reason));
    this.#onlost();
  }

  /** @param {Error} error what pending calls get */
  #end(error) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

/**
 * @param {import("linger-analytics").EngineWorker | URL | string} given
 * @returns {import("linger-analytics").EngineWorker}
 */
function newWorker(given) {
  if (typeof given === "string" || given instanceof URL) return new Worker(given, { name: "linger" });
  if (used.has(given)) throw new Error("the worker given has served an engine before; give its address, and a new one is started each time");
  used.add(given);
  return given;
}

/**
 * Sends a call; a stream among its arguments moves to the worker, directly where the browser can.
 * @param {import("linger-analytics").EngineWorker} worker
 * @param {{ id: number, method: string, args: unknown[] }} call
 */
function post(worker, call) {
  const [first, ...others] = call.args;
  if (!(first instanceof ReadableStream)) return worker.postMessage(call);
  try {
    worker.postMessage(call, [first]);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "DataCloneError")) throw error;
    const port = portFor(first);
    worker.postMessage({ ...call, args: [port, ...others] }, [port]);
  }
}
