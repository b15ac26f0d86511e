/**
 * Anchors' selectors in, their boxes on the page as it is now out. A selector can come from anybody's file: only the
 * three shapes that events.md names are looked for, one `querySelector` each.
 * @module
 */

/** @import { Place } from "./types.js" */

const NAME = String.raw`(?:[\w-]|[^\x00-\x7f]|\\[\da-f]{1,6} ?|\\[^\n])+`;
const ANCHOR = new RegExp(String.raw`^(?:[#.]${NAME}|\[data-linger="(?:[^"\\\n]|\\.)*"\])$`, "i");

/** @param {string} selector */
function find(selector) {
  if (!ANCHOR.test(selector)) return null;
  try {
    return document.querySelector(selector);
  } catch {
    return null;
  }
}

/** Places of anchors, looked up once each. */
export function lookAround() {
  /** @type {Map<string, Place | null>} */
  const places = new Map();
  /** @type {Map<Element, boolean>} */
  const staying = new Map();

  /** @param {Element | null} element @returns {boolean} */
  function stays(element) {
    if (!element) return false;
    const known = staying.get(element);
    if (known !== undefined) return known;
    const found = /fixed|sticky/.test(getComputedStyle(element).position) || stays(element.parentElement);
    staying.set(element, found);
    return found;
  }

  /** Opacity does not count: themes fade in what is scrolled to. @param {Element} element @returns {Place} */
  function placeOf(element) {
    const { left, top, width, height } = element.getBoundingClientRect();
    const isShown = width > 0 && height > 0 && (element.checkVisibility?.({ checkVisibilityCSS: true }) ?? true);
    // What is sticky and out of view has scrolled away with the page.
    const isInView = left < innerWidth && top < innerHeight && left + width > 0 && top + height > 0;
    return { left, top, width, height, isHidden: !isShown, stays: isInView && stays(element) };
  }

  /** @param {string} selector @returns {Place | null} null when the page has no such anchor */
  return (selector) => {
    let place = places.get(selector);
    if (place === undefined) {
      const element = find(selector);
      place = element && placeOf(element);
      places.set(selector, place);
    }
    return place;
  };
}
