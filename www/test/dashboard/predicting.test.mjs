/** What the page works out beyond the report: in order, once, anew after a change; stopped and gone on with. */
import test from "node:test";
import assert from "node:assert/strict";
import { isStopped, need, goOn, setPredictOptions, stop } from "../../dashboard/predicting.js";
import { dueAsked, modelsPiece, optionsIn, seasonAsked, valueAsked } from "../../dashboard/predict-options.js";
import { initialState } from "../../dashboard/state.js";
import { Store } from "../../dashboard/store.js";

/** @import { Linger } from "../../dashboard/types.js" */
/** @import { Piece } from "../../dashboard/predicting.js" */

const summary = { id: 1, name: "a", duplicate: false, mapping: { needsReview: false }, notices: [] };
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
/** @type {Piece[]} */
const VALUE = [{ of: "models" }, { of: "value", options: { margin: 0.5 } }];

/** A store with one file and a view that asks for pieces after every change, as the views do. @param {Piece[] | ((store: Store) => Piece[])} pieces @param {{ customers?: number, parts?: Record<string, unknown> }} [more] */
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
  store.subscribe(() => queueMicrotask(() => void need(store, typeof pieces === "function" ? pieces(store) : pieces)));
  await store.addSources([{ name: "a", input: "a", bytes: 1 }]);
  await settled();
  return { store, asked };
}

test("models come first, then what is made of them, each once", async () => {
  const { store, asked } = await watched(VALUE);
  assert.deepEqual(asked, ["report {}", 'report {"models":{}}', 'value {"margin":0.5,"categories":[]}']);
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
  assert.deepEqual(asked.slice(3), ['report {"asOf":"2025-01-01"}', 'report {"asOf":"2025-01-01","models":{}}', 'value {"margin":0.5,"categories":[]}']);
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

test("an option of predictions makes the models and what rests on them anew; taken back, it is the module's own default", async () => {
  const { store, asked } = await watched(({ state }) => [modelsPiece(state.predictOptions), { of: "value", options: valueAsked(state.predictOptions, { coupon: 0.1 }) }]);
  setPredictOptions(store, { churnDays: 120, margin: 0.3 });
  await settled();
  assert.deepEqual(asked.slice(3), ['report {"models":{"churnDays":120,"margin":0.3}}', 'value {"margin":0.3,"whatIf":{"coupon":0.1,"margin":0.3},"categories":[]}']);
  setPredictOptions(store, { churnDays: undefined, margin: undefined });
  await settled();
  assert.deepEqual([store.state.predictOptions, asked.at(-2)], [{}, 'report {"models":{}}']);
});

test("intervals that are cancelled leave the models as they were, without a message and without a stop", async () => {
  /** @type {string[]} */
  const asked = [];
  const { store } = await watched(({ state }) => [modelsPiece(state.predictOptions)], {
    parts: {
      report: (/** @type {any} */ { models }, /** @type {any} */ work) => {
        asked.push(JSON.stringify(models));
        const report = { summary: { identified: { customers: 3 } }, ...(models ? { models: { chosen: "bgNbd", intervals: null } } : {}) };
        if (!models?.bootstrap) return Promise.resolve(report);
        work.onProgress({ done: 0.1 });
        return new Promise((_, reject) => work.signal.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError"))));
      },
    },
  });
  setPredictOptions(store, { bootstrap: 200 });
  await settled();
  assert.equal(store.state.foretelling, 0.1);
  assert.ok(store.state.report?.models, "what was there stays on the page");
  stop(store);
  await settled();
  assert.deepEqual(asked.slice(1), ["{}", '{"bootstrap":200}', "{}"]);
  assert.deepEqual([isStopped(store), store.state.foretelling, store.state.predictOptions, store.state.messages], [false, null, {}, []]);
});

test("each piece is asked with what was changed of it, and a workspace's nonsense is left out", () => {
  const options = { churnDays: 60, aheadDays: 14, leadDays: 28, rows: 100 };
  assert.deepEqual(modelsPiece(options).options, { churnDays: 60 });
  assert.deepEqual(dueAsked(options), { aheadDays: 14, lateDays: 30, offset: 0, limit: 100 });
  assert.deepEqual(dueAsked({}), { aheadDays: 30, lateDays: 30, offset: 0, limit: 25 });
  assert.deepEqual(seasonAsked(options, { grain: "week", measure: "units" }), { grain: "week", measure: "units", leadDays: 28, offset: 0, limit: 100 });
  assert.deepEqual(optionsIn({ ...options, margin: 30, horizonDays: "365", bootstrap: 200, other: 1, churnThreshold: 0.5 }), { churnDays: 60, aheadDays: 14, leadDays: 28, rows: 100, churnThreshold: 0.5 });
  assert.deepEqual([optionsIn(undefined), optionsIn(null), optionsIn(["a"])], [{}, {}, {}]);
});
