import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { launch } from "./chromium.mjs";
import { execute, installedPackage } from "./installed.mjs";
import { CUSTOMERS, netSales, ORDERS, shopText } from "./shop.mjs";
import { serve } from "../serve.mjs";

/** @type {Awaited<ReturnType<typeof installedPackage>>} */
let installed;
/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  installed = await installedPackage();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await installed?.remove();
});

const EXPECTED = { customers: CUSTOMERS, orders: ORDERS, netSales: netSales() };
const RUN = `const linger = await open();
  await linger.add(text, { name: "shop.csv" });
  const { summary } = await linger.report();
  linger.close();
  const { customers, orders, netSales } = summary;`;

/** @param {string} name @param {string} content */
const write = (name, content) => writeFile(join(installed.folder, name), content);

const ENTRIES = ["compare", "element", "iife", "report", "worker"];

test("the package holds what its users need and nothing else", async () => {
  const known = /^(((index(\.iife)?|node|worker|report|element|compare|cli)\.js)|(index|iife|visits|share|sources|predict|goods|season|due|value|worker|report|element|compare)\.d\.ts|linger(-\w+)?\.wasm|(package|sri|provenance)\.json|README\.md|LICENSE-\w+|(dashboard|schemas|storefront)\/.+)$/;
  assert.deepEqual(installed.files.filter((file) => !known.test(file)), []);
  const { exports, bin } = JSON.parse(await readFile(join(installed.folder, "node_modules/linger-analytics/package.json"), "utf8"));
  const targets = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  const named = [...targets.filter((target) => !target.includes("*")), ...Object.values(bin)].map((target) => target.replace("./", ""));
  assert.deepEqual(named.filter((file) => !installed.files.includes(file)), []);
  for (const file of ["dashboard/index.html", "storefront/linger-storefront.js", "schemas/report.schema.json", "linger.wasm"]) assert.ok(installed.files.includes(file), file);
  for (const entry of ENTRIES) assert.ok(`./${entry}` in exports, entry);
});

test("each script carries each wasm module once", async () => {
  const folder = join(installed.folder, "node_modules/linger-analytics");
  const modules = ["linger.wasm", "linger-sessions.wasm", "linger-share.wasm", "linger-sheets.wasm", "linger-sources.wasm", "linger-predict.wasm"].map(async (file) => gzipSync(await readFile(join(folder, file)), { level: 9 }).toString("base64"));
  const packed = await Promise.all(modules);
  for (const file of ["index.js", "index.iife.js", "node.js", "dashboard/index.html"]) {
    // Long strings go on in the next line after a backslash.
    const text = (await readFile(join(folder, file), "utf8")).replaceAll("\\\n", "");
    for (const module of packed) assert.equal(text.split(module).length - 1, 1, file);
  }
});

test("integrity hashes are those of the files, and cover all that a page can load", async () => {
  const folder = join(installed.folder, "node_modules/linger-analytics");
  const integrity = JSON.parse(await readFile(join(folder, "sri.json"), "utf8"));
  const loadable = installed.files.filter((file) => /\.(js|wasm|html|css|json)$/.test(file) && !/^(package|sri)\.json$/.test(file));
  assert.deepEqual(loadable.filter((file) => !(file in integrity)), []);
  for (const [file, said] of Object.entries(integrity)) {
    const digest = await crypto.subtle.digest("SHA-384", await readFile(join(folder, file)));
    assert.equal(said, `sha384-${Buffer.from(digest).toString("base64")}`, file);
  }
});

test("the provenance names each wasm module, what it is made from, and its hash", async () => {
  const folder = join(installed.folder, "node_modules/linger-analytics");
  const { name, version, wasm } = JSON.parse(await readFile(join(folder, "provenance.json"), "utf8"));
  const own = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  assert.deepEqual({ name, version }, { name: own.name, version: own.version });
  assert.deepEqual(Object.keys(wasm), installed.files.filter((file) => file.endsWith(".wasm")).sort());
  assert.deepEqual([wasm["linger.wasm"].features, wasm["linger-sessions.wasm"].features], [["orders"], ["sessions"]]);
  for (const [file, { rustc, sha256 }] of Object.entries(/** @type {Record<string, { rustc: string, sha256: string }>} */ (wasm))) {
    const digest = await crypto.subtle.digest("SHA-256", await readFile(join(folder, file)));
    assert.equal(sha256, Buffer.from(digest).toString("hex"), file);
    assert.match(rustc, /^\d+\.\d+\.\d+ /);
  }
});

test("it runs in Node", async () => {
  await write("run.mjs", `import { open } from "linger-analytics";\nconst text = ${JSON.stringify(shopText())};\n${RUN}\nconsole.log(JSON.stringify({ customers, orders, netSales }));`);
  const { stdout } = await execute("node", ["run.mjs"], { cwd: installed.folder });
  assert.deepEqual(JSON.parse(stdout), EXPECTED);
});

