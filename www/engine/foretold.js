/**
 * What a report holds beside the engine's own sections, where it was asked for: models, value, next purchases, products, season,
 * history.
 * A report names nobody, so lists of customers stay behind.
 * @module
 */

/**
 * @typedef {import("linger-analytics").Goods} Goods
 * @typedef {import("linger-analytics").Models} Models
 * @typedef {import("linger-analytics").ReportOptions} ReportOptions
 */

/** Options of what was asked for. @typedef {Partial<Record<"value" | "due" | "goods" | "season" | "history", object>>} Asked */
/**
 * @typedef {object} Parts
 * @property {{ models: Models, receipt: (receipt: string) => string } | null} models with the receipt of a report that has them
 * @property {Asked} beside
 * @property {Record<string, any>} made of what was asked for
 */

/** Options that keep the customers of a part out of it. @type {Required<Asked>} */
const NAMELESS = { value: {}, due: { offset: 0, limit: 0, key: null }, goods: { audience: null, node: null, companions: null, recommendations: null, campaign: null }, season: { offset: 0, limit: 0, calendar: null }, history: {} };

/** @param {Pick<ReportOptions, "value" | "due" | "goods" | "season" | "history">} options @returns {Asked} */
export const askedOf = (options) =>
  Object.fromEntries(Object.entries(options).flatMap(([what, asked]) => (asked ? [[what, { ...(asked === true ? {} : asked), ...NAMELESS[/** @type {keyof Asked} */ (what)] }]] : [])));

/**
 * A report with its further parts; the receipt is also of the models.
 * @template {import("linger-analytics").Report} R
 * @param {R} report
 * @param {Parts} parts
 */
export function withParts(report, { models, beside, made }) {
  if (!models && Object.keys(beside).length === 0) return report;
  const { meta, ...sections } = report;
  const options = { ...meta.options, ...(models && { models: models.models.options }), ...beside };
  const receipt = models ? models.receipt(meta.receipt) : meta.receipt;
  const goods = made.goods && { goods: { .../** @type {Goods} */ (made.goods), upgrade: { ...made.goods.upgrade, rows: [] } } };
  return { meta: { ...meta, receipt, options }, ...sections, ...(models && { models: models.models }), ...made, ...goods };
}
