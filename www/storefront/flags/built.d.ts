/** Modules that `build/flags.mjs` makes of the compiled core. */

declare module "linger:live-glue" {
  export function init(options: { module_or_path: ArrayBuffer }): Promise<unknown>;
  export function liveFlags(events: string, options: string): string;
}

declare module "linger:live-wasm" {
  const packed: string;
  export default packed;
}
