/**
 * `linger-storefront-late.js`: where events go, slots and web vitals; loaded after the second file.
 * @module
 */

import { accept } from "../more/recorder.js";
import { noteInCart } from "../sinks/cart-note.js";
import { sendToEndpoint } from "../sinks/endpoint.js";
import { exportEvents, keepLocally } from "../sinks/local.js";
import { absorbTail } from "../sinks/tail.js";
import { watchSlots } from "./slots.js";
import { watchVitals } from "./vitals.js";

window.Linger?.extend((recorder) => {
  accept(recorder);
  const { config, flush, listeners, load, state } = recorder;
  const known = listeners.length;
  watchSlots();
  if (config.local) keepLocally(recorder);
  if (config.endpoint) sendToEndpoint(recorder);
  if (config.cartNote !== undefined) noteInCart(recorder);
  // These listeners have missed the view that this file was loaded for.
  if (state.view) for (const listen of listeners.slice(known)) listen(state.view);
  watchVitals(recorder);
  state.isReady = true;
  absorbTail(recorder);
  flush();
  document.addEventListener("visibilitychange", () => document.hidden || absorbTail(recorder));
  if (config.flags) load("flags");
  return {
    export() {
      flush();
      return exportEvents();
    },
  };
});
