/** The chips of the header: what of the view differs from the usual, in words, and how it is taken back. */
import test from "node:test";
import assert from "node:assert/strict";
import { formats } from "../../dashboard/format.js";
import { initialState } from "../../dashboard/state.js";
import { texts } from "../../dashboard/texts.js";
import { viewChips } from "../../dashboard/view.js";

/** @param {import("../../dashboard/types.js").View} [view] */
function chipsOf(view) {
  const state = { ...initialState({ language: "en", theme: "light", route: { view: "overview", params: {} } }), options: { view } };
  return viewChips(/** @type {any} */ ({ state, t: texts("en"), format: formats("en", null) }));
}

test("the usual view has none", () => {
  for (const view of [undefined, {}, { identity: /** @type {const} */ ("auto") }, { apart: [], sales: { tax: undefined }, constantCurrency: null, statuses: {} }]) assert.deepEqual(chipsOf(view), []);
});

test("each part that differs has one, which takes just that part back", () => {
  const chips = chipsOf({ identity: "linked", apart: [["a", "b"]], sales: { tax: "with" }, constantCurrency: "USD", ratesOf: "2026-05-01", statuses: { fertig: "paid", weg: "cancelled" } });
  assert.deepEqual(chips.map(({ text }) => text), ["Linked people", "One link undone", "Own policy for sales", "In USD at rates of May 1, 2026", "2 status words set"]);
  assert.deepEqual(chips.map(({ off }) => Object.keys(off)), [["identity"], ["apart"], ["sales"], ["constantCurrency", "ratesOf"], ["statuses"]]);
  assert.deepEqual(chipsOf({ identity: "keys", constantCurrency: "EUR" }).map(({ text }) => text), ["Every key a person", "In EUR at each day’s rate"]);
});
