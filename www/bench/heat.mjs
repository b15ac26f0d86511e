/**
 * The heatmap job: one million clicks on a page of 1920 × 8000 px. Linger places them again on their anchors, merges
 * cells of few sessions and blurs (4 px cells, standard deviation 20 px); heatmap.js and simpleheat draw theirs.
 * @module
 */

import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { serve } from "../serve.mjs";

/** @typedef {{ ms: number, blocks: number[], n?: number, sum?: number }} Drawn */

const here = fileURLToPath(new URL(".", import.meta.url));
const ENGINES = ["linger", "linger k=1", "heatmap.js", "simpleheat"];
const PAGE = '<!doctype html><meta charset="utf-8"><title>Heatmaps</title><body><script src="heatmap.js"></script><script src="heat-page.js"></script>';

/**
 * @param {import("playwright-core").Browser} browser
 * @param {{ rows?: number, repeats: number }} size
 */
export async function benchHeat(browser, { rows = 1_000_000, repeats }) {
  const folder = await serve(await site());
  try {
    const page = await browser.newPage();
    await page.goto(folder.url);
    const { readMs, coldMs } = /** @type {any} */ (await page.evaluate(`heat.start(${rows})`));
    console.log(`heat: ${await versions()}; ${rows.toLocaleString("en")} clicks read in ${readMs.toFixed(0)} ms, first map ${coldMs.toFixed(0)} ms with its sessions and columns`);
    /** @type {Map<string, number[]>} */
    const times = new Map(ENGINES.map((engine) => [engine, []]));
    for (let turn = 0; turn < repeats; turn++) {
      /** @type {Drawn | undefined} */
      let own;
      for (const engine of ENGINES) {
        const drawn = /** @type {Drawn} */ (await page.evaluate(`heat.run(${JSON.stringify(engine)})`));
        own ??= drawn;
        check(engine, drawn, own, rows);
        times.get(engine)?.push(drawn.ms);
        console.log(`  heat turn ${turn + 1}: ${engine} ${drawn.ms.toFixed(1)} ms`);
      }
    }
    console.table(ENGINES.map((engine) => row(engine, times)));
    await page.close();
  } finally {
    folder.close();
  }
}

/** Every click is on Linger's map, and a peer is denser where Linger is densest than where it is thinnest. @param {string} engine @param {Drawn} drawn @param {Drawn} own @param {number} rows */
function check(engine, drawn, own, rows) {
  if (drawn.sum !== undefined) {
    if (drawn.n !== rows || Math.abs(drawn.sum - rows) > rows / 1000) throw new Error(`${engine} lost clicks: ${drawn.n} placed, ${drawn.sum} on the map.`);
  }
  const order = own.blocks.map((value, at) => ({ value, at })).sort((a, b) => b.value - a.value);
  const mean = (/** @type {{ at: number }[]} */ blocks) => blocks.reduce((sum, { at }) => sum + drawn.blocks[at], 0) / blocks.length;
  const [dense, thin] = [mean(order.slice(0, 50)), mean(order.slice(-500))];
  if (!(dense > thin)) throw new Error(`${engine} is not denser (${dense}) where Linger is than elsewhere (${thin}).`);
}

/** @param {string} engine @param {Map<string, number[]>} times */
function row(engine, times) {
  const own = times.get(ENGINES[0]) ?? [];
  const runs = times.get(engine) ?? [];
  const ratios = runs.map((ms, turn) => ms / own[turn]).sort((a, b) => a - b);
  return { engine, ms: median(runs).toFixed(1), "× Linger": median(ratios).toFixed(2), "min–max": `${ratios[0].toFixed(2)}–${ratios[ratios.length - 1].toFixed(2)}` };
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

async function site() {
  const bindings = process.env.LINGER_SESSIONS;
  if (!bindings) throw new Error("Name the folder of the sessions' bindings in LINGER_SESSIONS: `cargo xtask bench --job heat` does.");
  const folder = join(here, "../../bench-data/heat-site");
  await mkdir(folder, { recursive: true });
  const entryPoints = ["heat.worker", "heat-page"].map((name) => join(here, `engines/${name}.js`));
  const alias = { "linger-sessions": join(bindings, "linger.js") };
  await build({ entryPoints, bundle: true, minify: true, format: "iife", outdir: folder, alias, logOverride: { "empty-import-meta": "silent" } });
  await copyFile(join(here, "node_modules/heatmap.js/build/heatmap.js"), join(folder, "heatmap.js"));
  await copyFile(join(bindings, "linger_bg.wasm"), join(folder, "linger-sessions.wasm"));
  await writeFile(join(folder, "index.html"), PAGE);
  return folder;
}

async function versions() {
  const found = ["heatmap.js", "simpleheat"].map(async (name) => `${name} ${JSON.parse(await readFile(join(here, `node_modules/${name}/package.json`), "utf8")).version}`);
  return (await Promise.all(found)).join(", ");
}
