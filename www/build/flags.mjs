/**
 * `linger-flags.js`: the live flags' sources and their compiled core in, one classic script out.
 * @module
 */

import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const entry = fileURLToPath(new URL("../storefront/flags/main.js", import.meta.url));

/**
 * @param {string} bindings folder of the live module's `linger.js` and `linger_bg.wasm`
 * @param {string} pkg
 * @param {boolean} isDev
 */
export async function buildFlags(bindings, pkg, isDev) {
  const wasm = join(bindings, "linger_bg.wasm");
  const packed = gzipSync(await readFile(wasm), { level: 9 }).toString("base64");
  /** @type {Record<string, import("esbuild").OnLoadResult>} */
  const modules = {
    "linger:live-glue": { contents: 'export { default as init, liveFlags } from "./linger.js"', resolveDir: bindings },
    "linger:live-wasm": { contents: `export default ${JSON.stringify(packed)}` },
  };
  /** @type {import("esbuild").Plugin} */
  const plugin = {
    name: "linger-live",
    setup(build) {
      build.onResolve({ filter: /^linger:live-/ }, ({ path }) => ({ path, namespace: "linger-live" }));
      build.onLoad({ filter: /.*/, namespace: "linger-live" }, ({ path }) => modules[path]);
    },
  };
  await build({
    entryPoints: [entry],
    outfile: join(pkg, "storefront/linger-flags.js"),
    bundle: true,
    format: "iife",
    target: ["es2022"],
    minify: !isDev,
    legalComments: "none",
    logLevel: "warning",
    logOverride: { "empty-import-meta": "silent" },
    plugins: [plugin],
  });
  await copyFile(wasm, join(pkg, "linger-live.wasm"));
}
