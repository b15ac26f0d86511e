/**
 * The page that the overlay lies over in, its template and path as the recorder writes them out.
 * @module
 */

import { routeOf } from "../recorder/core/route.js";
import { maskPath } from "../recorder/core/text.js";

/** @import { Recorder } from "../recorder/types.js" */

/** The recorder of this page, where there is one. @returns {Recorder | undefined} */
export function recorderOfPage() {
  /** @type {Recorder | undefined} */
  let found;
  window.Linger?.extend?.((recorder) => {
    found = recorder;
  });
  return found;
}

/** @param {Recorder | undefined} recorder @param {string} loaded path that the recorder's tag speaks of */
export function pageNow(recorder, loaded) {
  const path = location.pathname;
  const told = recorder?.state.page?.head;
  const isTold = told && told.p === maskPath(path);
  const template = isTold ? told.tpl : ((path === loaded ? recorder?.config.template : undefined) ?? routeOf(path).tpl);
  return { template, path: maskPath(path) };
}
