/** The rows of `tests/hostile.md` that the worker and the page answer for: their tests exist, their sentences are the ones thrown. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { abortError, ENGINE_LOST, notStarted } from "../engine/errors.js";
import { chunksOf } from "../engine/reading.js";

const root = new URL("../../", import.meta.url);
const table = await readFile(new URL("tests/hostile.md", root), "utf8");
const rows = [...table.matchAll(/^\| (.+?) \| `(www\/.+?)`: (.+?) \| (.+) \|$/gm)].map(([, name, file, title, said]) => ({ name, file, title, said }));

/** @param {string} name */
const said = (name) => rows.find((row) => row.name === name)?.said;

for (const { name, file, title } of rows) {
  test(`the test of "${name}" exists`, async () => {
    assert.ok((await readFile(new URL(file, root), "utf8")).includes(`test("${title}"`));
  });
}

test("a file that changes is told in the table's words", async () => {
  const file = new Blob(["order,customer"]);
  file.stream = () => new ReadableStream({ pull: (controller) => controller.error(new DOMException("gone", "NotReadableError")) });
  await assert.rejects(chunksOf(file).next(), { message: said("A file that changes while it is read") });
});

test("cancelling, a fault and a page that forbids workers are told in the table's words", () => {
  assert.equal(abortError().message, said("Cancelled while it is read"));
  assert.equal(abortError().message, said("Cancelled while it waits"));
  assert.equal(ENGINE_LOST, said("A fault inside the engine"));
  assert.equal(notStarted(new Error("…")).message, said("A page whose policy forbids workers or wasm"));
});
