/** What repeat buyers turn to: who buys which category, the next category, days until the next order. */
import { told } from "../cells.js";
import { chance, evidence, fixed, heads, limitsCell, listed, shareCell } from "../foretold.js";
import { figures } from "../frames.js";
import { html, stranger } from "../markup.js";

/** Categories of the matrix that have room. */
const MATRIX = 8;

/** @import { View } from "../types.js" */
/** @import { Goods } from "./products.js" */
/** @typedef {Goods["cycles"][number]["any"]} Times */

/** Without categories there is nothing of this to tell. @param {View} view @param {Goods} goods */
export function after(view, { penetration, cross, cycles }) {
  if ((penetration?.rows ?? []).length === 0 && (cycles ?? []).length === 0) return "";
  return [
    cross ? figures([{ label: view.t("after.cross"), value: shareCell(view, cross.rate), note: typeof cross.transitions === "number" ? view.t("after.transitions", { n: cross.transitions }) : "" }]) : "",
    categories(view, penetration), cross ? [preferences(view, cross), matrix(view, cross)] : "", times(view, cycles),
  ];
}

/** @param {View} view @param {Goods["penetration"]} penetration */
function categories(view, { rows, periods }) {
  const { t, f } = view;
  const latest = periods?.at(-1);
  return listed(view, {
    title: t("after.penetration"), rows, empty: t("after.noCategories"), columns: [...heads(view, ["field.category", "after.buyers", "after.overall"]), ...(latest ? [{ head: t("after.latest", { period: f.period(latest) }), number: true }] : [])],
    cells: ({ category, overall, share }) => [stranger(category), told(view, overall.count, f.count), shareCell(view, overall), ...(latest ? [told(view, share?.at(-1), f.share)] : [])],
  });
}

/** @param {View} view @param {Goods["cross"]} cross */
function preferences(view, { preferences }) {
  const { t, f } = view;
  return listed(view, {
    title: t("after.preferences"), lead: t("after.preferencesLead"), rows: preferences, empty: t("after.noPreferences"),
    columns: [...heads(view, ["after.from", "after.to", "after.times", "column.share", "after.base", "rules.lift", "rules.adjustedP"], 2), { head: t("rules.evidence") }],
    cells: (one) => [
      stranger(one.from), stranger(one.to), t("after.joint", { joint: one.joint ?? 0, n: one.n ?? 0 }), limitsCell(view, one), told(view, one.base, f.share), told(view, one.lift, fixed(2)), told(view, one.adjustedP, chance), evidence(view, one.evident),
    ],
  });
}

/** From one category to the next. @param {View} view @param {Goods["cross"]} cross */
function matrix(view, { categories, matrix }) {
  const { t, f } = view;
  const all = categories ?? [];
  const shown = all.slice(0, MATRIX);
  return all.length < 2 ? "" : listed(view, {
    title: t("matrix.title"), lead: t("matrix.summary"), rows: shown, empty: "", columns: [{ head: t("after.from") }, ...shown.map((_, at) => ({ head: String(at + 1), number: true }))],
    cells: (name, row) => {
      const counts = matrix?.[row] ?? [];
      const sum = counts.reduce((/** @type {number} */ sum, n) => sum + Number(n), 0);
      return [html`${row + 1} ${stranger(name)}`, ...shown.map((_, at) => html`${f.count(Number(counts[at] ?? 0))}<br><small>${f.share(sum ? Number(counts[at] ?? 0) / sum : 0)}</small>`)];
    },
  });
}

/** @param {View} view @param {Goods["cycles"]} cycles */
function times(view, cycles) {
  const { t, f } = view;
  const days = (/** @type {Times} */ { median, p25, p75 }) => (median === null ? (view.k === null ? "–" : t("cell.either")) : html`${t("days", { n: median })}${p25 === null || p75 === null ? "" : html`<br><small>${t("due.range", { from: p25, to: p75 })}</small>`}`);
  return listed(view, {
    title: t("after.cycles"), lead: t("after.cyclesLead"), rows: cycles, empty: t("after.noCategories"), columns: heads(view, ["field.category", "column.customers", "after.anyBack", "after.anyDays", "after.sameBack", "after.sameDays"]),
    cells: ({ category, any, same }) => [stranger(category), told(view, any.n, f.count), told(view, any.returned, f.count), days(any), told(view, same.returned, f.count), days(same)],
  });
}
