/**
 * A ZIP archive as the list of its files, read from its directory: only what is asked for is unpacked, by the host, which
 * also checks it. ZIP64, names in UTF-8 and in GBK.
 *
 * A library for this weighs 20 to 40 KB gzip in each script; the directory is three records of numbers.
 * @module
 */

import { lingerError } from "../errors.js";
import { chunksOf } from "../reading.js";
import { againSource, bounded, damagedArchive, mostOf, unpacksTooFar } from "./source.js";

/** @typedef {import("../reading.js").Chunks} Chunks */

/**
 * @typedef {object} Entry
 * @property {string} name with its folders
 * @property {() => import("./source.js").Source} source throws where it cannot be unpacked
 */

/** @typedef {{ name: string, flags: number, method: number, checksum: number, packed: number, size: number, offset: number }} Fields of the directory */

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const IN_DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
/** More is no directory of exports. */
const LARGEST_DIRECTORY = 64 * 1024 * 1024;
const IS_ENCRYPTED = 1;
const IS_UTF_8 = 1 << 11;
const STORED = 0;
const DEFLATED = 8;
/** Bytes that are not packed come in blocks of at most so many. */
const LONGEST_BLOCK = 65_535;
/** In front of deflated bytes, with checksum and size behind them, it makes a gzip file of them. */
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255);

/**
 * @param {Blob} archive
 * @returns {Promise<Entry[]>} its files in the order of its directory
 */
export async function entriesOf(archive) {
  const fields = directoryFields(await directory(archive));
  if (fields.reduce((sum, { size }) => sum + size, 0) > mostOf(archive.size)) throw unpacksTooFar();
  const files = fields.filter(({ name }) => !name.endsWith("/"));
  return files.map((file) => ({ name: file.name, source: () => entrySource(archive, file) }));
}

/**
 * The bytes of the directory, which the record at the very end says where to find.
 * @param {Blob} archive
 */
async function directory(archive) {
  const tail = await viewOf(archive.slice(-END_BYTES - LONGEST_COMMENT));
  const at = endAt(tail);
  let [size, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (at >= 20 && tail.getUint32(at - 20, true) === LOCATOR_64) {
    const where = number64(tail, at - 12);
    const record = await viewOf(archive.slice(where, where + 56));
    if (record.byteLength < 56 || record.getUint32(0, true) !== END_64) throw damagedArchive();
    [size, offset] = [number64(record, 40), number64(record, 48)];
  }
  if (size > LARGEST_DIRECTORY) throw damagedArchive();
  return viewOf(archive.slice(offset, offset + size));
}

/** Where the end record begins: its comment ends the file. @param {DataView} tail */
function endAt(tail) {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END && at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength) return at;
  }
  throw damagedArchive();
}

/**
 * @param {DataView} view
 * @returns {Fields[]}
 */
function directoryFields(view) {
  /** @type {Fields[]} */
  const fields = [];
  for (let at = 0; at + 46 <= view.byteLength; ) {
    if (view.getUint32(at, true) !== IN_DIRECTORY) throw damagedArchive();
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const next = at + 46 + nameBytes + extraBytes + commentBytes;
    if (next > view.byteLength) throw damagedArchive();
    const flags = view.getUint16(at + 8, true);
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameBytes);
    const extra = new DataView(view.buffer, view.byteOffset + at + 46 + nameBytes, extraBytes);
    const [size, packed, offset] = sizes64(extra, [24, 20, 42].map((place) => view.getUint32(at + place, true)));
    fields.push({ name: nameOf(bytes, flags), flags, method: view.getUint16(at + 10, true), checksum: view.getUint32(at + 16, true), size, packed, offset });
    at = next;
  }
  return fields;
}

/**
 * Numbers that do not fit in 32 bits stand in an extra field of kind 1, in this order.
 * @param {DataView} extra
 * @param {number[]} numbers
 */
function sizes64(extra, numbers) {
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const [kind, length] = [extra.getUint16(at, true), extra.getUint16(at + 2, true)];
    if (kind === 1) {
      let place = at + 4;
      return numbers.map((number) => {
        if (number !== 0xffff_ffff || place + 8 > Math.min(at + 4 + length, extra.byteLength)) return number;
        place += 8;
        return number64(extra, place - 8);
      });
    }
    at += 4 + length;
  }
  return numbers;
}

/**
 * Names are in UTF-8, said or not; what is no UTF-8 comes from a Chinese system, or from an old one.
 * @param {Uint8Array} bytes
 * @param {number} flags
 */
function nameOf(bytes, flags) {
  const encodings = flags & IS_UTF_8 ? ["utf-8"] : ["utf-8", "gbk"];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes).replaceAll("\\", "/");
    } catch {
      // The next one.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes).replaceAll("\\", "/");
}

/**
 * @param {Blob} archive
 * @param {Fields} file
 */
function entrySource(archive, file) {
  if (file.flags & IS_ENCRYPTED) throw passwordProtected();
  if (file.method !== STORED && file.method !== DEFLATED) throw packedOtherwise();
  return againSource(() => bounded(later(file.size, () => entryChunks(archive, file)), () => file.size, damagedArchive));
}

/**
 * @param {Blob} archive
 * @param {Fields} file
 */
async function entryChunks(archive, { method, checksum, packed, size, offset }) {
  const header = await viewOf(archive.slice(offset, offset + 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL) throw damagedArchive();
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const data = archive.slice(start, start + packed);
  if (data.size !== packed) throw damagedArchive();
  const trailer = new DataView(new ArrayBuffer(8));
  trailer.setUint32(0, checksum, true);
  trailer.setUint32(4, size, true);
  return chunksOf(new Blob([GZIP_HEADER, ...(method === STORED ? storedBlocks(data) : [data]), trailer]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/**
 * Bytes that are not packed in the form of some that are, so that they are checked as well.
 * @param {Blob} data
 */
function storedBlocks(data) {
  /** @type {BlobPart[]} */
  const blocks = [];
  for (let at = 0; at === 0 || at < data.size; at += LONGEST_BLOCK) {
    const length = Math.min(LONGEST_BLOCK, data.size - at);
    const isLast = Number(at + length === data.size);
    blocks.push(Uint8Array.of(isLast, length, length >> 8, ~length, ~length >> 8), data.slice(at, at + length));
  }
  return blocks;
}

/**
 * Chunks that are opened when the first is asked for.
 * @param {number} size
 * @param {() => Promise<Chunks>} open
 * @returns {Chunks}
 */
function later(size, open) {
  /** @type {Promise<Chunks> | null} */
  let opened = null;
  return {
    size,
    next: async () => (await (opened ??= open())).next(),
    cancel: () => void opened?.then((chunks) => chunks.cancel(), () => {}),
  };
}

/** @param {Blob} blob */
async function viewOf(blob) {
  return new DataView(await blob.arrayBuffer());
}

/** @param {DataView} view @param {number} at */
function number64(view, at) {
  return Number(view.getBigUint64(at, true));
}

/** The core says the same of workbooks. */
function passwordProtected() {
  return lingerError("passwordProtected", "The file is protected with a password. Open it, save a copy without a password, and add that copy.");
}

function packedOtherwise() {
  return lingerError("packedOtherwise", "The file is packed in a way that Linger cannot unpack. Unpack the archive yourself and add the files in it.");
}
