import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../../pkg/index.js";
import { canonical } from "./canonical.mjs";
import { cases } from "./golden.mjs";
import { execute } from "./installed.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const LARGE = { cwd: root, maxBuffer: 1 << 28 };

/** @type {string} */
let native;
before(async () => {
  const { stdout } = await execute("cargo", ["build", "--quiet", "--example", "report", "--message-format=json"], LARGE);
  const built = stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  native = built.find(({ executable, target }) => executable && target.name === "report").executable;
});

/** @param {import("./golden.mjs").Case} each */
async function inNode({ paths, mapping, options }) {
  const linger = await open();
  for (const path of paths) await linger.add(await readFile(path), { name: basename(path), mapping });
  const report = canonical(await linger.report(options));
  linger.close();
  return report;
}

/** @param {import("./golden.mjs").Case} each */
async function natively({ paths, mapping, options }) {
  const { stdout } = await execute(native, [...paths, "--mapping", JSON.stringify(mapping), "--options", JSON.stringify(options)], LARGE);
  return stdout.trimEnd();
}

for (const each of await cases()) {
  test(`native and wasm give the same bytes: ${each.name}`, async () => {
    assert.equal(await inNode(each), await natively(each));
  });
}
