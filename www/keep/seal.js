/**
 * Keys of sealed workspaces, and the frames of `format.js`: a chunk in, a frame that cannot be changed unseen out, and back.
 * @module
 */

import { keepError } from "./errors.js";
import { bytesOf, isEqual, joined, sha256, u32 } from "./format.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * How a workspace is sealed, as its header says. Salts and tag in hex.
 * @typedef {object} Sealing
 * @property {"AES-256-GCM"} cipher
 * @property {"PBKDF2-SHA-256"} from what makes the master key of the passphrase
 * @property {number} iterations
 * @property {string} salt of the master key
 * @property {string} fileSalt of the file's key
 * @property {string} check the tag of nothing under the file's key
 */

/** @typedef {{ key: CryptoKey, iterations: number, salt: string }} Master what the passphrase gave; the passphrase itself is not kept */

/**
 * @typedef {object} Frames
 * @property {(chunk: Bytes, mark: Bytes) => Promise<Bytes>} close
 * @property {(body: Bytes, mark: Bytes) => Promise<Bytes>} open throws `damaged`
 * @property {number} added bytes that closing adds to a chunk
 */

/** OWASP's number for PBKDF2-HMAC-SHA-256. */
const ITERATIONS = 600_000;
/** A forged header must not make the page count for hours. */
const MOST_ITERATIONS = 10_000_000;
const [SALT, TAG, DIGEST] = [16, 16, 32];
/** The nonce of the tag in the header: no frame has this number. */
const CHECK = new Uint8Array(12).fill(255);

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {string} text */
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** @param {number} length */
export const randomHex = (length) => hex(crypto.getRandomValues(new Uint8Array(length)));

/**
 * The master key of a passphrase: new, or the one of a header.
 * @param {string} passphrase
 * @param {Pick<Sealing, "iterations" | "salt">} [of]
 * @returns {Promise<Master>}
 */
export async function masterKey(passphrase, { iterations, salt } = { iterations: ITERATIONS, salt: randomHex(SALT) }) {
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > MOST_ITERATIONS) throw keepError("damaged");
  const given = await crypto.subtle.importKey("raw", bytesOf(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", iterations, salt: unhex(salt) }, given, 256);
  return { key: await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]), iterations, salt };
}

/**
 * A new file's key, and what its header says of it.
 * @param {Master} master
 * @returns {Promise<{ key: CryptoKey, sealed: Sealing }>}
 */
export async function newFileKey({ key: master, iterations, salt }) {
  const fileSalt = randomHex(SALT);
  const key = await fileKey(master, fileSalt);
  const check = hex(new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: CHECK }, key, new Uint8Array())));
  return { key, sealed: { cipher: "AES-256-GCM", from: "PBKDF2-SHA-256", iterations, salt, fileSalt, check } };
}

/**
 * The key of a file that is there.
 * @param {Master} master
 * @param {Sealing} sealed
 */
export async function keyOf({ key: master }, { fileSalt, check }) {
  const key = await fileKey(master, fileSalt);
  await crypto.subtle.decrypt({ name: "AES-GCM", iv: CHECK }, key, unhex(check)).catch((cause) => {
    throw keepError("wrongPassphrase", cause);
  });
  return key;
}

/** @param {CryptoKey} master @param {string} fileSalt */
const fileKey = (master, fileSalt) =>
  crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: unhex(fileSalt), info: bytesOf("linger workspace") }, master, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/** Frames of a file that is not sealed: each holds a digest of all before it. @returns {Frames} */
export function digestFrames() {
  /** @type {Bytes} */
  let before = new Uint8Array(DIGEST);
  const digest = async (/** @type {Bytes} */ chunk, /** @type {Bytes} */ mark) => (before = await sha256(joined(before, mark, chunk)));
  return {
    added: DIGEST,
    close: async (chunk, mark) => joined(chunk, await digest(chunk, mark)),
    async open(body, mark) {
      const chunk = body.slice(0, -DIGEST);
      if (!isEqual(await digest(chunk, mark), body.slice(-DIGEST))) throw keepError("damaged");
      return chunk;
    },
  };
}

/** Frames of a sealed file. @param {CryptoKey} key @returns {Frames} */
export function sealedFrames(key) {
  let number = 0;
  const nonce = (/** @type {Bytes} */ mark) => joined(u32(number % 2 ** 32), u32(Math.floor(number++ / 2 ** 32)), mark);
  return {
    added: TAG,
    close: async (chunk, mark) => new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce(mark) }, key, chunk)),
    async open(body, mark) {
      try {
        return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce(mark) }, key, body));
      } catch (cause) {
        throw keepError("damaged", cause);
      }
    },
  };
}
