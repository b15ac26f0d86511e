/** The seller's rules that give products their category ↔ a file of them. */

/** @import { CategoryRule } from "./types.js" */

/** @type {CategoryRule["by"][]} */
export const RULES_BY = ["skuPrefix", "nameContains", "typeEquals", "vendorEquals"];
export const MOST_RULES = 500;
const LONGEST = 200;

/** @param {CategoryRule[]} rules */
export const rulesFile = (rules) => ({ linger: "categories", schema: 1, rules });

/**
 * Rules in the text of a file; files come from strangers.
 * @param {string} text
 * @returns {CategoryRule[] | null} `null` when it holds none
 */
export function checkedRules(text) {
  try {
    const { linger, schema, rules } = JSON.parse(text);
    return linger === "categories" && schema === 1 ? rulesIn(rules) : null;
  } catch {
    return null;
  }
}

/** @param {unknown} rules @returns {CategoryRule[] | null} `null` where one of them is none */
export function rulesIn(rules) {
  if (!Array.isArray(rules) || rules.length > MOST_RULES || !rules.every(isRule)) return null;
  return rules.map(({ category, by, value }) => ({ category, by, value }));
}

/** @param {any} rule */
const isRule = (rule) => RULES_BY.includes(rule?.by) && [rule.category, rule.value].every((text) => typeof text === "string" && text !== "" && text.length <= LONGEST);
