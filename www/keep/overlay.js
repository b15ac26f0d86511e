/**
 * What a person's rights have changed: tombstones of those who were erased, and corrected keys. Put over every file as
 * it is read (`AddOptions.overlay`), and over every file that is stored.
 * @module
 */

import { bytesOf, sha256 } from "./format.js";
import { hex, randomHex } from "./seal.js";

/**
 * @typedef {object} Overlay
 * @property {string} salt of the tombstones, hex
 * @property {string[]} hashes hex SHA-256 of `salt:key`: nobody can read the person from it
 * @property {{ from: string, to: string }[]} correct keys as they stand in the files, and as they should; no `to` is another's `from`
 */

/**
 * What was done, without the person.
 * @typedef {object} LogEntry
 * @property {string} at ISO instant
 * @property {"export" | "correct" | "undo" | "erase"} did
 */

/** @returns {Overlay} */
export const noOverlay = () => ({ salt: randomHex(16), hashes: [], correct: [] });

/** A key as the core writes it: see `customer_key` in `src/source/sink.rs`. @param {string} typed */
export function normalKey(typed) {
  const key = typed.trim().replace(/^'/, "").trim();
  return key.includes("@") ? key.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : key;
}

/** @param {string} salt @param {string} key */
export const tombstone = async (salt, key) => hex(await sha256(bytesOf(`${salt}:${normalKey(key)}`)));

/**
 * What stands for a customer in events: the key hashed with the shop's secret, as the recorder writes it.
 * @param {string} secret
 * @param {string} key
 */
export const customerId = async (secret, key) => (await tombstone(secret, key)).slice(0, 32);

/**
 * Erases a person under every key that is known of them: the one on screen, those that were corrected to it, and what
 * stands for them in events. Corrections that name the person go as well, so that no key is left to read.
 * @param {Overlay} overlay
 * @param {string} key
 * @param {string[]} [aliases] visitor ids and hashed customer ids of the person
 * @returns {Promise<Overlay>}
 */
export async function erased(overlay, key, aliases = []) {
  const keys = [key, ...overlay.correct.filter(({ to }) => to === key).map(({ from }) => from)];
  const hashes = await Promise.all([...keys, ...aliases].map((one) => tombstone(overlay.salt, one)));
  return {
    salt: overlay.salt,
    hashes: [...new Set([...overlay.hashes, ...hashes])],
    correct: overlay.correct.filter(({ from, to }) => !keys.includes(from) && to !== key),
  };
}

/** @param {Overlay} overlay @param {string} key */
export const isErased = async ({ salt, hashes }, key) => hashes.includes(await tombstone(salt, key));

/**
 * Gives a person another key. What was corrected to the old key follows, so that one step leads to the newest.
 * @param {Overlay} overlay
 * @param {string} from
 * @param {string} to
 * @returns {Overlay}
 */
export function corrected(overlay, from, to) {
  const followed = overlay.correct.map((one) => (one.to === from ? { ...one, to } : one)).filter((one) => one.from !== one.to && one.from !== from);
  return { ...overlay, correct: [...followed, { from, to }] };
}

/** Takes a correction back. @param {Overlay} overlay @param {string} from @returns {Overlay} */
export const uncorrected = (overlay, from) => ({ ...overlay, correct: overlay.correct.filter((one) => one.from !== from) });
