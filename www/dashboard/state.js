/** The page's state before anything was read. */
import { customerQuery } from "./route.js";

/** @import { Rules, State } from "./types.js" */

/** Nothing pops up under these. @returns {Rules} */
export const noRules = () => ({ version: 1, thresholds: {}, limits: { perSession: 1, perWeek: 3 }, popups: [] });

/**
 * @param {Pick<State, "language" | "theme" | "route">} start
 * @returns {State}
 */
export function initialState(start) {
  return {
    ...start,
    engine: "starting",
    jobs: [],
    files: [],
    tables: [],
    arrivals: [],
    questions: [],
    messages: [],
    options: {},
    report: null,
    eventFiles: [],
    visitOptions: {},
    visits: null,
    buyerVisits: [],
    rules: noRules(),
    audit: null,
    earlierAudit: null,
    categories: [],
    foretold: {},
    predictOptions: {},
    foretelling: null,
    computing: false,
    urgent: null,
    winBack: null,
    customers: null,
    query: customerQuery(start.route.params),
    card: null,
    dialog: null,
    overlay: null,
    log: [],
    workspace: null,
    dropped: null,
    subject: "",
    revealed: false,
    earlier: null,
    runs: [],
    asked: [],
    refused: [],
  };
}
