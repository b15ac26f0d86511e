/**
 * The worker's side: messages in, a `Session` behind, answers out. A trap is reported as `lost`; the page then ends
 * this worker and starts another.
 *
 * Page to worker: `{ id, method, args }` and `{ abort: id }`. The first call is `start`.
 * Worker to page: `{ id, value }`, `{ id, error }`, `{ id, progress }` and `{ id, lost }`.
 * @module
 */

import { isTrap, pack } from "./errors.js";
import { Session } from "./session.js";
import { streamFrom } from "./stream-port.js";
import { compile, newEngine, newPredictor, newSharing, newSheets, newSources, newVisits } from "./wasm.js";

/** @type {Session} */
let session;
/** @type {Map<number, AbortController>} */
const underWay = new Map();

const methods = {
  /**
   * @param {string} packed
   * @param {{ sessions: string, share: string, sheets: string, sources: string, predict: string }} others inflated when they are first needed
   * @param {import("linger-analytics").OpenOptions} settings
   */
  async start(packed, others, settings) {
    const startVisits = async () => newVisits(await compile(others.sessions), settings);
    const startSharing = async () => newSharing(await compile(others.share));
    const startSheets = async () => newSheets(await compile(others.sheets));
    const startSources = async () => newSources(await compile(others.sources), settings);
    const startPredict = async () => newPredictor(await compile(others.predict));
    session = new Session(newEngine(await compile(packed), settings), { startVisits, startSharing, startSheets, startSources, startPredict });
  },
  /**
   * @param {import("linger-analytics").Input | MessagePort} input
   * @param {import("linger-analytics").AddOptions} options
   * @param {number} id
   */
  add: (input, options, id) => working(id, (extras) => session.add(inputOf(input), { ...options, ...extras })),
  /**
   * @param {import("linger-analytics").Input | MessagePort} input
   * @param {import("linger-analytics").AddOptions} options
   * @param {number} id
   */
  addParts: (input, options, id) => working(id, (extras) => session.addParts(inputOf(input), { ...options, ...extras })),
  /**
   * @param {import("linger-analytics").Input | MessagePort} input
   * @param {import("linger-analytics").AddOptions} options
   */
  recognise: (input, options) => session.recognise(inputOf(input), options),
  /**
   * @param {import("linger-analytics").Input | MessagePort} input
   * @param {{ name?: string }} options
   */
  unpack: (input, options) => session.unpack(inputOf(input), options),
  /** @param {import("linger-analytics").AuditOptions} options */
  audit: (options) => session.audit(options),
  /**
   * @param {string} key
   * @param {import("linger-analytics").View} view
   */
  person: (key, view) => session.person(key, view),
  /** @param {number} id */
  remove: (id) => session.remove(id),
  /**
   * @param {import("linger-analytics").ReportOptions} options
   * @param {number} id
   */
  report: (options, id) => working(id, (work) => session.report(options, work)),
  /**
   * @param {import("linger-analytics").PredictionQuery} query
   * @param {number} id
   */
  predictions: (query, id) => working(id, (work) => session.predictions(query, work)),
  /**
   * @param {import("linger-analytics").ValueOptions} options
   * @param {number} id
   */
  value: (options, id) => working(id, (work) => session.value(options, work)),
  /**
   * @param {import("linger-analytics").DueOptions} options
   * @param {number} id
   */
  due: (options, id) => working(id, (work) => session.due(options, work)),
  /**
   * @param {import("linger-analytics").GoodsOptions} options
   * @param {number} id
   */
  goods: (options, id) => working(id, (work) => session.goods(options, work)),
  /**
   * @param {import("linger-analytics").SeasonOptions} options
   * @param {number} id
   */
  season: (options, id) => working(id, (work) => session.season(options, work)),
  /**
   * @param {import("linger-analytics").HistoryOptions} options
   * @param {number} id
   */
  history: (options, id) => working(id, (work) => session.history(options, work)),
  /** @param {import("linger-analytics").ShareOptions} options */
  share: (options) => session.share(options),
  /**
   * @param {import("linger-analytics").Input | MessagePort} input
   * @param {import("linger-analytics").FilterOptions} options
   */
  filter: (input, options) => session.filter(inputOf(input), options),
  buyerVisits: () => session.buyerVisits(),
  /** @param {import("linger-analytics").VisitOptions} options */
  visits: (options) => session.visits(options),
  /** @param {import("linger-analytics").SessionQuery} query */
  sessions: (query) => session.sessions(query),
  /** @param {number} number */
  replay: (number) => session.replay(number),
  /** @param {import("linger-analytics").HeatmapQuery} query */
  heatmap: (query) => session.heatmap(query),
  /** @param {import("linger-analytics").HeatPage} query */
  heatAnchors: (query) => session.heatAnchors(query),
  /** @param {import("linger-analytics").HeatPage} query */
  scroll: (query) => session.scroll(query),
  /** @param {import("linger-analytics").HeatPage} query */
  wireframe: (query) => session.wireframe(query),
  removeEvents: () => session.removeEvents(),
  /** @param {import("linger-analytics").CustomerQuery} query */
  customers: (query) => session.customers(query),
  /** @param {string} key */
  customer: (key) => session.customer(key),
  /**
   * @param {string} table
   * @param {import("linger-analytics").CustomerQuery} query
   */
  download: (table, query) => session.download(table, query),
};

/** @param {import("linger-analytics").Input | MessagePort} input */
const inputOf = (input) => (input instanceof MessagePort ? streamFrom(input) : input);

/**
 * Work that the page can cancel and hears of.
 * @template T
 * @param {number} id
 * @param {(extras: { signal: AbortSignal, onProgress: (progress: any) => void }) => Promise<T>} work
 */
function working(id, work) {
  const abort = new AbortController();
  underWay.set(id, abort);
  return work({ signal: abort.signal, onProgress: (progress) => postMessage({ id, progress }) }).finally(() => underWay.delete(id));
}

onmessage = async ({ data }) => {
  if ("abort" in data) return underWay.get(data.abort)?.abort();
  const { id, method, args } = data;
  try {
    const call = /** @type {(...args: unknown[]) => unknown} */ (methods[/** @type {keyof typeof methods} */ (method)]);
    const value = await call(...args, id);
    const moved = value instanceof Uint8Array ? value : /** @type {any} */ (value)?.density;
    postMessage({ id, value }, { transfer: moved ? [moved.buffer] : [] });
  } catch (error) {
    postMessage(isTrap(error) ? { id, lost: String(error) } : { id, error: pack(error) });
  }
};
