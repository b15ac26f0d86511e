/** What `index.iife.js` sets in the pages of the tests. */
declare const Linger: { open: typeof import("linger-analytics").open };
