/**
 * The bench's page and engines as a folder to serve.
 * @module
 */

import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const PAGE = '<!doctype html><meta charset="utf-8"><title>Bench</title><input type="file"><script type="module" src="page.js"></script>';

/** @returns {Promise<string>} the folder */
export async function site() {
  const folder = join(here, "../../bench-data/site");
  await mkdir(folder, { recursive: true });
  const workers = ["papaparse", "d3-dsv", "read"].map((name) => join(here, `engines/${name}.worker.js`));
  const common = { bundle: true, minify: true, outdir: folder, alias: { linger: join(here, "../../pkg/index.js") } };
  await build({ ...common, entryPoints: workers, format: "iife" });
  await build({ ...common, entryPoints: [join(here, "engines/page.js")], format: "esm" });
  const duckdb = join(here, "node_modules/@duckdb/duckdb-wasm/dist");
  for (const file of ["duckdb-browser-eh.worker.js", "duckdb-eh.wasm"]) await cp(join(duckdb, file), join(folder, file));
  await writeFile(join(folder, "index.html"), PAGE);
  return folder;
}

/** Versions of what is measured. */
export async function versions() {
  /** @param {string} path */
  const version = async (path) => JSON.parse(await readFile(join(here, path), "utf8")).version;
  return {
    linger: await version("../../pkg/package.json"),
    duckdb: await version("node_modules/@duckdb/duckdb-wasm/package.json"),
    papaparse: await version("node_modules/papaparse/package.json"),
    "d3-dsv": await version("node_modules/d3-dsv/package.json"),
  };
}
