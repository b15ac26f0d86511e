/** What `build/later.mjs` makes of the page's later part, and where its two halves meet. */

declare module "later:part" {
  /** The later script, gzipped, in base64. */
  export const packed: string;
  /** What it uses of the first script, by name. */
  export const shared: object;
}

declare var lingerShared: object | undefined;
declare var lingerLater: typeof import("./later/index.js");
