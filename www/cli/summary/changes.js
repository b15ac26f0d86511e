/**
 * What changed since an earlier run in; out, as lines for a terminal, what was restated, what happened since, and whom it
 * concerns.
 * @module
 */

import { formats } from "../../dashboard/format.js";
import { texts } from "../../dashboard/texts.js";
import { bold, table } from "../table.js";

/** @typedef {import("../../compare/types.d.ts").Changes} Changes */
/** @typedef {import("../../compare/types.d.ts").Mover} Mover */
/** @typedef {{ format: ReturnType<typeof formats>, page: import("../../dashboard/texts.js").Texts, words: import("../language.js").Words }} Show */

/** People listed by name; more are counted. */
const LISTED = 20;

/** @param {Changes} changes @param {import("linger-analytics").Report} report of today @param {import("../language.js").Words} words */
export function changesText(changes, report, words) {
  const show = { format: formats(words.language, report), page: texts(words.language), words };
  const parts = [
    bold(words("since.title", { before: show.format.date(changes.before.asOfDate), now: show.format.date(changes.now.asOfDate) })),
    ...changes.notices.map((code) => `! ${words(`since.${code}`)}`),
    totals(changes, show),
    ...restated(changes, show),
    ...flagLists(changes, show),
    ...movers(changes, show),
    ...segments(changes, show),
    words("summary.receipt", { receipt: changes.now.receipt, version: changes.now.version }),
  ];
  return parts.join("\n\n");
}

/** @param {Changes} changes @param {Show} show */
function totals({ totals, before, now }, { format, words }) {
  const shown = { count: format.count, money: format.money, share: format.share };
  const of = (/** @type {any} */ value, /** @type {"count" | "money" | "share"} */ unit) => shown[unit](value);
  const head = ["", format.date(before.asOfDate), words("since.restatedColumn"), format.date(now.asOfDate)];
  return table(head, totals.map(({ id, unit, ...sides }) => [words(`since.${id}`), of(sides.before, unit), of(sides.then, unit), of(sides.now, unit)]));
}

/** Periods that the files tell otherwise now. @param {Changes} changes @param {Show} show */
function restated({ periods }, { format, page, words }) {
  if (periods.length === 0) return [];
  const arrow = (/** @type {string} */ before, /** @type {string} */ then) => (before === then ? then : `${before} → ${then}`);
  const rows = periods.map(({ period, before, then }) => [
    format.period(period),
    arrow(format.count(before.orders), format.count(then.orders)),
    arrow(format.money(before.netSales), format.money(then.netSales)),
  ]);
  return [`${bold(words("since.restated"))}\n${table([page("column.period"), page("column.orders"), page("column.netSales")], rows)}`];
}

/** @param {Changes} changes @param {Show} show */
function flagLists({ flags }, show) {
  if (!flags) return [];
  const { format, page, words } = show;
  return /** @type {const} */ (["newly", "returned", "cleared"]).flatMap((kind) => {
    const { total, rows, valueAtStake } = flags[kind];
    if (total === 0) return [];
    const people = rows.slice(0, LISTED).map((row) => [row.key, page("days", { n: format.count(row.silenceDays) }), row.grade ? page(`grade.${row.grade}`) : "", format.money(row.valueAtStake)]);
    return [`${bold(words(`since.${kind}`, { n: total, value: format.money(valueAtStake) }))}\n${table(["", "", "", ""], people)}${more(total, show)}`];
  });
}

/** @param {Changes} changes @param {Show} show */
function movers({ movers }, show) {
  if (!movers || movers.total === 0) return [];
  const { page, words } = show;
  const segment = (/** @type {string | null} */ id) => (id === null ? "–" : page(`segment.${id}`));
  const rows = movers.rows.slice(0, LISTED).map((mover) => [mover.key, `${segment(mover.from)} → ${segment(mover.to)}`, reason(mover, show)]);
  return [`${bold(words("since.movers", { n: movers.total }))}\n${table(["", "", ""], rows)}${more(movers.total, show)}`];
}

/** @param {Mover} mover @param {Show} show */
function reason({ reason: { code, orders, monetary, recencyDays } }, { format, words }) {
  return words(`since.why.${code}`, { orders, value: format.money(monetary), days: format.count(recencyDays) });
}

/** @param {Changes} changes @param {Show} show */
function segments({ segments }, { format, page }) {
  const moved = segments.filter(({ before, now }) => before !== now);
  if (moved.length === 0) return [];
  const rows = moved.map(({ id, before, then, now }) => [page(`segment.${id}`), format.count(before), format.count(then), format.count(now)]);
  return [`${bold(page("nav.rfm"))}\n${table(["", "", "", ""], rows)}`];
}

/** @param {number} total @param {Show} show */
const more = (total, { words }) => (total > LISTED ? `\n  ${words("since.more", { n: total - LISTED })}` : "");
