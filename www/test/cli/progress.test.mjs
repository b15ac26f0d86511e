import assert from "node:assert/strict";
import { test } from "node:test";
import { formats } from "../../dashboard/format.js";
import { progressOf } from "../../cli/progress.js";

/**
 * What is written to standard error while it is, or is not, a terminal.
 * @param {import("node:test").TestContext} t
 * @param {boolean} isTerminal
 * @param {number | null} size
 */
function said(t, isTerminal, size) {
  let text = "";
  const { isTTY } = process.stderr;
  t.after(() => void (process.stderr.isTTY = isTTY));
  process.stderr.isTTY = isTerminal;
  const write = t.mock.method(process.stderr, "write", (/** @type {string} */ part) => Boolean((text += part)));
  const progress = progressOf("orders.csv", size, formats("en", null));
  progress.show(50_000_000, 1_234_567);
  progress.end();
  write.mock.restore();
  return text;
}

test("on a terminal a bar says how far a file is read, and is wiped away", (t) => {
  const text = said(t, true, 100_000_000);
  assert.match(text, /orders\.csv {2}█{12}░{12} 50\.0% {2}50 MB {2}1,234,567/);
  assert.ok(text.endsWith("\r\x1b[2K"));
});

test("of unknown length, what was read is told", (t) => {
  assert.match(said(t, true, null), /orders\.csv {2}50 MB {2}1,234,567/);
});

test("elsewhere nothing is said", (t) => {
  assert.equal(said(t, false, 100), "");
});
