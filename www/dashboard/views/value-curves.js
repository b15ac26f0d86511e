/** Value by age: of all customers with its interval, of groups beside what each customer cost, and carried on by the model to ages that not all have reached. */
import { html, nothing } from "lit";
import { bandLine, manyLines } from "../charts/lines.js";
import { chartFrame } from "../elements/chart.js";
import { explain } from "../elements/explain.js";
import { amountOf } from "./audit-words.js";
import { pathOf } from "./predict-paths.js";
import { listPanel } from "./predict-words.js";
import { nameOf } from "./value-names.js";

/** @import { Chart } from "../elements/chart.js" */
/** @import { Page } from "../elements/part.js" */
/** @import { ValueView } from "./value.js" */
/** @import { CarriedPoint, ValueGroup, ValueGroups, ValuePoint, ValueReport } from "../types.js" */

/** Lines of the chart. */
const LINES = 5;
/** A curve is drawn as far as so many customers are that old. */
const ENOUGH = 30;

/** A group with numbers of its own, or what small ones are pooled to. @typedef {{ name: string, group: ValueGroup }} Line */

/** All customers by age. @param {ValueView} view @param {ValueReport} value */
export function allCurve(view, value) {
  const drawn = enough(value.curve);
  return drawn.length < 2 ? nothing : view.kept("curve all", () => chartFrame(view.page, allChart(view.page, value, drawn)));
}

/** @param {ValueView} view @param {ValueReport} value @param {ValueGroups} groups */
export function curvePanels(view, value, groups) {
  const { page } = view;
  const lines = linesOf(page, groups).filter(({ group }) => enough(group.curve).length > 1);
  return html`${lines.length > 0 ? view.kept(`curves ${view.by}`, () => chartFrame(page, curveChart(page, value, groups, lines.slice(0, LINES)))) : nothing} ${carriedTable(page, value, groups, lines)}`;
}

/** @template {{ n: number }} T @param {T[]} points */
const enough = (points) => points.filter(({ n }) => n >= ENOUGH);

/** Groups that are large enough, and each group that small ones show once. @param {Page} page @param {ValueGroups} groups @returns {Line[]} */
function linesOf(page, { by, rows }) {
  /** @type {Map<string | ValueGroup, Line>} */
  const lines = new Map();
  for (const group of rows) {
    if (group.pooledTo === "") continue;
    const name = group.pooledTo === null ? [nameOf(page, by, group), partOf(page, by, group)].filter((part) => part).join(" · ") : page.t("value.pooledLine", { parent: group.pooledTo });
    const id = group.pooledTo === null ? group : `${name} ${group.historic.mean} ${group.historic.n}`;
    if (!lines.has(id)) lines.set(id, { name, group });
  }
  return apart([...lines.values()]);
}

/** What a name may repeat in. @param {Page} page @param {ValueGroups["by"]} by @param {ValueGroup} group */
function partOf(page, by, { parent }) {
  if (by === "creative") return parent;
  return by === "campaign" && parent ? nameOf(page, "channel", { name: parent, title: null }) : null;
}

/** Names that repeat get what the orders call the group behind them, or a number. @param {Line[]} lines @returns {Line[]} */
function apart(lines) {
  const titled = lines.filter(({ name, group }, at) => group.pooledTo === null && group.title && lines.some((other, place) => place !== at && other.name === name));
  const taken = new Set();
  return lines.map((line) => {
    const own = titled.includes(line) ? `${line.name} · ${line.group.name}` : line.name;
    let name = own;
    for (let n = 2; taken.has(name); n++) name = `${own} (${n})`;
    taken.add(name);
    return { ...line, name };
  });
}

/** @param {Page} page @param {ValueReport} value @param {ValuePoint[]} drawn @returns {Chart} */
function allChart(page, { curve, currency, customers }, drawn) {
  const { t, format } = page;
  const money = (/** @type {number | null} */ amount) => amountOf(page, amount, currency);
  const last = /** @type {ValuePoint} */ (drawn.at(-1));
  const rows = curve.map(({ week, value, low, high, n }) => [week, value, low, high, n]);
  return {
    name: "value-by-age", title: t("value.byAge"), of: pathOf("curve"), n: customers, summary: t("value.byAgeSummary", { week: last.week, amount: money(last.value), low: money(last.low), high: money(last.high), n: last.n, least: ENOUGH }),
    columns: [t("check.week"), t("value.historic"), t("column.low"), t("column.high"), "n"], rows, shown: curve.map(({ week, value, low, high, n }) => [format.count(week), money(value), money(low), money(high), format.count(n)]),
    draw: (width) => bandLine(width, drawn.map(({ week, value, low, high, n }) => ({ x: week, y: value, low, high, title: `${t("value.afterWeeks", { week, n })}: ${money(value)}` })), { xLabel: t("check.week"), yFormat: format.moneyShort, periods: true }),
  };
}

