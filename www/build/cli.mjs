/**
 * `pkg/cli.js`: the command line's sources in, one script out. What other entries of the package hold (the engine, the
 * report, the comparison) is taken from beside it, not carried twice.
 * @module
 */

import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** Sources and the entry that has them. @type {[source: RegExp, entry: string][]} */
const BESIDE = [
  [/\/engine\/node\.js$/, "./node.js"],
  [/\/compare\/index\.js$/, "./compare.js"],
  [/\/report\/index\.js$/, "./report.js"],
];

/** @type {import("esbuild").Plugin} */
const beside = {
  name: "beside",
  setup(build) {
    for (const [filter, path] of BESIDE) build.onResolve({ filter }, () => ({ path, external: true }));
  },
};

/** @param {string} source folder @param {string} pkg @param {import("esbuild").BuildOptions} common */
export async function buildCommandLine(source, pkg, common) {
  const outfile = join(pkg, "cli.js");
  // Node prints the line that threw: it must not be the whole file.
  await build({ ...common, entryPoints: [join(source, "main.js")], outfile, format: "esm", platform: "node", charset: "utf8", lineLimit: 160, plugins: [beside] });
  await chmod(outfile, 0o755);
}
