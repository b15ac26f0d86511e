/** The hash of the address ↔ the view that is shown and its parameters. */

/** @import { CustomerQuery, Route, Stage, State, ViewId, VisitViewId, DefinitionId, Grade, SourceViewId } from "./types.js" */

/** Every view, in the order of the navigation. */
export const VIEWS = /** @type {ViewId[]} */ ([
  "overview", "customers", "churn", "rfm", "lifecycle", "cohorts", "rhythm", "value", "forecast", "compare", "quality",
]);

/** Views of what is loaded, after those of orders. */
export const SOURCE_VIEWS = /** @type {SourceViewId[]} */ (["sources", "trust", "people", "products", "regions", "marketing"]);

/** Views of recorded sessions, the last ones. */
export const VISIT_VIEWS = /** @type {VisitViewId[]} */ (["sessions", "leaving", "funnel", "paths", "search", "frustration", "heatmap", "replay", "popups"]);

/**
 * The views that the loaded files can fill.
 * @param {Pick<State, "report" | "tables" | "visits">} state
 * @returns {ViewId[]}
 */
export const filledViews = ({ report, tables, visits }) => [...(report ? VIEWS : []), ...(report || tables.length > 0 ? SOURCE_VIEWS : []), ...(visits ? VISIT_VIEWS : [])];

/**
 * The view asked for, else the first that the files can fill; `null` without files.
 * @param {Pick<State, "report" | "tables" | "visits" | "route">} state
 * @returns {ViewId | null}
 */
export function shownView(state) {
  const filled = filledViews(state);
  return filled.find((view) => view === state.route.view) ?? filled[0] ?? null;
}

/**
 * @param {string} hash for instance `#customers?segment=atRisk`
 * @returns {Route} the overview for a hash that names no view
 */
export function parseRoute(hash) {
  const [name = "", query = ""] = hash.replace(/^#/, "").split("?");
  const view = [...VIEWS, ...SOURCE_VIEWS, ...VISIT_VIEWS].find((id) => id === name) ?? "overview";
  return { view, params: Object.fromEntries(new URLSearchParams(query)) };
}

/**
 * @param {ViewId} view
 * @param {Record<string, string | number | undefined>} [params]
 */
export function routeHash(view, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return query ? `#${view}?${query}` : `#${view}`;
}

/** Rows on one page of people. */
export const PAGE_ROWS = 25;

/**
 * The people that the parameters of the customers view ask for.
 * @param {Record<string, string>} params
 * @returns {CustomerQuery}
 */
export function customerQuery(params) {
  const numbers = (/** @type {string | undefined} */ text) => text?.split(",").map(Number);
  return {
    sort: /** @type {CustomerQuery["sort"]} */ (params.sort ?? "valueAtStake"),
    ...(params.order ? { descending: params.order === "down" } : {}),
    filter: dropUndefined({
      segment: params.segment?.split(","),
      stage: /** @type {Stage[] | undefined} */ (params.stage?.split(",")),
      flagged: params.flagged === undefined ? undefined : params.flagged === "yes",
      definition: /** @type {DefinitionId | undefined} */ (params.definition),
      grade: /** @type {Grade[] | undefined} */ (params.grade?.split(",")),
      r: numbers(params.r),
      fm: numbers(params.fm),
      cohort: params.cohort,
      search: params.search,
    }),
    offset: (Math.max(1, Number(params.page) || 1) - 1) * PAGE_ROWS,
    limit: PAGE_ROWS,
  };
}

/**
 * @template {object} T
 * @param {T} object
 * @returns {{ [K in keyof T]?: Exclude<T[K], undefined> }}
 */
function dropUndefined(object) {
  return /** @type {any} */ (Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)));
}
