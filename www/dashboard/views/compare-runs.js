/** Part of Changes: the runs that the open workspace holds, beside the run of now. */
import { nothing } from "lit";
import { explain } from "../elements/explain.js";
import { othersOf, runLine } from "../runs.js";
import { amountOf } from "./audit-words.js";
import { listPanel, shareCell } from "./predict-words.js";

/** @import { Page } from "../elements/part.js" */
/** @import { RunLine } from "../types.js" */

/** @param {Page} page */
export function runsPanel(page) {
  const { t, state, format } = page;
  const now = runLine(state);
  const before = now ? othersOf(state.runs, now) : [];
  if (!now || before.length === 0) return nothing;
  const lines = [now, ...before.toReversed()];
  const of = (/** @type {string} */ path, /** @type {string} */ head) => ({ head: t(head), number: true, more: explain(page, path, t(head), now.customers) });
  const columns = [{ head: t("runs.asOf") }, { head: t("column.customers"), number: true }, of("churn.definitions.share", "compare.of.churn.definitions.share"), { head: t("runs.definition") }, of("value.historic", "compare.of.value.historic"), { head: t("runs.predicted"), number: true }];
  return listPanel(page, {
    of: "runs", title: t("runs.title"), lead: t("runs.lead"), n: now.customers, empty: "", columns,
    heads: ["asOf", "customers", "definition", "judged", "flagged", "rate", "low", "high", "historic", "predicted", "horizonDays", "currency"],
    saved: lines.map((line) => [line.asOfDate, line.customers, line.definition, line.judged, line.flagged, line.rate, line.low, line.high, line.historic, line.predicted, line.horizonDays, line.currency]),
    rows: lines.map((line) => [
      line === now ? t("runs.now", { date: format.date(line.asOfDate) }) : format.date(line.asOfDate), format.count(line.customers), shareOf(page, line), line.definition ? t(`definition.${line.definition}`) : "–",
      amountOf(page, line.historic, line.currency), line.predicted === null ? "–" : `${amountOf(page, line.predicted, line.currency)} (${t("days", { n: line.horizonDays ?? 0 })})`,
    ]),
  });
}

/** @param {Page} page @param {RunLine} line */
const shareOf = (page, { rate, low, high, flagged, judged }) => shareCell(page, { share: rate, low, high, count: flagged ?? 0, n: judged ?? 0 });
