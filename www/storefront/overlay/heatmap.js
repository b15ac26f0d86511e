/**
 * Events and the page views that count in; what is painted and what is told of it out.
 * @module
 */

import { lookAround } from "./anchors.js";
import { attentionOf, reachOf } from "./bands.js";
import { gaussian } from "./blur.js";
import { merged } from "./merge.js";
import { placeClicks, present } from "./place.js";

/** @import { Choice, Events, HeatmapDetail, Layer } from "./types.js" */

const CELL = 4;
/** Standard deviation of the blur, px. */
const SIGMA = 20;

/**
 * @typedef {object} Map
 * @property {string[]} anchors whose boxes it rests on
 * @property {{ page: Layer, fixed: Layer, most: number }} [layers]
 * @property {Pick<HeatmapDetail, "clicks" | "scroll" | "attention">} told
 */

/** @param {Events} events @param {boolean[]} isChosen by page view @param {Choice} choice @returns {Map} */
export function heatmap(events, isChosen, { metric, k }) {
  if (metric === "scroll") return { anchors: [], told: { scroll: reachOf(events, isChosen, k) } };
  if (metric === "attention") return { anchors: [], told: { attention: attentionOf(events, isChosen, k) } };
  const { page, fixed, tally, placed } = placeClicks(events, isChosen, CELL);
  const layers = [page, fixed].map(({ grid, marks }) => {
    const { values, withheld } = merged(grid, marks, k);
    tally.withheld += withheld;
    return { grid, density: gaussian(values, grid, SIGMA / grid.cell) };
  });
  const most = Math.max(...layers.map(({ density }) => density.reduce((high, value) => Math.max(high, value), 0)));
  const { left, top } = present();
  const told = placed.map(({ anchor, clicks, place }) => {
    const [x, y] = place.stays ? [place.left, place.top] : [place.left + left, place.top + top];
    return { anchor, clicks, box: /** @type {[number, number, number, number]} */ ([x, y, place.width, place.height]), layer: place.stays ? /** @type {const} */ ("fixed") : /** @type {const} */ ("page") };
  });
  const used = new Set(events.clicks.anchor.filter((anchor, click) => anchor && isChosen[events.clicks.view[click]]));
  return { anchors: [...used].map((anchor) => events.texts[anchor]), layers: { page: layers[0], fixed: layers[1], most }, told: { clicks: { ...tally, placed: told } } };
}

/** Changes when a box has moved or the page is another. @param {string[]} anchors @param {{ template: string, path: string }} page */
export function signature(anchors, page) {
  const placeOf = lookAround();
  const { width, height, viewportWidth, viewportHeight, left, top } = present();
  const boxes = anchors.map((anchor) => {
    const place = placeOf(anchor);
    if (!place || place.isHidden) return place ? 1 : 0;
    const [x, y] = place.stays ? [place.left, place.top] : [place.left + left, place.top + top];
    return [Number(place.stays), x, y, place.width, place.height].map(Math.round).join();
  });
  return [page.template, page.path, width, height, viewportWidth, viewportHeight, ...boxes].join(" ");
}
