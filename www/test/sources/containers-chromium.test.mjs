/** A browser unpacks with its own code: it must find the same parts, and refuse the same files, as Node. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch } from "../chromium.mjs";
import { bundled } from "./bundled.mjs";
import { fixture, loaded, told } from "./containers.mjs";

const FIXTURES = ["shared.xlsx", "inline-1904.xlsx", "old.xls", "open.ods", "exports.zip", "gbk.zip", "zip64.zip", "protected.xlsx", "protected.zip", "empty.xlsx"];
const LINES = Array.from({ length: 200_000 }, (_, at) => `${at},${(at * 7919) % 1000}\n`).join("");

/** @returns {Promise<[name: string, bytes: Buffer][]>} */
async function inputs() {
  const files = await Promise.all(FIXTURES.map(async (name) => /** @type {[string, Buffer]} */ ([name, await fixture(name)])));
  const packed = gzipSync(LINES);
  const changed = Buffer.from(packed);
  changed[changed.length - 6] = Number(changed[changed.length - 6]) ^ 1;
  const cut = /** @type {[string, Buffer][]} */ (files.map(([name, bytes]) => [`cut-${name}`, bytes.subarray(0, bytes.length * 0.7)]));
  return [...files, ...cut, ["a.csv.gz", packed], ["cut.gz", packed.subarray(0, packed.length / 2)], ["short.gz", packed.subarray(0, -1)], ["changed.gz", changed]];
}

test("Chromium finds in each container what Node finds", async (t) => {
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.addScriptTag({ content: await bundled("iife") });
  const containers = await loaded();
  for (const [name, bytes] of await inputs()) {
    const found = await page.evaluate(
      async ([name = "", base64 = ""]) => {
        /** @type {import("./containers.mjs").Containers} */
        const containers = /** @type {any} */ (globalThis).containers;
        const blob = await (await fetch(`data:application/octet-stream;base64,${base64}`)).blob();
        /** @type {Record<string, string>} */
        const parts = {};
        for await (const part of containers.partsOf(blob, name, containers)) {
          if ("error" in part) parts[part.name] = `error ${Reflect.get(part.error, "code")}`;
          else if ("skipped" in part) parts[part.name] = `skipped ${part.skipped}`;
          else {
            const chunks = part.open();
            const decoder = new TextDecoder();
            let text = "";
            try {
              for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) text += decoder.decode(chunk, { stream: true });
            } catch (error) {
              text = `error ${Reflect.get(/** @type {object} */ (error), "code")}`;
            }
            parts[part.name] = text;
          }
        }
        return parts;
      },
      [name, bytes.toString("base64")],
    );
    assert.deepEqual(found, await told(containers, new Blob([new Uint8Array(bytes)]), name), name);
  }
});
