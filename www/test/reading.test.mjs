import assert from "node:assert/strict";
import { test } from "node:test";
import { CHUNK_BYTES, chunksOf } from "../engine/reading.js";

const BYTES = Uint8Array.from({ length: CHUNK_BYTES * 2 + 12_345 }, (_, index) => (index * 31) % 251);

/** @param {import("linger-analytics").Input} input */
async function gather(input) {
  const chunks = chunksOf(input);
  const parts = [];
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) {
    assert.ok(chunk.length <= CHUNK_BYTES);
    parts.push(Buffer.from(chunk));
  }
  return { size: chunks.size, bytes: Buffer.concat(parts) };
}

/** @param {unknown[]} parts */
const streamOf = (parts) =>
  /** @type {ReadableStream<Uint8Array>} */ (
    new ReadableStream({
      pull(controller) {
        if (parts.length) controller.enqueue(/** @type {Uint8Array} */ (parts.shift()));
        else controller.close();
      },
    })
  );

/** @type {[name: string, input: () => import("linger-analytics").Input, size: number | null][]} */
const INPUTS = [
  ["Uint8Array", () => BYTES, BYTES.length],
  ["ArrayBuffer", () => BYTES.slice().buffer, BYTES.length],
  ["Blob", () => new Blob([BYTES]), BYTES.length],
  ["File", () => new File([BYTES], "orders.csv"), BYTES.length],
  ["byte stream", () => new Blob([BYTES]).stream(), null],
  ["stream of odd parts", () => streamOf([BYTES.subarray(0, 1), BYTES.subarray(1, CHUNK_BYTES + 7), BYTES.subarray(CHUNK_BYTES + 7)]), null],
];
for (const [name, input, size] of INPUTS) {
  test(`a ${name} gives its bytes in chunks`, async () => {
    const gathered = await gather(input());
    assert.equal(gathered.size, size);
    assert.ok(gathered.bytes.equals(BYTES));
  });
}

test("a part of a larger buffer gives only that part", async () => {
  const { bytes } = await gather(new Uint8Array(BYTES.buffer, 100, 50));
  assert.ok(bytes.equals(BYTES.subarray(100, 150)));
});

test("text is read as UTF-8", async () => {
  assert.equal((await gather("订单,Größe")).bytes.toString("utf8"), "订单,Größe");
});

test("an empty file ends at once", async () => {
  assert.equal((await gather(new Blob([]))).bytes.length, 0);
});

test("a chunk stays as it is while the next one is read", async () => {
  const chunks = chunksOf(new Blob([BYTES]));
  let [offset, chunk] = [0, await chunks.next()];
  while (chunk) {
    const ahead = await chunks.next();
    assert.ok(Buffer.from(chunk).equals(BYTES.subarray(offset, offset + chunk.length)));
    offset += chunk.length;
    chunk = ahead;
  }
  assert.equal(offset, BYTES.length);
});

test("a file that is shorter than it said was changed", async () => {
  const file = new Blob([BYTES]);
  Object.defineProperty(file, "size", { value: BYTES.length + 1 });
  await assert.rejects(gather(file), { code: "fileChanged", message: /was changed, moved or removed.*add the file again/ });
});

test("a file that cannot be read any more was changed", async () => {
  const file = new Blob([BYTES]);
  file.stream = () => new ReadableStream({ pull: (controller) => controller.error(new DOMException("gone", "NotReadableError")) });
  await assert.rejects(gather(file), { code: "fileChanged" });
});

test("what is no input is refused with what is", () => {
  assert.throws(() => chunksOf(/** @type {any} */ (42)), { code: "unknownInput", message: /File, Blob, ReadableStream/ });
});
