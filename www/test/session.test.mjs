import assert from "node:assert/strict";
import { test } from "node:test";
import { Session } from "../engine/session.js";

const MB = 1024 * 1024;

/** An engine that writes down what it is told. */
class Recorder {
  /** @type {string[]} */ log = [];
  /** @type {Map<number, number>} */ bytes = new Map();
  /** @type {Error | null} */ fault = null;
  handles = 0;
  /** @type {Float64Array} */ data = Float64Array.of();

  openFile(/** @type {string} */ name) {
    this.handles += 1;
    this.bytes.set(this.handles, 0);
    this.log.push(`open ${name}`);
    return this.handles;
  }
  push(/** @type {number} */ handle, /** @type {Uint8Array} */ bytes) {
    if (this.fault) throw this.fault;
    this.bytes.set(handle, (this.bytes.get(handle) ?? 0) + bytes.length);
  }
  records(/** @type {number} */ handle) {
    return this.bytes.get(handle) ?? 0;
  }
  finish(/** @type {number} */ handle) {
    this.log.push(`finish ${handle}`);
    return { id: handle, bytes: this.bytes.get(handle) };
  }
  abandon(/** @type {number} */ handle) {
    this.log.push(`abandon ${handle}`);
  }
  span() {
    return this.data;
  }
  setZone(/** @type {string} */ name, /** @type {Float64Array} */ transitions, /** @type {Int32Array} */ offsets) {
    this.log.push(`zone ${name} ${transitions.length} ${offsets.length}`);
  }
  report() {
    this.log.push("report");
  }
}

/** No other module is asked for. */
const absent = () => Promise.reject(new Error("only the engine of orders is here"));
/** Leaves every file to the engine of orders. @type {any} */
const sources = { recognise: () => ({ direct: true }), viewId: () => "", free() {} };

const start = () => {
  const engine = new Recorder();
  return { engine, session: new Session(/** @type {any} */ (engine), { startVisits: absent, startSharing: absent, startSheets: absent, startSources: async () => sources, startPredict: absent }) };
};

test("files are read one after another, in call order", async () => {
  const { engine, session } = start();
  const summaries = await Promise.all([session.add(new Uint8Array(9 * MB), { name: "a" }), session.add("b", { name: "b" })]);
  assert.deepEqual(engine.log, ["open a", "finish 1", "open b", "finish 2"]);
  assert.deepEqual(summaries.map(({ bytes }) => bytes), [9 * MB, 1]);
});

test("a file that fails leaves the queue running and is abandoned", async () => {
  const { engine, session } = start();
  engine.fault = Object.assign(new Error("no"), { code: "memoryLimit" });
  await assert.rejects(session.add("a"), { code: "memoryLimit" });
  engine.fault = null;
  await session.add("b");
  assert.deepEqual(engine.log, ["open data", "abandon 1", "open data", "finish 2"]);
});

test("after a trap the engine is not touched for that file", async () => {
  const { engine, session } = start();
  engine.fault = new WebAssembly.RuntimeError("unreachable");
  await assert.rejects(session.add("a"), WebAssembly.RuntimeError);
  assert.deepEqual(engine.log, ["open data"]);
});

test("an abort in the middle abandons the file and reads no more of it", async () => {
  const { engine, session } = start();
  const abort = new AbortController();
  const reading = session.add(new Uint8Array(40 * MB), { signal: abort.signal, onProgress: () => abort.abort() });
  await assert.rejects(reading, { name: "AbortError" });
  await session.add("b");
  assert.deepEqual(engine.log, ["open data", "abandon 1", "open data", "finish 2"]);
  assert.ok((engine.bytes.get(1) ?? 0) <= 4 * MB);
});

test("an abort while waiting rejects at once and the file is never opened", async () => {
  const { engine, session } = start();
  const first = session.add(new Uint8Array(20 * MB), { name: "first" });
  while (engine.log.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const abort = new AbortController();
  const second = session.add("x", { name: "second", signal: abort.signal });
  abort.abort();
  await assert.rejects(second, { name: "AbortError" });
  assert.deepEqual(engine.log, ["open first"]);
  await first;
  await session.add("y", { name: "third" });
  assert.deepEqual(engine.log, ["open first", "finish 1", "open third", "finish 2"]);
});

test("other calls are answered in the middle of a read", async () => {
  const { engine, session } = start();
  const reading = session.add(new Uint8Array(40 * MB));
  await new Promise((resolve) => setImmediate(resolve));
  while (engine.log.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await session.report();
  await reading;
  assert.deepEqual(engine.log, ["open data", "report", "finish 1"]);
});

test("progress ends with all bytes", async () => {
  const { session } = start();
  /** @type {import("linger-analytics").Progress[]} */
  const seen = [];
  await session.add(new Uint8Array(9 * MB), { onProgress: (progress) => seen.push(progress) });
  assert.deepEqual(seen.at(-1), { bytesRead: 9 * MB, bytesTotal: 9 * MB, records: 9 * MB });
});

test("a zone is set before the report, over the data and beyond; UTC needs none", async () => {
  const { engine, session } = start();
  engine.data = Float64Array.of(Date.UTC(2024, 0, 1), Date.UTC(2024, 11, 31));
  await session.report({ zone: "Europe/Berlin" });
  await session.report({ zone: "UTC" });
  await session.report({ zone: "Europe/Berlin", asOf: "2030-06-01" });
  // 2022 to 2026: ten changes; 2022 to mid-2032, with as-of two years before its end: 21.
  assert.deepEqual(engine.log, ["zone Europe/Berlin 10 11", "report", "report", "zone Europe/Berlin 21 22", "report"]);
});
