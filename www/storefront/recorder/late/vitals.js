/**
 * Web vitals by the browser's own observers: LCP, INP and TTFB in ms, CLS in thousandths. Definitions: web.dev/vitals.
 * Own observers, because the library is four times the size of this file.
 * @module
 */

/** @import { Recorder } from "../types.js" */

/** An interaction in fifty may be left out as an outlier. */
const OUTLIER = 50;

/** @type {number | undefined} */
let lcp;
let cls = 0;
/** @type {Map<number, number>} longest duration by interaction */
const interactions = new Map();

/** @param {Recorder} recorder */
export function watchVitals({ emit, leaving, listeners }) {
  let window = 0;
  let first = 0;
  let latest = 0;
  observe("largest-contentful-paint", (entry) => (lcp = entry.startTime));
  observe("layout-shift", ({ hadRecentInput, startTime, value }) => {
    if (hadRecentInput) return;
    if (startTime - latest > 1000 || startTime - first > 5000) {
      first = startTime;
      window = 0;
    }
    latest = startTime;
    cls = Math.max(cls, (window += value));
  });
  observe("event", ({ interactionId: id, duration }) => id && interactions.set(id, Math.max(duration, interactions.get(id) ?? 0)));
  let isLoad = true;
  let told = "";
  // Load times belong to the page that was loaded, not to the views after it.
  listeners.push(({ e }) => (isLoad &&= e !== "view"));
  leaving.push(() => {
    const vital = measured();
    if (isLoad && told !== (told = JSON.stringify(vital))) emit("vital", vital);
  });
}

/** @param {string} type @param {(entry: any) => void} act */
function observe(type, act) {
  try {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(act));
    observer.observe(/** @type {PerformanceObserverInit} */ ({ type, buffered: true, durationThreshold: 40 }));
  } catch {
    // This browser does not measure it.
  }
}

function measured() {
  const [navigation] = /** @type {any[]} */ (performance.getEntriesByType("navigation"));
  const begin = navigation?.activationStart ?? 0;
  const slowest = [...interactions.values()].sort((a, b) => b - a);
  const since = (/** @type {number | undefined} */ time) => (time === undefined ? undefined : Math.max(0, Math.round(time - begin)));
  return { lcp: since(lcp), inp: slowest[Math.floor(slowest.length / OUTLIER)], ttfb: since(navigation?.responseStart), cls: Math.round(cls * 1000) };
}
