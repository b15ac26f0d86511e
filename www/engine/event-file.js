/**
 * Whether a file holds storefront events: its first bytes in, yes or no out.
 * @module
 */

/** Byte order mark and blanks that may stand before JSON. */
const BEFORE = new Set([0xef, 0xbb, 0xbf, 0x09, 0x0a, 0x0d, 0x20]);
const [BRACE, BRACKET, QUOTE] = [0x7b, 0x5b, 0x22];

/** What tables of events call the visitor, and what an event is about; an export of orders has at most one of them. */
const VISITOR = /^(vid|visitor|visitor ?id|distinct ?id|anonymous ?id|client ?id|user ?pseudo ?id|session ?id|访客( ?id)?)$/;
const HAPPENED = /^(e|event|event ?(name|type)|page|page ?(url|path|location)|url|path|事件名?|行为(类型)?|页面(地址)?)$/;
/** A header is looked for in so many bytes. */
const HEADER_BYTES = 4096;

/**
 * JSON, objects one a line or one list of objects, is events; so is a table that names a visitor and an event or page.
 * @param {Uint8Array} bytes the beginning of the file
 */
export function isEventFile(bytes) {
  return isJson(bytes) || isEventTable(bytes);
}

/** @param {Uint8Array} bytes */
function isEventTable(bytes) {
  const inUtf8 = headerOf(bytes, "utf-8");
  const header = inUtf8.includes("\ufffd") ? headerOf(bytes, "gb18030") : inUtf8;
  const names = header.split(/[,;\t|]/).map((name) => name.replace(/["']/g, "").replace(/[_\s.-]+/g, " ").trim().toLowerCase());
  return names.some((name) => VISITOR.test(name)) && names.some((name) => HAPPENED.test(name));
}

/** The first line. @param {Uint8Array} bytes @param {string} encoding */
const headerOf = (bytes, encoding) => new TextDecoder(encoding).decode(bytes.subarray(0, HEADER_BYTES)).split(/[\r\n]/, 1)[0] ?? "";

/** @param {Uint8Array} bytes */
function isJson(bytes) {
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
