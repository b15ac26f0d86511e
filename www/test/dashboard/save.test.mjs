/** Tables that only the page has, as CSV. */
import test from "node:test";
import assert from "node:assert/strict";
import { csv } from "../../dashboard/save.js";
import { FORMULAS, cellsOf, running } from "../spreadsheet.mjs";

test("quotes, line breaks, numbers, and cells that a spreadsheet would run", () => {
  assert.equal(csv([["a", "b"], ['say "hi"', -3], ["x,y", null], ["=1+1", "two\nlines"], ["-5", "@me"]]),
    'a,b\r\n"say ""hi""",-3\r\n"x,y",\r\n\'=1+1,"two\nlines"\r\n\'-5,\'@me\r\n');
});

test("no text runs as a formula in a spreadsheet of any locale, wherever it stands in its row", () => {
  for (const text of FORMULAS) {
    assert.notDeepEqual(running(`"${text.replaceAll('"', '""')}"\r\n`).concat(running(text)), [], `${JSON.stringify(text)} would run if it were not guarded`);
    for (const row of [[text], ["first", text, "last"], [1, text]]) assert.deepEqual(running(csv([row])), [], JSON.stringify(row));
  }
});

test("the guard changes nothing else: numbers stay numbers, text without formulas is as it was", () => {
  const row = [-1.5, 0, 1e-7, "a - b", "a=b", "it's", "C+D", "茶具；套装", "mail@shop.test"];
  assert.deepEqual(cellsOf(csv([row]), ","), row.map(String));
});
