import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import webpack from "webpack";
import { launch } from "../chromium.mjs";
import { installedPackage } from "../installed.mjs";
import { CUSTOMERS, netSales, ORDERS, shopText } from "../shop.mjs";
import { serve } from "../../serve.mjs";

const ENTRY = `import { open } from "linger-analytics";
async function main() {
  const linger = await open();
  await linger.add(${JSON.stringify(shopText())});
  const { customers, orders, netSales } = (await linger.report()).summary;
  globalThis.result = { customers, orders, netSales };
}
main().catch((error) => { globalThis.result = String(error); });
`;
const PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module" src="./entry.js"></script>';

/** @typedef {{ root: string, entry: string, output: string }} Project */

/** @type {Record<string, (project: Project) => Promise<unknown>>} */
const BUNDLERS = {
  esbuild: ({ entry, output }) => esbuild({ entryPoints: [entry], bundle: true, minify: true, format: "esm", outdir: output, logLevel: "error" }),
  vite: ({ root, output }) =>
    vite({
      root,
      logLevel: "error",
      configFile: false,
      build: { outDir: output, modulePreload: false, rollupOptions: { input: join(root, "entry.js"), output: { entryFileNames: "entry.js" } } },
    }),
  webpack: ({ root, entry, output }) =>
    new Promise((resolve, reject) => {
      webpack({ mode: "production", context: root, entry: { entry }, output: { path: output }, performance: { hints: false } }, (error, stats) => {
        if (error || stats?.hasErrors() || stats?.hasWarnings()) reject(error ?? new Error(stats?.toString()));
        else resolve(stats);
      });
    }),
};

/** @type {Awaited<ReturnType<typeof installedPackage>>} */
let installed;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  installed = await installedPackage();
  browser = await launch();
  await writeFile(join(installed.folder, "entry.js"), ENTRY);
});
after(async () => {
  await browser?.close();
  await installed?.remove();
});

for (const [name, bundle] of Object.entries(BUNDLERS)) {
  test(`${name} bundles the package, and the bundle runs`, async (t) => {
    const output = join(installed.folder, `out-${name}`);
    await mkdir(output, { recursive: true });
    await bundle({ root: installed.folder, entry: join(installed.folder, "entry.js"), output });
    await writeFile(join(output, "index.html"), PAGE);
    assert.ok((await readFile(join(output, "entry.js"))).length > 0);
    const server = await serve(output);
    t.after(server.close);
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.waitForFunction("globalThis.result !== undefined");
    assert.deepEqual(await page.evaluate("globalThis.result"), { customers: CUSTOMERS, orders: ORDERS, netSales: netSales() });
    await page.close();
  });
}
