/**
 * A grid of values in, its Gaussian blur out, mirrored at the edges so that nothing is lost. The kernel ends at three
 * standard deviations and sums to 1; columns and rows are blurred one after the other. Lines that hold nothing, most of
 * a page, are passed over.
 * @module
 */

/** @import { Grid } from "./types.js" */

/** Weights by distance; all of them, both sides, sum to 1. @param {number} sigma in cells */
function kernel(sigma) {
  const half = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, distance) => Math.exp(-((distance / sigma) ** 2) / 2));
  const sum = half.reduce((total, weight) => total + 2 * weight, -half[0]);
  return half.map((weight) => weight / sum);
}

/** -1 is 0, `length` is `length - 1`. @param {number} position @param {number} length */
function mirrored(position, length) {
  const period = 2 * length;
  const folded = ((position % period) + period) % period;
  return Math.min(folded, period - 1 - folded);
}

/** @param {Float32Array} values @param {Grid} grid @param {number} row */
const lineOf = (values, { columns }, row) => values.subarray(row * columns, (row + 1) * columns);

/** @param {Float32Array} values @param {Grid} grid */
const filledLines = (values, grid) => Array.from({ length: grid.rows }, (_, row) => lineOf(values, grid, row).some((value) => value !== 0));

/** @param {Float32Array} values @param {Grid} grid @param {number} sigma in cells */
export function gaussian(values, grid, sigma) {
  const taps = kernel(sigma);
  return across(down(values, grid, taps), grid, taps);
}

/** @param {Float32Array} values @param {Grid} grid @param {Float64Array} taps */
function down(values, grid, taps) {
  const blurred = new Float32Array(values.length);
  const isFilled = filledLines(values, grid);
  for (let row = 0; row < grid.rows; row++) {
    const to = lineOf(blurred, grid, row);
    for (let distance = 1 - taps.length; distance < taps.length; distance++) {
      const neighbour = mirrored(row + distance, grid.rows);
      if (!isFilled[neighbour]) continue;
      const from = lineOf(values, grid, neighbour);
      const tap = taps[Math.abs(distance)];
      for (let column = 0; column < to.length; column++) to[column] += tap * from[column];
    }
  }
  return blurred;
}

/** @param {Float32Array} values @param {Grid} grid @param {Float64Array} taps */
function across(values, grid, taps) {
  const radius = taps.length - 1;
  const blurred = new Float32Array(values.length);
  const wide = new Float32Array(grid.columns + 2 * radius);
  filledLines(values, grid).forEach((isFilled, row) => {
    if (!isFilled) return;
    const from = lineOf(values, grid, row);
    const to = lineOf(blurred, grid, row);
    for (let at = 0; at < wide.length; at++) wide[at] = from[mirrored(at - radius, grid.columns)];
    for (let column = 0; column < to.length; column++) {
      let sum = taps[0] * wide[column + radius];
      for (let distance = 1; distance <= radius; distance++) sum += taps[distance] * (wide[column + radius - distance] + wide[column + radius + distance]);
      to[column] = sum;
    }
  });
  return blurred;
}
