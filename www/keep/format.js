/**
 * The file of a workspace: bytes in a row, small numbers little-endian.
 *
 * ```
 * "LINGERW1"                      8 bytes
 * length of the header, u32
 * header                          JSON, UTF-8: what a list shows, and how the rest is sealed; readable without the passphrase
 * SHA-256 of the header           32 bytes
 * frame, frame, … last frame      u32 (length of what follows in its lowest 31 bits, the highest set in the last frame), then
 *                                   not sealed: the chunk and 32 bytes of SHA-256 over (that of the frame before, the u32, the chunk)
 *                                   sealed: AES-256-GCM of the chunk with its tag of 16 bytes; the nonce is the frame's number (u64)
 *                                   and its u32, so that no frame can be left out, moved or be the last but the one that was
 * ```
 *
 * The chunks (1 MiB, the last one less) together are gzip of: `u32 length, manifest as JSON`, then for each file `u32 length, head as
 * JSON, the file's bytes` (as many as the head says), then `u32 0`. A key is used for one file only: the passphrase gives a
 * master key (PBKDF2-SHA-256), and that gives the file's key with the file's own salt (HKDF-SHA-256). The header holds a tag
 * made with the file's key, so a wrong passphrase and a damaged file can be told apart.
 * @module
 */

import { keepError } from "./errors.js";

export const MAGIC = "LINGERW1";
const MOST_HEADER = 65_536;
const DIGEST = 32;

/**
 * @typedef {object} Header
 * @property {"workspace"} linger
 * @property {1} schema
 * @property {string} id of the workspace; the same in all its states
 * @property {string} name as the seller calls it
 * @property {string} savedAt ISO instant
 * @property {number} revision one more in each state
 * @property {import("./seal.js").Sealing | null} sealed
 */

/** @param {string} text */
export const bytesOf = (text) => /** @type {Uint8Array<ArrayBuffer>} */ (new TextEncoder().encode(text));

/** @param {Uint8Array} bytes */
export const textOf = (bytes) => new TextDecoder().decode(bytes);

/** @param {number} value */
export function u32(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** @param {Uint8Array} bytes of four */
export const readU32 = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);

/** @param {...Uint8Array} parts */
export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));

/** @param {Uint8Array} a @param {Uint8Array} b */
export const isEqual = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** The file's beginning. @param {Header} header */
export async function headerBytes(header) {
  const text = bytesOf(JSON.stringify(header));
  return joined(bytesOf(MAGIC), u32(text.length), text, await sha256(text));
}

/** Whether a file says that it is a workspace. @param {Blob} file */
export const isWorkspace = async (file) => (await file.slice(0, MAGIC.length).text()) === MAGIC;

/**
 * @param {Blob} file
 * @returns {Promise<{ header: Header, length: number }>} and how many bytes it takes
 */
export async function readHeader(file) {
  if (!(await isWorkspace(file))) throw keepError("notWorkspace");
  const start = new Uint8Array(await file.slice(MAGIC.length, MAGIC.length + 4).arrayBuffer());
  const size = start.length === 4 ? readU32(start) : 0;
  const from = MAGIC.length + 4;
  const length = from + size + DIGEST;
  if (size === 0 || size > MOST_HEADER || file.size < length) throw keepError("damaged");
  const rest = new Uint8Array(await file.slice(from, length).arrayBuffer());
  const text = rest.slice(0, size);
  if (!isEqual(await sha256(text), rest.subarray(size))) throw keepError("damaged");
  return { header: checkedHeader(textOf(text)), length };
}

/** @param {string} text @returns {Header} */
function checkedHeader(text) {
  const header = parsed(text);
  if (header?.linger !== "workspace" || !Number.isInteger(header.schema)) throw keepError("damaged");
  if (header.schema !== 1) throw keepError("newer");
  const { id, name, savedAt, revision, sealed } = header;
  const isWhole = /^[0-9a-f]{16}$/.test(id) && typeof name === "string" && !Number.isNaN(Date.parse(savedAt)) && Number.isInteger(revision) && typeof sealed === "object";
  if (!isWhole) throw keepError("damaged");
  return header;
}

/** @param {string} text @returns {any} */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw keepError("damaged");
  }
}
