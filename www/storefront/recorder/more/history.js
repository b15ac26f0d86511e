/**
 * Changes of the path within a page, by a script or the back button: each is a view of its own. A change of the query
 * alone (variant, filter, sorting) is the same view.
 * @module
 */

import { recorder } from "./recorder.js";

export function watchHistory() {
  let path = location.pathname;
  const changed = () => {
    if (path === location.pathname) return;
    path = location.pathname;
    recorder.leave();
    recorder.view("spa");
  };
  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const original = history[name];
    history[name] = function (...words) {
      original.apply(this, words);
      changed();
    };
  }
  addEventListener("popstate", changed);
}
