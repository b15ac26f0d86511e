/**
 * A rule file in, checked rules out; every mistake is a sentence that names its place. README.md documents the fields.
 * @module
 */

/** @import { Rules } from "./types.js" */

export const THRESHOLDS = "idleMinutes rageClicks deadClicks emptySearches cartSeconds cartViews cartDays cycleGaps cyclePercent visitDays visits shortSeconds fewPages browseDays products".split(" ");
export const FLAGS = "frustrated-clicks search-without-result cart-hesitation cart-waiting returning-after-cycle frequent-short-visits browsed-not-bought".split(" ");

/** @typedef {(value: any) => boolean} Check */

/** @type {Check} */
const isCount = (value) => Number.isInteger(value) && value >= 0 && value <= 1e6;
/** @param {number} longest @returns {Check} */
const isText = (longest) => (value) => typeof value === "string" && value.trim() !== "" && value.length <= longest;
/** @param {string[]} words @returns {Check} */
const isOneOf = (words) => (value) => words.includes(value);
/** @type {Check} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @param {Check} check @returns {Check} */
const isListOf = (check) => (value) => Array.isArray(value) && value.length > 0 && value.length <= 50 && value.every(check);
/** Only pages: no script, no data. @type {Check} */
const isAddress = (value) => typeof value === "string" && value.length <= 500 && /^(https?:\/\/|\/(?!\/))/.test(value);

/** @type {Record<string, [check: Check, expected: string, isNeeded?: boolean]>} */
const POPUP = {
  id: [isText(40), "a text of at most 40 characters", true],
  title: [isText(120), "a text of at most 120 characters", true],
  text: [isText(500), "a text of at most 500 characters", true],
  close: [isText(40), "a text of at most 40 characters", true],
  link: [(value) => isObject(value) && isAddress(value.href) && isText(60)(value.text), 'an object with "href" (beginning with / or https://) and "text"'],
  code: [isText(60), "a text of at most 60 characters"],
  flags: [isListOf(isOneOf(FLAGS)), `a list of flags: ${FLAGS.join(", ")}`],
  dwellSeconds: [isCount, "a whole number of seconds"],
  ordered: [isOneOf(["before", "never"]), '"before" or "never"'],
  login: [isOneOf(["in", "out"]), '"in" or "out"'],
  coupon: [isOneOf(["used", "unused"]), '"used" or "unused"'],
  category: [isText(100), "a text of at most 100 characters"],
  templates: [isListOf(isText(40)), "a list of page templates"],
};

/**
 * @param {any} file parsed JSON
 * @returns {{ rules: Rules, mistakes: string[] }} rules without popups when there is a mistake
 */
export function checkedRules(file) {
  /** @type {Rules} */
  const rules = { version: 1, thresholds: {}, limits: { perSession: 1, perWeek: 3 }, popups: [] };
  if (!isObject(file) || file.version !== 1) return { rules, mistakes: ['The rule file must be an object with "version": 1.'] };
  const { version, thresholds = {}, limits = {}, popups = [], ...others } = file;
  const mistakes = [
    ...Object.keys(others).map((name) => `"${name}" is not a field of the rule file.`),
    ...counts("thresholds", thresholds, THRESHOLDS),
    ...counts("limits", limits, ["perSession", "perWeek"]),
    ...(Array.isArray(popups) && popups.length <= 50 ? popups.flatMap(popupMistakes) : ['"popups" must be a list of at most 50.']),
  ];
  if (!mistakes.length) Object.assign(rules, { thresholds, popups, limits: { ...rules.limits, ...limits } });
  return { rules, mistakes };
}

/** @param {string} place @param {any} values @param {string[]} names */
function counts(place, values, names) {
  if (!isObject(values)) return [`"${place}" must be an object.`];
  return Object.entries(values).flatMap(([name, value]) => {
    if (!names.includes(name)) return [`"${name}" is not one of the ${place}: ${names.join(", ")}.`];
    return isCount(value) ? [] : [`"${place}.${name}" must be a whole number.`];
  });
}

/** @param {any} popup @param {number} at @param {any[]} all */
function popupMistakes(popup, at, all) {
  const place = `Popup ${at + 1}`;
  if (!isObject(popup)) return [`${place} must be an object.`];
  const unknown = Object.keys(popup).filter((name) => !Object.hasOwn(POPUP, name)).map((name) => `${place}: "${name}" is not a field.`);
  const wrong = Object.entries(POPUP)
    .filter(([name, [check, , isNeeded]]) => (popup[name] === undefined ? isNeeded : !check(popup[name])))
    .map(([name, [, expected]]) => `${place}: "${name}" must be ${expected}.`);
  const isTwin = all.findIndex((other) => other?.id === popup.id) < at;
  return [...unknown, ...wrong, ...(isTwin ? [`${place}: the id "${popup.id}" is already taken.`] : [])];
}
