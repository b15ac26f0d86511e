/**
 * What a report file says, for `verify` and comparisons: the file's text in, receipt and data out. Files come from
 * strangers: nothing of one is ever run, put into a page or inflated beyond a limit.
 * @module
 */

import { Gunzip } from "fflate";
import { canonical, hashOf } from "./data.js";
import { checkShared } from "./check.js";
import { reportError } from "./errors.js";

/** @import { ReportReceipt } from "./types/report.js" */
/** @import { SharedReport } from "./types.js" */

/** Bytes: of a file, and of the JSON inside. */
const LARGEST_FILE = 256 * 2 ** 20;
const LARGEST_DATA = 256 * 2 ** 20;
/** Bytes of gzip inflated at a time: a bomb is noticed before it grows. */
const PART = 4096;

const RECEIPT = /<meta name="linger-receipt" content="([^"<>]*)">/g;
const DATA = /<template id="linger-data">([A-Za-z0-9+/]+={0,2})<\/template>/g;

/**
 * @param {string | Uint8Array} file
 * @returns {{ receipt: ReportReceipt, shared: SharedReport }}
 * @throws {Error} with `code` `notReport`, `damagedReport`, `newerReport` or `reportTooLarge`
 */
export function readReportFile(file) {
  if (file.length > LARGEST_FILE) throw reportError("reportTooLarge");
  const html = typeof file === "string" ? file : new TextDecoder().decode(file);
  const receipt = /** @type {ReportReceipt} */ (parsed(unescaped(only(html, RECEIPT))));
  const json = inflated(only(html, DATA));
  const shared = checkShared(parsed(json));
  const { meta } = shared.report;
  const isSame = receipt !== null && typeof receipt === "object" && receipt.content === hashOf(json) && json === canonical(shared);
  if (!isSame || receipt.receipt !== meta.receipt || receipt.version !== meta.version) throw reportError("damagedReport");
  return { receipt, shared };
}

/** The only match; a file of two receipts is none of ours. @param {string} html @param {RegExp} pattern */
function only(html, pattern) {
  const found = [...html.matchAll(pattern)];
  const text = found[0]?.[1];
  if (text === undefined) throw reportError("notReport");
  if (found.length > 1) throw reportError("damagedReport");
  return text;
}

/** @type {Record<string, string>} */
const SIGNS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
/** @param {string} text */
const unescaped = (text) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => SIGNS[entity] ?? entity);

/** @param {string} json @returns {unknown} */
function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    throw reportError("damagedReport");
  }
}

/** @param {string} base64 of a gzip @returns {string} */
function inflated(base64) {
  const text = new TextDecoder("utf-8", { fatal: true });
  let json = "";
  let bytes = 0;
  let isWhole = false;
  try {
    const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const gunzip = new Gunzip((part, isLast) => {
      bytes += part.length;
      if (bytes > LARGEST_DATA) throw reportError("reportTooLarge");
      json += text.decode(part, { stream: !isLast });
      isWhole ||= isLast;
    });
    for (let at = 0; at < packed.length; at += PART) gunzip.push(packed.subarray(at, at + PART), at + PART >= packed.length);
  } catch (error) {
    throw error instanceof Error && "code" in error && error.code === "reportTooLarge" ? error : reportError("damagedReport");
  }
  if (!isWhole) throw reportError("damagedReport");
  return json;
}
