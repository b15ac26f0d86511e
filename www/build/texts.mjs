/**
 * The Chinese catalogue without its keys, which are those of the English one: 4 KB gzip that would be sent twice.
 * @module
 */

import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** @param {string} path @returns {Promise<Record<string, string>>} */
const catalogue = async (path) => (await import(pathToFileURL(path).href)).default;

/** @type {import("esbuild").Plugin} */
export const keysOnce = {
  name: "keys once",
  setup(build) {
    build.onLoad({ filter: /texts[\\/]zh-CN\.js$/ }, async ({ path }) => {
      const [zh, en] = await Promise.all([catalogue(path), catalogue(join(dirname(path), "en.js"))]);
      const missing = Object.keys(en).filter((key) => !(key in zh));
      if (missing.length > 0) throw new Error(`texts/zh-CN.js lacks ${missing.join(", ")}.`);
      const texts = JSON.stringify(Object.keys(en).map((key) => zh[key]));
      return { contents: `import en from "./en.js"; const texts = ${texts}; export default Object.fromEntries(Object.keys(en).map((key, at) => [key, texts[at]]));`, resolveDir: dirname(path) };
    });
  },
};
