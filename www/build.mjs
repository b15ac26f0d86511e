/**
 * The package: the core's bindings and the front end's sources in, `pkg/` out.
 * `node www/build.mjs <bindings of orders> <bindings of sessions> <of live> <of share> <of sheets> <of sources> <of predict> [--dev]`; `cargo xtask build` calls it.
 * @module
 */

import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildCommandLine } from "./build/cli.mjs";
import { enginePlugin } from "./build/engine.mjs";
import { buildDashboard } from "./build/dashboard.mjs";
import { buildServed } from "./build/served.mjs";
import { buildFlags } from "./build/flags.mjs";
import { writeManifests } from "./build/package.mjs";
import { buildReport, reportScript } from "./build/report.mjs";
import { writeSchemas } from "./build/schemas.mjs";
import { buildStorefront } from "./build/storefront.mjs";

const www = fileURLToPath(new URL(".", import.meta.url));
const pkg = join(www, "../pkg");

/** @param {string[]} words */
async function main([orders, sessions, live, share, sheets, sources, predict, ...flags]) {
  if (!orders || !sessions || !live || !share || !sheets || !sources || !predict) throw new Error("Give the folders of the core's bindings: `cargo xtask build` does.");
  /** @type {import("esbuild").BuildOptions} */
  const common = { bundle: true, minify: !flags.includes("--dev"), target: ["es2022"], legalComments: "none", logLevel: "warning" };
  const { engine, worker } = await enginePlugin({ orders, sessions, share, sheets, sources, predict }, common);
  /** @type {import("./build/dashboard.mjs").Bundle} */
  const bundle = (options, browserOnly) =>
    build({ ...common, ...options, define: { LINGER_BROWSER_ONLY: String(browserOnly) }, plugins: [engine, ...(options.plugins ?? [])] });

  await mkdir(pkg, { recursive: true });
  await rm(join(pkg, "dashboard"), { recursive: true, force: true });
  await copyTypes(join(www, "../src/wasm"));
  await copyFile(join(orders, "linger_bg.wasm"), join(pkg, "linger.wasm"));
  await copyFile(join(sessions, "linger_bg.wasm"), join(pkg, "linger-sessions.wasm"));
  await copyFile(join(share, "linger_bg.wasm"), join(pkg, "linger-share.wasm"));
  await copyFile(join(sheets, "linger_bg.wasm"), join(pkg, "linger-sheets.wasm"));
  await copyFile(join(sources, "linger_bg.wasm"), join(pkg, "linger-sources.wasm"));
  await copyFile(join(predict, "linger_bg.wasm"), join(pkg, "linger-predict.wasm"));
  for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) await copyFile(join(www, "..", licence), join(pkg, licence));
  const entry = join(www, "engine/index.js");
  // Node prints the line that threw: it must not be the whole file.
  await bundle({ entryPoints: [entry], outfile: join(pkg, "index.js"), format: "esm", platform: "neutral", lineLimit: 160 }, false);
  await bundle({ entryPoints: [join(www, "engine/node.js")], outfile: join(pkg, "node.js"), format: "esm", platform: "node", lineLimit: 160 }, false);
  await writeFile(join(pkg, "worker.js"), worker);
  await bundle({ entryPoints: [entry], outfile: join(pkg, "index.iife.js"), format: "iife", globalName: "Linger" }, true);
  await bundle({ entryPoints: [join(www, "compare/index.js")], outfile: join(pkg, "compare.js"), format: "esm", platform: "neutral", mainFields: ["module", "main"] }, false);
  await buildCommandLine(join(www, "cli"), pkg, common);
  await writeSchemas(join(pkg, "schemas"));
  const script = await reportScript(share, bundle);
  await buildDashboard(join(www, "dashboard"), join(pkg, "dashboard"), bundle, script);
  await buildServed(join(www, "dashboard/served"), join(pkg, "dashboard"), flags.includes("--dev"));
  await buildStorefront(join(pkg, "storefront"), flags.includes("--dev"));
  await buildFlags(live, pkg, flags.includes("--dev"));
  await buildReport(pkg, script, bundle);
  await writeManifests(pkg);
}

/** The types of further entries, and the core's: each file naming the other as it is called in the package. @param {string} source folder */
async function copyTypes(source) {
  for (const entry of ["iife.d.ts", "worker.d.ts"]) await copyFile(join(www, "entries", entry), join(pkg, entry));
  await copyFile(join(www, "compare/types.d.ts"), join(pkg, "compare.d.ts"));
  for (const file of (await readdir(source)).filter((name) => name.endsWith("types.ts"))) {
    const text = await readFile(join(source, file), "utf8");
    const copy = file === "types.ts" ? "index.d.ts" : file.replace("-types.ts", ".d.ts");
    await writeFile(join(pkg, copy), text.replaceAll('"./types.ts"', '"./index.js"').replace(/"\.\/(\w+)-types\.ts"/g, '"./$1.js"'));
  }
}

main(process.argv.slice(2)).catch((error) => {
  // esbuild has printed its own findings already.
  if (!error.errors) console.error(error.message);
  process.exitCode = 1;
});
