/**
 * An area in px in, square cells over it out.
 * @module
 */

/** @import { Grid } from "./types.js" */

/** A larger page gets larger cells. */
const MOST_CELLS = 1 << 22;
const LONGEST_SIDE = 65_536;

/** @param {number} width @param {number} height @param {number} cell px @returns {Grid} */
export function gridOver(width, height, cell) {
  for (;;) {
    const columns = Math.max(1, Math.ceil(width / cell));
    const rows = Math.max(1, Math.ceil(height / cell));
    if (columns * rows <= MOST_CELLS && columns <= LONGEST_SIDE && rows <= LONGEST_SIDE) return { columns, rows, cell };
    cell *= 2;
  }
}

/** The far edges belong to the last cells. @param {Grid} grid @param {number} x px @param {number} y px @returns {[column: number, row: number] | undefined} */
export function cellAt({ columns, rows, cell }, x, y) {
  const column = x / cell;
  const row = y / cell;
  if (!(column >= 0 && row >= 0 && column <= columns && row <= rows)) return undefined;
  return [Math.min(Math.floor(column), columns - 1), Math.min(Math.floor(row), rows - 1)];
}
