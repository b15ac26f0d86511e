/** Rhythm: on which weekdays, and at which hours where they are told, people buy. */
import { told, toldMoney } from "../cells.js";
import { lyingBars } from "../charts/bars.js";
import { heatGrid } from "../charts/grid.js";
import { amountIn } from "../format.js";
import { chart, table } from "../frames.js";
import { off, scopeOf, section } from "../parts.js";

/** @import { Money, View, Told, Report } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["rhythm"]>} Rhythm */

const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6];
const HOURS_A_DAY = 24;

/** @param {View} view */
export function rhythm(view) {
  const { t, f, report } = view;
  const { rhythm } = report;
  if (!rhythm) return off(view, "rhythm");
  const byHour = (rhythm.orders[0]?.length ?? 0) >= HOURS_A_DAY;
  const days = WEEKDAYS.map((weekday) => ({ weekday, orders: sum(rhythm.orders[weekday] ?? []), sales: sumMoney(rhythm.netSales[weekday] ?? []) }));
  const all = days.reduce((total, { orders }) => total + (orders ?? 0), 0);
  const busiest = days.reduce((best, day) => ((day.orders ?? -1) > (best.orders ?? -1) ? day : best));
  const share = (/** @type {number | null} */ orders) => (orders === null || all === 0 ? null : orders / all);
  const finding = busiest.orders === null || all === 0 ? t("finding.hidden") : t("finding.rhythm", { weekday: f.weekdayLong(busiest.weekday), orders: busiest.orders, share: f.share(busiest.orders / all) });
  return section(view, {
    id: "rhythm",
    findings: [finding, t("rhythm.advice", { zone: rhythm.zone })],
    scope: scopeOf(view, ...(days.some(({ orders }) => orders !== null) ? [t("scope.orders", { n: all })] : [])),
    body: [
      chart({
        id: "weekdays", title: t("rhythm.days"), summary: finding, isSaid: true,
        draw: (width) => lyingBars(width, days.map(({ weekday, orders }) => ({ id: `day-${weekday}`, name: f.weekday(weekday), value: orders, label: orders === null ? t("cell.hidden") : `${f.count(orders)} · ${f.share(share(orders) ?? 0)}` }))),
      }),
      byHour ? hours(view, rhythm) : "",
      table(view, t("rhythm.days"), [{ head: t("rhythm.weekday") }, ...["orders", "share", "netSales"].map((id) => ({ head: t(`column.${id}`), number: true }))], days.map(({ weekday, orders, sales }) => ({
        id: `day-${weekday}`, cells: [f.weekday(weekday), told(view, orders, f.count), told(view, share(orders), f.share), toldMoney(view, sales)],
      })), view.k === null ? undefined : t("rhythm.noHours")),
    ],
    meanings: [[t("column.orders"), "rhythm.orders"], [t("column.netSales"), "rhythm.netSales"]],
  });
}

/** Nothing where a part is hidden, or all are. @param {(number | null)[]} parts */
const sum = (parts) => (parts.length === 0 ? null : parts.reduce((/** @type {number | null} */ total, part) => (total === null || part === null ? null : total + part), 0));

/** @param {Told<Money>[]} parts @returns {Told<Money>} */
function sumMoney(parts) {
  const codes = [...new Set(parts.flatMap((part) => (part !== null && typeof part === "object" ? Object.keys(part) : [])))];
  if (codes.length === 0) return sum(parts.map((part) => (typeof part === "number" ? part : null)));
  return Object.fromEntries(codes.map((code) => [code, sum(parts.map((part) => amountIn(part, code)))]));
}

/** @param {View} view @param {Rhythm} rhythm */
function hours({ t, f }, rhythm) {
  const cells = rhythm.orders.flatMap((day, y) => day.map((orders, x) => ({ x, y, orders })));
  const most = Math.max(1, ...cells.map(({ orders }) => orders ?? 0));
  const busiest = cells.reduce((best, cell) => ((cell.orders ?? -1) > (best.orders ?? -1) ? cell : best));
  const name = (/** @type {number} */ hour) => `${String(hour).padStart(2, "0")}:00`;
  return chart({
    id: "hours", title: t("rhythm.title", { measure: t("summary.orders") }),
    summary: busiest?.orders == null ? t("chart.hidden") : t("rhythm.summary", { weekday: f.weekdayLong(busiest.y), hour: name(busiest.x), value: t("scope.orders", { n: busiest.orders }) }),
    draw: (width) => heatGrid(width, cells.map(({ x, y, orders }) => ({
      x, y, share: orders === null ? null : orders / most, label: orders === null ? "" : f.count(orders),
    })), { xs: Array.from({ length: HOURS_A_DAY }, (_, hour) => String(hour)), ys: WEEKDAYS.map(f.weekday), xLabel: t("rhythm.hour"), rowHeight: 30, every: 3 }),
  });
}
