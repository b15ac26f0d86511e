/**
 * A workspace ↔ the bytes of its file. Both ways are streams: no more than a chunk of it, and a file that the core has
 * filtered, is in memory at once.
 * @module
 */

import { ByteReader, bytesOfFile, chunked, gunzipped, gzipped } from "./bytes.js";
import { keepError } from "./errors.js";
import { bytesOf, headerBytes, parsed, readHeader, readU32, textOf, u32 } from "./format.js";
import { digestFrames, keyOf, masterKey, newFileKey, randomHex, sealedFrames } from "./seal.js";

/**
 * @typedef {import("./bytes.js").Bytes} Bytes
 * @typedef {import("./format.js").Header} Header
 * @typedef {import("./seal.js").Master} Master
 * @typedef {import("./seal.js").Frames} Frames
 * @typedef {import("./overlay.js").Overlay} Overlay
 * @typedef {import("./overlay.js").LogEntry} LogEntry
 */

/**
 * What a workspace holds beside its files.
 * @typedef {object} Manifest
 * @property {object} options of the report
 * @property {object} visitOptions
 * @property {Overlay} overlay corrections and tombstones
 * @property {LogEntry[]} log what was done for people's rights
 * @property {unknown} run the last run, for comparing; `null` before there was one
 * @property {unknown} [categories] rules that give products their category
 * @property {unknown} [predictOptions] what predictions are asked with
 * @property {unknown} [runs] numbers of this run and earlier ones, over all customers
 * @property {unknown} [audit] how far the files could be trusted, for the trend
 */

/**
 * A file of it.
 * @typedef {object} KeptFile
 * @property {string} name
 * @property {"orders" | "events" | "table"} kind a table holds no orders
 * @property {object | null} mapping `null` where the reader finds it itself
 */

/** @typedef {KeptFile & { content: () => Promise<Blob> }} FileToKeep its bytes are made when their turn comes */
/** @typedef {KeptFile & { content: Blob }} FileKept */

const CHUNK = 1024 * 1024;
const LAST = 2 ** 31;
/** Longest manifest or head of a file, in bytes. */
const MOST_JSON = 256 * 1024 * 1024;
/** Bytes of all files that are opened at most: a forged file of a few megabytes must not fill the memory. */
const MOST_BYTES = 4 * 1024 ** 3;

/** @returns {string} */
export const newId = () => randomHex(8);

/**
 * The file of a workspace, piece by piece.
 * @param {Omit<Header, "linger" | "schema" | "sealed">} about
 * @param {Manifest} manifest
 * @param {FileToKeep[]} files
 * @param {Master | null} master seals it
 * @returns {AsyncGenerator<Bytes>}
 */
export async function* written(about, manifest, files, master) {
  const own = master ? await newFileKey(master) : null;
  yield await headerBytes({ linger: "workspace", schema: 1, ...about, sealed: own?.sealed ?? null });
  const frames = own ? sealedFrames(own.key) : digestFrames();
  for await (const { chunk, isLast } of chunked(gzipped(body(manifest, files)), CHUNK)) {
    const mark = u32(chunk.length + frames.added + (isLast ? LAST : 0));
    yield mark;
    yield await frames.close(chunk, mark);
  }
}

/** @param {Manifest} manifest @param {FileToKeep[]} files @returns {AsyncGenerator<Bytes>} */
async function* body(manifest, files) {
  yield* withLength(manifest);
  for (const { content, ...about } of files) {
    const bytes = await content();
    yield* withLength({ ...about, bytes: bytes.size });
    yield* bytesOfFile(bytes);
  }
  yield u32(0);
}

/** @param {object} value @returns {Generator<Bytes>} */
function* withLength(value) {
  const text = bytesOf(JSON.stringify(value));
  yield u32(text.length);
  yield text;
}

/**
 * The key that opens a file: of the passphrase, where it is sealed.
 * @param {Header} header
 * @param {string | null} passphrase
 * @returns {Promise<Master | null>}
 */
export async function masterOf({ sealed }, passphrase) {
  if (!sealed) return null;
  if (passphrase === null) throw keepError("needsPassphrase");
  const master = await masterKey(passphrase, sealed);
  await keyOf(master, sealed);
  return master;
}

