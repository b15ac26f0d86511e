/**
 * What goes into a theme: the recorder's sources in, `pkg/storefront/` out. Needs no wasm.
 * `node www/build/storefront.mjs [--dev]` builds this part alone.
 * @module
 */

import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const sources = fileURLToPath(new URL("../storefront", import.meta.url));

/** @type {Record<string, string>} */
const SCRIPTS = {
  "linger-storefront": "recorder/core/main.js",
  "linger-storefront-more": "recorder/more/main.js",
  "linger-storefront-late": "recorder/late/main.js",
  "linger-overlay": "overlay/main.js",
};
const COPIED = ["snippets", "blocks", "collectors", "flags/README.md", "pictures", "README.md", "README.zh-CN.md", "events.md", "events.schema.json", "digest.js"];
/** The seller writes the address into this line and pastes the file into the shop's admin. */
const PIXEL_SETTING = 'var LINGER_ENDPOINT = ""; // The address of your collector, or "" to keep events in the browser.';

/** @param {string} folder @param {boolean} isDev */
export async function buildStorefront(folder, isDev) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  /** @type {import("esbuild").BuildOptions} */
  const script = { bundle: true, format: "iife", target: ["es2022"], legalComments: "none", logLevel: "warning" };
  for (const [name, entry] of Object.entries(SCRIPTS)) {
    await build({ ...script, minify: !isDev, entryPoints: [join(sources, entry)], outfile: join(folder, `${name}.js`) });
  }
  // Pasted by hand: it must stay readable.
  await build({ ...script, banner: { js: PIXEL_SETTING }, entryPoints: [join(sources, "pixel/main.js")], outfile: join(folder, "linger-pixel.js") });
  for (const name of COPIED) await cp(join(sources, name), join(folder, name), { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildStorefront(fileURLToPath(new URL("../../pkg/storefront", import.meta.url)), process.argv.includes("--dev"));
}
