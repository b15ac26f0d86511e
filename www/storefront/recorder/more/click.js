/**
 * The one delegated listener of clicks: where in the box of its anchor a click fell, and on what kind of element. No text is read.
 * @module
 */

import { anchorOf } from "./anchor.js";
import { recorder } from "./recorder.js";

const INTERACTIVE = "a,button,input,select,textarea,label,summary,option,[role=button],[role=tab],[role=option],[onclick]";
const FULL = 32767;

/** @type {WeakMap<object, Set<string>>} anchors whose box was told, by page view */
const told = new WeakMap();

export function watchClicks() {
  document.addEventListener("click", record, { capture: true, passive: true });
}

/** @param {MouseEvent} event */
function record(event) {
  const target = /** @type {Element} */ (event.target);
  const page = recorder.state.page;
  if (!page || !target.closest) return;
  const k = event.detail === 0 ? 1 : undefined;
  const own = target.getBoundingClientRect();
  const left = k ? own.left + own.width / 2 : event.clientX;
  const top = k ? own.top + own.height / 2 : event.clientY;
  const isFixed = staysInView(target);
  const [a, element] = anchorOf(target);
  const box = element.getBoundingClientRect();
  recorder.emit(
    "click",
    {
      a,
      x: share(left - box.left, box.width),
      y: share(top - box.top, box.height),
      px: Math.round(left + (isFixed ? 0 : scrollX)),
      py: Math.round(top + (isFixed ? 0 : scrollY)),
      ly: isFixed ? "fixed" : "page",
      tg: target.localName,
      k,
      i: target.closest(INTERACTIVE) ? 1 : undefined,
      ab: firstBox(page, a, box),
    },
    page,
    event,
  );
}

/** @param {number} offset @param {number} length */
export function share(offset, length) {
  return Math.round(Math.min(Math.max(length && offset / length, 0), 1) * FULL);
}

/** @param {object} page @param {string} anchor @param {DOMRect} box */
function firstBox(page, anchor, box) {
  const known = told.get(page) ?? new Set();
  if (known.has(anchor)) return;
  told.set(page, known.add(anchor));
  return [box.left + scrollX, box.top + scrollY, box.width, box.height].map(Math.round);
}

/** @param {Element | null} element */
function staysInView(element) {
  for (; element; element = element.parentElement) {
    if (/fixed|sticky/.test(getComputedStyle(element).position)) return true;
  }
}
