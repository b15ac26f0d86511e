/**
 * What a file holds, told by its first bytes whatever it is called: one input in, its parts out one after the other.
 * gzip gives one part, a ZIP archive one a file, a workbook one a filled sheet; everything else is its own part and is
 * not touched.
 * @module
 */

import { lingerError } from "./errors.js";
import { gunzipped } from "./containers/gzip.js";
import { kindOf, skipOf } from "./containers/kinds.js";
import { sourceOf } from "./containers/source.js";
import { Workbook } from "./containers/workbook.js";
import { entriesOf } from "./containers/zip.js";

/** @typedef {import("./containers/source.js").Source} Source */

/**
 * A table to be read. `open` gives its bytes from the start; where the input was a stream, once.
 * @typedef {object} Part
 * @property {string} name such as "a.csv", "exports.zip › 2024/a.csv", "orders.xlsx › Sheet1"
 * @property {string | null} container name of the file that it came in, `null` where it came alone
 * @property {() => import("./reading.js").Chunks} open
 * @property {string} [encoding] where it is known
 * @property {() => import("linger-analytics").Notice[]} notices what unpacking found, once all chunks were given
 */

/** @typedef {{ name: string, container: string | null, skipped: SkipReason }} Skipped what is no table */

/** @typedef {"hidden" | "picture" | "document" | "system"} SkipReason a hidden sheet; a picture or film; a PDF, page or letter; what systems leave in archives */

/** @typedef {{ name: string, container: string | null, error: Error }} Broken what cannot be read, while others can */

/** @typedef {AsyncGenerator<Part | Skipped | Broken, void, void>} Parts */

/**
 * Where a source stands.
 * @typedef {object} Place
 * @property {string} name
 * @property {string | null} container
 * @property {number} depth packed files around it
 * @property {() => Promise<import("./wasm.js").Sheets>} startSheets
 */

const BESIDE = " › ";
/** An archive in an archive is opened, one in that is not. */
const DEEPEST = 2;

/**
 * The parts of an input, each to be read before the next is asked for: then memory holds one. What cannot be read is a
 * part with an error.
 * @param {import("linger-analytics").Input} input
 * @param {string} name
 * @param {{ startSheets: () => Promise<import("./wasm.js").Sheets> }} modules started when a workbook comes
 * @returns {Parts}
 */
export async function* partsOf(input, name, { startSheets }) {
  yield* unpacked(() => sourceOf(input), { name, container: null, depth: 0, startSheets });
}

/**
 * @param {() => Source} sourceFor
 * @param {Place} place
 * @returns {Parts}
 */
async function* unpacked(sourceFor, place) {
  const { name, container } = place;
  try {
    const { head, source } = await sourceFor().peeked();
    const kind = kindOf(head);
    if (kind === "gzip") yield* inGzip(source, place);
    else if (kind === "zip") yield* inZip(await source.blob(), place);
    else if (kind === "compound") yield* inWorkbook(await source.blob(), place);
    else yield { name, container, open: source.open, notices: () => [] };
  } catch (error) {
    yield { name, container, error: /** @type {Error} */ (error) };
  }
}

/**
 * @param {Source} source
 * @param {Place} place
 * @returns {Parts}
 */
async function* inGzip(source, { name, container, depth, startSheets }) {
  if (depth >= DEEPEST) throw packedTooDeep();
  yield* unpacked(() => gunzipped(source), { name: name.replace(/\.gz(ip)?$/i, ""), container: container ?? name, depth: depth + 1, startSheets });
}

/**
 * Archives, and workbooks, which are archives too.
 * @param {Blob} archive
 * @param {Place} place
 * @returns {Parts}
 */
async function* inZip(archive, place) {
  const { name, container, depth, startSheets } = place;
  const entries = await entriesOf(archive);
  const has = (/** @type {RegExp} */ file) => entries.some((entry) => file.test(entry.name));
  if (has(/^xl\/workbook\.(xml|bin)$/i) || (has(/^content\.xml$/i) && has(/^META-INF\/manifest\.xml$/i))) return yield* inWorkbook(archive, place);
  if (has(/^(word|ppt)\/|^Index(\.zip|\/Document\.iwa)$/)) throw noTable();
  if (depth >= DEEPEST) throw packedTooDeep();
  if (entries.length === 0) throw emptyArchive();
  for (const entry of entries) {
    const inner = { name: name + BESIDE + entry.name, container: container ?? name };
    const skipped = skipOf(entry.name);
    if (skipped) yield { ...inner, skipped };
    else yield* unpacked(entry.source, { ...inner, depth: depth + 1, startSheets });
  }
}

/**
 * The filled sheets; hidden ones only where there is no other.
 * @param {Blob} file
 * @param {Place} place
 * @returns {Parts}
 */
async function* inWorkbook(file, { name, container, startSheets }) {
  const workbook = new Workbook(file, startSheets);
  try {
    const sheets = await workbook.sheets();
    const allHidden = sheets.every((sheet) => sheet.hidden);
    for (const [at, sheet] of sheets.entries()) {
      const inner = { name: name + BESIDE + sheet.name, container: container ?? name };
      if (sheet.hidden && !allHidden) yield { ...inner, skipped: "hidden" };
      else yield { ...inner, ...workbook.sheet(at), encoding: "utf-8" };
    }
  } finally {
    workbook.close();
  }
}

function noTable() {
  return lingerError("noTable", "This is a text document, a presentation or a file of Numbers, not a table that Linger can read. Export the table as CSV or XLSX and add that file.");
}

function emptyArchive() {
  return lingerError("emptyArchive", "There is no file in this archive. Export again and check that the download finished.");
}

function packedTooDeep() {
  return lingerError("packedTooDeep", "This archive lies in an archive that lies in another. Unpack the outer ones yourself and add the files in them.");
}
