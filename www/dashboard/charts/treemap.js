/** Segments as areas: the more customers, the larger; each a link to its people. */
import { rect, text } from "@observablehq/plot";
import { hierarchy, treemap } from "d3-hierarchy";
import { draw } from "./plot.js";

/** @typedef {{ id: string, name: string, customers: number, label: string, href: string, tone: string }} Tile */

const FONT_SIZE = 12.5;
const LINE_HEIGHT = 1.3;

/**
 * @param {number} width
 * @param {Tile[]} tiles
 */
export function segmentTreemap(width, tiles) {
  const height = width < 560 ? 480 : 360;
  const boxes = layout(width, height, tiles.filter(({ customers }) => customers > 0));
  return draw(width, {
    height,
    margin: 0,
    x: { axis: null, domain: [0, width], range: [0, width] },
    y: { axis: null, domain: [0, height], range: [0, height] },
    marks: [
      rect(boxes, {
        x1: "x0", x2: "x1", y1: "y0", y2: "y1", insetLeft: 1, insetTop: 1, insetRight: 1, insetBottom: 1, rx: 4,
        fill: { value: (/** @type {Box} */ box) => `var(--tone-${box.tile.tone})`, scale: null },
        href: (/** @type {Box} */ box) => box.tile.href,
        title: (/** @type {Box} */ box) => `${box.tile.name}: ${box.tile.label}`,
      }),
      text(boxes, {
        x: "x0", y: "y0", dx: 10, dy: 12, textAnchor: "start", lineAnchor: "top", lineHeight: LINE_HEIGHT, fontSize: FONT_SIZE, fontWeight: 600,
        lineWidth: 999, pointerEvents: "none",
        fill: { value: (/** @type {Box} */ box) => `var(--tone-${box.tile.tone}-ink)`, scale: null },
        text: (/** @type {Box} */ box) => fitting(box),
      }),
    ],
  });
}

/** @typedef {{ tile: Tile, x0: number, x1: number, y0: number, y1: number }} Box */

/**
 * @param {number} width
 * @param {number} height
 * @param {Tile[]} tiles
 * @returns {Box[]}
 */
function layout(width, height, tiles) {
  const root = hierarchy(/** @type {any} */ ({ children: tiles }))
    .sum((tile) => tile.customers ?? 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return treemap().size([width, height])(root).leaves().map(({ data, x0, x1, y0, y1 }) => ({ tile: /** @type {any} */ (data), x0, x1, y0, y1 }));
}

/**
 * The name, over two lines where it must be, and the number below it where there is room.
 * @param {Box} box
 */
function fitting({ tile, x0, x1, y0, y1 }) {
  const widest = (x1 - x0 - 20) / FONT_SIZE;
  const most = Math.floor((y1 - y0 - 16) / (FONT_SIZE * LINE_HEIGHT));
  const name = ems(tile.name) <= widest ? [tile.name] : tile.name.split(" ");
  if (name.length > most || name.some((line) => ems(line) > widest)) return "";
  return [...name, ...(name.length < most && ems(tile.label) <= widest ? [tile.label] : [])].join("\n");
}

/** About how wide words are: a Chinese character takes a whole em. @param {string} words */
const ems = (words) => [...words].reduce((sum, char) => sum + (char > "\u2e80" ? 1.05 : 0.63), 0);
