/** The data inside a report file: canonical JSON, its SHA-256, and gzip in base64, with the same bytes on every host. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { gzipSync } from "fflate";

/**
 * Canonical JSON (RFC 8785): keys in order of their UTF-16 units, numbers as ECMAScript writes them.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((member) => canonical(member ?? null)).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const members = Object.entries(value).filter(([, member]) => member !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(",")}}`;
}

/** @param {string} text @returns {string} 64 hex digits */
export const hashOf = (text) => bytesToHex(sha256(new TextEncoder().encode(text)));

/** For a policy: `sha256-…`. @param {string} text */
export const policyHash = (text) => `'sha256-${base64(sha256(new TextEncoder().encode(text)))}'`;

/** @param {string} json @returns {string} base64 of the gzip */
export const packed = (json) => base64(gzipSync(new TextEncoder().encode(json), { level: 9, mtime: 0 }));

/** @param {Uint8Array} bytes */
function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
