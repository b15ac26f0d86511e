/**
 * What a file is by its first bytes, and what in an archive is no table by its name.
 * @module
 */

/** @type {[kind: "gzip" | "zip" | "compound", mark: number[]][]} */
const MARKS = [
  ["gzip", [0x1f, 0x8b, 0x08]],
  ["zip", [0x50, 0x4b, 0x03, 0x04]],
  ["zip", [0x50, 0x4b, 0x05, 0x06]],
  ["compound", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
];

/** @type {[reason: "picture" | "document" | "system", name: RegExp][]} */
const SKIPPED = [
  ["system", /(^|\/)(__MACOSX\/|\.|thumbs\.db$|desktop\.ini$)/i],
  ["picture", /\.(avif|bmp|gif|heic|ico|jpe?g|mov|mp[34]|png|svg|tiff?|webm|webp)$/i],
  ["document", /\.(docx?|eml|html?|key|md|msg|odt|pages|pdf|pptx?|rtf)$/i],
];

/**
 * `compound` is a workbook of Excel 97 to 2003, or a newer one under a password.
 * @param {Uint8Array} head
 * @returns {"gzip" | "zip" | "compound" | null}
 */
export function kindOf(head) {
  return MARKS.find(([, mark]) => mark.every((byte, at) => head[at] === byte))?.[0] ?? null;
}

/**
 * Why a file of an archive or folder is passed over.
 * @param {string} path
 * @returns {"picture" | "document" | "system" | null}
 */
export function skipOf(path) {
  return SKIPPED.find(([, name]) => name.test(path))?.[0] ?? null;
}
