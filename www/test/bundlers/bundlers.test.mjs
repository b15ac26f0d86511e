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
import { runOf } from "linger-analytics/compare";
import "linger-analytics/element";
import { snapshot } from "linger-analytics/report";
async function main() {
  const linger = await open();
  await linger.add(${JSON.stringify(shopText())});
  const report = await linger.report();
  const { customers, orders, netSales } = report.summary;
  const people = (await runOf(linger, report)).people.key.length;
  const shared = await linger.share();
  const element = document.createElement("linger-report");
  element.report = shared;
  const ready = new Promise((resolve) => element.addEventListener("ready", resolve));
  document.body.append(element);
  await ready;
  globalThis.result = { customers, orders, netSales, people, file: snapshot(shared).slice(0, 15), tables: element.shadowRoot.querySelectorAll("table").length > 3 };
}
main().catch((error) => { globalThis.result = String(error); });
`;
const EXPECTED = { customers: CUSTOMERS, orders: ORDERS, netSales: netSales(), people: CUSTOMERS, file: "<!doctype html>", tables: true };
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
    assert.deepEqual(await page.evaluate("globalThis.result"), EXPECTED);
    await page.close();
  });
}
