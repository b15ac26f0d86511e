/**
 * Where results go: standard output or a file, which is there whole or not at all.
 * @module
 */

import { once } from "node:events";
import { lstat, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { Refused } from "./errors.js";

/**
 * A reader that has seen enough (`| head`) ends the program without a word; any other fault of an output ends it with one.
 * @param {(error: Error) => void} say
 */
export function endWhenOutputFails(say) {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === "EPIPE") process.exit();
      if (stream === process.stdout) say(new Refused("output.stdout", { reason: error.message }));
      process.exit(1);
    });
  }
}

/** @param {string | Uint8Array} content */
export async function print(content) {
  if (!process.stdout.write(content)) await once(process.stdout, "drain");
}

/**
 * Writes a whole result.
 * @param {string} path `-` is standard output
 * @param {string | Uint8Array} content
 */
export async function save(path, content) {
  if (path === "-") return print(content);
  await replacing(path, (target) => writeFile(target, content));
}

/**
 * Writes a result piece by piece.
 * @param {string} path `-` is standard output
 * @param {AsyncIterable<string>} pieces
 */
export async function saveAll(path, pieces) {
  if (path !== "-") return replacing(path, (target) => writePieces(target, pieces));
  for await (const piece of pieces) await print(piece);
}

/** @param {string} path @param {AsyncIterable<string>} pieces */
async function writePieces(path, pieces) {
  const file = await open(path, "w");
  try {
    for await (const piece of pieces) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}

/**
 * What was there stays until the new content is whole; devices and links are written to as they are.
 * @param {string} path
 * @param {(target: string) => Promise<void>} write
 */
async function replacing(path, write) {
  const known = await lstat(path).catch(() => null);
  if (known?.isDirectory()) throw new Refused("output.folder", { path });
  if (known && !known.isFile()) return write(path).catch((error) => { throw ofPath(error, path, path); });
  const part = `${path}.${process.pid}.part`;
  try {
    await write(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw ofPath(error, part, path);
  }
}

/**
 * The fault as one of the file that was asked for.
 * @param {any} error
 * @param {string} part the file that was written to
 * @param {string} path the file that was asked for
 */
function ofPath(error, part, path) {
  if (typeof error?.syscall !== "string" || (error.path ?? part) !== part) return error;
  if (error.code === "ENOENT") return new Refused("output.noFolder", { path, folder: dirname(path) });
  return Object.assign(error, { path, message: error.message.replaceAll(part, path) });
}
