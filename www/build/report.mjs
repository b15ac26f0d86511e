/**
 * Reports: `www/report/` in, `pkg/report.js` (ESM, for Node and browsers) and `pkg/element.js` (`<linger-report>`, a
 * classic script that is a module as well) out, each with its types.
 * @module
 */

import { readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const source = fileURLToPath(new URL("../report", import.meta.url));
/** Says that a classic script is UTF-8, whatever its page is. */
const BYTE_ORDER_MARK = "\ufeff";
/** Kinds of words that are asked for by a key made at run time. */
const KINDS = ["channel", "device", "section", "segment", "signal", "source", "template"];
/** Sentences of the engine that a report or its element says. */
const SAID = /^(notice\.|reason\.|verdict\.|cited\.|error\.(emptyFile|headerOnly|notText|unmappedColumns|ambiguousDates|noDates|noAmounts|noOrders|engineNotStarted|memoryLimit)$)/;
const DEFINITION = "definition.";
/** Sentences on single customers, whom a report does not name, and on lists and campaigns, which are not in it. */
const OF_PEOPLE = /^predict\.(oneOrder|late|onPace|largeOrders|smallOrders|newCustomer|recommendations\w+|stockUnknown|campaign\w+)$/;
/** Sentences of whole documents, which the element does not make. */
const OF_DOCUMENTS = /^(explore|people|receipt|report)\./;

/**
 * @param {string} pkg
 * @param {import("esbuild").Plugin} script of interactive reports
 * @param {import("./dashboard.mjs").Bundle} bundle
 */
export async function buildReport(pkg, script, bundle) {
  await mkdir(pkg, { recursive: true });
  const plugins = [borrowedWords(), script];
  await bundle({ entryPoints: [join(source, "index.js")], outfile: join(pkg, "report.js"), format: "esm", charset: "utf8", platform: "neutral", mainFields: ["module", "main"], lineLimit: 160, plugins }, false);
  await bundle({ entryPoints: [join(source, "element.js")], outfile: join(pkg, "element.js"), format: "iife", charset: "utf8", banner: { js: BYTE_ORDER_MARK }, plugins: [borrowedWords(OF_DOCUMENTS), script] }, true);
  for (const name of ["report.d.ts", "element.d.ts"]) {
    const types = await readFile(join(source, "types", name), "utf8");
    await writeFile(join(pkg, name), types.replaceAll('"linger-analytics"', '"./index.js"'));
  }
}

/**
 * `linger-report:script`: the script of interactive reports, with the slicer's compiled module inside: that of the
 * engine, so that a file that carries both carries it once.
 * @param {string} share folder of the share module's bindings
 * @param {import("./dashboard.mjs").Bundle} bundle
 */
export async function reportScript(share, bundle) {
  const wasm = gzipSync(await readFile(join(share, "linger_bg.wasm")), { level: 9 }).toString("base64");
  const slicer = modules("linger-slicer:", {
    "linger-slicer:glue": { contents: 'export { initSync, Slicer } from "./linger.js"', resolveDir: share },
    "linger-slicer:wasm": { contents: `export default ${JSON.stringify(wasm)}` },
  });
  const { outputFiles } = await bundle({ entryPoints: [join(source, "runtime/main.js")], format: "iife", charset: "utf8", write: false, logOverride: { "empty-import-meta": "silent" }, plugins: [slicer] }, true);
  const [before, after, ...more] = (outputFiles?.[0]?.text.trim() ?? "").split(wasm);
  if (after === undefined || more.length > 0) throw new Error("The script of interactive reports does not carry the slicer's module once.");
  const contents = `import wasm from "linger:share-wasm"; export default ${JSON.stringify(before)} + wasm + ${JSON.stringify(after)};`;
  return modules("linger-report:", { "linger-report:script": { contents } });
}

/**
 * @param {string} prefix
 * @param {Record<string, import("esbuild").OnLoadResult>} contents by name
 * @returns {import("esbuild").Plugin}
 */
const modules = (prefix, contents) => ({
  name: prefix,
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${prefix}`) }, ({ path }) => ({ path, namespace: prefix }));
    build.onLoad({ filter: /.*/, namespace: prefix }, ({ path }) => contents[path]);
  },
});

/**
 * Of the dashboard's catalogues, only the sentences that a report says; a Chinese catalogue without its keys, which are
 * those of the English one.
 * @param {RegExp} [leftOut] keys that this script does not ask for
 * @returns {import("esbuild").Plugin}
 */
export function borrowedWords(leftOut = /^$/) {
  const isAsked = namedKeys();
  const isNamed = (/** @type {string} */ key) => isAsked(key) && !leftOut.test(key);
  return {
    name: "borrowed words",
    setup(build) {
      build.onLoad({ filter: /[\\/]texts[\\/]([\w-]+[\\/])?([\w-]+\.){0,2}(en|zh-CN)\.js$/ }, async ({ path }) => {
        const texts = await catalogue(path);
        if (/engine\.[\w-]+\.js$/.test(path)) return jsonModule(Object.fromEntries(Object.entries(texts).filter(([key]) => SAID.test(key) || (key.startsWith("predict.") && !OF_PEOPLE.test(key)) || (key.startsWith(DEFINITION) && isNamed(key.slice(DEFINITION.length))))));
        const english = path.replace("zh-CN.js", "en.js");
        const keys = Object.keys(await catalogue(english)).filter((key) => isNamed(key) || (path.startsWith(source) && !leftOut.test(key)));
        if (path === english) return jsonModule(Object.fromEntries(keys.map((key) => [key, texts[key]])));
        const values = JSON.stringify(keys.map((key) => texts[key]));
        return { contents: `import en from "./${basename(english)}"; const texts = ${values}; export default Object.fromEntries(Object.keys(en).map((key, at) => [key, texts[at]]));`, resolveDir: dirname(path) };
      });
    },
  };
}

/** @param {string} path @returns {Promise<Record<string, string>>} */
const catalogue = async (path) => (await import(pathToFileURL(path).href)).default;

/** @param {object} value */
const jsonModule = (value) => ({ contents: `export default ${JSON.stringify(value)};` });

/** Whether the report's code names a key, in full or by a template. */
export function namedKeys() {
  const code = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js") && !/(^|[\\/])texts[\\/]/.test(name))
    .map((name) => readFileSync(join(source, name), "utf8"))
    .join("\n");
  const words = new Set([...code.matchAll(/"([\w.]+)"/g)].map(([, word]) => String(word)));
  const templates = [...code.matchAll(/`(\w+\.[^`\s]*\$\{[^`\s]*)`/g)].map(([, key]) => new RegExp(`^${String(key).replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[\\w-]+")}$`));
  const kinds = new RegExp(`^(${KINDS.join("|")})\\.`);
  return (/** @type {string} */ key) => words.has(key) || kinds.test(key) || templates.some((template) => template.test(key));
}
