/**
 * The page's own requests, as the browser lists them: no fetch is wrapped.
 * @module
 */

/** @param {RegExp} pattern of the address @param {(address: string) => void} act */
export function onRequest(pattern, act) {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => pattern.test(name) && act(name)));
  observer.observe({ type: "resource", buffered: true });
}

/** One call for many, `pause` ms after the last. @template {unknown[]} W @param {(...words: W) => void} work @param {number} pause */
export function settled(work, pause) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  return (/** @type {W} */ ...words) => {
    clearTimeout(timer);
    timer = setTimeout(work, pause, ...words);
  };
}
