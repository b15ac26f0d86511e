/**
 * The dashboard as one HTML file that opens from anywhere: its script and styles stand inside, and the page's policy
 * is narrowed from "files beside the page" to the hashes of its two scripts (see `later.mjs`) and its one style sheet.
 *
 * The page is `dashboard/index.html`. It names its entry in `<script src="…" defer>`, its styles in
 * `<link rel="stylesheet" href="…">`, and allows both by `'self' file:` in its policy.
 * @module
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleInTwo } from "./later.mjs";
import { leaveOut } from "./left-out.mjs";
import { keysOnce } from "./texts.mjs";

const SCRIPT = /<script src="([^"]+)" defer><\/script>\n?/;
const STYLE = /<link rel="stylesheet" href="([^"]+)">/;
const BESIDE = "'self' file:";

/** @typedef {(options: import("esbuild").BuildOptions, browserOnly: boolean) => Promise<import("esbuild").BuildResult>} Bundle */

/**
 * @param {string} source folder
 * @param {string} output folder
 * @param {Bundle} bundle
 * @param {import("esbuild").Plugin} reportScript that of the reports which the page saves
 */
export async function buildDashboard(source, output, bundle, reportScript) {
  const page = await readFile(join(source, "index.html"), "utf8");
  const entry = SCRIPT.exec(page)?.[1];
  if (!entry) throw new Error("dashboard/index.html names no script.");
  const sheet = STYLE.exec(page)?.[1];
  if (!sheet) throw new Error("dashboard/index.html names no style sheet.");
  const { first, later } = await bundleInTwo(bundle, { first: join(source, entry), later: join(source, "later/index.js"), plugins: [leaveOut, keysOnce, reportScript] });
  const style = (await bundledText(bundle, { entryPoints: [join(source, sheet)] })).trim();
  const whole = narrowPolicy(page, { script: [first, later], style: [style] })
    .replace(STYLE, () => `<style>${style}</style>`)
    .replace(SCRIPT, "")
    .replace("</body>", () => `<script>${first}</script>\n</body>`);
  await mkdir(output, { recursive: true });
  await writeFile(join(output, "index.html"), whole);
}

/**
 * @param {Bundle} bundle
 * @param {import("esbuild").BuildOptions} options
 */
async function bundledText(bundle, options) {
  const { outputFiles } = await bundle({ ...options, write: false }, true);
  return outputFiles?.[0]?.text ?? "";
}

/**
 * @param {string} page
 * @param {Record<"script" | "style", string[]>} parts
 */
function narrowPolicy(page, parts) {
  let narrowed = page;
  for (const [kind, texts] of Object.entries(parts)) {
    const hashes = texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    const rule = `${kind}-src ${BESIDE}`;
    if (!narrowed.includes(rule)) throw new Error(`dashboard/index.html has a policy without "${rule}".`);
    narrowed = narrowed.replace(rule, `${kind}-src ${hashes.join(" ")}`);
  }
  return narrowed;
}
