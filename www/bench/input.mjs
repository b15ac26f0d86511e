/**
 * Input files of the bench, kept in `bench-data/` and used again: a job and its size in, a path out.
 * @module
 */

import { createWriteStream } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import * as narrow from "./narrow.mjs";
import * as shopify from "./shopify.mjs";

const folder = fileURLToPath(new URL("../../bench-data", import.meta.url));
/** Of the generators: raise it when what they write changes. */
const VERSION = 1;
const MB = 1e6;
const NARROW_BYTES_A_ROW = 44.9;

/**
 * @param {"j1" | "j2"} job
 * @param {{ rows?: number, mb?: number }} size
 * @returns {Promise<{ path: string, bytes: number }>}
 */
export async function input(job, { rows, mb }) {
  const narrowCount = rows ?? (mb ? Math.round((mb * MB) / NARROW_BYTES_A_ROW) : 10_000_000);
  const size = job === "j1" ? `${narrowCount}rows` : `${mb ?? 500}mb`;
  const path = join(folder, `${job}-${size}-v${VERSION}.csv`);
  if (!(await stat(path).catch(() => null))) {
    console.log(`Writing ${path}.`);
    await mkdir(folder, { recursive: true });
    await write(path, job === "j1" ? [narrow.HEADER, narrow.narrowRows(narrowCount)] : [shopify.HEADER, shopify.shopifyRows((mb ?? 500) * MB)]);
  }
  return { path, bytes: (await stat(path)).size };
}

/**
 * @param {string} path
 * @param {[header: string, blocks: Generator<string>]} content
 */
async function write(path, [header, blocks]) {
  const text = (function* () {
    yield header;
    yield* blocks;
  })();
  await pipeline(Readable.from(text), createWriteStream(`${path}.part`));
  await rename(`${path}.part`, path);
}