test("reports, comparisons and the command line run in Node", async () => {
  await write(
    "more.mjs",
    `import { open } from "linger-analytics";
import { snapshot, readReportFile } from "linger-analytics/report";
import { changes, readRun, runOf } from "linger-analytics/compare";
const linger = await open();
await linger.add(${JSON.stringify(shopText())}, { name: "shop.csv" });
const run = readRun(JSON.stringify(await runOf(linger, await linger.report())));
const { totals } = await changes(run, linger);
const { receipt } = readReportFile(snapshot(await linger.share()));
console.log(JSON.stringify({ orders: totals.find(({ id }) => id === "summary.orders").now, files: receipt.files.map(({ name }) => name) }));`,
  );
  const { stdout } = await execute("node", ["more.mjs"], { cwd: installed.folder });
  assert.deepEqual(JSON.parse(stdout), { orders: ORDERS, files: ["shop.csv"] });
  const { version } = JSON.parse(await readFile(join(installed.folder, "node_modules/linger-analytics/package.json"), "utf8"));
  for (const name of ["linger", "linger-analytics"]) assert.equal((await execute("npx", ["--no-install", name, "--version"], { cwd: installed.folder })).stdout, `${version}\n`);
});

const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));
/** @param {string} file @param {string[]} more */
const typeCheck = (file, ...more) => execute("node", [tsc, "--strict", "--noEmit", "--module", "nodenext", "--target", "es2022", ...more, file], { cwd: installed.folder });

test("its types are understood by TypeScript, those of every entry", async () => {
  await write(
    "typed.ts",
    `import { open, type Report, type SharedReport } from "linger-analytics";
import { changes, runOf, type Run } from "linger-analytics/compare";
import type { LingerReportElement } from "linger-analytics/element";
import { readReportFile, snapshot } from "linger-analytics/report";
import "linger-analytics/iife";
import "linger-analytics/worker";
export async function orders(file: File): Promise<number> {
  const linger = await open({ memoryLimit: 1e9, worker: new Worker("worker.js") });
  await linger.add(file, { onProgress: ({ bytesRead }) => void bytesRead.toFixed() });
  const report: Report = await linger.report({ churn: { marginDays: 45 } });
  // @ts-expect-error: an option that does not exist
  await linger.report({ churn: { margin: 45 } });
  const run: Run = await runOf(linger, report);
  const moved: string | undefined = (await changes(run, linger)).movers?.rows[0]?.key;
  const shared: SharedReport = await linger.share({ k: 7 });
  const html: string = snapshot(shared, { lang: "en", title: moved ?? "" });
  const element: LingerReportElement = document.createElement("linger-report");
  element.report = readReportFile(html).shared;
  element.addEventListener("ready", ({ detail }) => void detail.receipt.length);
  // @ts-expect-error: a hidden number is null
  const hidden: number = shared.report.summary.customers;
  return (await Linger.open()) === linger ? hidden : report.summary.orders;
}\n`,
  );
  await typeCheck("typed.ts", "--types", "");
});

test("its types are understood where there is no page", async () => {
  await write("server.ts", `import { open } from "linger-analytics";\nimport { snapshot } from "linger-analytics/report";\nimport "linger-analytics/compare";\nconst linger = await open();\nawait linger.add("a");\nconsole.log(snapshot(await linger.share()).length);\n`);
  const roots = fileURLToPath(new URL("../node_modules/@types", import.meta.url));
  await typeCheck("server.ts", "--lib", "es2022", "--typeRoots", roots, "--types", "node");
});

/**
 * What the page says it found. It says so on the console: a strict policy lets a test ask nothing.
 * @param {string} url
 * @returns {Promise<{ result: unknown, requests: string[] }>}
 */
async function resultOf(url) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  const said = page.waitForEvent("console", { predicate: (message) => message.text().startsWith("result ") });
  await page.goto(url);
  const text = (await said).text();
  await page.close();
  return { result: JSON.parse(text.slice("result ".length)), requests };
}

const CLASSIC = `<script>
  (async () => {
    const { open } = Linger;
    const text = ${JSON.stringify(shopText())};
    ${RUN}
    console.log("result " + JSON.stringify({ customers, orders, netSales }));
  })().catch((error) => { console.log("result " + JSON.stringify(String(error))); });
</script>`;

const ELEMENT = `<linger-report sections="summary" lang="en"></linger-report><script>
  const element = document.querySelector("linger-report");
  element.addEventListener("ready", () => { console.log("result " + JSON.stringify(/${CUSTOMERS} customers/.test(element.shadowRoot.textContent))); });
  element.addEventListener("error", ({ detail }) => { console.log("result " + JSON.stringify(detail)); });
  element.file = ${JSON.stringify(shopText())};
</script>`;
/** Whether the element's text says how many customers there are. */
const SHOWN = true;

test("the classic script runs in a page opened from disk", async () => {
  await write("disk.html", `<!doctype html><meta charset="utf-8"><script src="node_modules/linger-analytics/index.iife.js"></script>${CLASSIC}`);
  const { result } = await resultOf(pathToFileURL(join(installed.folder, "disk.html")).href);
  assert.deepEqual(result, EXPECTED);
});

