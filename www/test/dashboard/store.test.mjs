/** The store with an engine that answers when told to: order of answers, questions, errors, recovery. */
import test from "node:test";
import assert from "node:assert/strict";
import { initialState } from "../../dashboard/state.js";
import { Store } from "../../dashboard/store.js";

/** @import { Linger, Source } from "../../dashboard/types.js" */

/** @param {string} name @returns {Source} */
const source = (name) => ({ name, input: name, bytes: name.length });

const found = { fields: {}, confidence: 1, needsReview: false, header: true, headers: [], samples: [], delimiter: ",", dateOrder: null, decimal: "." };
/** @param {number} id @param {string} name */
const summary = (id, name) => ({ id, name, duplicate: false, mapping: found, notices: [] });
const report = { summary: { identified: { customers: 3 } } };
const page = { total: 0, rows: [] };

/** @param {Record<string, unknown>} [parts] replaces calls of the engine */
async function started(parts = {}) {
  let lastId = 0;
  const engine = /** @type {any} */ ({
    onlost: null,
    add: async (/** @type {string} */ input) => summary((lastId += 1), input),
    remove: async () => {},
    report: async () => report,
    customers: async () => page,
    buyerVisits: async () => [],
    ...parts,
  });
  const store = new Store(initialState({ language: "en", theme: "light", route: { view: "overview", params: {} } }));
  await store.start(async () => /** @type {Linger} */ (engine));
  return { store, engine };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("options that change while a report is made are answered by one more report, the newest", async () => {
  /** @type {any[]} */
  const asked = [];
  /** @type {(() => void)[]} */
  const answer = [];
  const { store } = await started({
    report: (/** @type {any} */ options) => {
      asked.push(options.churn?.marginDays);
      return new Promise((resolve) => answer.push(() => resolve({ ...report, margin: options.churn?.marginDays })));
    },
  });
  const added = store.addSources([source("a")]);
  await settled();
  for (const marginDays of [10, 20, 40]) void store.setOptions({ churn: { marginDays } });
  answer.shift()?.();
  await settled();
  assert.deepEqual(asked, [undefined, 40]);
  answer.shift()?.();
  await added;
  await settled();
  assert.equal(/** @type {any} */ (store.state.report).margin, 40);
  assert.equal(store.state.computing, false);
});

test("nested options are merged, and undefined takes one away", async () => {
  const { store } = await started();
  await store.setOptions({ asOf: "2025-01-01", churn: { marginDays: 5 } });
  await store.setOptions({ asOf: undefined, churn: { tail: 0.9 } });
  assert.deepEqual(store.state.options, { churn: { marginDays: 5, tail: 0.9 } });
});

test("visits are asked for again when their customers may have changed, and only then", async () => {
  let asked = 0;
  const { store } = await started({
    add: async (/** @type {string} */ input) => (input === "events" ? { name: input, events: 3, duplicate: false } : summary(1, input)),
    visits: async () => {
      asked += 1;
      return {};
    },
  });
  await store.addSources([source("events")]);
  await store.addSources([source("orders")]);
  assert.equal(asked, 2);
  await store.setOptions({ churn: { marginDays: 5 } });
  assert.equal(asked, 2);
  await store.setVisitOptions({ filter: { flagged: true } });
  await store.setOptions({ churn: { marginDays: 6 } });
  assert.equal(asked, 4);
});

test("an error that carries a mapping becomes a question, and the answer reads the file again with it", async () => {
  /** @type {any[]} */
  const mappings = [];
  const { store } = await started({
    add: async (/** @type {string} */ input, /** @type {any} */ options) => {
      mappings.push(options.mapping);
      if (!options.mapping) throw Object.assign(new Error("?"), { code: "ambiguousDates", mapping: found });
      return summary(1, input);
    },
  });
  await store.addSources([source("a")]);
  const [question] = store.state.questions;
  assert.equal(question?.why, "ambiguousDates");
  await store.answer(/** @type {any} */ (question), { dateOrder: "dmy" });
  assert.deepEqual(mappings, [undefined, { dateOrder: "dmy" }]);
  assert.equal(store.state.files.length, 1);
  assert.deepEqual(store.state.questions, []);
});

test("a new mapping that fails puts the old reading back", async () => {
  const { store } = await started({
    add: async (/** @type {string} */ input, /** @type {any} */ options) => {
      if (options.mapping) throw Object.assign(new Error("No amount could be read."), { code: "noAmounts" });
      return summary(7, input);
    },
  });
  await store.addSources([source("a")]);
  store.editMapping(/** @type {any} */ (store.state.files[0]));
  await store.answer(/** @type {any} */ (store.state.questions[0]), { amount: 3 });
  assert.equal(store.state.files.length, 1);
  assert.equal(store.state.files[0]?.mapping, undefined);
  assert.deepEqual(store.state.messages.map(({ code }) => code), ["noAmounts"]);
});

test("a file that fails leaves the others and says so once: in the list of those that came together, else as a message; a cancelled one is no error", async () => {
  const { store } = await started({
    add: async (/** @type {string} */ input) => {
      if (input === "bad") throw Object.assign(new Error("This is an image."), { code: "notText" });
      if (input === "given up") throw new DOMException("Cancelled", "AbortError");
      return summary(1, input);
    },
  });
  await store.addSources([source("good"), source("bad"), source("bad"), source("given up")]);
  assert.deepEqual(store.state.files.map(({ source: { name } }) => name), ["good"]);
  assert.deepEqual(store.state.arrivals.map(({ summary: read, error }) => [read?.name, error?.code]), [["good", undefined], [undefined, "notText"], [undefined, "notText"], [undefined, "cancelled"]]);
  assert.deepEqual(store.state.messages, []);
  for (const name of ["bad", "bad", "given up"]) await store.addSources([source(name)]);
  assert.deepEqual(store.state.messages.map(({ code, severity }) => [code, severity]), [["notText", "error"], ["cancelled", "info"]]);
  assert.deepEqual([store.state.arrivals, store.state.jobs], [[], []]);
});

test("after the engine was lost the files that are held are read again with their mappings", async () => {
  /** @type {any[]} */
  const reads = [];
  const { store, engine } = await started({
    add: async (/** @type {string} */ input, /** @type {any} */ options) => {
      reads.push([input, options.mapping]);
      return summary(reads.length, input);
    },
  });
  await store.addSources([source("a"), source("b")]);
  engine.onlost({ code: "engineLost", severity: "error", message: "Started again.", params: {} });
  await settled();
  await settled();
  assert.deepEqual(reads, [["a", undefined], ["b", undefined], ["a", undefined], ["b", undefined]]);
  assert.equal(store.state.files.length, 2);
  assert.equal(store.state.report, report);
});

test("only the answer to the last search is shown", async () => {
  /** @type {((value: any) => void)[]} */
  const answers = [];
  const { store, engine } = await started();
  await store.addSources([source("a")]);
  engine.customers = () => new Promise((resolve) => answers.push(resolve));
  const first = store.showCustomers({ filter: { search: "a" } });
  const second = store.showCustomers({ filter: { search: "an" } });
  answers[1]?.({ total: 2, rows: [] });
  answers[0]?.({ total: 1, rows: [] });
  await Promise.all([first, second]);
  assert.equal(store.state.customers?.total, 2);
});

const eventMapping = { fields: { visitor: "uid" }, headers: ["uid", "when"], samples: [], delimiter: ",", dateOrder: null };

test("a table of events that gives none, or lacks a column, becomes a question of events; its answer is read as events", async () => {
  /** @type {any[]} */
  const asked = [];
  const { store } = await started({
    add: async (/** @type {string} */ input, /** @type {any} */ { kind, mapping }) => {
      asked.push([kind, mapping]);
      if (!mapping) throw Object.assign(new Error("?"), { code: input === "a" ? "noEvents" : "unmappedColumns", mapping: eventMapping });
      return { name: input, events: 1, duplicate: false, mapping: eventMapping };
    },
    visits: async () => ({}),
    removeEvents: async () => {},
  });
  await store.addSources([source("a"), source("b")]);
  assert.deepEqual(store.state.questions.map(({ kind, why }) => [kind, why]), [["events", "noEvents"], ["events", "unmappedColumns"]]);
  const mapping = { columns: { visitor: 0, time: 1 } };
  await store.answer(/** @type {any} */ (store.state.questions[0]), mapping);
  assert.deepEqual(asked.at(-1), ["events", mapping]);
  assert.equal(store.state.questions.length, 1);
  // Loaded, it keeps its mapping: when another file goes, it is read again the same way.
  await store.answer(/** @type {any} */ (store.state.questions[0]), mapping);
  await store.removeEvents(/** @type {any} */ (store.state.eventFiles[1]));
  assert.deepEqual(asked.at(-1), ["events", mapping]);
  assert.deepEqual(store.state.eventFiles.map(({ source }) => source.name), ["a"]);
});

test("a question of orders can be read as events instead, and a loaded file goes when it was the other kind", async () => {
  /** @type {any[]} */
  const removed = [];
  const { store } = await started({
    add: async (/** @type {string} */ input, /** @type {any} */ { kind }) => {
      if (kind === "events") return { name: input, events: 1, duplicate: false, mapping: eventMapping };
      return summary(7, input);
    },
    remove: async (/** @type {number} */ id) => removed.push(id),
    visits: async () => ({}),
  });
  await store.addSources([source("a")]);
  store.editMapping(/** @type {any} */ (store.state.files[0]));
  await store.readAs(/** @type {any} */ (store.state.questions[0]), "events");
  assert.deepEqual([removed, store.state.files.length, store.state.eventFiles.length, store.state.questions.length], [[7], 0, 1, 0]);
});

test("other files take the place of all, read through what was corrected and erased", async () => {
  /** @type {any[]} */
  const done = [];
  const { store } = await started({
    add: async (/** @type {string} */ input, /** @type {any} */ { overlay }) => {
      done.push(["add", input, overlay]);
      return summary(done.length, input);
    },
    remove: async (/** @type {number} */ id) => done.push(["remove", id]),
  });
  await store.addSources([source("a"), source("b")]);
  const overlay = { salt: "s", hashes: ["h"], correct: [] };
  await store.readInstead({ overlay }, [{ source: source("c"), mapping: undefined }], []);
  assert.deepEqual(done, [["add", "a", undefined], ["add", "b", undefined], ["remove", 1], ["remove", 2], ["add", "c", { drop: { salt: "s", hashes: ["h"] } }]]);
  assert.deepEqual(store.state.files.map(({ source: { name } }) => name), ["c"]);
  await store.readInstead({}, [], []);
  assert.deepEqual([store.state.files.length, store.state.report], [0, null]);
});

test("a workspace is offered instead of being read, and comes alone", async () => {
  const { store } = await started();
  await store.addSources([source("a.csv"), source("shop.linger")]);
  assert.deepEqual([store.state.files.length, store.state.dialog, store.state.dropped?.name], [0, "workspaces", "shop.linger"]);
  assert.deepEqual(store.state.messages.map(({ code }) => code), ["workspaceAlone"]);
});

test("the engine is lent after the newest options are answered, and the page asks nothing of it meanwhile", async () => {
  /** @type {string[]} */
  const calls = [];
  const { store } = await started({
    report: async (/** @type {any} */ options) => {
      calls.push(`report ${options.asOf ?? ""}`);
      return report;
    },
    customers: async (/** @type {any} */ query) => {
      calls.push(`customers ${query.sort}`);
      return page;
    },
    customer: async (/** @type {string} */ key) => void calls.push(`card ${key}`),
  });
  await store.addSources([source("a")]);
  calls.length = 0;
  void store.setOptions({ asOf: "2025-01-01" });
  const lent = store.lend(async () => {
    calls.push("lent");
    await settled();
    calls.push("given back");
    return 5;
  });
  await settled();
  void store.showCustomers({ sort: "orders" });
  void store.openCard("ann");
  void store.setOptions({ asOf: "2025-02-02" });
  assert.equal(await lent, 5);
  await settled();
  const between = calls.slice(calls.indexOf("lent"), calls.indexOf("given back") + 1);
  assert.deepEqual(between, ["lent", "given back"]);
  assert.equal(calls[0], "report 2025-01-01");
  assert.equal(calls.filter((call) => call === "report 2025-02-02").length, 1);
  assert.ok(calls.includes("customers orders") && calls.includes("card ann"), "the people asked for meanwhile come after");
  assert.equal(store.state.computing, false);
});

test("work that fails with the engine lent is told to who asked, and the page goes on", async () => {
  const { store } = await started();
  await store.addSources([source("a")]);
  await assert.rejects(store.lend(() => Promise.reject(new Error("no"))), { message: "no" });
  assert.equal(store.state.computing, false);
  assert.equal(await store.lend(async () => "yes"), "yes");
});

/** @param {number} id @param {string} name */
const tableSummary = (id, name) => ({ ...summary(id, name), kind: "customers", platform: "Shopify", used: 3, records: 3, span: null });

test("a table without orders stands beside the orders, is always listed, and is read again and removed like them", async () => {
  /** @type {any[]} */
  const done = [];
  const { store, engine } = await started({
    add: async (/** @type {string} */ input) => {
      done.push(["add", input]);
      return input === "people" ? tableSummary(7, input) : summary(1, input);
    },
    remove: async (/** @type {number} */ id) => done.push(["remove", id]),
  });
  await store.addSources([source("orders")]);
  assert.deepEqual(store.state.arrivals, []);
  await store.addSources([source("people")]);
  assert.deepEqual([store.state.files.length, store.state.tables.map(({ summary: { kind } }) => kind)], [1, ["customers"]]);
  assert.deepEqual(store.state.arrivals.map(({ source: { name }, summary: read }) => [name, read && "used" in read]), [["people", true]]);
  engine.onlost({ code: "engineLost", severity: "error", message: "", params: {} });
  await settled();
  assert.deepEqual([store.state.files.length, store.state.tables.length], [1, 1]);
  await store.removeFile(7);
  assert.deepEqual([store.state.files.length, store.state.tables.length, done.at(-1)], [1, 0, ["remove", 7]]);
});
