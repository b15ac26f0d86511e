/**
 * The command line as a shell runs it: words and input in; exit code, output and messages out.
 * @module
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

export const program = fileURLToPath(new URL("../../pkg/cli.js", import.meta.url));
/** Says on standard error, at the end, how much memory was held at most. */
const MEMORY = "data:text/javascript,process.on('exit',()=>process.stderr.write('KB '+process.resourceUsage().maxRSS))";

/**
 * @param {string[]} words
 * @param {{ input?: string | Uint8Array | AsyncIterable<string> | Iterable<string>, cwd?: string, env?: Record<string, string> }} [how]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string, megabytes: number }>}
 */
export async function linger(words, { input = "", cwd, env } = {}) {
  const child = spawn(process.execPath, ["--import", MEMORY, program, ...words], { cwd, env: { ...process.env, LC_ALL: "C.UTF-8", ...env } });
  const fed = typeof input === "string" || input instanceof Uint8Array ? [input] : input;
  // A program that stops early closes its input.
  const feeding = pipeline(Readable.from(fed), child.stdin).catch(() => {});
  const [stdout, said, [code]] = await Promise.all([textOf(child.stdout), textOf(child.stderr), once(child, "close"), feeding]);
  const [, stderr = said, memory = "0"] = /^(.*)KB (\d+)$/s.exec(said) ?? [];
  return { code, stdout, stderr, megabytes: Number(memory) / 1024 };
}

/** @param {Readable} stream */
async function textOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * A folder with files, gone after the test.
 * @param {import("node:test").TestContext} t
 * @param {Record<string, string | Uint8Array>} files
 */
export async function folderWith(t, files) {
  const folder = await mkdtemp(join(tmpdir(), "linger-cli-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
