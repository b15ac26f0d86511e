/** Whom the model that passed its check flags (definition D3), as counts: how many, how surely, and how it differs from the own-cycle flag (D1). */
import { told } from "../cells.js";
import { modelName } from "../foretold.js";
import { table } from "../frames.js";

/** @import { Told, View } from "../types.js" */
/** @import { Models } from "./forecast-check.js" */

/**
 * @typedef {object} Flag as `ModelFlag` has it
 * @property {string} model
 * @property {number} days
 * @property {number} threshold
 * @property {number} n
 * @property {number} flagged
 * @property {number} rate
 * @property {number} low
 * @property {number} medium
 * @property {number} high
 * @property {{ both: number, onlyD3: number, onlyD1: number, neither: number } | null} agreement
 */

/** The flag of models, where they have one. @param {object | undefined} models */
export const flagOf = (models) => /** @type {{ flag?: Told<Flag> | null } | undefined} */ (models)?.flag ?? null;

/** @param {View} view @param {Models} models */
export function flagWords(view, models) {
  const { t, f } = view;
  const flag = flagOf(models);
  if (!flag || typeof flag.flagged !== "number" || typeof flag.n !== "number") return null;
  return t("finding.flag", { flagged: flag.flagged, n: flag.n, share: flag.rate === null ? "" : f.share(flag.rate), days: flag.days ?? 0, threshold: f.shareShort(flag.threshold ?? 0), model: modelName(view, flag.model) });
}

/** @param {View} view @param {Models} models */
export function flag(view, models) {
  const { t, f } = view;
  const flag = flagOf(models);
  if (!flag) return "";
  const counts = table(view, t("flag.title", { days: flag.days ?? 0 }), [{ head: t("flag.risk") }, { head: t("column.customers"), number: true }, { head: t("column.share"), number: true }], /** @type {const} */ (["high", "medium", "low"]).map((risk) => ({
    id: risk, cells: [t(`flag.${risk}`), told(view, flag[risk], f.count), told(view, flag[risk] === null || !flag.n ? null : flag[risk] / flag.n, f.share)],
  })));
  const { agreement } = flag;
  if (!agreement) return counts;
  const cells = /** @type {const} */ (["both", "onlyD3", "onlyD1", "neither"]);
  return [counts, table(view, t("flag.agreement"), [{ head: t("flag.flaggedBy") }, { head: t("column.customers"), number: true }], cells.map((id) => ({ id, cells: [t(`flag.${id}`), told(view, agreement[id], f.count)] })))];
}