/** Mean cumulative value by weeks since the first order, and the net sales that pay for a customer. @param {Page} page @param {ValueReport} value @param {ValueGroups} groups @param {Line[]} lines @returns {Chart} */
function curveChart(page, { currency, margin }, { by }, lines) {
  const { t, format } = page;
  const money = (/** @type {number | null} */ amount) => amountOf(page, amount, currency);
  const names = lines.map(({ name, group: { cac, paybackDay } }) => (cac === null ? name : `${name} – ${t("value.cac")} ${money(cac)}, ${paybackDay === null ? t("value.notYet") : t("value.day", { n: paybackDay })}`));
  const points = lines.flatMap(({ name, group }, at) => enough(group.curve).map(({ week, value, n }) => ({
    x: week, y: value, series: names[at] ?? "", title: `${name}\n${t("value.afterWeeks", { week, n })}: ${money(value)}`,
  })));
  const levels = lines.flatMap(({ name, group: { cac } }, at) => (cac === null ? [] : [{ y: cac / (margin ?? 1), series: names[at] ?? "", label: `${name}: ${t("value.cac")}` }]));
  const rows = lines.flatMap(({ name, group: { curve, cac } }) => curve.map(({ week, value, low, high, n }) => ({ name, week, value, low, high, n, cac })));
  return {
    name: `value-${by}`, title: t("value.curves", { by: t(`value.by.${by}`) }), of: pathOf("curves"), n: lines.reduce((sum, { group }) => sum + (group.historic.n ?? 0), 0),
    summary: [t("value.curvesSummary", { n: lines.length }), ...(levels.length > 0 ? [t(margin === null ? "value.levels" : "value.levelsMargin", { margin: format.share(margin) })] : []), t("value.drawnTo", { n: ENOUGH })].join(" "),
    legend: html`<ul class="legend">${names.map((name, at) => html`<li class=${`series-${at + 1}`}>${name}</li>`)}</ul>`,
    columns: [t(`value.by.${by}`), t("check.week"), t("value.historic"), t("column.low"), t("column.high"), "n", t("value.cac")], rows: rows.map(({ name, week, value, low, high, n, cac }) => [name, week, value, low, high, n, cac]),
    shown: rows.map(({ name, week, value, low, high, n, cac }) => [name, format.count(week), money(value), money(low), money(high), format.count(n), money(cac)]),
    draw: (width) => manyLines(width, points, { names, xLabel: t("check.week"), yFormat: format.moneyShort, levels }),
  };
}

/** Value at ages that not all customers have reached, all customers first. @param {Page} page @param {ValueReport} value @param {ValueGroups} groups @param {Line[]} lines */
function carriedTable(page, { carried, currency, customers, curve }, { by }, lines) {
  const { t, format } = page;
  const known = lines.flatMap(({ name, group }) => (group.carried ? [{ name, points: group.carried }] : []));
  const all = carried ? [{ name: t("value.everybody"), points: carried }, ...known] : [];
  const ages = [3, 6, 9].flatMap((at) => carried?.[at - 1]?.day ?? []);
  const last = carried?.at(-1)?.day;
  const shown = [...new Set([...ages, ...(last === undefined ? [] : [last])])];
  const why = curve.length > 0 && customers < ENOUGH ? t("value.tooFewToCarry", { n: customers }) : html`${t("value.noModel")} <a href="#forecast">${t("value.seeCheck")}</a>`;
  return listPanel(page, {
    of: "carried", title: t("value.carried", { by: t(`value.by.${by}`) }), n: carried?.at(-1)?.n ?? null, lead: t("value.carriedLead"), empty: "",
    columns: [{ head: t(`value.by.${by}`) }, ...shown.map((day) => ({ head: t("value.atAge", { n: day }), number: true, more: explain(page, pathOf("carried"), t("value.atAge", { n: day }), carried?.find((point) => point.day === day)?.n ?? null) })), { head: t("value.reached"), number: true }],
    rows: all.map(({ name, points }) => [name, ...shown.map((day) => carriedCell(page, points.find((point) => point.day === day), currency)), reached(points)]),
    heads: ["name", "day", "value", "low", "high", "n", "reached", "currency"],
    saved: all.flatMap(({ name, points }) => points.map(({ day, value, low, high, n, reached }) => [name, day, value, low, high, n, reached, currency])),
    after: carried ? nothing : html`<p>${why}</p>`,
  });

  /** @param {CarriedPoint[]} points */
  function reached(points) {
    const point = points.at(-1);
    return point ? t("value.reachedOf", { reached: format.count(point.reached), n: format.count(point.n) }) : "–";
  }
}

/** @param {Page} page @param {CarriedPoint | undefined} point @param {string | null} currency */
function carriedCell(page, point, currency) {
  if (!point) return "–";
  const limits = point.low === null || point.high === null ? nothing : html`<br><small>${amountOf(page, point.low, currency)} – ${amountOf(page, point.high, currency)}</small>`;
  return html`${amountOf(page, point.value, currency)}${limits}`;
}
