/** Numbers in the engine's sentences: "1538" as the engine writes it in, "1,538" as people read it out. Decimals stay as they are. */

/** A sentence with its values in it; they are found by the numbers that they are. Words that stand so in a file are let be. @param {string} text @param {Record<string, string | number>} params */
export function groupedText(text, params) {
  const numbers = Object.keys(params).filter((name) => !/^(value|key|id|order|name)$/.test(name)).map((name) => String(params[name]));
  const inGroups = (/** @type {string} */ whole) => whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return text.replace(/[\w.,-]*\w/g, (word) => (/^[\d.]+$/.test(word) && numbers.includes(word) ? word.replace(/\d+/, inGroups) : word));
}
