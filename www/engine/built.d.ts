/** Modules that `build.mjs` makes: the compiled core, and the worker as text. */

declare module "linger:wasm" {
  /** The core's wasm, gzipped, in base64. */
  const packed: string;
  export default packed;
}

declare module "linger:sessions-wasm" {
  /** The module of sessions, gzipped, in base64. */
  const packed: string;
  export default packed;
}

declare module "linger:sessions-glue" {
  /** As `linger:glue`, for the module of sessions. */
  export function instantiate(module: WebAssembly.Module): { Visits: new (settings: import("linger-analytics").OpenOptions) => import("./wasm.js").Visits };
}

declare module "linger:share-wasm" {
  /** The module of sharing, gzipped, in base64. */
  const packed: string;
  export default packed;
}

declare module "linger:share-glue" {
  /** As `linger:glue`, for the module of sharing. */
  export function instantiate(module: WebAssembly.Module): import("./wasm.js").Sharing;
}

declare module "linger:sheets-wasm" {
  /** The module of spreadsheets, gzipped, in base64. */
  const packed: string;
  export default packed;
}

declare module "linger:sheets-glue" {
  /** As `linger:glue`, for the module of spreadsheets. */
  export function instantiate(module: WebAssembly.Module): import("./wasm.js").Sheets;
}

declare module "linger:sources-wasm" {
  /** The module of sources, gzipped, in base64. */
  const packed: string;
  export default packed;
}

declare module "linger:sources-glue" {
  /** As `linger:glue`, for the module of sources. */
  export function instantiate(module: WebAssembly.Module): { Sources: new (settings: object) => import("./wasm.js").Sources };
}

declare module "linger:predict-wasm" {
  /** The module of predictions, gzipped, in base64. */
  const packed: string;
  export default packed;
}

declare module "linger:predict-glue" {
  /** As `linger:glue`, for the module of predictions. */
  export function instantiate(module: WebAssembly.Module): { Predictor: new () => import("./wasm.js").Predictor };
}

declare module "linger:worker" {
  /** The worker as a classic script. */
  const source: string;
  export default source;
}

declare module "linger:glue" {
  /** wasm-bindgen's JavaScript around a new instance with a memory of its own. */
  export function instantiate(module: WebAssembly.Module): {
    Engine: new (settings: import("linger-analytics").OpenOptions) => import("./wasm.js").Engine;
  };
}

/** `true` in the builds that only browsers load. */
declare const LINGER_BROWSER_ONLY: boolean;
