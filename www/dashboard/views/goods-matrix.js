/** How often buyers of one category next buy another, as a table of shades that can be read as numbers too. */
import { heatGrid } from "../charts/grid.js";
import { pathOf } from "./predict-paths.js";

/** @import { Chart } from "../elements/chart.js" */
/** @import { Page } from "../elements/part.js" */
/** @import { Goods } from "../types.js" */

/** So many categories have room for their names. */
const SHOWN = 12;

/** @param {Page} page @param {Goods} goods @returns {Chart} */
export function matrixChart({ t, format }, { cross: { categories, matrix, transitions } }) {
  const names = categories.slice(0, SHOWN);
  const from = matrix.map((row) => row.reduce((sum, n) => sum + n, 0));
  const share = (/** @type {number} */ row, /** @type {number} */ column) => (from[row] ? (matrix[row]?.[column] ?? 0) / from[row] : 0);
  const most = Math.max(...names.flatMap((_, row) => names.map((_, column) => share(row, column))), 1e-9);
  const cells = names.flatMap((y, row) => names.map((x, column) => {
    const count = matrix[row]?.[column] ?? 0;
    return { x, y, share: share(row, column) / most, label: format.count(count), title: t("matrix.cell", { from: y, to: x, n: count, share: format.share(share(row, column)) }) };
  }));
  return {
    name: "matrix", title: t("matrix.title"), summary: [t("matrix.summary"), ...(categories.length > SHOWN ? [t("matrix.more", { shown: SHOWN, total: categories.length })] : [])].join(" "),
    of: pathOf("matrix"), n: transitions, minWidth: 480,
    columns: [t("after.from"), ...categories], rows: categories.map((name, row) => [name, ...(matrix[row] ?? [])]),
    shown: categories.map((name, row) => [name, ...(matrix[row] ?? []).map(format.count)]),
    draw: (width) => heatGrid(width, cells, { xs: names, ys: names, xLabel: t("matrix.to"), yLabel: t("after.from"), rowHeight: 32, marginLeft: 110 }),
  };
}
