/**
 * Lines in any order in, sorted lines out, in bounded memory: parts that fit are sorted and put on disk, then merged.
 * @module
 */

import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linesOf } from "./lines.js";

/** Characters that are sorted at a time. */
const PART = 8 * 1024 * 1024;
/** Lines that are handed on, or written, at a time. */
const BATCH = 1024;

/**
 * @param {AsyncIterable<string[]>} batches of lines
 * @param {number} [part]
 * @returns {AsyncGenerator<string[]>}
 */
export async function* sorted(batches, part = PART) {
  const folder = await mkdtemp(join(tmpdir(), "linger-merge-"));
  try {
    /** @type {string[]} */
    const parts = [];
    /** @type {string[]} */
    let held = [];
    let size = 0;
    for await (const lines of batches) {
      for (const line of lines) {
        held.push(line);
        size += line.length;
      }
      if (size < part) continue;
      parts.push(await written(join(folder, String(parts.length)), held.sort(order)));
      [held, size] = [[], 0];
    }
    held.sort(order);
    yield* parts.length === 0 ? inBatches(held) : merged([...parts.map((path) => linesOf(createReadStream(path))), inBatches(held)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** By code units: the same everywhere. @param {string} a @param {string} b */
const order = (a, b) => (a < b ? -1 : Number(a > b));

/** @param {string} path @param {string[]} lines @returns {Promise<string>} the path */
async function written(path, lines) {
  const file = await open(path, "w");
  try {
    for await (const batch of inBatches(lines)) await file.writeFile(batch.map((line) => `${line}\n`).join(""));
  } finally {
    await file.close();
  }
  return path;
}

/** @param {string[]} lines @returns {AsyncGenerator<string[]>} */
async function* inBatches(lines) {
  for (let at = 0; at < lines.length; at += BATCH) yield lines.slice(at, at + BATCH);
}

/** The lines of a sorted source, one by one. */
class Cursor {
  /** @type {string[]} */ #lines = [];
  #at = 0;
  #source;

  /** @param {AsyncGenerator<string[]>} source */
  constructor(source) {
    this.#source = source;
  }

  /** The line it stands at; nothing at the end. */
  get line() {
    return this.#lines[this.#at];
  }

  /** Steps on; a promise where more must be read first. */
  next() {
    this.#at += 1;
    return this.#at < this.#lines.length ? undefined : this.fill();
  }

  async fill() {
    do {
      const { value, done } = await this.#source.next();
      [this.#lines, this.#at] = [done ? [] : value, 0];
      if (done) return;
    } while (this.#lines.length === 0);
  }
}

/** @param {AsyncGenerator<string[]>[]} sources each sorted */
async function* merged(sources) {
  const cursors = sources.map((source) => new Cursor(source));
  await Promise.all(cursors.map((cursor) => cursor.fill()));
  /** @type {string[]} */
  let batch = [];
  for (let least = leastOf(cursors); least?.line !== undefined; least = leastOf(cursors)) {
    batch.push(least.line);
    const reading = least.next();
    if (reading) await reading;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** @param {Cursor[]} cursors */
function leastOf(cursors) {
  /** @type {Cursor | undefined} */
  let least;
  for (const cursor of cursors) {
    if (cursor.line !== undefined && (least?.line === undefined || cursor.line < least.line)) least = cursor;
  }
  return least;
}
