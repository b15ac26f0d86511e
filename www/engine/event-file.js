/**
 * Whether a file holds storefront events: its first bytes in, yes or no out.
 * @module
 */

/** Byte order mark and blanks that may stand before JSON. */
const BEFORE = new Set([0xef, 0xbb, 0xbf, 0x09, 0x0a, 0x0d, 0x20]);
const [BRACE, BRACKET, QUOTE] = [0x7b, 0x5b, 0x22];

/**
 * An export of orders is a table; events come as JSON: objects one a line, or one list of objects.
 * @param {Uint8Array} bytes the beginning of the file
 */
export function isEventFile(bytes) {
  const start = skipBlanks(bytes, 0);
  if (bytes[start] === BRACKET) return bytes[skipBlanks(bytes, start + 1)] === BRACE;
  return bytes[start] === BRACE && bytes[skipBlanks(bytes, start + 1)] === QUOTE;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} from
 */
function skipBlanks(bytes, from) {
  let at = from;
  while (BEFORE.has(bytes[at] ?? 0)) at += 1;
  return at;
}
