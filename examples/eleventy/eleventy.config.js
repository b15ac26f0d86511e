/** @param {import("@11ty/eleventy").UserConfig} eleventy */
export default function (eleventy) {
  eleventy.addPassthroughCopy({ "../node_modules/linger-analytics/element.js": "linger/element.js", "src/report.json": "report.json" });
  eleventy.addShortcode("linger", (src, sections = "summary", lang = "en") => `<linger-report src="${src}" sections="${sections}" lang="${lang}"></linger-report>`);
  return { dir: { input: "src", output: "public" } };
}
