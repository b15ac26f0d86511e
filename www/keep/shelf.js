/**
 * The workspaces of this device: a folder with a file for each, `<id>.<revision>.<random>.linger`. A new state is written
 * to a file of its own, read back, and only then is the old one removed: whatever breaks in between, the newest
 * whole file is the workspace.
 * @module
 */

import { bytesOfFile } from "./bytes.js";
import { keepError } from "./errors.js";
import { headerBytes, readHeader } from "./format.js";
import { randomHex } from "./seal.js";
import { endsWhole, read, verify, written } from "./workspace.js";

/**
 * @typedef {import("./workspace.js").Manifest} Manifest
 * @typedef {import("./workspace.js").FileToKeep} FileToKeep
 * @typedef {import("./workspace.js").Master} Master
 * @typedef {import("./format.js").Header} Header
 * @typedef {import("./bytes.js").Bytes} Bytes
 * @typedef {{ header: Header, bytes: number }} Kept a workspace in the list
 * @typedef {Kept & { oldIsGone: boolean }} Saved whether the states before it could be removed
 * @typedef {{ name: string, id: string, revision: number, file: File, header: Header | null }} State a file of the folder; without a header it is torn
 */

const FOLDER = "linger-workspaces";
const NAME = /^([0-9a-f]{16})\.(\d+)\.[0-9a-f]{8}\.linger$/;

/** Whether this page may keep anything: the browser gives pages opened from the disk no place of their own. */
export const canKeep = () => globalThis.isSecureContext && location.protocol !== "file:" && typeof navigator.storage?.getDirectory === "function";

/** The folder of this device, made when something is first kept. @returns {Promise<FileSystemDirectoryHandle>} */
export async function deviceFolder() {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch (cause) {
    throw keepError("unavailable", cause);
  }
}

/** The same where something was kept, else `null`: looking makes nothing. @returns {Promise<FileSystemDirectoryHandle | null>} */
export async function existingFolder() {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER);
  } catch {
    return null;
  }
}

/**
 * Every workspace with its newest state, the latest saved first. One of which nothing is whole has no place in it.
 * @param {FileSystemDirectoryHandle} folder
 * @returns {Promise<Kept[]>}
 */
export async function list(folder) {
  /** @type {Map<string, Kept>} */
  const newest = new Map();
  for (const { id, header, file } of await states(folder)) {
    if (header && !newest.has(id)) newest.set(id, { header, bytes: file.size });
  }
  return [...newest.values()].sort((a, b) => Date.parse(b.header.savedAt) - Date.parse(a.header.savedAt));
}

/**
 * Writes a new state of a workspace.
 * @param {FileSystemDirectoryHandle} folder
 * @param {{ id: string, name: string, savedAt: string }} about
 * @param {Manifest} manifest
 * @param {FileToKeep[]} files
 * @param {Master | null} master
 * @param {() => boolean} [isMine] asked before the old state is removed: another tab may have taken the workspace over
 * @returns {Promise<Saved>}
 */
export async function save(folder, about, manifest, files, master, isMine = () => true) {
  const newest = Math.max(0, ...(await states(folder, about.id)).map(({ revision }) => revision));
  const next = { ...about, revision: newest + 1 };
  return put(folder, next, written(next, manifest, files, master), (file) => verify(file, master), isMine);
}

/**
 * The newest state that is whole.
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} id
 * @param {Master | null} master
 */
export async function open(folder, id, master) {
  /** @type {unknown} */
  let damaged = keepError("noWorkspace");
  for (const { file } of await states(folder, id)) {
    try {
      return await read(file, master);
    } catch (error) {
      if (/** @type {any} */ (error)?.code !== "damaged") throw error;
      damaged = error;
    }
  }
  throw damaged;
}

/** The header of the newest state. @param {FileSystemDirectoryHandle} folder @param {string} id @returns {Promise<Header>} */
export const headerOf = async (folder, id) => (await newestOf(folder, id)).header;

