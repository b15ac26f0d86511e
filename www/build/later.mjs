/**
 * The page's script in two: what it starts with, and a later part that is packed inside the first and run when it is
 * first needed. What both use stands in the first alone and is handed over by name.
 *
 * esbuild splits the two entries once, which gives three modules: first, later, and what they share. Each half is then
 * made a classic script: the first carries the packed later one as `later:part`, the later finds the shared names in
 * the global `lingerShared` and leaves its exports in `lingerLater`.
 * @module
 */

import { gzipSync } from "node:zlib";

/** @import { Bundle } from "./dashboard.mjs" */

const PART = "later:part";
const SHARED = /import\s*\{([^}]*)\}\s*from\s*"\.\/(shared-[^"]+)"/;

/**
 * @param {Bundle} bundle
 * @param {{ first: string, later: string, plugins: import("esbuild").Plugin[] }} sources entries, and what both are built with
 * @returns {Promise<{ first: string, later: string }>} classic scripts
 */
export async function bundleInTwo(bundle, { first, later, plugins }) {
  const modules = await split(bundle, { first, later, plugins });
  const [, list = "", chunk = ""] = SHARED.exec(modules["later.js"] ?? "") ?? [];
  if (!chunk) throw new Error("The later part shares nothing with the first: it cannot use the page's elements.");
  const names = list.split(",").map((name) => name.trim().split(" as ")[0]);

  const laterScript = await script(bundle, "later.js", { ...modules, [chunk]: `export const { ${names} } = globalThis.lingerShared;` });
  const packed = gzipSync(laterScript, { level: 9 }).toString("base64");
  const part = `import { ${names} } from "./${chunk}"; export const shared = { ${names} }; export const packed = ${JSON.stringify(packed)};`;
  return { later: laterScript, first: await script(bundle, "first.js", { ...modules, [PART]: part }) };
}

/**
 * The two entries and their common chunk as modules.
 * @param {Bundle} bundle
 * @param {{ first: string, later: string, plugins: import("esbuild").Plugin[] }} sources
 * @returns {Promise<Record<string, string>>} text by file name
 */
async function split(bundle, { plugins, ...entryPoints }) {
  const { outputFiles } = await bundle(
    { entryPoints, outdir: "/", write: false, format: "esm", splitting: true, chunkNames: "shared-[hash]", minify: false, minifySyntax: true, charset: "utf8", external: [PART], plugins },
    true,
  );
  return Object.fromEntries((outputFiles ?? []).map(({ path, text }) => [path.replace(/^.*[\\/]/, ""), text]));
}

/**
 * @param {Bundle} bundle
 * @param {string} entry
 * @param {Record<string, string>} modules
 */
async function script(bundle, entry, modules) {
  /** @type {import("esbuild").Plugin} */
  const plugin = {
    name: "in two",
    setup(build) {
      build.onResolve({ filter: /./ }, ({ path }) => ({ path: path.replace("./", ""), namespace: "in two" }));
      build.onLoad({ filter: /./, namespace: "in two" }, ({ path }) => ({ contents: modules[path], loader: "js" }));
    },
  };
  const { outputFiles } = await bundle({ entryPoints: [entry], write: false, format: "iife", globalName: entry === "later.js" ? "lingerLater" : undefined, charset: "utf8", plugins: [plugin] }, true);
  return outputFiles?.[0]?.text ?? "";
}
