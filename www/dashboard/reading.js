/** One source into the engine, its progress into the state: bytes, rate, records. */

import { asOption } from "../keep/as-option.js";

/** @import { EventFileSummary, EventMapping, FileSummary, Job, TableFileSummary, Mapping, Source } from "./types.js" */
/** @import { Store } from "./store.js" */

/** The screen shows progress at most so often, in milliseconds. */
const PROGRESS_EVERY = 80;

/**
 * @param {Store} store
 * @param {number} id of the job
 * @param {Source} source
 * @param {Mapping | EventMapping | undefined} mapping
 * @param {AbortSignal} signal
 * @returns {Promise<FileSummary | EventFileSummary | TableFileSummary>}
 */
export function readFile(store, id, source, mapping, signal) {
  /** @type {Job} */
  const job = { id, name: source.name, bytesRead: 0, bytesTotal: source.bytes, records: 0, rate: null, running: false };
  store.set({ jobs: [...store.state.jobs, job] });
  const overlay = asOption(store.state.overlay);
  let startedAt = 0;
  let shownAt = 0;
  const options = {
    name: source.name,
    ...(source.kind ? { kind: source.kind } : {}),
    ...(mapping ? { mapping } : {}),
    ...(overlay ? { overlay } : {}),
    signal,
    onProgress(/** @type {import("./types.js").Progress} */ progress) {
      const now = performance.now();
      startedAt ||= now;
      if (now - shownAt < PROGRESS_EVERY) return;
      shownAt = now;
      const seconds = (now - startedAt) / 1000;
      const rate = seconds > 0 ? progress.bytesRead / seconds : null;
      const read = { ...job, ...progress, rate, running: true };
      store.set({ jobs: store.state.jobs.map((old) => (old.id === id ? read : old)) });
    },
  };
  return store.engine.add(source.input, /** @type {import("./types.js").AddOptions} */ (options));
}
