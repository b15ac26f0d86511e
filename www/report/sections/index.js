/** The sections of a report, in order; `forecast` is empty where the report has no models. */
import { churn } from "./churn.js";
import { cohorts } from "./cohorts.js";
import { forecast } from "./forecast.js";
import { lifecycle } from "./lifecycle.js";
import { quality } from "./quality.js";
import { repurchase } from "./repurchase.js";
import { rfm } from "./rfm.js";
import { rhythm } from "./rhythm.js";
import { summary } from "./summary.js";
import { visits } from "./visits.js";

/** @import { Markup } from "../markup.js" */
/** @import { View } from "../types.js" */

/** @type {Record<string, (view: View) => Markup | string>} */
export const SECTIONS = { summary, churn, rfm, repurchase, cohorts, rhythm, lifecycle, forecast, visits, quality };
