/** A page as an outline of its anchors' boxes, and over it a density of clicks, bands by height, or marks of depth. */
import { html, nothing, render, svg } from "lit";

/** @import { Heatmap, Wireframe } from "../types.js" */

/** Wider than this, px, an outline is only more to scroll. */
const WIDEST = 760;
/** Taller pages are cut: no list of boxes or canvas is meant for them. */
const TALLEST = 40_000;
/** Where nothing says how large the page is, px. */
const [WIDTH, HEIGHT] = [1280, 1600];
/** Width of a letter of a name, px. */
const LETTER = 6.6;

/**
 * @typedef {object} Layer
 * @property {Pick<Heatmap, "columns" | "rows" | "density">} [map]
 * @property {{ share: number, label: string }[]} [bands] of one height from the top, and how strong
 * @property {{ at: number, label: string }[]} [marks] by share of the height
 */

/** The page's size in px, as far as it was recorded. @param {Wireframe} outline */
export function sizeOf({ width, height, boxes }) {
  const lowest = boxes.reduce((most, box) => Math.max(most, box.top + box.height), 0);
  return { width: width ?? WIDTH, height: Math.min(TALLEST, Math.max(1, height ?? (lowest || HEIGHT))) };
}

/** A selector as a name: the section's own part of Shopify's long id. @param {string} anchor */
export const anchorName = (anchor) => anchor.replace(/^#shopify-section-(template--\d+__|sections--\d+__)?/, "").trim() || anchor;

/**
 * @param {number} room px
 * @param {Wireframe} outline
 * @param {Layer} layer
 * @returns {SVGSVGElement}
 */
export function overOutline(room, outline, layer) {
  const size = sizeOf(outline);
  const width = Math.min(room, size.width, WIDEST);
  const scale = width / size.width;
  const height = Math.round(size.height * scale);
  const box = document.createElement("div");
  render(html`<svg class="wireframe outline" width=${width} height=${height} viewBox="0 0 ${width} ${height}">
    <rect class="sheet" width=${width} height=${height} />
    ${outline.boxes.map((one) => svg`<rect class="box" x=${one.left * scale} y=${one.top * scale} width=${one.width * scale} height=${one.height * scale}><title>${one.anchor}</title></rect>`)}
    ${bandsOf(layer.bands ?? [], width, height)}
    ${layer.map ? svg`<image href=${picture(layer.map)} width=${width} height=${height} preserveAspectRatio="none" />` : nothing}
    ${outline.boxes.map((one) => nameOf(one, scale))}
    ${(layer.marks ?? []).map(({ at, label }) => svg`<line class="depth" x1="0" x2=${width} y1=${at * height} y2=${at * height} /><text x=${width - 6} y=${Math.max(12, at * height - 5)} text-anchor="end">${label}</text>`)}
  </svg>`, box);
  return /** @type {SVGSVGElement} */ (box.querySelector("svg"));
}

/** @param {Wireframe["boxes"][number]} box @param {number} scale */
function nameOf({ anchor, left, top, width, height }, scale) {
  const letters = Math.floor((width * scale - 10) / LETTER);
  const name = anchorName(anchor);
  if (height * scale < 14 || letters < 4) return nothing;
  return svg`<text x=${left * scale + 5} y=${top * scale + 13}>${name.length > letters ? `${name.slice(0, letters - 1)}…` : name}</text>`;
}

/** @param {{ share: number, label: string }[]} bands @param {number} width @param {number} height */
const bandsOf = (bands, width, height) =>
  bands.map(({ share, label }, index) => svg`<rect class="band" x="0" width=${width} y=${(index * height) / bands.length} height=${height / bands.length} fill-opacity=${share * 0.6} />
    <text x=${width - 6} y=${((index + 0.5) * height) / bands.length + 4} text-anchor="end">${label}</text>`);

/** Colour by the square root of the density, so that the few hottest places do not hide all others. @param {NonNullable<Layer["map"]>} map */
function picture({ columns, rows, density }) {
  const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const colors = ramp();
  const most = Math.sqrt(density.reduce((max, value) => Math.max(max, value), 0)) || 1;
  const image = context.createImageData(columns, rows);
  density.forEach((value, at) => {
    const color = Math.round((Math.sqrt(value) / most) * 255) * 4;
    image.data.set(colors.subarray(color, color + 4), at * 4);
  });
  context.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

/** 256 colours from clear to the strongest of the page's sequential scale; the style sheet's `.ramp` shows the same. */
function ramp() {
  const canvas = Object.assign(document.createElement("canvas"), { width: 256, height: 1 });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const gradient = context.createLinearGradient(0, 0, 256, 0);
  const style = getComputedStyle(document.documentElement);
  for (const [at, color, alpha] of /** @type {const} */ ([[0, "low", "00"], [0.2, "low", "50"], [0.5, "middle", "d0"], [1, "high", "f0"]])) {
    gradient.addColorStop(at, style.getPropertyValue(`--density-${color}`).trim() + alpha);
  }
  context.fillStyle = gradient;
  context.fillRect(0, 0, 256, 1);
  return context.getImageData(0, 0, 256, 1).data;
}
