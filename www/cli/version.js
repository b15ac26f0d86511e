/**
 * The package's version, and files that lie beside the program.
 * @module
 */

import { readFile } from "node:fs/promises";

/** @param {string} path inside the package */
export const ownFile = (path) => readFile(new URL(path, import.meta.url), "utf8");

export async function version() {
  return /** @type {string} */ (JSON.parse(await ownFile("./package.json")).version);
}
