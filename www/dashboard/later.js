/**
 * The page's later part: views and dialogs that few people need at once. It is packed inside the page's script and
 * runs, as a script that the page's policy lists by its hash, when one of them is first needed. See `later/index.js`.
 */
import { packed, shared } from "later:part";
import { inflated } from "../engine/packed.js";

/** @typedef {typeof import("./later/index.js")} Later */

/** @type {Promise<Later> | undefined} */
let running;

/** What the later part exports; its elements are defined from then on. */
export const later = () => (running ??= start());

async function start() {
  const script = document.createElement("script");
  script.text = await inflated(packed).text();
  globalThis.lingerShared = shared;
  document.head.append(script);
  script.remove();
  delete globalThis.lingerShared;
  return globalThis.lingerLater;
}
