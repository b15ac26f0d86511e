/** Numbers in the engine's sentences, as people read them, on the page, in reports and on the terminal. */
import test from "node:test";
import assert from "node:assert/strict";
import "../../dashboard/later/texts.js";
import { sentence } from "../../dashboard/texts.js";
import { sentence as ofReport } from "../../report/texts.js";

const missed = { code: "totalMissed", text: "BG/NBD foretold 1550 purchases in the held-out part, and 1024 came: 51 % too many. It is not used.", params: { model: "BG/NBD", expected: "1550", observed: "1024", percent: "51" } };
const hosts = /** @type {const} */ ([["page", sentence], ["report", ofReport]]);

test("numbers of four digits and more have a mark at the thousands, in both languages", () => {
  for (const [host, say] of hosts) {
    assert.equal(say("en", "predict", missed), "BG/NBD foretold 1,550 purchases in the held-out part, and 1,024 came: 51 % too many. It is not used.", host);
    assert.match(say("zh-CN", "predict", missed), /1,550 次购买，实际 1,024 次/, host);
  }
});

test("days, words of files and decimals stay as the engine wrote them", () => {
  const said = { code: "newer", text: "The data begin on 2023-11-01: 1142 of 12345678.25, order 10023, 1142. SKU A-1142.", params: { date: "2023-11-01", of: "1142", sum: "12345678.25", order: "10023" } };
  const worse = { code: "churnModelNoBetter", text: "", params: { error: "0.250", guess: "0.246" } };
  for (const [host, say] of hosts) {
    assert.equal(say("en", "predict", said), "The data begin on 2023-11-01: 1,142 of 12,345,678.25, order 10023, 1,142. SKU A-1142.", host);
    assert.match(say("zh-CN", "predict", worse), /0\.250）.*（0\.246）/, host);
  }
});
