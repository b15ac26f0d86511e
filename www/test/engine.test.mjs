import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../pkg/index.js";
import { canonical } from "./canonical.mjs";
import { trapNextReport } from "./faults.mjs";
import { CUSTOMERS, netSales, ORDERS, shopText } from "./shop.mjs";

const BYTES = new TextEncoder().encode(shopText());
/** A second file: the same shop a year later, its own orders. */
const LATER = shopText().replaceAll("2023-", "2025-").replaceAll("2024-", "2026-").replace(/^(\d+),/gm, "9$1,");

/**
 * @template T
 * @param {(linger: import("linger-analytics").Linger) => Promise<T>} work
 * @param {import("linger-analytics").OpenOptions} [options]
 * @returns {Promise<T>}
 */
async function withEngine(work, options) {
  const linger = await open(options);
  try {
    return await work(linger);
  } finally {
    linger.close();
  }
}

/** @param {import("linger-analytics").Input} input */
const reportOf = (input) => withEngine(async (linger) => (await linger.add(input, { name: "shop.csv" }), canonical(await linger.report())));

test("the small shop adds up", () =>
  withEngine(async (linger) => {
    const summary = await linger.add(BYTES, { name: "shop.csv", kind: "orders" });
    assert.equal(summary.orders, ORDERS);
    const report = await linger.report();
    assert.equal(report.summary.customers, CUSTOMERS);
    assert.equal(report.summary.orders, ORDERS);
    assert.equal(report.summary.netSales, netSales());
    const { total, rows } = await linger.customers({ sort: "monetary", limit: 1 });
    assert.equal(total, CUSTOMERS);
    // The last customer pays 69 euros four times.
    assert.deepEqual([rows[0].key, rows[0].orders, rows[0].monetary], ["customer-59", 4, 276]);
  }));

test("any chunking gives the same report", async () => {
  const whole = await reportOf(BYTES);
  for (const size of [1, 7, 64, 1023]) {
    let offset = 0;
    const stream = new ReadableStream({
      pull(controller) {
        if (offset >= BYTES.length) return controller.close();
        const length = 1 + ((offset * 7919) % size);
        controller.enqueue(BYTES.slice(offset, offset + length));
        offset += length;
      },
    });
    assert.equal(await reportOf(stream), whole, `parts of up to ${size} bytes`);
  }
});

test("every kind of input gives the same report", async () => {
  const whole = await reportOf(BYTES);
  for (const input of [shopText(), BYTES.slice().buffer, new Blob([BYTES]), new File([BYTES], "x"), new Blob([BYTES]).stream()]) {
    assert.equal(await reportOf(input), whole);
  }
});

test("files added at once are read in call order", () =>
  withEngine(async (linger) => {
    const summaries = await Promise.all([linger.add(BYTES, { name: "a.csv" }), linger.add(LATER, { name: "b.csv" })]);
    assert.deepEqual(summaries.map(({ name }) => name), ["a.csv", "b.csv"]);
    const { summary, meta } = await linger.report();
    assert.equal(summary.orders, 2 * ORDERS);
    assert.deepEqual(meta.files.map(({ name }) => name), ["a.csv", "b.csv"]);
  }));

test("an aborted file leaves the earlier ones as they were", () =>
  withEngine(async (linger) => {
    await linger.add(BYTES, { name: "shop.csv" });
    const before = canonical(await linger.report());
    const abort = new AbortController();
    const large = new Blob(Array.from({ length: 400 }, () => LATER));
    const reading = linger.add(large, { signal: abort.signal, onProgress: () => abort.abort() });
    await assert.rejects(reading, { name: "AbortError" });
    assert.equal(canonical(await linger.report()), before);
  }));

test("a removed file is forgotten", () =>
  withEngine(async (linger) => {
    await linger.add(BYTES, { name: "shop.csv" });
    const before = canonical(await linger.report());
    const { id } = await linger.add(LATER, { name: "later.csv", kind: "orders" });
    assert.notEqual(canonical(await linger.report()), before);
    await linger.remove(id);
    assert.equal(canonical(await linger.report()), before);
  }));

test("the memory limit stops a read with its code, and the earlier file stays", () =>
  withEngine(
    async (linger) => {
      await linger.add(BYTES, { name: "shop.csv" });
      const before = canonical(await linger.report());
      const many = (/** @type {number} */ part) =>
        Array.from({ length: 20_000 }, (_, row) => `${part}-${row},person-${part}-${row},2024-01-01T00:00:00Z,1.00\n`).join("");
      const large = new Blob(["order_id,customer_id,timestamp,amount\n", ...Array.from({ length: 50 }, (_, part) => many(part))]);
      await assert.rejects(linger.add(large, { name: "large.csv" }), { name: "LingerError", code: "memoryLimit", file: "large.csv" });
      assert.equal(canonical(await linger.report()), before);
    },
    { memoryLimit: 24e6 },
  ));

test("errors say what was wrong", () =>
  withEngine(async (linger) => {
    await assert.rejects(linger.report(), { code: "noOrders" });
    await linger.add(BYTES);
    await assert.rejects(linger.report(/** @type {any} */ ({ churn: { margin: 3 } })), { name: "LingerError", code: "unknownOption", message: /margin/ });
    await assert.rejects(linger.report({ zone: "Mars/Olympus" }), { code: "unknownZone" });
    await assert.rejects(linger.customer("nobody"), { code: "unknownCustomer" });
  }));

test("a closed engine says so", async () => {
  const linger = await open();
  linger.close();
  await assert.rejects(linger.report(), { code: "closed" });
});

test("after a trap the engine is a new one, and says so", async () => {
  const Instance = WebAssembly.Instance;
  trapNextReport();
  const linger = await open();
  /** @type {string[]} */
  const notices = [];
  linger.onlost = ({ code }) => notices.push(code);
  await linger.add(BYTES, { name: "shop.csv" });
  await assert.rejects(linger.report(), { code: "engineLost", message: /add your files once more/ });
  assert.equal(WebAssembly.Instance, Instance);
  assert.deepEqual(notices, ["engineLost"]);
  await assert.rejects(linger.report(), { code: "noOrders" });
  await linger.add(BYTES, { name: "shop.csv" });
  assert.equal((await linger.report()).summary.orders, ORDERS);
  linger.close();
});
