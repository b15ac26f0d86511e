/**
 * An element in, the nearest place that a later visit can find again out: a section, a `data-linger` mark, an id or a
 * class that is written once on the page and holds no digits.
 * @module
 */

const STATE = /\d|^(is|has|js|no)-|active|open|hover|focus|select|visible|hidden|load|anim/;
const LONGEST = 120;

/** @param {Element | null} element @returns {[selector: string, element: Element]} an empty selector with the whole page when there is none */
export function anchorOf(element) {
  for (; element && element !== document.body; element = element.parentElement) {
    const selector = selectorOf(element);
    if (selector && selector.length <= LONGEST) return [selector, element];
  }
  return ["", document.documentElement];
}

/** @param {Element} element */
function selectorOf(element) {
  const mark = element.getAttribute("data-linger");
  if (mark) return `[data-linger=${JSON.stringify(mark)}]`;
  // A form's own `id` is its field of that name, which every product form has.
  const id = element.getAttribute("id");
  if (id && (!STATE.test(id) || id.startsWith("shopify-section-"))) return `#${CSS.escape(id)}`;
  for (const name of element.classList) {
    if (!STATE.test(name) && document.getElementsByClassName(name).length === 1) return `.${CSS.escape(name)}`;
  }
}
