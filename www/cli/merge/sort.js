/**
 * Lines in any order in, sorted lines out, in bounded memory: parts that fit are sorted and put on disk, then merged.
 * @module
 */

import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linesOf } from "./lines.js";

/** Characters that are sorted at a time. */
const PART = 32 * 1024 * 1024;

/**
 * @param {AsyncIterable<string>} lines
 * @param {number} [part]
 * @returns {AsyncGenerator<string>}
 */
export async function* sorted(lines, part = PART) {
  const folder = await mkdtemp(join(tmpdir(), "linger-merge-"));
  try {
    /** @type {string[]} */
    const parts = [];
    /** @type {string[]} */
    let held = [];
    let size = 0;
    for await (const line of lines) {
      held.push(line);
      size += line.length;
      if (size < part) continue;
      parts.push(await written(join(folder, String(parts.length)), held));
      [held, size] = [[], 0];
    }
    held.sort(order);
    yield* parts.length === 0 ? held : merged([...parts.map((path) => linesOf(createReadStream(path))), inTurn(held)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** By code units: the same everywhere. @param {string} a @param {string} b */
const order = (a, b) => (a < b ? -1 : Number(a > b));

/** @param {string} path @param {string[]} lines @returns {Promise<string>} the path */
async function written(path, lines) {
  await writeFile(path, lines.sort(order).map((line) => `${line}\n`));
  return path;
}

/** @param {string[]} lines */
async function* inTurn(lines) {
  yield* lines;
}

/** @param {AsyncGenerator<string>[]} sources each sorted */
async function* merged(sources) {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    let least = -1;
    for (const [at, { value, done }] of heads.entries()) {
      if (!done && (least < 0 || value < heads[least].value)) least = at;
    }
    if (least < 0) return;
    yield /** @type {string} */ (heads[least].value);
    heads[least] = await sources[least].next();
  }
}
