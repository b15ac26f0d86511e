import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open } from "../../pkg/index.js";
import { canonical } from "./canonical.mjs";
import { cases } from "./golden.mjs";
import { execute } from "./installed.mjs";
import { sampleVisits } from "../sample/visits.js";
import { visitsText } from "./visits-shop.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const LARGE = { cwd: root, maxBuffer: 1 << 28 };

/** Paths of the native examples by name. @type {Record<string, string>} */
const native = {};
/** @type {string} */
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "linger-native-"));
  const { stdout } = await execute("cargo", ["build", "--quiet", "--examples", "--message-format=json"], LARGE);
  const built = stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  for (const { executable, target } of built) if (executable) native[target.name] = executable;
});
after(() => rm(folder, { recursive: true, force: true }));

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
  const { stdout } = await execute(native.report, [...paths, "--mapping", JSON.stringify(mapping), "--options", JSON.stringify(options)], LARGE);
  return stdout.trimEnd();
}

/** Least groups of shared reports. */
const GROUPS = [2, 5, 40];

for (const each of await cases()) {
  test(`native and wasm give the same bytes: ${each.name}`, async () => {
    assert.equal(await inNode(each), await natively(each));
  });
}

for (const { paths, mapping, options } of (await cases()).filter(({ name }) => /cdnow|cohorts|currencies|rfm|truncation/i.test(name))) {
  test(`native and wasm share the same bytes: ${paths[0]?.split("/").slice(-2).join("/")}`, async () => {
    const linger = await open();
    for (const path of paths) await linger.add(await readFile(path), { name: basename(path), mapping });
    await linger.report(options);
    for (const k of GROUPS) {
      const { report, sharing, cube } = await linger.share({ k });
      const { stdout } = await execute(native.report, [...paths, "--mapping", JSON.stringify(mapping), "--options", JSON.stringify(options), "--share", String(k)], LARGE);
      assert.equal(canonical({ cube, report, suppressed: sharing.suppressed }), stdout.trimEnd());
    }
    linger.close();
  });
}

/** The sample's sessions and the shop's, options of a report, and heatmaps over boxes of odd sizes. */
const VISITS = [
  { name: "sample.ndjson", text: sampleVisits(), options: {} },
  { name: "shop.ndjson", text: visitsText(), options: { idleMinutes: 20, filter: { device: "phone" } } },
];
const MAPS = [
  { width: 390, height: 3_000.5, k: 1, boxes: { "#teapot": [10.25, 33.3, 120.7, 41] } },
  { template: "product", device: "phone", width: 411, height: 2_777, cell: 3.7, sigma: 11.3, k: 3, boxes: { "#shopify-section-gift .picture": [7.1, 300.9, 199.9, 160.3] } },
];

/** The module of sessions as it was built. @param {WebAssembly.Module} module */
async function sessionsModule(module) {
  const bindings = join(native.visits, "../../../bindings-sessions");
  const glue = await import(pathToFileURL(join(bindings, "linger.js")).href);
  glue.initSync({ module });
  return glue.Visits;
}

test("native and wasm give the same bytes: sessions and heatmaps", async () => {
  const packed = await readFile(fileURLToPath(new URL("../../pkg/linger-sessions.wasm", import.meta.url)));
  const Visits = await sessionsModule(new WebAssembly.Module(packed));
  for (const { name, text, options } of VISITS) {
    const visits = new Visits();
    const file = visits.openFile(name, undefined);
    visits.push(file, new TextEncoder().encode(text));
    visits.finish(file);
    const report = visits.report(options);
    const heatmaps = MAPS.map((query) => visits.heatmap(query)).map((map) => ({ ...map, density: [...map.density] }));
    assert.ok(heatmaps.some(({ n }) => n > 0), name);
    const path = join(folder, name);
    await writeFile(path, text);
    const maps = MAPS.flatMap((query) => ["--heatmap", JSON.stringify(query)]);
    const { stdout } = await execute(native.visits, [path, "--options", JSON.stringify(options), ...maps], LARGE);
    assert.equal(canonical({ report, heatmaps }), stdout.trimEnd(), name);
  }
});
