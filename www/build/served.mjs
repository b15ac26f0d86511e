/**
 * What stands beside a served dashboard: its manifest, and the worker that keeps the page on the device, which is told the hash of
 * the page it belongs to. The icons stand inside the manifest: the page's policy lets no image be fetched.
 * @module
 */

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { icon } from "./icon.mjs";

const MANIFEST = "manifest.webmanifest";
const SIZES = [192, 512];

/** @param {string} source folder of the worker and the manifest @param {string} output folder of the built page @param {boolean} isDev */
export async function buildServed(source, output, isDev) {
  const manifest = JSON.parse(await readFile(join(source, MANIFEST), "utf8"));
  await writeFile(join(output, MANIFEST), `${JSON.stringify({ ...manifest, icons: SIZES.flatMap(pictures) })}\n`);
  const page = createHash("sha256").update(await readFile(join(output, "index.html"))).digest("hex");
  const define = { LINGER_PAGE: JSON.stringify(page), LINGER_BESIDE: JSON.stringify([MANIFEST]) };
  const { code } = await transform(await readFile(join(source, "sw.js"), "utf8"), { define, format: "iife", minify: !isDev, target: "es2022" });
  await writeFile(join(output, "sw.js"), code);
}

/** As it is and under a mask. @param {number} size */
function pictures(size) {
  const src = `data:image/png;base64,${icon(size).toString("base64")}`;
  return ["any", "maskable"].map((purpose) => ({ src, sizes: `${size}x${size}`, type: "image/png", purpose }));
}
