/**
 * Slots (`data-linger-slot`, else the theme's sections) that were half in view, or filled half of it, for a second.
 * @module
 */

import { on, onClick, recorder } from "../more/recorder.js";
import { onRequest, settled } from "../more/requests.js";

const SLOT = "[data-linger-slot],.shopify-section";
const LONG_ENOUGH = 1000;

/** @type {Set<string>} */
let seen = new Set();
/** @type {Map<Element, ReturnType<typeof setTimeout>>} */
const pending = new Map();

export function watchSlots() {
  const observer = new IntersectionObserver((entries) => entries.forEach(look), { threshold: [0, 0.25, 0.5] });
  const find = () => {
    observer.disconnect();
    for (const slot of document.querySelectorAll(SLOT)) observer.observe(slot);
  };
  on("view", () => {
    seen = new Set();
    find();
  });
  // A theme replaces sections in place.
  onRequest(/[?&]section(s|_id)=/, settled(find, 500));
  onClick((_, target) => {
    const slot = target.closest(SLOT);
    if (slot) recorder.emit("slot", { s: nameOf(slot), act: "click" });
  });
}

/** @param {IntersectionObserverEntry} entry */
function look({ target, intersectionRatio, intersectionRect }) {
  clearTimeout(pending.get(target));
  if (intersectionRatio < 0.5 && intersectionRect.height < innerHeight / 2) return;
  const page = recorder.state.page;
  const tell = () => {
    const s = nameOf(target);
    if (seen.has(s) || document.hidden || page !== recorder.state.page) return;
    seen.add(s);
    recorder.emit("slot", { s, act: "seen" });
  };
  pending.set(target, setTimeout(tell, LONG_ENOUGH));
}

/** @param {Element} slot */
function nameOf(slot) {
  return (slot.getAttribute("data-linger-slot") ?? slot.getAttribute("id") ?? "").slice(0, 120);
}
