/**
 * What predictions are asked with → the options of each piece. Only what somebody changed is held; the rest is the module's own
 * default, which stands here for the form.
 */

/** @import { DueOptions, ModelOptions, PredictOptions, SeasonOptions, ValueOptions } from "./types.js" */
/** @import { Piece } from "./predicting.js" */

/** What stands in the form while nothing was changed. */
export const USUAL = /** @type {const} */ ({
  horizonDays: 365, churnDays: 90, churnThreshold: 0.66, margin: null, discountRate: 0.1, opportunityDays: null, bootstrap: 0,
  aheadDays: 30, lateDays: 30, leadDays: 21, dormantDays: 180, rows: 25,
});

/** Resamples of the customers for intervals. */
export const RESAMPLES = 200;

const OF_MODELS = /** @type {const} */ (["horizonDays", "churnDays", "churnThreshold", "margin", "discountRate", "opportunityDays", "bootstrap"]);
const OF_DUE = /** @type {const} */ (["aheadDays", "lateDays"]);
const OF_SEASON = /** @type {const} */ (["leadDays", "dormantDays"]);

/** What was changed of these, in their order. @param {PredictOptions} options @param {readonly (keyof PredictOptions)[]} names */
const changed = (options, names) => Object.fromEntries(names.flatMap((name) => (options[name] === undefined || options[name] === null ? [] : [[name, options[name]]])));

/** Every option as it holds. @param {PredictOptions} options @returns {Required<PredictOptions>} */
export const holding = (options) => ({ ...USUAL, ...options });

/** The models. @param {PredictOptions} options @returns {Piece & { options: ModelOptions }} */
export const modelsPiece = (options) => ({ of: "models", options: changed(options, OF_MODELS) });

/** Due lists, all of a list where `limit` says so. @param {PredictOptions} options @returns {DueOptions} */
export const dueAsked = (options) => ({ aheadDays: USUAL.aheadDays, lateDays: USUAL.lateDays, ...changed(options, OF_DUE), offset: 0, limit: holding(options).rows });

/** The season. @param {PredictOptions} options @param {Pick<SeasonOptions, "grain" | "measure">} shown @returns {SeasonOptions} */
export const seasonAsked = (options, shown) => ({ ...shown, ...changed(options, OF_SEASON), offset: 0, limit: holding(options).rows });

/**
 * Value under a scenario, whose margin is that of all pages unless it has its own; with a formula and a split of return where somebody asked.
 * @param {PredictOptions} options
 * @param {import("./types.js").Scenario} scenario
 * @param {Pick<ValueOptions, "roas" | "split">} [asked]
 * @returns {ValueOptions}
 */
export const valueAsked = ({ margin = null }, scenario, { roas = null, split = [] } = {}) => ({ margin, whatIf: { ...scenario, margin: scenario.margin ?? margin }, ...(roas && { roas }), ...(split.length > 0 && { split }) });

/**
 * Options from a workspace: what is not a number in its range is left out.
 * @param {unknown} value
 * @returns {PredictOptions}
 */
export function optionsIn(value) {
  const given = Object.entries(value !== null && typeof value === "object" ? value : {});
  return Object.fromEntries(given.filter(([name, one]) => name in RANGES && name !== "bootstrap" && typeof one === "number" && isInside(/** @type {keyof typeof RANGES} */ (name), one)));
}

/** Least and greatest value of each option, as the module takes them. */
export const RANGES = /** @type {const} */ ({
  horizonDays: [1, 3650], churnDays: [1, 3650], churnThreshold: [0.01, 1], margin: [0.01, 1], discountRate: [0, 10], opportunityDays: [1, 3650], bootstrap: [0, 2000],
  aheadDays: [1, 365], lateDays: [0, 365], leadDays: [0, 365], dormantDays: [1, 3650], rows: [10, 500],
});

/** @param {keyof typeof RANGES} name @param {number} value */
export const isInside = (name, value) => value >= RANGES[name][0] && value <= RANGES[name][1];
