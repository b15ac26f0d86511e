/** Keeping in a folder that fails, tears and dies at every step: what was kept before is never lost. */
import test from "node:test";
import assert from "node:assert/strict";
import { masterKey } from "../../keep/seal.js";
import { headerOf, list, open, remove, rename, save } from "../../keep/shelf.js";
import { Folder } from "./folder.mjs";
import { ABOUT, fileOf, manifestOf, noise } from "./workspaces.mjs";

/** Two chunks, so that a state can be torn between them. */
const CONTENT = new Blob([noise(1_300_000)]);
const master = await masterKey("a passphrase");

/** @param {Folder} folder @param {number} state @param {import("../../keep/seal.js").Master | null} [own] */
const keep = (folder, state, own = null) => save(folder.handle, ABOUT, manifestOf(state), [fileOf("orders.csv", CONTENT)], own);

/** The state that is found. @param {FileSystemDirectoryHandle} folder @param {import("../../keep/seal.js").Master | null} [own] */
async function found(folder, own = null) {
  const { manifest, files } = await open(folder, ABOUT.id, own);
  assert.equal(files[0]?.content.size, 1_300_000);
  return /** @type {any} */ (manifest.options).churn.marginDays;
}

test("a workspace has one file, and the newest state is the one that is found", async () => {
  const folder = new Folder();
  for (const state of [1, 2, 3]) await keep(folder, state);
  assert.equal(folder.files.size, 1);
  assert.equal(await found(folder.handle), 3);
  const [kept, ...others] = await list(folder.handle);
  assert.deepEqual([kept?.header.name, kept?.header.revision, kept?.bytes, others], ["Shop 留步", 3, [...folder.files.values()][0]?.length, []]);
  await remove(folder.handle, ABOUT.id);
  assert.deepEqual([folder.files.size, await list(folder.handle)], [0, []]);
  await assert.rejects(open(folder.handle, ABOUT.id, null), { code: "noWorkspace" });
});

for (const own of [null, master]) {
  for (const kind of /** @type {const} */ (["fails", "tears", "dies"])) {
    test(`a write that ${kind} at any step loses nothing, ${own ? "sealed" : "open"}`, async () => {
      const whole = new Folder();
      await keep(whole, 1, own);
      whole.steps = 0;
      await keep(whole, 2, own);
      // Made, header, two frames of mark and body, closed, the old one removed.
      assert.equal(whole.steps, 8);
      let [olds, news] = [0, 0];
      for (let at = 0; at < whole.steps; at++) {
        const folder = new Folder();
        await keep(folder, 1, own);
        folder.breakAt(at, kind);
        const told = await keep(folder, 2, own).then((saved) => saved.oldIsGone, (error) => error.code);
        const state = await found(folder.again(), own);
        const kept = await list(folder.again());
        assert.equal(kept.length, 1);
        if (state === 1) olds += 1;
        else news += 1;
        // A page that is gone is told nothing.
        if (kind !== "dies") assert.equal(told, state === 1 ? "notSaved" : false, `step ${at}`);
        // The next save works and clears away what the fault left.
        const after = new Folder();
        after.files = folder.files;
        assert.equal((await keep(after, 3, own)).oldIsGone, true);
        assert.deepEqual([after.files.size, await found(after.handle, own)], [1, 3]);
      }
      // Whole on the disk is kept, be it that closing was never answered.
      assert.deepEqual([olds, news], kind === "dies" ? [6, 2] : [7, 1]);
    });
  }
}

test("a state that was damaged on the disk is passed over for the one before it", async () => {
  const folder = new Folder();
  await keep(folder, 1);
  folder.breakAt(7, "fails");
  assert.equal((await keep(folder, 2)).oldIsGone, false);
  const after = new Folder();
  after.files = folder.files;
  assert.equal(await found(after.handle), 2);
  const newest = [...after.files.keys()].find((name) => name.includes(".2."));
  const bytes = after.files.get(newest ?? "");
  if (bytes) bytes[bytes.length >> 1] ^= 1;
  assert.equal(await found(after.handle), 1);
  const other = [...after.files.keys()].find((name) => name.includes(".1."));
  const old = after.files.get(other ?? "");
  if (old) old[old.length >> 1] ^= 1;
  await assert.rejects(open(after.handle, ABOUT.id, null), { code: "damaged" });
});

test("without room the state before stays, and the page knows why", async () => {
  const folder = new Folder();
  await keep(folder, 1);
  folder.breakAt(3, "tears", new DOMException("The quota has been exceeded.", "QuotaExceededError"));
  await assert.rejects(keep(folder, 2), { code: "noSpace" });
  assert.deepEqual([folder.files.size, await found(folder.again())], [1, 1]);
});

test("a tab that lost the workspace while it wrote leaves it as the other tab has it", async () => {
  const folder = new Folder();
  await keep(folder, 1);
  await assert.rejects(save(folder.handle, ABOUT, manifestOf(2), [], null, () => false), { code: "readOnly" });
  assert.deepEqual([folder.files.size, await found(folder.handle)], [1, 1]);
});

test("a new name needs no passphrase, and breaks at no step", async () => {
  for (let at = 0; at <= 7; at++) {
    const folder = new Folder();
    await keep(folder, 1, master);
    folder.breakAt(at, "dies");
    const saved = await rename(folder.handle, ABOUT.id, "Outlet").catch(() => null);
    const { name } = await headerOf(folder.again(), ABOUT.id);
    assert.ok(name === "Outlet" || (saved === null && name === ABOUT.name), name);
    assert.equal(await found(folder.again(), master), 1);
  }
});

test("removing that breaks off leaves the newest state", async () => {
  const folder = new Folder();
  await keep(folder, 1);
  folder.breakAt(7, "fails");
  await keep(folder, 2);
  folder.breakAt(1, "dies");
  await assert.rejects(remove(folder.handle, ABOUT.id));
  assert.equal(await found(folder.again()), 2);
});

test("files of others in the folder are left alone", async () => {
  const folder = new Folder();
  folder.files.set("notes.txt", new Uint8Array([1]));
  folder.files.set(`${ABOUT.id}.9.0000abcd.linger`, new Uint8Array([1, 2, 3]));
  await keep(folder, 1);
  assert.deepEqual([...folder.files.keys()].filter((name) => name === "notes.txt"), ["notes.txt"]);
  assert.equal((await list(folder.handle)).length, 1);
  assert.equal(await found(folder.handle), 1);
});
