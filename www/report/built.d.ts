/** What the build makes for an interactive report. */
declare module "linger-report:script" {
  /** The script inside an interactive report. */
  const script: string;
  export default script;
}

declare module "linger-slicer:wasm" {
  /** The module of sharing, gzipped, in base64. */
  const packed: string;
  export default packed;
}

declare module "linger-slicer:glue" {
  export const Slicer: typeof import("linger-analytics").Slicer;
  export function initSync(source: { module: ArrayBuffer }): void;
}
