/**
 * What is dropped on a page, folders and all: the items of a drop in, a flat list of files with their paths out.
 * @module
 */

import { lingerError } from "./errors.js";

/** More is no folder of exports. */
const MOST_FILES = 1000;
const HIDDEN = /^(\.|thumbs\.db$|desktop\.ini$)/i;

/**
 * Reads entries at once, for a drop is empty as soon as its event is over. A file that lies in a folder has its path in
 * `webkitRelativePath`, as from a folder picker. Hidden files and folders are passed over.
 * @param {DataTransferItemList | DataTransferItem[]} items
 * @returns {Promise<File[]>} in the order of their paths
 */
export async function filesOf(items) {
  const dropped = Array.from(items).filter(({ kind }) => kind === "file");
  const roots = dropped.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  /** @type {File[]} */
  const files = [];
  for (const root of roots) {
    if (root instanceof File) add(files, root);
    else if (root) await walk(root, files);
  }
  return files;
}

/**
 * @param {FileSystemEntry} entry
 * @param {File[]} files
 */
async function walk(entry, files) {
  if (HIDDEN.test(entry.name)) return;
  if (entry.isDirectory) {
    const entries = await entriesIn(/** @type {FileSystemDirectoryEntry} */ (entry));
    for (const inner of entries.sort(byName)) await walk(inner, files);
  } else add(files, await fileOf(/** @type {FileSystemFileEntry} */ (entry)));
}

/**
 * All entries of a folder: it gives them in batches of a hundred until there are none.
 * @param {FileSystemDirectoryEntry} folder
 * @returns {Promise<FileSystemEntry[]>}
 */
async function entriesIn(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const entries = [];
  for (;;) {
    const batch = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return entries;
    entries.push(...batch);
    if (entries.length > MOST_FILES) throw tooManyFiles();
  }
}

/** @param {FileSystemFileEntry} entry */
async function fileOf(entry) {
  const file = await new Promise((/** @type {(file: File) => void} */ resolve, reject) => entry.file(resolve, reject));
  const path = entry.fullPath.replace(/^\//, "");
  // A browser leaves it empty for what was dropped.
  if (path !== entry.name) Object.defineProperty(file, "webkitRelativePath", { value: path });
  return file;
}

/** @param {File[]} files @param {File} file */
function add(files, file) {
  if (files.push(file) > MOST_FILES) throw tooManyFiles();
}

/** @param {FileSystemEntry} a @param {FileSystemEntry} b */
function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}

function tooManyFiles() {
  return lingerError("tooManyFiles", "There are more than 1,000 files in what was dropped. Drop only the folder with the exports.");
}
