/** Life cycle: the stage of everyone, and what the lost ones were worth. */
import { few, known, told, toldMoney } from "../cells.js";
import { lyingBars } from "../charts/bars.js";
import { said } from "../fill.js";
import { chart, figures, table } from "../frames.js";
import { html } from "../markup.js";
import { off, scopeOf, section } from "../parts.js";

/** @import { View, Told, Report } from "../types.js" */
/** @typedef {NonNullable<Told<Report>["lifecycle"]>} Lifecycle */

/** @type {Record<string, string>} */
const TONES = { potential: "gone", new: "fine", active: "good", dormant: "watch", churned: "urgent" };

/** @param {View} view */
export function lifecycle(view) {
  const { t, f, report } = view;
  const { lifecycle } = report;
  if (!lifecycle) return off(view, "lifecycle");
  const { stages, newDays } = lifecycle;
  const everyone = stages.reduce((sum, { customers }) => sum + (customers ?? 0), 0);
  return section(view, {
    id: "lifecycle",
    findings: [html`${headline(view, lifecycle)}${few(view, everyone)}`, winBack(view, lifecycle)],
    scope: scopeOf(view, ...(known(report.summary.customers) || everyone > 0 ? [t("scope.customers", { n: report.summary.customers ?? everyone })] : [])),
    body: [
      chart({
        id: "stages", title: t("lifecycle.stages"), summary: headline(view, lifecycle), isSaid: true,
        draw: (width) => lyingBars(width, stages.map(({ id, customers, share }) => ({
          id, name: t(`stage.${id}`), value: customers, look: `tone-${TONES[id] ?? "fine"}`, label: customers === null ? t("cell.hidden") : share === null ? f.count(customers) : `${f.count(customers)} · ${f.share(share)}`,
        }))),
      }),
      table(view, t("lifecycle.stages"), ["stage", "customers", "share", "netSales"].map((id, at) => ({ head: t(`column.${id}`), number: at > 0 })), stages.map(({ id, customers, share, netSales }) => ({
        id,
        cells: [html`${t(`stage.${id}`)}<br><small>${t(`stage.${id}.rule`, { days: newDays ?? 30 })}</small>${few(view, customers)}`, told(view, customers, f.count), told(view, share, f.share), toldMoney(view, netSales)],
      })), t("lifecycle.lead")),
      lost(view, lifecycle),
    ],
    meanings: [[t("lifecycle.stages"), "lifecycle.stages.customers"], [t("column.netSales"), "lifecycle.stages.netSales"], [t("winBack.title"), "lifecycle.winBack"]],
  });
}

/** @param {View} view @param {Lifecycle} lifecycle */
function headline({ t, f }, { stages }) {
  const told = stages.filter(({ customers, share }) => known(customers, share) && Number(customers) > 0);
  if (told.length === 0) return t("finding.hidden");
  return t("finding.lifecycle", { parts: f.list(told.map(({ id, customers, share }) => t("finding.lifecycle.part", { stage: t(`stage.${id}`).toLowerCase(), customers: Number(customers), share: f.share(Number(share)) }))) });
}

/** @param {View} view @param {Lifecycle} lifecycle */
function winBack({ t, f }, { winBack }) {
  const { customers, formerValue, topFifthShare } = winBack;
  const value = f.money(formerValue);
  if (customers === 0) return t("winBack.nobody");
  if (!known(customers) || value === null) return null;
  return said(t("finding.winBack", { customers: Number(customers), value }), topFifthShare !== null && t("finding.winBack.top", { share: f.share(topFifthShare) }));
}

/** @param {View} view @param {Lifecycle} lifecycle */
function lost(view, { winBack }) {
  const { t, f } = view;
  const { customers, formerValue, topFifthShare } = winBack;
  return figures([
    { label: t("winBack.customers"), value: told(view, customers, f.count) },
    { label: t("winBack.formerValue"), value: toldMoney(view, formerValue), note: few(view, customers) },
    { label: t("winBack.topFifth"), value: told(view, topFifthShare, f.share, { or: "unknown.topFifth", table: "lifecycle.winBack" }) },
  ]);
}
