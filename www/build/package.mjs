/**
 * What the package says of itself: the files of `pkg/` in, `sri.json` and `provenance.json` out.
 *
 * `sri.json` has by file what a page writes into `integrity="…"`. `provenance.json` has by wasm module the cargo feature
 * it was compiled from, the compiler (as the module itself says) and the SHA-256 of its bytes.
 * @module
 */

import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";

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
  const names = (await readdir(folder)).filter((file) => MODULE.test(file)).sort();
  const modules = await Promise.all(names.map(async (file) => [file, moduleFacts(file, await readFile(join(folder, file)))]));
  return { name, version, wasm: Object.fromEntries(modules) };
}

/** @param {string} file @param {Uint8Array<ArrayBuffer>} bytes */
function moduleFacts(file, bytes) {
  const feature = MODULE.exec(file)?.[1] ?? "orders";
  return { features: [feature], ...producers(bytes), bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/**
 * The tools that a module names in its section `producers`: fields of tools, each with name and version.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Record<string, string>}
 */
function producers(bytes) {
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(bytes), "producers");
  if (!section) throw new Error("A wasm module does not say what compiled it: its section `producers` is missing.");
  const data = new Uint8Array(section);
  let at = 0;
  const number = () => {
    let [value, shift] = [0, 0];
    for (let more = true; more; shift += 7) {
      more = data[at] > 127;
      value |= (data[at++] & 127) << shift;
    }
    return value;
  };
  const text = () => {
    const length = number();
    return new TextDecoder().decode(data.subarray(at, (at += length)));
  };
  /** @type {Record<string, string>} */
  const tools = {};
  for (let fields = number(); fields > 0; fields--) {
    const field = text();
    for (let values = number(); values > 0; values--) {
      const [name, version] = [text(), text()];
      if (field === "processed-by" && version) tools[name] = version;
    }
  }
  return tools;
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
