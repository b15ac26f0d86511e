/**
 * A broken core for tests: the next `report` or `visits` traps, once for each page or process that it is put into.
 * @module
 */

/**
 * Wraps `WebAssembly.Instance` in the realm where it runs. It stands alone, so that its text can be put before a worker's.
 */
export function trapNextReport() {
  const Whole = WebAssembly.Instance;
  const trap = () => {
    WebAssembly.Instance = Whole;
    throw new WebAssembly.RuntimeError("unreachable");
  };
  /** @type {any} */ (WebAssembly).Instance = function (/** @type {WebAssembly.Module} */ module, /** @type {WebAssembly.Imports} */ imports) {
    const { exports } = new Whole(module, imports);
    return { exports: { ...exports, engine_report: trap, visits_report: trap } };
  };
}

/** Puts `trapNextReport` before the first worker that the page starts from a Blob. */
export function trapInFirstWorker(/** @type {string} */ source) {
  const original = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    URL.createObjectURL = original;
    return original.call(URL, new Blob([`(${source})();\n`, /** @type {Blob} */ (blob)], { type: "text/javascript" }));
  };
}
