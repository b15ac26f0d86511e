/**
 * Marks of sessions in cells in, values of cells out, each of `k` sessions or more: cells of fewer are merged into the
 * cell twice as wide and high, again and again. A merged cell spreads what its parts could not show evenly over the area
 * that they left open; nothing is counted twice. The same rule as the dashboard's heatmaps.
 * @module
 */

/** @import { Grid, Marks } from "./types.js" */

/** A cell whose value is not its own. */
const OPEN = -1;

/**
 * @typedef {object} Level
 * @property {Grid} grid
 * @property {Float32Array} values
 * @property {Uint32Array} open finest cells still open within each
 */

/** @param {Grid} grid @param {Marks} marks @param {number} k @returns {{ values: Float32Array, withheld: number }} */
export function merged(grid, marks, k) {
  /** @type {Level[]} */
  const levels = [];
  const isShown = new Uint8Array(marks.session.length);
  for (let at = grid, depth = 0; ; at = parentOf(at), depth++) {
    const below = levels[depth - 1];
    const { sum, sessions } = tally(at, depth, below, marks, isShown);
    const level = settle(at, below, sum, sessions, Math.max(1, k));
    levels.push(level);
    const isOpen = level.open.some((area) => area > 0);
    if (at.columns * at.rows === 1 || !isOpen || (k <= 1 && depth === 0)) {
      const isWithheld = isOpen && at.columns * at.rows === 1;
      return { values: spread(levels), withheld: isWithheld ? sum[0] : 0 };
    }
  }
}

/** @param {Grid} grid */
const parentOf = ({ columns, rows, cell }) => ({ columns: Math.ceil(columns / 2), rows: Math.ceil(rows / 2), cell: cell * 2 });

/** Counts the marks that no smaller cell shows. @param {Grid} grid @param {number} depth @param {Level | undefined} below @param {Marks} marks @param {Uint8Array} isShown by mark */
function tally({ columns, rows }, depth, below, { column, row, session, weight }, isShown) {
  const sum = new Float64Array(columns * rows);
  const sessions = new Uint32Array(columns * rows);
  const last = new Int32Array(columns * rows).fill(-1);
  for (let mark = 0; mark < session.length; mark++) {
    if (below && !below.open[(row[mark] >> (depth - 1)) * below.grid.columns + (column[mark] >> (depth - 1))]) isShown[mark] = 1;
    if (isShown[mark]) continue;
    const cell = (row[mark] >> depth) * columns + (column[mark] >> depth);
    sum[cell] += weight ? weight[mark] : 1;
    if (last[cell] !== session[mark]) sessions[cell]++;
    last[cell] = session[mark];
  }
  return { sum, sessions };
}

/** @param {Grid} grid @param {Level | undefined} below @param {Float64Array} sum @param {Uint32Array} sessions @param {number} k @returns {Level} */
function settle(grid, below, sum, sessions, k) {
  const open = below ? openArea(grid, below) : new Uint32Array(sum.length).fill(1);
  const values = new Float32Array(sum.length).fill(OPEN);
  for (let cell = 0; cell < sum.length; cell++) {
    if (sessions[cell] < k) continue;
    values[cell] = sum[cell] / open[cell];
    open[cell] = 0;
  }
  return { grid, values, open };
}

/** @param {Grid} grid @param {Level} below */
function openArea({ columns, rows }, below) {
  const open = new Uint32Array(columns * rows);
  below.open.forEach((area, cell) => {
    const row = Math.floor(cell / below.grid.columns);
    open[(row >> 1) * columns + ((cell - row * below.grid.columns) >> 1)] += area;
  });
  return open;
}

/** From the whole down: a cell without a value of its own shows its parent's. @param {Level[]} levels */
function spread(levels) {
  /** @type {Level | undefined} */
  let above;
  for (const level of [...levels].reverse()) {
    const { columns } = level.grid;
    level.values.forEach((value, cell) => {
      if (value !== OPEN) return;
      const row = Math.floor(cell / columns);
      level.values[cell] = above ? above.values[(row >> 1) * above.grid.columns + ((cell - row * columns) >> 1)] : 0;
    });
    above = level;
  }
  return levels[0].values;
}
