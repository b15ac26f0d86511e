/** Tombstones and corrections: what holds when a person was given other keys before, and what can still be read. */
import test from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { asOption } from "../../keep/as-option.js";
import { corrected, customerId, erased, isErased, noOverlay, normalKey, tombstone, uncorrected } from "../../keep/overlay.js";

test("a tombstone is the SHA-256 of salt and key, written as the core writes keys", async () => {
  const expected = createHash("sha256").update("5a17:ann@example.com").digest("hex");
  for (const typed of ["ann@example.com", " Ann@Example.COM ", "'ann@example.com"]) assert.equal(await tombstone("5a17", typed), expected);
  assert.equal(normalKey("C-17"), "C-17", "only e-mail addresses are the same in any case");
});

test("erasing leaves nothing to read: not the key, not those that were corrected to it", async () => {
  let overlay = { ...noOverlay(), salt: "5a17" };
  overlay = corrected(overlay, "an@example.com", "ann@example.com");
  overlay = corrected(overlay, "bob@example.com", "rob@example.com");
  const after = await erased(overlay, "ann@example.com");
  assert.deepEqual(after.correct, [{ from: "bob@example.com", to: "rob@example.com" }]);
  assert.equal(after.hashes.length, 2);
  for (const key of ["ann@example.com", "an@example.com", "ANN@example.com"]) assert.equal(await isErased(after, key), true, key);
  assert.equal(await isErased(after, "rob@example.com"), false);
  assert.doesNotMatch(JSON.stringify(after), /ann?@/);
  assert.deepEqual((await erased(after, "ann@example.com")).hashes, after.hashes, "once is enough");
});

test("what stands for a person in events is erased with the key", async () => {
  // First 32 digits of sha256("secret:ann@example.com"), by Python's hashlib.
  const cid = await customerId("secret", "Ann@example.com");
  assert.equal(cid, "2415666186d8cc4a12ecc1d093e25b40");
  const overlay = await erased({ ...noOverlay(), salt: "5a17" }, "ann@example.com", [cid, "An09_-An09_-An09"]);
  for (const alias of [cid, "An09_-An09_-An09"]) assert.ok(overlay.hashes.includes(createHash("sha256").update(`5a17:${alias}`).digest("hex")));
  assert.equal(overlay.hashes.length, 3);
});

test("corrections lead to the newest key in one step, and can be taken back", () => {
  let overlay = corrected(noOverlay(), "a", "b");
  overlay = corrected(overlay, "b", "c");
  assert.deepEqual(overlay.correct, [{ from: "a", to: "c" }, { from: "b", to: "c" }]);
  overlay = corrected(overlay, "c", "a");
  assert.deepEqual(overlay.correct, [{ from: "b", to: "a" }, { from: "c", to: "a" }], "back at the start: nothing leads from a to itself");
  assert.deepEqual(uncorrected(overlay, "b").correct, [{ from: "c", to: "a" }]);
});

test("an empty overlay changes no file", async () => {
  assert.equal(asOption(null), undefined);
  assert.equal(asOption(noOverlay()), undefined);
  assert.deepEqual(asOption({ salt: "s", hashes: [], correct: [{ from: "a", to: "b" }] }), { correct: [{ from: "a", to: "b" }] });
  assert.deepEqual(asOption({ salt: "s", hashes: ["h"], correct: [] }), { drop: { salt: "s", hashes: ["h"] } });
});
