/**
 * Text from addresses in, the same without what could name a person out.
 * @module
 */

/** Replaces e-mail addresses and phone numbers by `*` and cuts. @param {string} text @param {number} limit */
export function mask(text, limit) {
  return text.replace(/\S+(@|%40)\S+|\+?\d[\d\s().-]{6,}\d/g, "*").slice(0, limit);
}

const TOKEN = /@|%40|^(?=.*\d)[\da-f-]{16,}$/i;

/** A path without tokens, as of order status and account pages. @param {string} path */
export function maskPath(path) {
  return path.replace(/[^/]+/g, (part) => (TOKEN.test(part) ? "*" : part)).slice(0, 200);
}