/** @param {FileSystemDirectoryHandle} folder @param {string} id */
async function newestOf(folder, id) {
  const [state] = await states(folder, id);
  if (!state?.header) throw keepError(state ? "damaged" : "noWorkspace");
  return { ...state, header: state.header };
}

/**
 * Gives a workspace another name: its frames are copied as they are, so no passphrase is needed.
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} id
 * @param {string} name
 * @returns {Promise<Saved>}
 */
export async function rename(folder, id, name) {
  const { file, header, revision } = await newestOf(folder, id);
  const next = { ...header, name, revision: revision + 1 };
  const { length } = await readHeader(file);
  async function* copied() {
    yield await headerBytes(next);
    yield* bytesOfFile(file.slice(length));
  }
  const check = async (/** @type {File} */ copy) => {
    if (!(await endsWhole(copy))) throw keepError("damaged");
    return next;
  };
  return put(folder, next, copied(), check, () => true);
}

/** The newest state goes last: what breaks off in between leaves the workspace as it was. @param {FileSystemDirectoryHandle} folder @param {string} id */
export async function remove(folder, id) {
  for (const { name } of (await states(folder, id)).reverse()) await folder.removeEntry(name);
}

/**
 * Writes a state, reads it back, and removes those before it.
 * @param {FileSystemDirectoryHandle} folder
 * @param {{ id: string, revision: number }} about
 * @param {AsyncIterable<Bytes>} pieces
 * @param {(file: File) => Promise<Header>} check throws unless the file is whole
 * @param {() => boolean} isMine
 * @returns {Promise<Saved>}
 */
async function put(folder, { id, revision }, pieces, check, isMine) {
  const before = await states(folder, id);
  const name = `${id}.${revision}.${randomHex(4)}.linger`;
  try {
    const handle = await folder.getFileHandle(name, { create: true });
    await fill(handle, pieces);
    const file = await handle.getFile();
    const header = await check(file);
    if (!isMine()) throw keepError("readOnly");
    return { header, bytes: file.size, oldIsGone: await removeAll(folder, before) };
  } catch (error) {
    await folder.removeEntry(name).catch(() => {});
    throw told(error);
  }
}

/** @param {FileSystemFileHandle} handle @param {AsyncIterable<Bytes>} pieces */
async function fill(handle, pieces) {
  const writable = await handle.createWritable();
  try {
    for await (const piece of pieces) await writable.write(piece);
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => {});
    throw error;
  }
}

/** @param {FileSystemDirectoryHandle} folder @param {State[]} states */
async function removeAll(folder, states) {
  const removals = await Promise.allSettled(states.map(({ name }) => folder.removeEntry(name)));
  return removals.every(({ status }) => status === "fulfilled");
}

/** @param {any} error */
function told(error) {
  if (error?.name === "QuotaExceededError") return keepError("noSpace", error);
  return error?.name === "Error" && error.code ? error : keepError("notSaved", error);
}

/**
 * The files of one workspace or of all, whole ones first, the newest before the others.
 * @param {FileSystemDirectoryHandle} folder
 * @param {string} [id]
 * @returns {Promise<State[]>}
 */
async function states(folder, id) {
  /** @type {(State & { isWhole: boolean })[]} */
  const found = [];
  for await (const [name, handle] of folder.entries()) {
    const [, own, revision] = NAME.exec(name) ?? [];
    if (own === undefined || (id !== undefined && own !== id)) continue;
    const file = await /** @type {FileSystemFileHandle} */ (handle).getFile();
    const header = await readHeader(file).then((read) => read.header, () => null);
    found.push({ name, file, header, id: own, revision: Number(revision), isWhole: header !== null && (await endsWhole(file)) });
  }
  return found.sort((a, b) => Number(b.isWhole) - Number(a.isWhole) || b.revision - a.revision);
}
