/** Data quality: what was read, what was left out and why, and what the data cannot answer. */
import { known, told } from "../cells.js";
import { said } from "../fill.js";
import { figures, table } from "../frames.js";
import { html, stranger } from "../markup.js";
import { scopeOf, section, word } from "../parts.js";
import { sentence } from "../texts.js";

/** @import { View } from "../types.js" */

/** Lines of the ledger, the largest ones. */
const LINES_SHOWN = 30;

/** @param {View} view */
export function quality(view) {
  const { t, f, report, language } = view;
  const { score, records, used, ledger } = report.quality;
  const finding = known(records, used) ? t("finding.quality", { used: Number(used), records: Number(records) }) : t("finding.hidden");
  return section(view, {
    id: "quality",
    findings: [
      said(finding, score !== null && t("finding.quality.score", { score: f.decimal(score) })),
      ...report.meta.notices.map(({ code, message, params }) => sentence(language, "notice", { code, text: message, params: /** @type {Record<string, string | number>} */ (params) })),
    ],
    scope: scopeOf(view, ...(known(records) ? [t("scope.records", { n: Number(records) })] : [])),
    body: [numbers(view), files(view), lines(view), ledger.length > LINES_SHOWN ? html`<p class="note">${t("quality.moreLines", { shown: LINES_SHOWN, of: ledger.length })}</p>` : "", capabilities(view)],
    meanings: [],
  });
}

/** @param {View} view */
function numbers(view) {
  const { t, f, report } = view;
  const { score, records, used, gaps, duplicates } = report.quality;
  const days = (/** @type {number} */ n) => t("days", { n });
  return figures([
    { label: t("quality.score"), value: told(view, score, (n) => t("quality.points", { n }), { or: "unknown.noOrders", table: "quality" }), note: t("about.quality.score") },
    { label: t("quality.used"), value: told(view, used, f.count), note: known(records) ? t("quality.ofRecords", { n: Number(records) }) : "" },
    { label: t("quality.gaps"), value: told(view, gaps.days, days), note: gaps.longestFrom && known(gaps.longestDays) ? t("quality.longest", { n: Number(gaps.longestDays), from: f.date(gaps.longestFrom) }) : "" },
    { label: t("quality.duplicates"), value: told(view, duplicates.orders, f.count), note: known(duplicates.files) ? t("quality.duplicateFiles", { n: Number(duplicates.files) }) : "" },
  ]);
}

/** @param {View} view */
function files(view) {
  const { t, f, report } = view;
  const heads = [{ head: t("quality.file") }, { head: t("quality.kind") }, { head: t("quality.size"), number: true }, { head: t("column.orders"), number: true }];
  return table(view, t("quality.files"), heads, report.meta.files.map(({ name, source, bytes, orders }, at) => ({
    id: `file-${at}`, cells: [stranger(name), word(view, "source", source), told(view, bytes, f.bytes), told(view, orders, f.count)],
  })));
}

/** @param {View} view */
function lines(view) {
  const { t, f, report, language } = view;
  const { ledger } = report.quality;
  if (ledger.length === 0) return html`<p class="plain">${t("quality.clean")}</p>`;
  const heads = [{ head: t("quality.verdict"), sentence: true }, { head: t("quality.count"), number: true }, { head: t("quality.effect") }, { head: t("quality.file") }];
  return table(view, t("quality.ledger"), heads, ledger.slice(0, LINES_SHOWN).map(({ code, message, count, used, file }, at) => ({
    id: `${code}-${at}`, cells: [sentence(language, "verdict", { code, text: message }), told(view, count, f.count), t(used ? "quality.stillUsed" : "quality.leftOut"), stranger(file)],
  })));
}

/** Parts that the data cannot fill, with the reason. @param {View} view */
function capabilities(view) {
  const { t, report, language } = view;
  const missing = report.capabilities.filter(({ on }) => !on);
  if (missing.length === 0) return html`<p class="plain">${t("quality.allOn")}</p>`;
  return table(view, t("quality.cannot"), [{ head: t("quality.section") }, { head: t("quality.why"), sentence: true }], missing.map(({ section: id, reason, code }) => ({
    id, cells: [word(view, "section", id), view.isTooFew(id) ? t("reason.fewCustomers", { k: view.k ?? 0 }) : reason ? sentence(language, "reason", { code: code ?? "", text: reason }) : t("section.noReason")],
  })));
}
