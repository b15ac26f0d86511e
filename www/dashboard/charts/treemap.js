/** Segments as areas: the more customers, the larger; each a link to its people. */
import { rect, text } from "@observablehq/plot";
import { hierarchy, treemap } from "d3-hierarchy";
import { draw } from "./plot.js";

/** @typedef {{ id: string, name: string, customers: number, label: string, href: string, tone: string }} Tile */

const HEIGHT = 360;
/** Tiles narrower or lower than this have no room for words. */
const LABEL_WIDTH = 64;
const LABEL_HEIGHT = 34;

/**
 * @param {number} width
 * @param {Tile[]} tiles
 */
export function segmentTreemap(width, tiles) {
  const boxes = layout(width, tiles.filter(({ customers }) => customers > 0));
  const roomy = boxes.filter(({ x0, x1, y0, y1 }) => x1 - x0 > LABEL_WIDTH && y1 - y0 > LABEL_HEIGHT);
  return draw(width, {
    height: HEIGHT,
    margin: 0,
    x: { axis: null, domain: [0, width], range: [0, width] },
    y: { axis: null, domain: [0, HEIGHT], range: [0, HEIGHT] },
    marks: [
      rect(boxes, {
        x1: "x0", x2: "x1", y1: "y0", y2: "y1", insetLeft: 1, insetTop: 1, insetRight: 1, insetBottom: 1, rx: 4,
        fill: { value: (/** @type {Box} */ box) => `var(--tone-${box.tile.tone})`, scale: null },
        href: (/** @type {Box} */ box) => box.tile.href,
        title: (/** @type {Box} */ box) => `${box.tile.name}: ${box.tile.label}`,
      }),
      text(roomy, {
        x: "x0", y: "y0", dx: 10, dy: 12, textAnchor: "start", lineAnchor: "top", lineHeight: 1.3, fontSize: 12.5, fontWeight: 600,
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
 * @param {Tile[]} tiles
 * @returns {Box[]}
 */
function layout(width, tiles) {
  const root = hierarchy(/** @type {any} */ ({ children: tiles }))
    .sum((tile) => tile.customers ?? 0)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return treemap().size([width, HEIGHT])(root).leaves().map(({ data, x0, x1, y0, y1 }) => ({ tile: /** @type {any} */ (data), x0, x1, y0, y1 }));
}

/** The name and, where there is room, the number. Wide characters take a whole em. @param {Box} box */
function fitting({ tile, x0, x1, y0, y1 }) {
  const room = (x1 - x0 - 20) / 12.5;
  const fits = (/** @type {string} */ words) => [...words].reduce((sum, char) => sum + (char > "\u2e80" ? 1.05 : 0.58), 0) <= room;
  const lines = [tile.name, tile.label].filter(fits);
  return (y1 - y0 > 52 ? lines : lines.slice(0, 1)).join("\n");
}
