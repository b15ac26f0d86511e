/**
 * The example sites as their notes say to make them: a copy of `examples/` with the package installed, and the commands
 * of each folder's notes.
 * @module
 */

import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execute, installInto } from "../installed.mjs";

const examples = fileURLToPath(new URL("../../../examples", import.meta.url));
/** Fetched by `cargo xtask test --full` beforehand, and by the notes' own commands elsewhere. */
const FETCHED = ["node_modules", ".venv"];

/** @returns {Promise<{ folder: string, remove: () => Promise<void> }>} */
export async function copiedExamples() {
  const folder = await mkdtemp(join(tmpdir(), "linger-examples-"));
  await cp(examples, folder, { recursive: true, filter: (path) => !FETCHED.some((name) => path.endsWith(`/${name}`)) });
  await installInto(folder);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Runs the commands of an example's notes; what they would fetch is there already.
 * @param {string} folder of the copied examples
 * @param {string} name of the example
 */
export async function make(folder, name) {
  const site = join(folder, name);
  await mkdir(site, { recursive: true });
  for (const fetched of FETCHED) if (existsSync(join(examples, name, fetched))) await symlink(join(examples, name, fetched), join(site, fetched));
  const notes = await readFile(join(site, "README.md"), "utf8");
  const commands = /^```sh\n([^]*?)^```$/m.exec(notes)?.[1] ?? "";
  const own = commands.split("\n").filter((line) => !/^npm ci$|-m venv|\/pip install/.test(line));
  if (own.join("").trim() === "") throw new Error(`The notes of ${name} hold no commands.`);
  await execute("sh", ["-eu", "-c", own.join("\n")], { cwd: site, env: { ...process.env, LC_ALL: "C.UTF-8" }, maxBuffer: 2 ** 26 });
  return site;
}
