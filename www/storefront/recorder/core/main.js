/**
 * `linger-storefront.js`: one tag in a theme; records this visit after consent. See README.md.
 * @module
 */

import { config, idle, tag, warn } from "./config.js";
import { mode, watchConsent } from "./consent.js";
import { watchPages, view } from "./page.js";
import { emit, flush, forget, leave, leaving, listeners, sinks, state } from "./record.js";
import { isOverlay, isSilent, refusesTracking } from "./silence.js";
import { erase, read, write } from "./storage.js";
import { mask } from "./text.js";

/** @import { LingerApi, Recorder } from "../types.js" */

/** @param {string} part of the recorder @param {string} [name] of its file, in the place of this one's */
function load(part, name = `storefront-${part}`) {
  const src = config[part] ?? tag.src.replace("storefront", name);
  const onerror = () => warn(`${src} was not loaded: check its address and the script-src policy.`);
  document.head.append(Object.assign(document.createElement("script"), { src, nonce: tag.nonce, onerror }));
}

/** @type {LingerApi} */
const api = {
  consent(allowed) {
    if (mode === "granted") write("off", allowed ? null : "1");
    if (!allowed || mode !== "shopify") decide(allowed);
  },
  erase() {
    forget();
    erase();
  },
  export: async () => [],
  event: emit,
  extend(install) {
    Object.assign(/** @type {LingerApi} */ (window.Linger), install(/** @type {Recorder} */ (recorder)));
  },
};

const recorder = { config, state, emit, listeners, leaving, sinks, flush, read, write, mask, warn, idle, load, leave, view };

let isWatching = false;

/** @param {boolean} allowed */
function decide(allowed) {
  if (!allowed) {
    // Nothing is touched where nothing was kept.
    if (state.on || read("id")) api.erase();
  } else if (!state.on && !isSilent()) {
    state.on = true;
    if (isWatching) return view("load");
    isWatching = true;
    watchPages();
    idle(() => load("more"));
    // Another tab erased: this one stops too.
    addEventListener("storage", (event) => event.key === "linger.id" && !event.newValue && forget());
  }
}

function main() {
  if (isOverlay) load("overlay", "overlay");
  if (!isSilent()) watchConsent(decide);
  else if (refusesTracking() || read("off")) decide(false);
}

if (!window.Linger?.consent) {
  window.Linger = Object.assign(window.Linger ?? {}, api);
  if (!config.local && !config.endpoint && config.cartNote === undefined) {
    warn("the tag needs data-local, data-endpoint or data-cart-note.");
  } else if (document.prerendering) document.addEventListener("prerenderingchange", main);
  else main();
  document.dispatchEvent(new Event("linger:ready"));
}
