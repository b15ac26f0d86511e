/**
 * What is dropped on a page, folders and all: the items of a drop in, a flat list of files with their paths out.
 * @module
 */

import { lingerError } from "./errors.js";

/**
 * A file or folder, by whichever of the two ways the browser has.
 * @typedef {object} Node
 * @property {string} name
 * @property {string} path from what was dropped on
 * @property {() => Promise<File>} [file]
 * @property {() => Promise<Node[]>} [inner] of a folder
 */

/** @typedef {{ kind: "file", name: string, getFile: () => Promise<File> } | { kind: "directory", name: string, values: () => AsyncIterable<Handle> }} Handle */

/** @typedef {DataTransferItem & { getAsFileSystemHandle?: () => Promise<Handle | null> }} Item */

/** More is no folder of exports. */
const MOST_FILES = 1000;
const HIDDEN = /^(\.|thumbs\.db$|desktop\.ini$)/i;

/**
 * All files of a drop, in the order of their paths. One that lies in a folder has its path in `webkitRelativePath`, as
 * from a folder picker. Hidden files and folders are passed over.
 * @param {DataTransferItemList | DataTransferItem[]} items
 * @returns {Promise<File[]>}
 */
export async function filesOf(items) {
  const dropped = /** @type {Item[]} */ (Array.from(items)).filter(({ kind }) => kind === "file");
  // A drop is empty as soon as its event is over: everything is asked for at once.
  const roots = dropped.map((item) => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry(), handle: item.getAsFileSystemHandle?.() }));
  /** @type {File[]} */
  const files = [];
  for (const { file, entry, handle } of roots) {
    if (entry?.isDirectory) await walk(await folder(entry, handle), files);
    else if (file) add(files, file);
  }
  return files;
}

/**
 * A page on the disk may not read a folder by its entry in Chromium, but by its handle, which other browsers lack.
 * @param {FileSystemEntry} entry
 * @param {Promise<Handle | null>} [handle]
 */
async function folder(entry, handle) {
  const held = await handle?.catch(() => null);
  return held ? ofHandle(held, held.name) : ofEntry(entry);
}

/**
 * @param {Handle} handle
 * @param {string} path
 * @returns {Node}
 */
function ofHandle(handle, path) {
  if (handle.kind === "file") return { name: handle.name, path, file: () => handle.getFile() };
  const inner = async () => {
    const nodes = [];
    for await (const one of handle.values()) {
      nodes.push(ofHandle(one, `${path}/${one.name}`));
      if (nodes.length > MOST_FILES) throw tooManyFiles();
    }
    return nodes;
  };
  return { name: handle.name, path, inner };
}

/**
 * @param {FileSystemEntry} entry
 * @returns {Node}
 */
function ofEntry(entry) {
  const [name, path] = [entry.name, entry.fullPath.replace(/^\//, "")];
  if (entry.isDirectory) return { name, path, inner: async () => (await entriesIn(/** @type {FileSystemDirectoryEntry} */ (entry))).map(ofEntry) };
  return { name, path, file: () => new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject)) };
}

/**
 * A folder gives its entries in batches of a hundred until there are none.
 * @param {FileSystemDirectoryEntry} folder
 */
async function entriesIn(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const entries = [];
  for (;;) {
    const batch = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve, reject) => reader.readEntries(resolve, () => reject(unreadable())));
    if (batch.length === 0) return entries;
    entries.push(...batch);
    if (entries.length > MOST_FILES) throw tooManyFiles();
  }
}

/**
 * @param {Node} node
 * @param {File[]} files
 */
async function walk({ name, path, file, inner }, files) {
  if (HIDDEN.test(name)) return;
  for (const one of ((await inner?.()) ?? []).sort(byName)) await walk(one, files);
  if (!file) return;
  // A browser leaves it empty for what was dropped.
  add(files, Object.defineProperty(await file(), "webkitRelativePath", { value: path }));
}

/** @param {File[]} files @param {File} file */
function add(files, file) {
  if (files.push(file) > MOST_FILES) throw tooManyFiles();
}

/** @param {Node} a @param {Node} b */
function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}

function tooManyFiles() {
  return lingerError("tooManyFiles", "There are more than 1,000 files in what was dropped. Drop only the folder with the exports.");
}

function unreadable() {
  return lingerError("folderUnreadable", "This browser does not let the page read that folder. Open the folder and drop the files in it.");
}
