/**
 * What the page works out beyond the report: the models of buying, and what is made of them. The views that show a piece ask for it;
 * pieces are made one after the other, and again when something that they depend on has changed. A person may stop the work.
 */

/** @import { Store } from "./store.js" */
/** @import { Foretold, Models, PredictOptions, ReportOptions, State, Work } from "./types.js" */

/** @typedef {{ of: keyof Foretold, options?: object }} Piece `models` is the report with its models */
/** @typedef {Pick<State, "files" | "tables" | "options" | "categories">} About */
/** @typedef {{ about: About, abort: AbortController | null, isStopped: boolean }} Going */

/** @type {WeakMap<Store, Going>} */
const works = new WeakMap();

/** What the foretold pieces depend on. @param {State} state @returns {About} */
const aboutOf = ({ files, tables, options, categories }) => ({ files, tables, options, categories });

/** @param {About} a @param {About} b */
const isSame = (a, b) => a.files === b.files && a.tables === b.tables && a.options === b.options && a.categories === b.categories;

/** The work of a store, begun anew where what it is about has changed. @param {Store} store */
function workOf(store) {
  const about = aboutOf(store.state);
  const known = works.get(store);
  if (known && isSame(known.about, about)) return known;
  known?.abort?.abort();
  const work = { about, abort: null, isStopped: false };
  works.set(store, work);
  if (Object.keys(store.state.foretold).length > 0) store.set({ foretold: {} });
  return work;
}

/** @param {Piece} piece */
const idOf = ({ options = {} }) => JSON.stringify(options);

/** Whether a piece is there, made with these options. @param {State} state @param {Piece} piece */
export const isMade = ({ report, foretold }, piece) => foretold[piece.of]?.id === idOf(piece) && (piece.of !== "models" || report?.models !== undefined);

/** Whether somebody stopped the work, or it failed. @param {Store} store */
export const isStopped = (store) => works.get(store)?.isStopped ?? false;

/**
 * Makes the first of these pieces that is lacking; the change of state that it brings asks for the next one.
 * @param {Store} store
 * @param {Piece[]} pieces in the order in which they need each other
 */
export async function need(store, pieces) {
  const { state } = store;
  if (state.engine !== "ready" || state.jobs.length > 0 || state.computing || !state.report || state.report.summary.identified.customers === 0) return;
  const work = workOf(store);
  const lacking = pieces.find((piece) => !isMade(state, piece));
  if (!lacking || work.abort || work.isStopped) return;
  work.abort = new AbortController();
  store.set({ foretelling: 0 });
  try {
    const made = await store.lend(() => make(store, lacking, { signal: work.abort?.signal, onProgress: ({ done }) => works.get(store) === work && store.set({ foretelling: done }) }));
    if (works.get(store) === work && isSame(work.about, aboutOf(store.state))) store.set(made);
  } catch (error) {
    if (isForIntervals(lacking)) withoutIntervals(store);
    else work.isStopped = true;
    if (/** @type {Error} */ (error).name !== "AbortError") store.fail(error, null);
  } finally {
    work.abort = null;
    if (!works.get(store)?.abort) store.set({ foretelling: null });
  }
}

/** With models everything else is made anew: it may rest on them. @param {Store} store @param {Piece} piece @param {Work} work @returns {Promise<Partial<State>>} */
async function make(store, piece, work) {
  const { options, categories, foretold } = store.state;
  if (piece.of === "models") {
    const report = await store.engine.report(/** @type {ReportOptions} */ ({ ...options, models: piece.options ?? {} }), work);
    return { report, foretold: { models: { id: idOf(piece), made: /** @type {Models} */ (report.models) } } };
  }
  const made = await madeOf(store, piece, categories, work);
  return { foretold: { ...foretold, [piece.of]: { id: idOf(piece), made } } };
}

/** Lists of people and months looked back on have no products. @param {Store} store @param {Piece} piece @param {import("./types.js").CategoryRule[]} categories @param {Work} work */
function madeOf({ engine }, { of, options }, categories, work) {
  if (of === "people") return engine.predictions(options, work);
  if (of === "history") return engine.history(options, work);
  return engine[/** @type {"due"} */ (of)]({ ...options, categories }, work);
}

/** Intervals take long, and everything but them is there without them. @param {Piece} piece */
const isForIntervals = ({ options }) => options !== undefined && "bootstrap" in options;

/** Goes on without intervals: the models are made once more, as they were. @param {Store} store */
function withoutIntervals(store) {
  const { bootstrap: _, ...predictOptions } = store.state.predictOptions;
  store.set({ predictOptions, foretold: {} });
}

/** Changes what predictions are asked with; `undefined` is the usual. @param {Store} store @param {PredictOptions} change */
export function setPredictOptions(store, change) {
  const options = Object.entries({ ...store.state.predictOptions, ...change }).filter(([, value]) => value !== undefined);
  store.set({ predictOptions: Object.fromEntries(options) });
}

/** Stops what is being worked out. @param {Store} store */
export function stop(store) {
  works.get(store)?.abort?.abort();
}

/** Goes on after a stop. @param {Store} store */
export function goOn(store) {
  const work = works.get(store);
  if (work) work.isStopped = false;
  store.set({ foretelling: null });
}

/**
 * A piece made on the side, for a file: all rows of a list.
 * @template {keyof Foretold} Of
 * @param {Store} store
 * @param {Of} of
 * @param {object} options
 * @returns {Promise<NonNullable<Foretold[Of]>["made"] | null>} `null` when it failed; a message says why
 */
export async function onTheSide(store, of, options) {
  try {
    const { categories } = store.state;
    return /** @type {any} */ (await store.lend(async () => (of === "people" ? store.engine.predictions(options) : store.engine[/** @type {"due"} */ (of)]({ ...options, categories }))));
  } catch (error) {
    store.fail(error, null);
    return null;
  }
}
