/**
 * Earlier runs that a workspace holds, to be seen beside the run of now: a line of numbers over all customers each, of nobody in
 * particular. A line is added when the workspace is kept.
 */

/** @import { Report, RunLine, State } from "./types.js" */

/** Lines that are held; the oldest go first. */
const MOST = 60;
const COUNTED = /** @type {const} */ (["customers", "judged", "flagged", "rate", "low", "high", "historic"]);
const FORETOLD = /** @type {const} */ (["predicted", "horizonDays"]);
const TEXTS = /** @type {const} */ (["asOfDate", "definition", "currency"]);

/**
 * The run of now; `null` without identified customers.
 * @param {Pick<State, "report" | "foretold">} state
 * @returns {RunLine | null}
 */
export function runLine({ report, foretold }) {
  if (!report || report.summary.identified.customers === 0) return null;
  const { meta, churn, summary: { identified } } = report;
  const judged = churn?.definitions.find(({ id }) => id === churn.definition);
  const predicted = foretold.value?.made.predicted?.mean ?? null;
  return {
    asOfDate: meta.asOfDate, customers: identified.customers,
    definition: judged?.id ?? null, judged: judged?.customers ?? null, flagged: judged?.flagged ?? null, rate: judged?.share ?? null, low: judged?.low ?? null, high: judged?.high ?? null,
    ...historic(report), predicted, horizonDays: predicted === null ? null : (report.models?.options.horizonDays ?? null),
  };
}

/** Net sales a customer, where all are in one currency. @param {Report} report */
function historic({ meta, summary: { identified } }) {
  const { netSales, customers } = identified;
  const codes = typeof netSales === "number" ? [] : Object.keys(netSales);
  const currency = meta.currency ?? (meta.currencies.length === 1 ? (meta.currencies[0]?.code ?? null) : null);
  const amount = typeof netSales === "number" ? netSales : codes.length === 1 ? netSales[String(codes[0])] : undefined;
  return { historic: amount === undefined ? null : amount / customers, currency: amount === undefined ? null : currency };
}

/** Whether two lines are of one run: what is foretold may have been worked out later. @param {RunLine} one @param {RunLine} other */
const isSame = (one, other) => [...COUNTED, ...TEXTS].every((name) => one[name] === other[name]);

/** Lines of other runs. @param {RunLine[]} runs @param {RunLine} line */
export const othersOf = (runs, line) => runs.filter((one) => !isSame(one, line));

/**
 * Lines with that of now, which takes the place of an earlier one of the same run.
 * @param {RunLine[]} runs
 * @param {RunLine | null} line
 */
export const withRun = (runs, line) => (line ? [...othersOf(runs, line), line].slice(-MOST) : runs);

/**
 * The lines of a workspace; what does not have their shape is left out.
 * @param {unknown} value
 * @returns {RunLine[]}
 */
export const runsIn = (value) => (Array.isArray(value) ? value.filter(isLine).slice(-MOST) : []);

/** @param {any} line @returns {line is RunLine} */
function isLine(line) {
  const isNumber = (/** @type {unknown} */ one) => one === null || (typeof one === "number" && Number.isFinite(one));
  const isText = (/** @type {unknown} */ one) => one === null || (typeof one === "string" && one.length <= 40);
  return line !== null && typeof line === "object" && typeof line.asOfDate === "string" && !Number.isNaN(Date.parse(line.asOfDate)) && Number.isInteger(line.customers) && [...COUNTED, ...FORETOLD].every((name) => isNumber(line[name])) && TEXTS.every((name) => isText(line[name]));
}
