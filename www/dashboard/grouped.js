/** Numbers in the engine's sentences: "1538" as the engine writes it in, "1,538" as people read it out. Decimals stay as they are. */

/** What stands in a file stays as it stands there. */
const AS_WRITTEN = new Set(["value", "key", "id", "order", "name", "file", "sample"]);
const NUMBER = /^-?\d+(\.\d+)?$/;

/** @param {string} number */
const grouped = (number) => number.replace(/\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

/** Values of a sentence, the numbers among them in groups of three. @param {Record<string, string | number>} params */
export const groupedParams = (params) =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "string" && NUMBER.test(value) && !AS_WRITTEN.has(name) ? grouped(value) : value]));

/** A sentence with its values in it, which are found by the numbers that they are. @param {string} text @param {Record<string, string | number>} params */
export function groupedText(text, params) {
  const numbers = new Set(Object.entries(params).filter(([name]) => !AS_WRITTEN.has(name)).map(([, value]) => String(value)));
  return text.replace(/[\w.,-]+/g, (word) => {
    const [, number = "", end = ""] = /^(.*?)([.,-]*)$/.exec(word) ?? [];
    return NUMBER.test(number) && numbers.has(number) ? grouped(number) + end : word;
  });
}
