/**
 * The Chinese catalogues without their keys, which are those of the English ones: 4 KB gzip that would be sent twice.
 * @module
 */

import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** @param {string} path @returns {Promise<Record<string, string>>} */
const catalogue = async (path) => (await import(pathToFileURL(path).href)).default;

/** @type {import("esbuild").Plugin} */
export const keysOnce = {
  name: "keys once",
  setup(build) {
    build.onLoad({ filter: /texts[\\/](zh-CN|later[\\/]\w+\.zh-CN)\.js$/ }, async ({ path }) => {
      const english = basename(path).replace("zh-CN", "en");
      const [zh, en] = await Promise.all([catalogue(path), catalogue(join(dirname(path), english))]);
      const missing = Object.keys(en).filter((key) => !(key in zh));
      if (missing.length > 0) throw new Error(`${basename(path)} lacks ${missing.join(", ")}.`);
      const texts = JSON.stringify(Object.keys(en).map((key) => zh[key]));
      return { contents: `import en from "./${english}"; const texts = ${texts}; export default Object.fromEntries(Object.keys(en).map((key, at) => [key, texts[at]]));`, resolveDir: dirname(path) };
    });
  },
};
