/**
 * Tables for a terminal: cells in, lines out. Chinese characters take two columns.
 * @module
 */

import stringWidth from "string-width";
import { visibleCell } from "./visible.js";

/** Colours only where a person looks, and not against `NO_COLOR`. */
export const isStyled = () => Boolean(process.stdout.isTTY) && !process.env.NO_COLOR && process.env.TERM !== "dumb";
/** @param {string} text */
export const bold = (text) => (isStyled() ? `\x1b[1m${text}\x1b[22m` : text);

const GAP = "  ";

/**
 * @param {string[]} head empty strings for none
 * @param {string[][]} rows the first column is text, the others are numbers
 */
export function table(head, rows) {
  const told = rows.map((cells) => cells.map(visibleCell));
  const all = head.some(Boolean) ? [head, ...told] : told;
  const widths = head.map((_, column) => Math.max(...all.map((cells) => stringWidth(cells[column] ?? ""))));
  const line = (/** @type {string[]} */ cells) => `${GAP}${cells.map((cell, column) => padded(cell, widths[column], column > 0)).join(GAP)}`.trimEnd();
  return all.map((cells, at) => (at === 0 && all !== told ? bold(line(cells)) : line(cells))).join("\n");
}

/** Names and values, one pair a line. @param {[string, string][]} pairs */
export function pairs(pairs) {
  const told = pairs.map((pair) => pair.map(visibleCell));
  const width = Math.max(...told.map(([name = ""]) => stringWidth(name)));
  return told.map(([name = "", value]) => `${GAP}${padded(name, width, false)}${GAP}${value}`.trimEnd()).join("\n");
}

/** @param {string} text @param {number} width @param {boolean} right */
function padded(text, width, right) {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? blanks + text : text + blanks;
}