test("it runs in a sandboxed frame without an origin", async () => {
  const script = await readFile(join(installed.folder, "node_modules/linger-analytics/index.iife.js"), "utf8");
  const inner = `<!doctype html><meta charset="utf-8"><script>${script}</script>${CLASSIC}`.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  await write("frame.html", `<!doctype html><meta charset="utf-8"><iframe sandbox="allow-scripts" srcdoc="${inner}"></iframe>`);
  const { result } = await resultOf(pathToFileURL(join(installed.folder, "frame.html")).href);
  assert.deepEqual(result, EXPECTED);
});

test("the module runs under a strict policy and asks the network for nothing more", async (t) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'";
  await write("app.js", `import { open } from "./node_modules/linger-analytics/index.js";\nconst text = ${JSON.stringify(shopText())};\n${RUN}\nconsole.log("result " + JSON.stringify({ customers, orders, netSales }));`);
  await write("strict.html", `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="icon" href="data:,"><script type="module" src="app.js"></script>`);
  const server = await serve(installed.folder);
  t.after(server.close);
  const { result, requests } = await resultOf(`${server.url}strict.html`);
  assert.deepEqual(result, EXPECTED);
  const own = requests.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:")).map((url) => new URL(url).pathname);
  assert.deepEqual(own, ["/strict.html", "/app.js", "/node_modules/linger-analytics/index.js"]);
});

test("a page whose policy forbids blob: workers names the package's worker", async (t) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'none'";
  const address = "./node_modules/linger-analytics/worker.js";
  /** @param {string} worker @param {string} more */
  const page = async (worker, more = "") => {
    await write("own.js", `import { open as start } from "./node_modules/linger-analytics/index.js";\nconst worker = ${worker};\nconst open = () => start({ worker });\nconst text = ${JSON.stringify(shopText())};\n${RUN}\n${more}\nconsole.log("result " + JSON.stringify({ customers, orders, netSales }));`);
    await write("own.html", `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="icon" href="data:,"><script type="module" src="own.js"></script>`);
    const { result } = await resultOf(`${server.url}own.html`);
    return result;
  };
  const server = await serve(installed.folder);
  t.after(server.close);
  assert.deepEqual(await page(`new URL("${address}", location.href)`), EXPECTED);
  assert.deepEqual(await page(`new Worker("${address}")`), EXPECTED);
  assert.deepEqual(await page(`new Worker("${address}", { type: "module" })`), EXPECTED);
  const again = `const twice = await start({ worker }).catch(({ message }) => message);\nif (!/has served an engine before/.test(twice)) throw twice;`;
  assert.deepEqual(await page(`new Worker("${address}")`, again), EXPECTED);
});

test("an address that holds no worker is told", async (t) => {
  const server = await serve(installed.folder);
  t.after(server.close);
  await write("lost.html", `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script type="module">import { open } from "./node_modules/linger-analytics/index.js";\nawait open({ worker: "./no-worker.js" }).catch(({ code }) => { console.log("result " + JSON.stringify(code)); });</script>`);
  const { result } = await resultOf(`${server.url}lost.html`);
  assert.equal(result, "engineNotStarted");
});

test("a plain page loads scripts under their integrity hashes, and refuses changed ones", async (t) => {
  const server = await serve(installed.folder);
  t.after(server.close);
  const integrity = JSON.parse(await readFile(join(installed.folder, "node_modules/linger-analytics/sri.json"), "utf8"));
  const script = (/** @type {string} */ file, /** @type {string} */ hash) => `<script src="node_modules/linger-analytics/${file}" integrity="${hash}" crossorigin="anonymous"></script>`;
  const head = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">';
  await write("whole.html", head + script("index.iife.js", integrity["index.iife.js"]) + CLASSIC);
  assert.deepEqual((await resultOf(`${server.url}whole.html`)).result, EXPECTED);
  await write("other.html", head + script("index.iife.js", integrity["node.js"]) + CLASSIC);
  assert.equal((await resultOf(`${server.url}other.html`)).result, "ReferenceError: Linger is not defined");
  await write("element.html", head + script("element.js", integrity["element.js"]) + ELEMENT);
  assert.deepEqual((await resultOf(`${server.url}element.html`)).result, SHOWN);
});

test("the element shows a report in a page opened from disk", async () => {
  await write("element-disk.html", `<!doctype html><meta charset="utf-8"><script src="node_modules/linger-analytics/element.js"></script>${ELEMENT}`);
  assert.deepEqual((await resultOf(pathToFileURL(join(installed.folder, "element-disk.html")).href)).result, SHOWN);
});

test("a page whose policy forbids workers is told what is missing", async (t) => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";
  await write("refused.js", `import { open } from "./node_modules/linger-analytics/index.js";\nawait open().catch(({ code, message }) => { console.log("result " + JSON.stringify({ code, message })); });`);
  await write("refused.html", `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><script type="module" src="refused.js"></script>`);
  const server = await serve(installed.folder);
  t.after(server.close);
  const { result } = await resultOf(`${server.url}refused.html`);
  const { code, message } = /** @type {{ code: string, message: string }} */ (result);
  assert.equal(code, "engineNotStarted");
  assert.match(message, /worker-src blob:/);
});
