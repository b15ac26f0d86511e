/**
 * The dashboard as one HTML file that opens from anywhere: its script and styles stand inside, and the page's policy
 * is narrowed from "files beside the page" to the hash of that one script.
 *
 * The page is `dashboard/index.html`. It names its entry in `<script src="…" defer>`, its styles in
 * `<link rel="stylesheet" href="…">`, and allows both by `'self' file:` in its policy.
 * @module
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const SCRIPT = /<script src="([^"]+)" defer><\/script>\n?/;
const STYLE = /<link rel="stylesheet" href="([^"]+)">/g;
const BESIDE = "'self' file:";

/** @typedef {(options: import("esbuild").BuildOptions, browserOnly: boolean) => Promise<import("esbuild").BuildResult>} Bundle */

/**
 * @param {string} source folder
 * @param {string} output folder
 * @param {Bundle} bundle
 */
export async function buildDashboard(source, output, bundle) {
  const page = await readFile(join(source, "index.html"), "utf8");
  const entry = SCRIPT.exec(page)?.[1];
  if (!entry) throw new Error("dashboard/index.html names no script.");
  const script = await bundledText(bundle, { entryPoints: [join(source, entry)], format: "iife" });
  const styled = await inlineStyles(narrowPolicy(page, script), source, bundle);
  const whole = styled.replace(SCRIPT, "").replace("</body>", () => `<script>${script}</script>\n</body>`);
  await mkdir(output, { recursive: true });
  await writeFile(join(output, "index.html"), whole);
}

/**
 * @param {string} page
 * @param {string} source folder
 * @param {Bundle} bundle
 */
async function inlineStyles(page, source, bundle) {
  let result = page;
  for (const [link, href] of page.matchAll(STYLE)) {
    const style = await bundledText(bundle, { entryPoints: [join(source, href)] });
    result = result.replace(link, () => `<style>${style.trim()}</style>`);
  }
  return result;
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
 * @param {string} script
 */
function narrowPolicy(page, script) {
  const hash = createHash("sha256").update(script).digest("base64");
  const narrowed = page.replace(`script-src ${BESIDE}`, `script-src 'sha256-${hash}'`).replace(`style-src ${BESIDE} `, "style-src ");
  if (narrowed.includes(BESIDE) || !narrowed.includes(hash)) throw new Error("dashboard/index.html has a policy that cannot be narrowed.");
  return narrowed;
}
