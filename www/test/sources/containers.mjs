/**
 * Containers as the package carries them, and what they say of an input.
 * @module
 */

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundled } from "./bundled.mjs";

/** @typedef {Pick<typeof import("../../engine/containers.js"), "partsOf"> & { startSheets: () => Promise<import("../../engine/wasm.js").Sheets> }} Containers */

/** A file of `tests/data/sheets`. @param {string} name */
export const fixture = (name) => readFile(fileURLToPath(new URL(`../../../tests/data/sheets/${name}`, import.meta.url)));

/** @returns {Promise<Containers>} */
export async function loaded() {
  const folder = await mkdtemp(join(tmpdir(), "linger-containers-"));
  try {
    await writeFile(join(folder, "containers.mjs"), await bundled("esm"));
    return await import(pathToFileURL(join(folder, "containers.mjs")).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {import("../../engine/reading.js").Chunks} chunks */
export async function text(chunks) {
  const parts = [];
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts).toString("utf8");
}

/**
 * Each part by name: its text, why it was passed over, or the code of its error.
 * @param {Containers} containers
 * @param {import("linger-analytics").Input} input
 * @param {string} name
 * @param {(chunks: import("../../engine/reading.js").Chunks) => Promise<string>} [read]
 */
export async function told(containers, input, name, read = text) {
  /** @type {Record<string, string>} */
  const parts = {};
  for await (const part of containers.partsOf(input, name, containers)) {
    if ("open" in part) parts[part.name] = await read(part.open()).catch((error) => `error ${error.code}`);
    else parts[part.name] = "skipped" in part ? `skipped ${part.skipped}` : `error ${Reflect.get(part.error, "code")}`;
  }
  return parts;
}
