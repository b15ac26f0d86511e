/** Paths as a Sankey diagram: pages by place, joined by the sessions that went from one to the other. */
import { link, rect, text } from "@observablehq/plot";
import { sankey, sankeyLeft } from "d3-sankey";
import { draw } from "./plot.js";

/** @typedef {{ step: number, from: string, to: string, count: number }} Step */
/** @typedef {{ id: string, page: string }} Node */
/** @typedef {{ count: number }} Flow */

/**
 * @param {number} width
 * @param {Step[]} steps
 * @param {{ name: (page: string) => string, title: (step: Step) => string, end: string }} options `end` is the page that stands for leaving
 */
export function flow(width, steps, { name, title, end }) {
  const height = 420;
  const { nodes, links } = layout(width, height, steps);
  const color = (/** @type {Node} */ { page }) => (page === end ? "var(--overdue)" : "var(--series-1)");
  const places = nodes.map((node) => ({ ...node, middle: (Number(node.y0) + Number(node.y1)) / 2, inside: Number(node.x1) > width - 90 }));
  const shown = places.filter(({ y0, y1 }) => Number(y1) - Number(y0) > 8);
  const words = { y: "middle", text: (/** @type {Node} */ node) => name(node.page), fontWeight: 600, fill: "var(--ink)", stroke: "var(--surface)", strokeWidth: 4 };
  return draw(width, {
    height, margin: 0,
    x: { axis: null, domain: [0, width], range: [0, width] },
    y: { axis: null, domain: [0, height], range: [0, height] },
    marks: [
      link(links, {
        x1: "x0", x2: "x1", y1: "y0", y2: "y1", curve: "bump-x", strokeWidth: { value: "width", scale: null }, strokeOpacity: 0.26,
        stroke: { value: (/** @type {{ target: Node }} */ one) => color(one.target), scale: null }, title: (/** @type {{ step: Step }} */ one) => title(one.step),
      }),
      rect(places, { x1: "x0", x2: "x1", y1: "y0", y2: "y1", fill: { value: color, scale: null }, title: (/** @type {Node} */ node) => name(node.page) }),
      text(shown.filter(({ inside }) => !inside), { ...words, x: "x1", dx: 6, textAnchor: "start" }),
      text(shown.filter(({ inside }) => inside), { ...words, x: "x0", dx: -6, textAnchor: "end" }),
    ],
  });
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Step[]} steps
 */
function layout(width, height, steps) {
  const id = (/** @type {number} */ place, /** @type {string} */ page) => `${place} ${page}`;
  /** @type {Map<string, Node>} */
  const pages = new Map();
  for (const { step, from, to } of steps) {
    for (const [place, page] of /** @type {[number, string][]} */ ([[step, from], [step + 1, to]])) pages.set(id(place, page), { id: id(place, page), page });
  }
  const links = steps.map((step) => ({ source: id(step.step, step.from), target: id(step.step + 1, step.to), value: step.count, step }));
  const made = /** @type {import("d3-sankey").SankeyLayout<any, any, any>} */ (sankey())
    .nodeId((/** @type {Node} */ node) => node.id).nodeAlign(sankeyLeft).nodeWidth(12).nodePadding(14).extent([[1, 8], [width - 1, height - 8]])({ nodes: [...pages.values()], links });
  return {
    nodes: /** @type {(Node & import("d3-sankey").SankeyNodeMinimal<Node, Flow>)[]} */ (made.nodes),
    links: made.links.map((/** @type {any} */ one) => ({ ...one, x0: one.source.x1, x1: one.target.x0 })),
  };
}
