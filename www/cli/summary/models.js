/**
 * The models of a report in, what they are and how their check went out, as names and values for a terminal.
 * @module
 */

/** @typedef {import("linger-analytics").Models} Models */
/** @typedef {ReturnType<typeof import("../../dashboard/format.js").formats>} Format */

const TITLES = { bgNbd: "BG/NBD", mbgNbd: "MBG/NBD", paretoNbd: "Pareto/NBD" };
const DIGITS = 3;

/**
 * @param {Models} models
 * @param {Format} format
 * @param {import("../language.js").Words} words
 * @returns {[string, string][]}
 */
export function modelFigures({ chosen, holdout, ...models }, format, words) {
  /** @type {[string, string][]} */
  const rows = [[words("summary.model"), chosen ? TITLES[chosen] : words("summary.noModel")]];
  const parameters = chosen && models[chosen];
  if (parameters) {
    const { logLikelihood, n, ...values } = parameters;
    const told = Object.entries(values).map(([name, value]) => `${name} ${value.toFixed(DIGITS)}`);
    rows.push([words("summary.parameters", { unit: words(`summary.unit.${models.unit}`) }), told.join(", ")]);
  }
  const checked = holdout?.candidates.find(({ model }) => model === chosen);
  if (holdout && checked) {
    rows.push([words("summary.foretold", { from: format.date(holdout.cutDate), to: format.date(holdout.endDate) }), format.count(Math.round(checked.expected))]);
    rows.push([words("summary.observed"), format.count(holdout.observed)]);
  }
  return rows;
}
