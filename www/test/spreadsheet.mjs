/**
 * A CSV as spreadsheets of several locales take it apart, and which of its cells they would run. Shares no code with what
 * writes the files.
 * @module
 */

/** Texts a shopper could type into a field, which a spreadsheet would run somewhere. */
export const FORMULAS = [
  "=1+1", '=HYPERLINK("https://example.com","x")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00A0=1+1", "\u3000=1+1",
  '"=1+1', '" =1+1', "＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", "a;=1+1;b", "a\t=1+1\tb", "a\n=1+1\nb", 'a";=1+1;"b',
];

/**
 * @param {string} text
 * @param {string} delimiter
 * @returns {string[]} every cell
 */
export function cellsOf(text, delimiter) {
  const cells = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] === '"' && text[at + 1] !== '"') break;
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    }
    while (at < text.length && ![delimiter, "\r", "\n"].includes(String(text[at]))) cell += text[at++];
    cells.push(cell);
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  return cells;
}

/** Cells that a spreadsheet would run, whichever separator its locale has. @param {string} text */
export function running(text) {
  const isFormula = (/** @type {string} */ cell) => /^[\s"]*[=+\-@＝＋－＠]/.test(cell) && !/^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(cell);
  return [",", ";", "\t"].flatMap((delimiter) => cellsOf(text, delimiter)).filter(isFormula);
}
