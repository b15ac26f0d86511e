/** The classic script sets one global. */
declare global {
  /** What `index.iife.js` gives a page. */
  const Linger: { open: typeof import("./index.js").open };
}
export {};
