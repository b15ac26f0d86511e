/** The sections of a report, in order; some are empty where the report was not asked for what they tell. */
import { churn } from "./churn.js";
import { cohorts } from "./cohorts.js";
import { forecast } from "./forecast.js";
import { history } from "./history.js";
import { lifecycle } from "./lifecycle.js";
import { products } from "./products.js";
import { quality } from "./quality.js";
import { repurchase } from "./repurchase.js";
import { rfm } from "./rfm.js";
import { rhythm } from "./rhythm.js";
import { summary } from "./summary.js";
import { value } from "./value.js";
import { visits } from "./visits.js";

/** @import { Markup } from "../markup.js" */
/** @import { View } from "../types.js" */

/** @type {Record<string, (view: View) => Markup | string>} */
export const SECTIONS = { summary, churn, rfm, repurchase, cohorts, rhythm, lifecycle, value, history, forecast, products, visits, quality };

/** What a section tells of, where a report has it only if it was asked for. @type {Record<string, string[]>} */
const ASKED = { value: ["value"], history: ["history"], forecast: ["models", "due", "season"], products: ["goods"] };

/** Whether a report has what a section tells of. @param {object} report @param {string} id */
export const isAsked = (report, id) => ASKED[id]?.some((part) => /** @type {Record<string, unknown>} */ (report)[part] !== undefined) ?? true;
