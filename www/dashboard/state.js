/** The page's state before anything was read. */
import { noRules } from "./popups.js";
import { customerQuery } from "./route.js";

/** @import { State } from "./types.js" */

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
    questions: [],
    messages: [],
    options: {},
    report: null,
    eventFiles: [],
    visitOptions: {},
    visits: null,
    buyerVisits: [],
    rules: noRules(),
    computing: false,
    urgent: null,
    winBack: null,
    customers: null,
    query: customerQuery(start.route.params),
    card: null,
    settingsOpen: false,
    revealed: false,
  };
}
