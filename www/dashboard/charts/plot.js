/** Observable Plot as this page uses it: transparent, colours from the style sheet, no style and no labels of its own. */
import { plot } from "@observablehq/plot";

/** @import { PlotOptions } from "@observablehq/plot" */

/** How strong a colour of the sequential scale is, as CSS. @param {number} share 0..1 */
export const heat = (share) =>
  share < 0.5
    ? `color-mix(in oklab, var(--heat-middle) ${Math.round(share * 200)}%, var(--heat-low))`
    : `color-mix(in oklab, var(--heat-high) ${Math.round(share * 200 - 100)}%, var(--heat-middle))`;

/** The colour of text on `heat(share)`. @param {number} share */
export const heatInk = (share) => (share > 0.7 ? "var(--heat-ink-high)" : "var(--heat-ink-low)");

/**
 * @param {number} width
 * @param {PlotOptions} options
 * @returns {SVGSVGElement}
 */
export function draw(width, options) {
  const drawing = /** @type {SVGSVGElement} */ (
    plot({ width, marginLeft: 48, marginRight: 12, ...options, style: { background: "transparent", color: "currentColor" } })
  );
  drawing.querySelector("style")?.remove();
  for (const group of drawing.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  return drawing;
}

/**
 * At most `most` of a long series, first and last included, evenly spread.
 * @template T
 * @param {T[]} series
 * @param {number} [most]
 * @returns {T[]}
 */
export function thinned(series, most = 400) {
  if (series.length <= most) return series;
  const step = (series.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => /** @type {T} */ (series[Math.round(index * step)]));
}
