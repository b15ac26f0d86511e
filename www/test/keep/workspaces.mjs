/** Workspaces for tests: contents with a number in them, and what of it is found again. */
import { noOverlay } from "../../keep/overlay.js";

/** @param {number} state @returns {import("../../keep/workspace.js").Manifest} */
export const manifestOf = (state) => ({ options: { zone: "UTC", churn: { marginDays: state } }, visitOptions: {}, overlay: { ...noOverlay(), salt: "00".repeat(16) }, log: [], run: null });

/** @param {string} name @param {Blob} content @returns {import("../../keep/workspace.js").FileToKeep} */
export const fileOf = (name, content) => ({ name, kind: "orders", mapping: null, content: async () => content });

/** Bytes that gzip does not make smaller. @param {number} length */
export function noise(length) {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

export const ABOUT = { id: "0123456789abcdef", name: "Shop 留步", savedAt: "2026-11-22T08:00:00.000Z" };