/**
 * @param {Blob} file
 * @param {Master | null} master
 * @returns {Promise<{ header: Header, manifest: Manifest, files: FileKept[] }>} whole, or an error
 */
export async function read(file, master) {
  const { header, length } = await readHeader(file);
  const chunks = opened(file.slice(length), await framesOf(header, master));
  try {
    return { header, ...(await contents(new ByteReader(gunzipped(chunks)))) };
  } catch (error) {
    throw /** @type {any} */ (error)?.code ? error : keepError("damaged", error);
  }
}

/** Throws unless every frame of a file is as it was written. @param {Blob} file @param {Master | null} master */
export async function verify(file, master) {
  const { header, length } = await readHeader(file);
  for await (const _ of opened(file.slice(length), await framesOf(header, master)));
  return header;
}

/** Whether a file ends with its last frame: no look at what the frames hold. @param {Blob} file */
export async function endsWhole(file) {
  try {
    let { length: at } = await readHeader(file);
    for (let isLast = false; !isLast; ) {
      const mark = new Uint8Array(await file.slice(at, at + 4).arrayBuffer());
      if (mark.length < 4) return false;
      isLast = readU32(mark) >= LAST;
      at += 4 + (readU32(mark) % LAST);
    }
    return at === file.size;
  } catch {
    return false;
  }
}

/** @param {Header} header @param {Master | null} master @returns {Promise<Frames>} */
async function framesOf({ sealed }, master) {
  if (!sealed) return digestFrames();
  if (!master) throw keepError("needsPassphrase");
  return sealedFrames(await keyOf(master, sealed));
}

/** The chunks in the frames; throws `damaged` at the first that is not as it was written. @param {Blob} rest @param {Frames} frames @returns {AsyncGenerator<Bytes>} */
async function* opened(rest, frames) {
  const reader = new ByteReader(bytesOfFile(rest));
  for (let isLast = false; !isLast; ) {
    const mark = await reader.take(4);
    const length = readU32(mark) % LAST;
    isLast = readU32(mark) >= LAST;
    if (length < frames.added || length > CHUNK + frames.added) throw keepError("damaged");
    yield await frames.open(await reader.take(length), mark);
  }
  if (!(await reader.atEnd())) throw keepError("damaged");
}

/** @param {ByteReader} reader */
async function contents(reader) {
  const manifest = checkedManifest(await json(reader));
  /** @type {FileKept[]} */
  const files = [];
  let total = 0;
  for (let head = await json(reader); head; head = await json(reader)) {
    const { name, kind, mapping, bytes } = head;
    if (typeof name !== "string" || !["orders", "events", "table"].includes(kind) || !(bytes >= 0)) throw keepError("damaged");
    total += bytes;
    if (total > MOST_BYTES) throw keepError("tooLarge");
    files.push({ name, kind, mapping, content: await blobOf(reader, bytes) });
  }
  if (!manifest || !(await reader.atEnd())) throw keepError("damaged");
  return { manifest, files };
}

/** The next JSON; `null` at the end mark. @param {ByteReader} reader @returns {Promise<any>} */
async function json(reader) {
  const length = readU32(await reader.take(4));
  if (length > MOST_JSON) throw keepError("damaged");
  return length === 0 ? null : parsed(textOf(await reader.take(length)));
}

/** @param {any} manifest @returns {Manifest} */
function checkedManifest(manifest) {
  const { options, visitOptions, overlay, log } = manifest ?? {};
  const objects = [options, visitOptions, overlay].every((part) => part !== null && typeof part === "object");
  const texts = (/** @type {unknown[]} */ ...parts) => parts.every((part) => typeof part === "string");
  const isWhole = objects && [log, overlay.hashes, overlay.correct].every(Array.isArray) && texts(overlay.salt, ...overlay.hashes) &&
    overlay.correct.every((/** @type {any} */ one) => texts(one?.from, one?.to)) && log.every((/** @type {any} */ one) => texts(one?.at, one?.did) && !Number.isNaN(Date.parse(one.at)));
  if (!isWhole) throw keepError("damaged");
  return manifest;
}

/** The pieces become blobs on the way: the browser keeps those outside of the page's memory. @param {ByteReader} reader @param {number} length */
async function blobOf(reader, length) {
  const parts = [];
  for await (const piece of reader.pieces(length)) parts.push(new Blob([piece]));
  return new Blob(parts);
}
