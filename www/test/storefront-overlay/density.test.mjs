/** Cells, merging below the least number of sessions, and the blur: worked by hand. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { gaussian } from "../../storefront/overlay/blur.js";
import { cellAt, gridOver } from "../../storefront/overlay/grid.js";
import { merged } from "../../storefront/overlay/merge.js";

/** @param {[column: number, row: number, session: number][]} list */
const marks = (list) => ({ column: Uint16Array.from(list, ([column]) => column), row: Uint16Array.from(list, ([, row]) => row), session: Uint32Array.from(list, ([, , session]) => session) });

test("a page is covered by whole cells, and a longer one than memory by larger cells", () => {
  assert.deepEqual(gridOver(1440, 3001, 4), { columns: 360, rows: 751, cell: 4 });
  // 360 × 25,000 cells are more than 2^22; twice as large, 180 × 12,500 are not.
  assert.deepEqual(gridOver(1440, 100_000, 4), { columns: 180, rows: 12_500, cell: 8 });
  const grid = gridOver(10, 10, 4);
  assert.deepEqual([cellAt(grid, 0, 0), cellAt(grid, 3.9, 4), cellAt(grid, 12, 12), cellAt(grid, 12.1, 0), cellAt(grid, -0.1, 0), cellAt(grid, NaN, 0)], [[0, 0], [0, 1], [2, 2], undefined, undefined, undefined]);
});

test("with one session enough every cell shows its own clicks", () => {
  const { values, withheld } = merged({ columns: 2, rows: 2, cell: 4 }, marks([[0, 0, 1], [0, 0, 1], [1, 1, 1]]), 1);
  assert.deepEqual([[...values], withheld], [[2, 0, 0, 1], 0]);
});

test("cells of too few sessions share what they have with the open cells around them", () => {
  // Cell 0,0 has two sessions and stands; 1,0 and 0,1 have one each: their parent of three open cells has two clicks.
  const grid = { columns: 4, rows: 2, cell: 4 };
  const { values, withheld } = merged(grid, marks([[0, 0, 1], [1, 0, 1], [0, 0, 2], [0, 1, 2]]), 2);
  const third = Math.fround(2 / 3);
  assert.deepEqual([[...values], withheld], [[2, third, 0, 0, third, third, 0, 0], 0]);
});

test("what a cell shows is not counted again in the whole around it", () => {
  // Cell 0,0 stands; the block of four around it has one click more, of one session; the whole has that and one far away.
  const { values, withheld } = merged({ columns: 4, rows: 4, cell: 4 }, marks([[0, 0, 1], [1, 0, 1], [0, 0, 2], [3, 3, 2]]), 2);
  assert.deepEqual([[...values], withheld], [[2, ...Array(15).fill(Math.fround(2 / 15))], 0]);
});

test("what even the whole page cannot show is withheld and counted", () => {
  const { values, withheld } = merged({ columns: 4, rows: 4, cell: 4 }, marks([[0, 0, 1], [3, 3, 2], [1, 1, 2]]), 3);
  assert.deepEqual([[...values], withheld], [Array(16).fill(0), 3]);
});

test("the blur keeps the sum, is the normal curve in the middle and mirrors at the edges", () => {
  const grid = { columns: 41, rows: 41, cell: 4 };
  const values = new Float32Array(41 * 41);
  values[20 * 41 + 20] = 1;
  const blurred = gaussian(values, grid, 5);
  // One over two pi sigma squared; the kernel that ends at three sigma holds 0.9973 of each direction.
  const peak = 1 / (2 * Math.PI * 25);
  assert.ok(Math.abs(blurred[20 * 41 + 20] / peak - 1) < 0.02, `${blurred[20 * 41 + 20]}`);
  assert.ok(Math.abs(blurred[20 * 41 + 25] / blurred[20 * 41 + 20] - Math.exp(-0.5)) < 1e-5);
  assert.equal(blurred[20 * 41 + 36], 0, "sixteen cells away is beyond three sigma");
  const corner = new Float32Array(41 * 41);
  corner[0] = 1;
  const folded = gaussian(corner, grid, 5);
  for (const density of [blurred, folded]) assert.ok(Math.abs(density.reduce((sum, value) => sum + value, 0) - 1) < 1e-5);
});
