/** Scales and paths of charts. d3-array finds the ticks; d3-scale and d3-shape would weigh more than the charts themselves. */
import { nice, ticks } from "d3-array";
import { px } from "./frame.js";

/** @typedef {((value: number) => number) & { ticks: (count: number) => number[] }} Linear */

/**
 * @param {[number, number]} domain
 * @param {[number, number]} range px
 * @returns {Linear}
 */
export function linear([low, high], [from, to]) {
  const length = high - low || 1;
  return Object.assign((/** @type {number} */ value) => from + ((value - low) / length) * (to - from), { ticks: (/** @type {number} */ count) => ticks(low, high, count) });
}

/** The greatest of some numbers, for a scale: never 0. @param {number[]} numbers */
export const greatest = (numbers) => Math.max(0, ...numbers) || 1;

/** From 0 to a round number not below the greatest value. @param {number} most @param {[number, number]} range px */
export const linearFromZero = (most, range) => linear(/** @type {[number, number]} */ (nice(0, most, 5)), range);

/**
 * Bands side by side with a fifth of each left free.
 * @param {number} count
 * @param {[number, number]} range px
 */
export function bands(count, [from, to]) {
  const step = (to - from) / Math.max(1, count);
  return { width: step * 0.8, at: (/** @type {number} */ place) => from + (place + 0.1) * step };
}

/**
 * A path through points; it is broken where a point is missing. A step keeps the height of a point until the next.
 * @template T
 * @param {T[]} points
 * @param {(point: T) => [x: number, y: number] | null} place px
 * @param {boolean} isStep
 */
export function linePath(points, place, isStep) {
  let isOpen = false;
  return points.map((point) => {
    const at = place(point);
    const [x, y] = at ? at.map(px) : [];
    const part = !at ? "" : isOpen ? (isStep ? `H${x}V${y}` : `L${x} ${y}`) : `M${x} ${y}`;
    isOpen = at !== null;
    return part;
  }).join("");
}

/**
 * The area between two heights at each point.
 * @template T
 * @param {T[]} points without holes
 * @param {(point: T) => [x: number, low: number, high: number]} place px
 * @param {boolean} isStep
 */
export function bandPath(points, place, isStep) {
  if (points.length === 0) return "";
  const upper = linePath(points, (point) => [place(point)[0], place(point)[2]], isStep);
  const back = points.map(place).reverse().map(([x, low], at, all) => (at === 0 ? `V${px(low)}` : isStep ? `V${px(low)}H${px(x)}` : `L${px(x)} ${px(low)}`) + (at === all.length - 1 ? "z" : ""));
  return upper + back.join("");
}
