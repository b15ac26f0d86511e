/**
 * The package as a user gets it: packed, then installed into an empty project.
 * @module
 */

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const pkg = fileURLToPath(new URL("../../pkg", import.meta.url));
export const execute = promisify(execFile);

/**
 * @returns {Promise<{ folder: string, files: string[], remove: () => Promise<void> }>} `files` of the packed package
 */
export async function installedPackage() {
  const folder = await mkdtemp(join(tmpdir(), "linger-install-"));
  const files = await installInto(folder);
  return { folder, files, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * @param {string} folder becomes a project of its own
 * @returns {Promise<string[]>} files of the packed package
 */
export async function installInto(folder) {
  await writeFile(join(folder, "package.json"), '{ "name": "shop", "private": true, "type": "module" }\n');
  const { stdout } = await execute("npm", ["pack", "--json", "--pack-destination", folder], { cwd: pkg });
  const [{ filename, files }] = JSON.parse(stdout);
  await execute("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, filename)], { cwd: folder });
  return files.map((/** @type {{ path: string }} */ { path }) => path);
}
