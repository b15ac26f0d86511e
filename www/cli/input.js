/**
 * Files and standard input as streams with a name: nothing is held in memory as a whole.
 * @module
 */

import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { isEventFile } from "../engine/event-file.js";
import { Refused, WrongUse } from "./errors.js";

const CHUNK_BYTES = 1024 * 1024;
const HEAD_BYTES = 4096;

/**
 * @typedef {object} Input
 * @property {string} name shown in messages
 * @property {number | null} size bytes, where known
 * @property {boolean} isEvents by its first bytes; standard input is not looked at
 * @property {() => Readable} read
 */

/**
 * @param {string[]} paths `-` is standard input
 * @returns {Promise<Input[]>}
 */
export async function inputs(paths) {
  if (paths.length === 0) throw new WrongUse("use.files");
  if (paths.filter((path) => path === "-").length > 1) throw new WrongUse("use.stdinTwice");
  if (paths.includes("-") && process.stdin.isTTY) throw new WrongUse("use.stdinTerminal");
  return Promise.all(paths.map((path) => (path === "-" ? standardInput() : fileInput(path))));
}

/** @returns {Input} */
function standardInput() {
  return { name: "standard input", size: null, isEvents: false, read: () => process.stdin };
}

/** @param {string} path @returns {Promise<Input>} */
async function fileInput(path) {
  const { size, isFile, isFolder } = await stat(path).then((facts) => ({ size: facts.size, isFile: facts.isFile(), isFolder: facts.isDirectory() }));
  if (isFolder) throw new Refused("system.EISDIR", { path });
  return {
    name: basename(path),
    size: isFile ? size : null,
    isEvents: isFile && isEventFile(await head(path)),
    read: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }),
  };
}

/** @param {string} path */
async function head(path) {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
