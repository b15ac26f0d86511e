/** Next purchases as counts: a report names nobody. How the lists did on the days before, and how long products last. */
import { few, told } from "../cells.js";
import { itemName, listed, noticesOf } from "../foretold.js";
import { table } from "../frames.js";
import { html } from "../markup.js";

/** @import { Report, Told, View } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["due"]>} Due */

/** @param {View} view @param {Due} due */
export function due(view, { replenish, next, cycles, notices }) {
  const { t, f } = view;
  return html`${table(view, t("forecast.due"), [{ head: t("forecast.list") }, { head: t("forecast.listed"), number: true }, { head: t("due.status.overdue"), number: true }, { head: t("forecast.tested"), sentence: true }], [
    { id: "replenish", cells: [t("due.replenish"), replenish.backTest?.passed ? told(view, replenish.total, f.count) : "–", replenish.backTest?.passed ? told(view, replenish.overdue, f.count) : "–", replenishTest(view, replenish.backTest)] },
    { id: "next", cells: [t("due.next"), next.backTest?.passed ? told(view, next.total, f.count) : "–", "", html`${nextTest(view, next.backTest)} ${datesTest(view, next.dates)}`] },
  ], t("forecast.dueNote"))}${noticesOf(view, notices)}${listed(view, {
    title: t("due.cycles"), rows: cycles, empty: t("due.noCycles"), columns: ["field.product", "due.closed", "due.open", "due.returns", "due.perUnit"].map((key, at) => ({ head: t(key), number: at > 0 })),
    cells: ({ item, closed, open, returns, perUnit: { p10, median, p90 } }) => [
      itemName(item), html`${told(view, closed, f.count)}${few(view, closed)}`, told(view, open, f.count), told(view, returns, f.share), html`${told(view, median, (n) => t("days", { n }))}<br><small>${t("due.range", { from: p10 ?? "–", to: p90 ?? "–" })}</small>`,
    ],
  })}`;
}

/** How a list did; reports of before have no word for why one is not told. @param {{ passed: boolean, reason?: string | null }} test */
const howOf = ({ passed, reason }) => (passed ? "passed" : (reason ?? "notBetter"));

/** @param {View} view @param {Due["replenish"]["backTest"]} test */
function replenishTest({ t, f }, test) {
  if (!test) return t("due.listUntested");
  const how = howOf(test);
  return t(`due.list.${how}`, {
    cut: f.date(test.cut), listed: test.listed.count ?? 0, n: test.listed.n ?? 0, expected: Math.round(test.expected ?? 0), share: f.share(test.listed.share ?? 0), others: f.share(test.others.share ?? 0), m: test.others.n ?? 0,
  });
}

/** How dates did; reports of before had no test of them, and a notice says where they are not told. @param {View} view @param {Due["next"]["dates"] | undefined} test */
function datesTest({ t, f }, test) {
  if (!test?.passed) return "";
  const { cut, within: { count, n, share, expected } } = test;
  return t("due.dates", { cut: f.date(cut), count: count ?? 0, n: n ?? 0, share: f.share(share ?? 0), expected: f.share(expected ?? 0) });
}

/** @param {View} view @param {Due["next"]["backTest"]} test */
function nextTest({ t, f }, test) {
  if (!test) return t("due.untested");
  const how = howOf(test);
  return t(`due.next.${how}`, { cut: f.date(test.cut), expected: Math.round(test.expected ?? 0), observed: test.observed ?? 0, brier: (test.brier ?? 0).toFixed(3), base: (test.baseBrier ?? 0).toFixed(3) });
}
