/**
 * The modules `linger:wasm`, `linger:glue`, the same of sessions, of sharing, of spreadsheets, of sources and of predictions, and `linger:worker`: the compiled core as the
 * engine's sources import it. The wasm is carried once a file: the worker gets it from the page.
 * @module
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const engine = fileURLToPath(new URL("../engine", import.meta.url));

/**
 * @param {{ orders: string, sessions: string, share: string, sheets: string, sources: string, predict: string }} bindings folders of `linger.js` and `linger_bg.wasm`
 * @param {import("esbuild").BuildOptions} common
 * @returns {Promise<{ engine: import("esbuild").Plugin, worker: string }>} and the worker as a script of its own
 */
export async function enginePlugin(bindings, common) {
  const glue = {
    "linger:glue": await glueModule(bindings.orders, "Engine"),
    "linger:sessions-glue": await glueModule(bindings.sessions, "Visits"),
    "linger:share-glue": await glueModule(bindings.share, "shareReport, shareVisits, Filter"),
    "linger:sheets-glue": await glueModule(bindings.sheets, "Book"),
    "linger:sources-glue": await glueModule(bindings.sources, "Sources"),
    "linger:predict-glue": await glueModule(bindings.predict, "Predictor"),
  };
  const worker = await workerSource(common, plugin(glue));
  const engine = plugin({
    ...glue,
    "linger:wasm": text(await packed(bindings.orders)),
    "linger:sessions-wasm": text(await packed(bindings.sessions)),
    "linger:share-wasm": text(await packed(bindings.share)),
    "linger:sheets-wasm": text(await packed(bindings.sheets)),
    "linger:sources-wasm": text(await packed(bindings.sources)),
    "linger:predict-wasm": text(await packed(bindings.predict)),
    "linger:worker": text(worker),
  });
  return { engine, worker };
}

/** The compiled module, gzipped, in base64. @param {string} bindings */
async function packed(bindings) {
  return gzipSync(await readFile(join(bindings, "linger_bg.wasm")), { level: 9 }).toString("base64");
}

/**
 * The glue keeps one instance in its module; as a function it gives a new one each time, so that an engine can be
 * replaced and two engines do not share a fate.
 * @param {string} bindings
 * @param {string} names of what it exports
 */
async function glueModule(bindings, names) {
  const source = await bundled({
    stdin: { contents: `export { initSync, ${names} } from "./linger.js"`, resolveDir: bindings },
    bundle: true,
    format: "iife",
    globalName: "glue",
    logOverride: { "empty-import-meta": "silent" },
  });
  return `export function instantiate(module) { ${source}\n glue.initSync({ module }); return glue; }`;
}

/**
 * @param {import("esbuild").BuildOptions} common
 * @param {import("esbuild").Plugin} modules
 */
function workerSource(common, modules) {
  return bundled({ ...common, entryPoints: [join(engine, "worker.js")], format: "iife", plugins: [modules] });
}

/**
 * @param {import("esbuild").BuildOptions} options
 * @returns {Promise<string>}
 */
async function bundled(options) {
  const { outputFiles } = await build({ ...options, write: false });
  return outputFiles?.[0]?.text ?? "";
}

/** @param {string} value */
function text(value) {
  return `export default ${JSON.stringify(value)}`;
}

/**
 * @param {Record<string, string>} modules source by name
 * @returns {import("esbuild").Plugin}
 */
function plugin(modules) {
  return {
    name: "linger",
    setup(build) {
      build.onResolve({ filter: /^linger:/ }, ({ path }) => ({ path, namespace: "linger" }));
      build.onLoad({ filter: /.*/, namespace: "linger" }, ({ path }) => ({ contents: modules[path], loader: "js" }));
    },
  };
}
