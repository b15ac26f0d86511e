/**
 * How far a file is read, on one line of standard error that is wiped away; only on a terminal.
 * @module
 */

import { visible } from "./visible.js";

const CELLS = 24;

/**
 * @typedef {object} Progress
 * @property {(bytes: number, records: number) => void} show
 * @property {() => void} end
 */

/**
 * @param {string} name of the file
 * @param {number | null} size
 * @param {import("../dashboard/format.js").Format} format
 * @returns {Progress}
 */
export function progressOf(name, size, format) {
  if (!process.stderr.isTTY) return { show() {}, end() {} };
  return {
    show(bytes, records) {
      const done = size ? Math.min(1, bytes / size) : null;
      const bar = done === null ? "" : `${"█".repeat(Math.round(done * CELLS)).padEnd(CELLS, "░")} ${format.share(done)}  `;
      process.stderr.write(`\r\x1b[2K${visible(name)}  ${bar}${format.bytes(bytes)}  ${format.count(records)}`);
    },
    end: () => void process.stderr.write("\r\x1b[2K"),
  };
}
