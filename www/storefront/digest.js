/**
 * The cart digest of Linger: 48 url-safe base64 characters in, the visit that led to the order out.
 *
 * 36 bytes, numbers unsigned and big-endian; a count that does not fit is cut to the largest that does.
 *
 * | bytes | what |
 * |---|---|
 * | 0 | version, 1 |
 * | 1–12 | visitor id: its 16 base64url characters as 12 bytes |
 * | 13–16 | begin of the session, minutes since 1970-01-01 UTC |
 * | 17–18 | page views |
 * | 19–20 | product views |
 * | 21–22 | visible time, seconds |
 * | 23 | sessions of this visitor, this one included |
 * | 24 | searches |
 * | 25 | searches without result |
 * | 26 | adds to the cart |
 * | 27 | removals from the cart |
 * | 28 | rage clicks |
 * | 29 | dead clicks |
 * | 30 | form errors |
 * | 31 | script errors |
 * | 32 | deepest scroll of any page, percent |
 * | 33 | source: 0 direct, 1 internal, 2 search, 3 social, 4 email, 5 ads, 6 referral |
 * | 34 | device: 0 phone, 1 tablet, 2 desktop |
 * | 35 | CRC-8 (polynomial 0x07, from 0) of bytes 0–34 |
 * @module
 */

const SOURCES = ["direct", "internal", "search", "social", "email", "ads", "referral"];
const DEVICES = ["phone", "tablet", "desktop"];
const DIGEST = /^[\w-]{48}$/;
const BYTES = 36;

/**
 * @typedef {{ vid: string, start: number, views: number, products: number, visibleSeconds: number, sessions: number,
 *   searches: number, zeroResults: number, adds: number, removals: number, rage: number, dead: number, formErrors: number,
 *   scriptErrors: number, reach: number, source: string, device: string }} Digest
 */

/**
 * @param {string} text the value of the cart attribute `_linger`
 * @returns {Digest | null} null when it is not a digest, or was changed
 */
export function decodeDigest(text) {
  if (!DIGEST.test(text)) return null;
  const bytes = Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  if (bytes[0] !== 1 || bytes[35] !== crc8(bytes.subarray(0, 35)) || !SOURCES[bytes[33]] || !DEVICES[bytes[34]]) return null;
  return readDigest(bytes);
}

/**
 * What the bytes of a whole digest say.
 * @param {Uint8Array} bytes
 * @returns {Digest}
 */
export function readDigest(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [sessions, searches, zeroResults, adds, removals, rage, dead, formErrors, scriptErrors, percent] = bytes.subarray(23, 33);
  return {
    vid: visitorId(bytes),
    start: view.getUint32(13) * 60_000,
    views: view.getUint16(17),
    products: view.getUint16(19),
    visibleSeconds: view.getUint16(21),
    sessions, searches, zeroResults, adds, removals, rage, dead, formErrors, scriptErrors,
    reach: percent / 100,
    source: SOURCES[bytes[33]],
    device: DEVICES[bytes[34]],
  };
}

/**
 * The digests that stand one after the other in `bytes`.
 * @param {Uint8Array} bytes
 */
export function* digestsIn(bytes) {
  for (let at = 0; at < bytes.length; at += BYTES) yield bytes.subarray(at, at + BYTES);
}

/** @param {Uint8Array} bytes */
export function visitorId(bytes) {
  return btoa(String.fromCharCode(...bytes.subarray(1, 13))).replace(/\+/g, "-").replace(/\//g, "_");
}

/** @param {Uint8Array} bytes */
function crc8(bytes) {
  return bytes.reduce((crc, byte) => {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 128 ? 7 : 0)) & 255;
    return crc;
  }, 0);
}
