/** Folders as they are dropped: a real drop in Chromium, and folders that give their entries in batches. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import { fileURLToPath, pathToFileURL } from "node:url";
import { filesOf } from "../../engine/folders.js";
import { launch } from "../chromium.mjs";

/** @typedef {{ name: string, isDirectory: boolean, fullPath: string }} Entry */

/** @param {string} path @returns {Entry & { file: (resolve: (file: File) => void) => void }} */
const fileEntry = (path) => {
  const name = path.split("/").at(-1) ?? "";
  return { name, fullPath: path, isDirectory: false, file: (resolve) => resolve(new File([path], name)) };
};

/** A folder that gives its entries as browsers do, a hundred at a time. @param {string} path @param {Entry[]} entries */
const folderEntry = (path, entries) => ({
  name: path.split("/").at(-1) ?? "",
  fullPath: path,
  isDirectory: true,
  createReader() {
    const left = [...entries];
    return { readEntries: (/** @type {(batch: Entry[]) => void} */ resolve) => resolve(left.splice(0, 100)) };
  },
});

/** @param {Entry[]} entries */
const dropped = (entries) => /** @type {any} */ (entries.map((entry) => ({ kind: "file", webkitGetAsEntry: () => entry, getAsFile: () => null })));

const numbered = (/** @type {number} */ count) => Array.from({ length: count }, (_, at) => fileEntry(`/exports/${String(at).padStart(4, "0")}.csv`));

test("a folder of several batches gives all its files in order, with their paths", async () => {
  const files = await filesOf(dropped([folderEntry("/exports", numbered(250).reverse())]));
  assert.deepEqual(files.map((file) => file.webkitRelativePath), numbered(250).map(({ fullPath }) => fullPath.slice(1)));
  assert.equal(await files[7]?.text(), "/exports/0007.csv");
});

test("a thousand files are enough", async () => {
  assert.equal((await filesOf(dropped([folderEntry("/exports", numbered(1000))]))).length, 1000);
  await assert.rejects(filesOf(dropped([folderEntry("/exports", numbered(1001))])), { code: "tooManyFiles" });
  const halves = [folderEntry("/a", numbered(600)), folderEntry("/b", numbered(600))];
  await assert.rejects(filesOf(dropped([folderEntry("/exports", halves)])), { code: "tooManyFiles" });
});

test("items that are no entries are files or nothing", async () => {
  const file = new File(["a"], "a.csv");
  const items = [{ kind: "string", webkitGetAsEntry: () => null }, { kind: "file", webkitGetAsEntry: () => null, getAsFile: () => file }];
  assert.deepEqual(await filesOf(/** @type {any} */ (items)), [file]);
});

test("a folder that the browser does not give says what to do instead", async () => {
  const entry = { ...folderEntry("/exports", []), createReader: () => ({ readEntries: (/** @type {unknown} */ _, /** @type {(error: Error) => void} */ reject) => reject(new Error("no")) }) };
  await assert.rejects(filesOf(dropped([entry])), { code: "folderUnreadable" });
});

test("a real drop of a folder and a file beside it, on a page from the disk", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "linger-drop-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, "exports/2024"), { recursive: true });
  await mkdir(join(folder, "exports/.git"));
  for (const name of ["exports/b.csv", "exports/2024/a.csv", "exports/.DS_Store", "exports/.git/config", "loose.csv"]) await writeFile(join(folder, name), name);
  await writeFile(join(folder, "page.html"), "<body style='height: 500px'>drop here</body>");
  const { outputFiles } = await build({ entryPoints: [fileURLToPath(new URL("../../engine/folders.js", import.meta.url))], bundle: true, format: "iife", globalName: "folders", write: false });

  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, "page.html")).href);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? "" });
  const found = page.evaluate(() => {
    document.ondragover = (event) => event.preventDefault();
    return new Promise((/** @type {(found: string[][]) => void} */ resolve) => {
      document.ondrop = async (event) => {
        event.preventDefault();
        const files = await /** @type {any} */ (globalThis).folders.filesOf(event.dataTransfer?.items);
        resolve(await Promise.all(files.map(async (/** @type {File} */ file) => [file.webkitRelativePath || file.name, await file.text()])));
      };
    });
  });
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(folder, "exports"), join(folder, "loose.csv")], dragOperationsMask: 1 };
  for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) await devtools.send("Input.dispatchDragEvent", { type, x: 50, y: 50, data });
  assert.deepEqual(await found, [["exports/2024/a.csv", "exports/2024/a.csv"], ["exports/b.csv", "exports/b.csv"], ["loose.csv", "loose.csv"]]);
});
