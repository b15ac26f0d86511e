/**
 * `linger-storefront-sinks.js`: where events go; loaded after the second file.
 * @module
 */

import { noteInCart } from "./cart-note.js";
import { sendToEndpoint } from "./endpoint.js";
import { exportEvents, keepLocally } from "./local.js";
import { absorbTail } from "./tail.js";

window.Linger?.extend((recorder) => {
  const { config, state, flush } = recorder;
  if (config.local) keepLocally(recorder);
  if (config.endpoint) sendToEndpoint(recorder);
  if (config.cartNote !== undefined) noteInCart(recorder);
  state.isReady = true;
  absorbTail(recorder);
  flush();
  document.addEventListener("visibilitychange", () => document.hidden || absorbTail(recorder));
  if (config.flags) recorder.load("flags");
  return {
    export() {
      flush();
      return exportEvents();
    },
  };
});
