/** Tables that only the page has, as CSV. */
import test from "node:test";
import assert from "node:assert/strict";
import { csv } from "../../dashboard/save.js";

test("quotes, line breaks, numbers, and cells that a spreadsheet would run", () => {
  assert.equal(csv([["a", "b"], ['say "hi"', -3], ["x,y", null], ["=1+1", "two\nlines"], ["-5", "@me"]]),
    'a,b\r\n"say ""hi""",-3\r\n"x,y",\r\n\'=1+1,"two\nlines"\r\n\'-5,\'@me\r\n');
});
