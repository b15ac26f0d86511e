/** Numbers in the engine's sentences: "1538" as the engine writes it in, "1,538" as people read it out. Decimals stay as they are. */

/** Numbers, but for words that stand so in a file. @param {Record<string, string | number>} params */
const numbersOf = (params) => Object.entries(params).filter(([name, value]) => !/^(value|key|id|order|name|file|sample)$/.test(name) && /^-?\d+(\.\d+)?$/.test(String(value)));

/** @param {unknown} number */
const grouped = (number) => String(number).replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

/** Values of a sentence, the numbers among them in groups of three. @param {Record<string, string | number>} params @returns {Record<string, string | number>} */
export const groupedParams = (params) => ({ ...params, ...Object.fromEntries(numbersOf(params).map(([name, value]) => [name, grouped(value)])) });

/** A sentence with its values in it, which are found by the numbers that they are. @param {string} text @param {Record<string, string | number>} params */
export function groupedText(text, params) {
  const numbers = numbersOf(params).map(([, value]) => String(value));
  return text.replace(/[\w.,-]*\w/g, (word) => (numbers.includes(word) ? grouped(word) : word));
}
