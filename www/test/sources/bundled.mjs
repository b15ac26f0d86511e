/**
 * Containers with the compiled module of spreadsheets as one script, as the package carries them: for Node and for pages.
 * @module
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { enginePlugin } from "../../build/engine.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const bindings = (/** @type {string} */ name) => join(target, `bindings${name}`);

const ENTRY = `
import packed from "linger:sheets-wasm";
import { compile, newSheets } from "./wasm.js";
export { partsOf } from "./containers.js";
export { filesOf } from "./folders.js";
let compiled;
export const startSheets = async () => newSheets(await (compiled ??= compile(packed)));
`;

/**
 * @param {"esm" | "iife"} format
 * @returns {Promise<string>} a module, or a script that makes the global `containers`
 */
export async function bundled(format) {
  const { engine } = await enginePlugin({ orders: bindings(""), sessions: bindings("-sessions"), share: bindings("-share"), sheets: bindings("-sheets"), sources: bindings("-sources"), predict: bindings("-predict") }, { bundle: true, target: ["es2022"] });
  const stdin = { contents: ENTRY, resolveDir: join(root, "www/engine") };
  const { outputFiles } = await build({ stdin, bundle: true, format, globalName: "containers", write: false, target: ["es2022"], plugins: [engine] });
  return outputFiles[0]?.text ?? "";
}
