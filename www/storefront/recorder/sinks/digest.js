/**
 * A visit in, 48 url-safe characters out: 36 bytes, base64url, laid out as ../../digest.js says and reads.
 * @module
 */

/**
 * @typedef {object} Visit the session so far
 * @property {string} vid
 * @property {string} sid
 * @property {number} start ms since 1970
 * @property {number} sessions of this visitor, this one included
 * @property {Record<string, number>} counts by event name; `dwell` in ms, `zero` searches without result
 * @property {number} reach deepest scroll of any page, 0..1
 * @property {string} src
 * @property {string} d
 * @property {string} [page] the page view that `pageMs` belongs to
 * @property {number} [pageMs] its visible ms so far
 */

const SOURCES = ["direct", "internal", "search", "social", "email", "ads", "referral"];
const DEVICES = ["phone", "tablet", "desktop"];
const WORDS = ["view", "product", "seconds"];
const BYTES = ["search", "zero", "add", "remove", "rage", "dead", "ferr", "jerr"];

/** @param {Visit} visit */
export function encodeDigest({ vid, start, sessions, counts, reach, src, d }) {
  const minutes = Math.floor(start / 6e4);
  /** @type {Record<string, number>} */
  const all = { ...counts, seconds: (counts.dwell ?? 0) / 1000 };
  const words = WORDS.flatMap((name) => split(Math.min(all[name] ?? 0, 65535)));
  const small = [sessions, ...BYTES.map((name) => all[name] ?? 0)].map((value) => Math.min(value, 255));
  const id = Array.from(atob(vid.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const bytes = [1, ...id.slice(0, 12), ...split(minutes >>> 16), ...split(minutes), ...words, ...small, Math.round(reach * 100), SOURCES.indexOf(src), DEVICES.indexOf(d)];
  return btoa(String.fromCharCode(...bytes, checksum(bytes))).replace(/\+/g, "-").replace(/\//g, "_");
}

/** Two bytes. @param {number} value */
function split(value) {
  return [(value >> 8) & 255, value & 255];
}

/** CRC-8, polynomial 0x07, from 0. @param {number[]} bytes */
function checksum(bytes) {
  return bytes.reduce((crc, byte) => {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 128 ? 7 : 0)) & 255;
    return crc;
  }, 0);
}
