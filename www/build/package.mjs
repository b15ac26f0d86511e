/**
 * What the package says of itself: the files of `pkg/` in, `sri.json` and `provenance.json` out.
 *
 * `sri.json` has by file what a page writes into `integrity="…"`. `provenance.json` has by wasm module the cargo feature
 * it was compiled from, the tools that made it, and the SHA-256 of its bytes.
 * @module
 */

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SAID_ELSEWHERE = /^(sri\.json|package\.json|README\.md|LICENSE-\w+|.*\.d\.ts|node_modules\/.*|.*\.tgz)$/;
const MODULE = /^linger(?:-(\w+))?\.wasm$/;

/** @param {string} folder of the built package */
export async function writeManifests(folder) {
  await writeJson(join(folder, "provenance.json"), await provenance(folder));
  await writeJson(join(folder, "sri.json"), await integrity(folder));
}

/** @param {string} folder */
async function provenance(folder) {
  const { name, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const tools = { rustc: await compiler(), "wasm-bindgen": await locked("wasm-bindgen") };
  const modules = (await readdir(folder)).filter((file) => MODULE.test(file)).sort();
  const facts = modules.map(async (file) => {
    const bytes = await readFile(join(folder, file));
    const features = [MODULE.exec(file)?.[1] ?? "orders"];
    return [file, { features, ...tools, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") }];
  });
  return { name, version, wasm: Object.fromEntries(await Promise.all(facts)) };
}

/** The version of the compiler: cargo compiles anew when it is another one. */
async function compiler() {
  const { stdout } = await promisify(execFile)(process.env.RUSTC ?? "rustc", ["--version"], { cwd: root });
  return stdout.trim().replace(/^rustc /, "");
}

/** The version of a crate. @param {string} name */
async function locked(name) {
  const lock = await readFile(join(root, "Cargo.lock"), "utf8");
  const version = new RegExp(`^name = "${name}"\nversion = "([^"]+)"`, "m").exec(lock)?.[1];
  if (!version) throw new Error(`Cargo.lock names no ${name}.`);
  return version;
}

/** @param {string} folder */
async function integrity(folder) {
  const published = (await filesOf(folder)).filter((file) => !SAID_ELSEWHERE.test(file));
  const hashes = await Promise.all(published.map(async (file) => createHash("sha384").update(await readFile(join(folder, file))).digest("base64")));
  return Object.fromEntries(published.map((file, at) => [file, `sha384-${hashes[at]}`]));
}

/** Paths of all files below a folder, with slashes, sorted. @param {string} folder */
async function filesOf(folder) {
  const names = await readdir(folder, { recursive: true });
  const stats = await Promise.all(names.map((name) => stat(join(folder, name))));
  return names.filter((_, at) => stats[at].isFile()).map((name) => name.replaceAll(sep, "/")).sort();
}

/** @param {string} file @param {object} value */
const writeJson = (file, value) => writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
