/**
 * Rage clicks (three, each under 30 px and 1 s from the one before) and dead clicks (something that looks clickable
 * changes nothing within 2.5 s). Steppers, arrows and text surfaces are clicked often on purpose and count as neither.
 * @module
 */

import { anchorOf } from "./anchor.js";
import { onClick, recorder } from "./recorder.js";

const NEAR = 30;
const SOON = 1000;
const DEAD_AFTER = 2500;
const STEPPER = /next|prev|arrow|slide|carousel|plus|minus|crease|quant|qty|step|zoom|下一|上一|增加|减少/i;
const SIGN = /^\s*[-+−–×‹›<>«»←→↑↓▲▼]\s*$/;
const AT_ONCE = 100;
const TEXT = "input:not([type=submit],[type=button]),textarea,select,[contenteditable],video,audio,label";
const LEAVING = "[target=_blank],[download],[href^='mailto:'],[href^='tel:']";

/** @type {{ x: number, y: number, t: number, count: number, a: string } | undefined} */
let burst;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let burstEnd;

export function watchFrustration() {
  onClick(look);
  recorder.leaving.push(endBurst);
}

/** @param {MouseEvent} event @param {HTMLElement} target */
function look(event, target) {
  if (isRepeatable(target)) return;
  countBurst(event, target);
  const isClickable = target.closest("a,button,[role=button],[type=submit],[type=button],summary") || getComputedStyle(target).cursor === "pointer";
  if (isClickable && !target.closest(LEAVING)) watchEffect(event, target);
}

/** @param {Element} target */
function isRepeatable(target) {
  if (target.closest(TEXT) || String(getSelection()).length) return true;
  const control = target.closest("button,a,[role=button],summary") ?? target;
  const words = ["name", "class", "aria-label", "title", "data-action"].map((name) => control.getAttribute(name)).join(" ");
  return STEPPER.test(words) || SIGN.test(control.textContent ?? "");
}

/** @param {MouseEvent} event @param {Element} target */
function countBurst({ clientX: x, clientY: y, timeStamp: t, detail }, target) {
  if (!detail) return;
  const isNear = burst && t - burst.t < SOON && Math.abs(x - burst.x) + Math.abs(y - burst.y) < NEAR;
  if (!isNear) endBurst();
  burst = { x, y, t, count: (burst?.count ?? 0) + 1, a: burst?.a ?? anchorOf(target)[0] };
  clearTimeout(burstEnd);
  burstEnd = setTimeout(endBurst, SOON);
}

function endBurst() {
  if (burst && burst.count > 2) recorder.emit("rage", { a: burst.a, c: burst.count });
  burst = undefined;
}

/** Records a dead click unless something happens in time. @param {Event} event @param {Element} target */
function watchEffect(event, target) {
  const page = recorder.state.page;
  const [a] = anchorOf(target);
  const stop = new AbortController();
  const observer = new MutationObserver(() => stop.abort());
  const timer = setTimeout(() => {
    if (!isFollowed(event, target)) recorder.emit("dead", { a }, page);
    stop.abort();
  }, DEAD_AFTER);
  stop.signal.onabort = () => {
    clearTimeout(timer);
    observer.disconnect();
  };
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  for (const effect of ["scroll", "selectionchange", "visibilitychange", "pagehide", "popstate", "hashchange", "change", "submit"]) {
    const isSlow = (/** @type {Event} */ { timeStamp }) => /^s[ce]/.test(effect) && timeStamp - event.timeStamp > AT_ONCE;
    addEventListener(effect, (happened) => isSlow(happened) || stop.abort(), { capture: true, passive: true, signal: stop.signal });
  }
}

/** A link whose page is slow to answer is not dead. @param {Event} event @param {Element} target */
function isFollowed({ defaultPrevented }, target) {
  const link = target.closest("a");
  return !defaultPrevented && /^http/.test(link?.href ?? "") && link?.pathname !== location.pathname;
}
