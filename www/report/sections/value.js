/** Value: what customers have brought, what is expected of them, by when and how they came, and what lost ones cost. */
import { few, known, told } from "../cells.js";
import { amountIn, expectedLabel, listed, meanCell, meanInterval, noticesOf } from "../foretold.js";
import { figures } from "../frames.js";
import { html } from "../markup.js";
import { scopeOf, section } from "../parts.js";
import { curves } from "./value-curves.js";
import { groups } from "./value-groups.js";
import { returns } from "./value-return.js";

/** @import { Report, Told, View } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["value"]>} Value */
/** @typedef {Value["groups"][number]} Groups */

/** Months in the table, the newest ones. */
const MONTHS_SHOWN = 24;

/** @param {View} view */
export function value(view) {
  const { t, report } = view;
  const { value } = report;
  if (!value) return "";
  return section(view, {
    id: "value",
    findings: [...headline(view, value), view.k === null ? null : t("value.leftOut")],
    scope: scopeOf(view, ...(known(value.customers) ? [t("scope.customers", { n: Number(value.customers) })] : [])),
    body: [noticesOf(view, value.notices), numbers(view, value), curves(view, value), cohorts(view, value), groups(view, value), returns(view, value)],
    meanings: [
      [t("value.historic"), "value.historic"], [t("value.predicted"), "value.predicted"], [t("value.blended"), "value.acquisition.cac"], [t("value.paid"), "value.acquisition.paid.cac"], [t("value.cac"), "value.groups.cac"], [t("value.payback"), "value.groups.paybackDay"],
      [t("value.lost"), "about.predict.lost"], [t("value.remaining"), "value.lost.remaining"], [t("value.sunk"), "value.lost.sunk"], [t("value.byAge"), "value.curve"], [t("value.carriedOn"), "value.carried"], [t("value.cohorts"), "value.cohorts.values"], [t("value.groups"), "value.groups.values"], [t("value.repeat"), "value.groups.repeat"],
      ...(value.split ? [/** @type {[string, string]} */ ([t("value.return"), "value.split.roi"])] : []), ...(value.roas ? [/** @type {[string, string]} */ ([t("value.ownFormula"), "value.roas"])] : []),
    ],
  });
}

/** @param {View} view @param {Value} value */
function headline(view, { historic, predicted, lost, currency }) {
  const { t, f, report } = view;
  const amount = amountIn(view, currency);
  const expected = typeof predicted?.mean === "number" ? t("finding.value.further", { amount: amount(predicted.mean), days: report.models?.options?.horizonDays ?? 365, interval: meanInterval(view, predicted, currency) }) : t(report.models ? "finding.value.noModel" : "finding.value.noModels");
  return [
    typeof historic?.mean === "number" ? html`${t("finding.value", { amount: amount(historic.mean), interval: meanInterval(view, historic, currency) })}${few(view, historic.n)}` : t("finding.hidden"),
    expected,
    known(lost?.customers, lost?.historic, lost?.share) ? t("finding.value.lost", { n: Number(lost.customers), share: f.share(Number(lost.share)), amount: amount(Number(lost.historic)) }) : null,
  ];
}

/** @param {View} view @param {Value} value */
function numbers(view, { historic, predicted, acquisition, lost, currency }) {
  const { t, f } = view;
  const amount = amountIn(view, currency);
  const isSpent = acquisition !== null;
  const basis = lost?.basis === "silence" ? "silence" : "flags";
  return figures([
    { label: t("value.historic"), value: told(view, historic?.mean, amount), note: meanInterval(view, historic, currency) },
    ...(typeof predicted?.mean === "number" ? [{ label: expectedLabel(view, "predicted"), value: amount(predicted.mean), note: meanInterval(view, predicted, currency) }] : []),
    { label: t("value.lostCustomers"), value: told(view, lost?.customers, f.count), note: t(`value.lost.${basis}`) },
    { label: t("value.lostHistoric"), value: told(view, lost?.historic, amount) },
    ...(known(lost?.remaining) ? [{ label: t("value.remaining"), value: amount(Number(lost.remaining)) }] : []),
    { label: t("value.blended"), value: told(view, acquisition?.cac, amount, isSpent ? {} : { n: 0 }), note: isSpent ? (known(acquisition.spend, acquisition.newCustomers) ? t("value.cacNote", { spend: amount(Number(acquisition.spend)), n: Number(acquisition.newCustomers) }) : "") : t("value.noSpend") },
    ...(isSpent && known(acquisition.paid?.cac) ? [{ label: t("value.paid"), value: amount(Number(acquisition.paid?.cac)), note: t("value.cacNote", { spend: amount(Number(acquisition.paid?.spend)), n: Number(acquisition.paid?.newCustomers) }) }] : []),
    ...(isSpent ? [
      { label: t("value.payback"), value: typeof acquisition.paybackDay === "number" ? t("value.day", { n: acquisition.paybackDay }) : "–", note: typeof acquisition.paybackDay === "number" ? "" : t(view.k === null ? "value.notYet" : "cell.either") },
      { label: t("value.sunk"), value: told(view, lost?.sunk, amount), note: known(lost?.sunkCustomers, lost?.customers) ? t("value.sunkNote", { n: Number(lost.sunkCustomers), lost: Number(lost.customers) }) : "" },
    ] : []),
  ]);
}

/** @param {View} view @param {Value} value */
function cohorts(view, { cohorts, ages, currency, predicted }) {
  const { t, f } = view;
  const at = (/** @type {number | null} */ days) => ({ head: t("value.atAge", { n: days ?? 0 }), number: true });
  return listed(view, {
    title: t("value.cohorts"), lead: t("value.cohortsLead"), empty: t(view.k === null ? "unknown.noCustomers" : "value.cohortsHidden"), shown: MONTHS_SHOWN, rows: cohorts?.filter(({ customers }) => customers !== null).toReversed(),
    columns: [{ head: t("value.cohort") }, { head: t("column.customers"), number: true }, ...ages.map(at), { head: t("value.toDate"), number: true }, ...(predicted ? [{ head: expectedLabel(view, "further"), number: true }] : [])],
    cells: (one) => [
      f.period(one.cohort), html`${told(view, one.customers, f.count)}${few(view, one.customers)}`, ...ages.map((_, age) => aged(view, one, age, currency)), meanCell(view, one.historic, currency), ...(predicted ? [meanCell(view, one.predicted, currency)] : []),
    ],
  });
}

/** A cohort at an age: a dash while not everybody is so old, a mark where it differs from the one before. @param {View} view @param {Value["cohorts"][number]} cohort @param {number} at @param {string | null} currency */
function aged(view, { values, changes }, at, currency) {
  const mean = values?.[at];
  if (!mean && values) return "–";
  const change = changes?.[at];
  if (!known(change?.difference, change?.low, change?.high) || (Number(change?.low) <= 0 && Number(change?.high) >= 0)) return meanCell(view, mean, currency);
  const difference = Number(change?.difference);
  return html`${meanCell(view, mean, currency)}<br><span class="mark${difference > 0 ? "" : " less"}">${view.t(difference > 0 ? "value.moreThanBefore" : "value.lessThanBefore", { amount: amountIn(view, currency)(Math.abs(difference)) })}</span>`;
}
