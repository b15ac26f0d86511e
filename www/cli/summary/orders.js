/**
 * A report on orders in, what a shop owner reads first out, as lines for a terminal.
 * @module
 */

import { formats } from "../../dashboard/format.js";
import { groupedText } from "../../dashboard/grouped.js";
import { sentence, texts } from "../../dashboard/texts.js";
import { bold, pairs, table } from "../table.js";
import { modelFigures } from "./models.js";

/** @typedef {import("linger-analytics").Report} Report */
/** @typedef {ReturnType<typeof formats>} Format */
/** @typedef {import("../../dashboard/texts.js").Texts} Texts */

/** @param {Report} report @param {import("../language.js").Words} words */
export function ordersText(report, words) {
  const format = formats(words.language, report);
  const page = texts(words.language);
  const { meta } = report;
  const parts = [
    bold(words("summary.orders", { files: format.list(meta.files.map(({ name }) => name)) })),
    words("summary.scope", { from: format.date(meta.firstOrder), to: format.date(meta.lastOrder), asOf: format.date(meta.asOfDate), zone: meta.zone }),
    "",
    pairs(figures(report, format, words)),
    ...section(page("nav.rfm"), segments(report, format, page)),
    ...section(words("summary.grades"), grades(report, format, page)),
    ...section(page("nav.lifecycle"), stages(report, format, page)),
    ...section(words("summary.models"), report.models ? pairs(modelFigures(report.models, format, words)) : null),
    ...notices(report, words),
    "",
    words("summary.receipt", { receipt: meta.receipt, version: meta.version }),
  ];
  return parts.join("\n");
}

/** @param {string} title @param {string | null} content */
const section = (title, content) => (content === null ? [] : ["", bold(title), content]);

/** @param {Report} report @param {Format} format @param {import("../language.js").Words} words @returns {[string, string][]} */
function figures({ summary, churn, repurchase }, format, words) {
  const { value, low, high } = summary.repeatPurchaseRate;
  const interval = value === null ? "" : words("summary.interval", { low: format.share(low), high: format.share(high) });
  const chosen = churn?.definitions.find(({ id }) => id === churn.definition);
  /** @type {[string, string | null][]} */
  const rows = [
    ["customers", format.count(summary.customers)],
    ["ordersCount", format.count(summary.orders)],
    ["netSales", format.money(summary.netSales)],
    ["refunds", format.money(summary.refunds)],
    ["averageOrderValue", format.money(summary.averageOrderValue)],
    ["repeatPurchaseRate", `${format.share(value)}${interval}`],
    ["medianDays", repurchase && format.count(repurchase.medianDays)],
    ["flagged", chosen ? words("summary.flaggedOf", { flagged: format.count(chosen.flagged), share: format.share(chosen.share), definition: chosen.id }) : null],
    ["valueAtStake", churn && format.money(churn.valueAtStake)],
    ["newlyFlagged", churn && words("summary.newlyFlaggedOf", { n: churn.recent.newlyFlagged, days: churn.recent.days, value: format.money(churn.recent.newlyAtStake) })],
  ];
  return rows.flatMap(([key, shown]) => (shown === null ? [] : [/** @type {[string, string]} */ ([words(`summary.${key}`), shown])]));
}

/** @param {Report} report @param {Format} format @param {Texts} page */
function segments({ rfm }, format, page) {
  if (!rfm) return null;
  const head = ["segment", "customers", "share", "netSales", "medianRecency"].map((id) => page(`column.${id}`));
  const rows = rfm.segments.map((row) => [page(`segment.${row.id}`), format.count(row.customers), format.share(row.share), format.money(row.netSales), format.count(row.medianRecencyDays)]);
  return table(head, rows);
}

/** @param {Report} report @param {Format} format @param {Texts} page */
function grades({ churn }, format, page) {
  if (!churn) return null;
  const rows = churn.grades.map(({ grade, customers, valueAtStake }) => [page(`grade.${grade}`), format.count(customers), format.money(valueAtStake)]);
  return table(["", page("column.customers"), page("column.valueAtStake")], rows);
}

/** @param {Report} report @param {Format} format @param {Texts} page */
function stages({ lifecycle }, format, page) {
  if (!lifecycle) return null;
  const head = ["stage", "customers", "share", "netSales"].map((id) => page(`column.${id}`));
  return table(head, lifecycle.stages.map((row) => [page(`stage.${row.id}`), format.count(row.customers), format.share(row.share), format.money(row.netSales)]));
}

/** @param {Report} report @param {import("../language.js").Words} words */
function notices({ meta }, words) {
  const said = meta.notices.map(({ code, message, params }) => {
    const isOwn = words.language !== "en" && words.has(`notice.${code}`);
    return isOwn ? groupedText(words(`notice.${code}`, params), params) : sentence(words.language, "notice", { code, text: message, params });
  });
  return said.length === 0 ? [] : ["", ...said.map((text) => `! ${text}`)];
}
