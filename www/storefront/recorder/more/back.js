/**
 * Quick back: the visitor returns to the page before within ten seconds of visible time. The event belongs to the page
 * that was left so soon.
 * @module
 */

import { visibleTime } from "./attention.js";
import { on, recorder } from "./recorder.js";

const QUICK = 1e4;

export function watchBack() {
  /** @type {string | undefined} path of the page before this one */
  let before;
  on("view", ({ p }) => {
    const left = JSON.parse(recorder.read("page", true) ?? "null");
    before = left?.page.head.p;
    if (left && left.before === p && before !== p && left.ms <= QUICK) recorder.emit("back", { ms: left.ms }, left.page);
  });
  recorder.leaving.push(() => {
    const { on: isOn, page } = recorder.state;
    if (isOn && page) recorder.write("page", JSON.stringify({ page, ms: visibleTime(), before }), true);
  });
}
