/**
 * `linger-storefront-more.js`: loaded by the first file after consent, when the page is idle.
 * @module
 */

import { watchAttention } from "./attention.js";
import { watchBack } from "./back.js";
import { watchCart } from "./cart.js";
import { watchClicks } from "./click.js";
import { watchFaults } from "./faults.js";
import { watchHistory } from "./history.js";
import { watchFrustration } from "./frustration.js";
import { watchMoves } from "./moves.js";
import { tellPage } from "./product.js";
import { accept } from "./recorder.js";
import { watchSearch } from "./search.js";

window.Linger?.extend((given) => {
  accept(given);
  const { listeners, load, state } = given;
  const known = listeners.length;
  for (const watch of [watchHistory, watchAttention, watchClicks, watchFrustration, tellPage, watchCart, watchSearch, watchFaults, watchBack, watchMoves]) watch();
  // These listeners have missed the view that this file was loaded for.
  if (state.view) for (const listen of listeners.slice(known)) listen(state.view);
  load("late");
});
