/**
 * A visit in, 48 url-safe characters out: 36 bytes, base64url, laid out as ../../digest.js says and reads.
 * @module
 */

/**
 * Counters of the session so far, in the order of their bytes in the digest.
 * @typedef {object} Visit
 * @property {string} vid
 * @property {string} sid
 * @property {number} start ms since 1970
 * @property {number} sessions of this visitor, this one included
 * @property {Record<string, number>} counts by event name; `dwell` in ms, `zero` searches without result
 * @property {number} reach deepest scroll of any page, 0..1
 * @property {string} [page] the page view that `pageMs` belongs to
 * @property {number} [pageMs] its visible ms so far
 * @property {string} src
 * @property {string} d
 */

export const SOURCES = ["direct", "internal", "search", "social", "email", "ads", "referral"];
export const DEVICES = ["phone", "tablet", "desktop"];

/** @param {Visit} visit */
export function encodeDigest({ vid, start, sessions, counts, reach, src, d }) {
  const bytes = new Uint8Array(36);
  const view = new DataView(bytes.buffer);
  const count = (/** @type {string} */ name) => counts[name] ?? 0;
  bytes[0] = 1;
  bytes.set(Array.from(atob(vid.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0)).slice(0, 12), 1);
  view.setUint32(13, start / 6e4);
  [count("view"), count("product"), count("dwell") / 1000].forEach((value, at) => view.setUint16(17 + at * 2, Math.min(value, 65535)));
  const small = [sessions, count("search"), count("zero"), count("add"), count("remove"), count("rage"), count("dead"), count("ferr"), count("jerr"), reach * 100, SOURCES.indexOf(src), DEVICES.indexOf(d)];
  small.forEach((value, at) => (bytes[23 + at] = Math.min(value, 255)));
  bytes[35] = checksum(bytes.subarray(0, 35));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
}

/** CRC-8, polynomial 0x07, from 0. @param {Uint8Array} bytes */
export function checksum(bytes) {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 128 ? 7 : 0)) & 255;
  }
  return crc;
}
