/** The popups that a person composes ↔ the rule file of the storefront's live flags, checked by the storefront's own module. */
import { checkedRules } from "../storefront/flags/rules.js";

/** @import { Popup, Rules, SessionPage } from "./types.js" */

/** What holds where the rule file names no threshold: see the storefront's README. @type {Record<string, number>} */
export const THRESHOLD_DEFAULTS = {
  idleMinutes: 30, rageClicks: 1, deadClicks: 2, emptySearches: 1, cartSeconds: 60, cartViews: 3, cartDays: 7, cycleGaps: 3,
  cyclePercent: 150, visitDays: 14, visits: 3, shortSeconds: 30, fewPages: 2, browseDays: 7, products: 3,
};

/**
 * A popup to fill in, its id not yet taken.
 * @param {Popup[]} popups
 * @param {number} dwellSeconds
 * @param {string} close what its button says
 * @returns {Popup}
 */
export function newPopup(popups, dwellSeconds, close) {
  let number = popups.length + 1;
  while (popups.some(({ id }) => id === `popup-${number}`)) number += 1;
  return { id: `popup-${number}`, title: "", text: "", close, dwellSeconds };
}

/** The file: what was left empty is left out. @param {Rules} rules @returns {Rules} */
export const compiled = (rules) => ({ ...rules, popups: rules.popups.map((popup) => /** @type {Popup} */ (filled(popup))) });

/** @param {object} value @returns {object} */
function filled(value) {
  const isEmpty = (/** @type {unknown} */ part) => part === undefined || part === "" || (Array.isArray(part) && part.length === 0);
  const parts = Object.entries(value).map(([name, part]) => [name, typeof part === "object" && part !== null && !Array.isArray(part) ? filled(part) : part]);
  return Object.fromEntries(parts.filter(([, part]) => !isEmpty(part) && !(typeof part === "object" && Object.keys(part).length === 0)));
}

/**
 * What the storefront would refuse, each by popup and field where it names them.
 * @param {unknown} file
 * @returns {{ text: string, popup: number | null, field: string | null }[]}
 */
export function mistakesOf(file) {
  return checkedRules(file).mistakes.map((text) => {
    const [, popup, field] = /^Popup (\d+):(?:.*?"(\w+)")?/.exec(text) ?? [];
    return { text, popup: popup === undefined ? null : Number(popup), field: field ?? null };
  });
}

/**
 * Rules in the text of a rule file.
 * @param {string} text
 * @returns {Rules | null} `null` when it is none
 */
export function parsedRules(text) {
  try {
    const { rules, mistakes } = checkedRules(JSON.parse(text));
    return mistakes.length === 0 ? rules : null;
  } catch {
    return null;
  }
}

/**
 * How long visitors who went without ordering looked at a page: the median over their sessions of stay by page views.
 * @param {Pick<SessionPage, "stay" | "depth">} sessions
 * @returns {{ seconds: number | null, n: number }}
 */
export function usualDwell({ stay, depth }) {
  const each = stay.flatMap((ms, at) => (depth[at] ? [ms / depth[at] / 1000] : [])).sort((a, b) => a - b);
  const middle = (/** @type {number} */ at) => each[Math.floor(at)] ?? 0;
  const median = (middle((each.length - 1) / 2) + middle(each.length / 2)) / 2;
  return { seconds: each.length === 0 ? null : Math.max(1, Math.round(median)), n: each.length };
}
