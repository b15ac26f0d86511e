/** What the page works out beyond the report: in order, once, anew after a change; stopped and gone on with. */
import test from "node:test";
import assert from "node:assert/strict";
import { isStopped, need, goOn, stop } from "../../dashboard/predicting.js";
import { initialState } from "../../dashboard/state.js";
import { Store } from "../../dashboard/store.js";

/** @import { Linger } from "../../dashboard/types.js" */
/** @import { Piece } from "../../dashboard/predicting.js" */

const summary = { id: 1, name: "a", duplicate: false, mapping: { needsReview: false }, notices: [] };
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
/** @type {Piece[]} */
const VALUE = [{ of: "models" }, { of: "value", options: { margin: 0.5 } }];

/** A store with one file and a view that asks for pieces after every change, as the views do. @param {Piece[]} pieces @param {{ customers?: number, parts?: Record<string, unknown> }} [more] */
async function watched(pieces, { customers = 3, parts = {} } = {}) {
  /** @type {string[]} */
  const asked = [];
  const engine = /** @type {any} */ ({
    onlost: null,
    add: async () => summary,
    report: async (/** @type {any} */ options) => {
      asked.push(`report ${JSON.stringify(options)}`);
      return { summary: { identified: { customers } }, ...(options.models ? { models: { chosen: null } } : {}) };
    },
    customers: async () => ({ total: 0, rows: [] }),
    buyerVisits: async () => [],
    value: async (/** @type {any} */ options) => {
      asked.push(`value ${JSON.stringify(options)}`);
      return { of: options };
    },
    ...parts,
  });
  const store = new Store(initialState({ language: "en", theme: "light", route: { view: "value", params: {} } }));
  await store.start(async () => /** @type {Linger} */ (engine));
  store.subscribe(() => queueMicrotask(() => void need(store, pieces)));
  await store.addSources([{ name: "a", input: "a", bytes: 1 }]);
  await settled();
  return { store, asked };
}

test("models come first, then what is made of them, each once", async () => {
  const { store, asked } = await watched(VALUE);
  assert.deepEqual(asked, ["report {}", 'report {"models":true}', 'value {"margin":0.5,"categories":[]}']);
  assert.deepEqual(store.state.foretold.value?.made, /** @type {any} */ ({ of: { margin: 0.5, categories: [] } }));
  assert.equal(store.state.foretelling, null);
  store.set({ theme: "dark" });
  await settled();
  assert.equal(asked.length, 3);
});

test("other settings of the report, and other rules of categories, make everything anew", async () => {
  const { store, asked } = await watched(VALUE);
  await store.setOptions({ asOf: "2025-01-01" });
  await settled();
  assert.deepEqual(asked.slice(3), ['report {"asOf":"2025-01-01"}', 'report {"asOf":"2025-01-01","models":true}', 'value {"margin":0.5,"categories":[]}']);
  store.set({ categories: [{ category: "Tea", by: "skuPrefix", value: "T" }] });
  await settled();
  assert.match(asked.at(-1) ?? "", /^value .*"category":"Tea"/);
});

test("nothing is asked where no order names its customer", async () => {
  const { asked } = await watched(VALUE, { customers: 0 });
  assert.deepEqual(asked, ["report {}"]);
});

test("work that is stopped stays stopped until somebody goes on, and says nothing of a failure", async () => {
  let isHeld = true;
  let asked = 0;
  const { store } = await watched([{ of: "value" }], {
    parts: {
      value: (/** @type {unknown} */ _options, /** @type {{ signal: AbortSignal, onProgress: (progress: { done: number }) => void }} */ { signal, onProgress }) => {
        asked += 1;
        if (!isHeld) return Promise.resolve({});
        onProgress({ done: 0.25 });
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError"))));
      },
    },
  });
  assert.equal(store.state.foretelling, 0.25);
  stop(store);
  await settled();
  assert.deepEqual([isStopped(store), store.state.foretelling, store.state.messages.length, asked], [true, null, 0, 1]);
  isHeld = false;
  goOn(store);
  await settled();
  assert.deepEqual([isStopped(store), asked], [false, 2]);
});

test("work that fails says so once and is not tried again by itself", async () => {
  let tried = 0;
  const { store } = await watched([{ of: "value" }], { parts: { value: async () => Promise.reject(Object.assign(new Error("no"), { code: `tried${(tried += 1)}` })) } });
  assert.deepEqual([tried, store.state.messages.map(({ code }) => code), isStopped(store)], [1, ["tried1"], true]);
});
