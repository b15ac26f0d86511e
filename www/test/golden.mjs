/**
 * The golden cases of `tests/golden` that end in a report, and the CDNOW sample: real bytes on which every way of
 * running Linger must agree.
 * @module
 */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const tests = fileURLToPath(new URL("../../tests", import.meta.url));

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string[]} paths in the order of adding
 * @property {import("linger-analytics").Mapping} mapping
 * @property {import("linger-analytics").ReportOptions} options
 */

/** @returns {Promise<Case[]>} */
export async function cases() {
  const names = (await readdir(join(tests, "golden"), { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const found = await Promise.all(names.sort().map(goldenCase));
  return [...found.filter((each) => each !== null), ...cdnow()];
}

/**
 * @param {string} name
 * @returns {Promise<Case | null>} `null` for a case that ends in an error
 */
async function goldenCase(name) {
  const folder = join(tests, "golden", name);
  const expected = await json(join(folder, "expected.json"));
  if (expected.error) return null;
  const { mapping = {}, report = {} } = await json(join(folder, "options.json")).catch(() => ({}));
  const inputs = (await readdir(folder)).filter((file) => file.startsWith("input")).sort();
  return { name, paths: inputs.map((file) => join(folder, file)), mapping, options: report };
}

/** @returns {Case[]} the sample as it is, and in a zone with another map and grain */
function cdnow() {
  const paths = [join(tests, "data/cdnow/CDNOW_sample.txt")];
  const mapping = { customer: 1, time: 2, quantity: 3, amount: 4, header: false, delimiter: " " };
  /** @type {import("linger-analytics").ReportOptions} */
  const options = { zone: "America/New_York", rfm: { method: "quantile", map: "ten" }, cohorts: { grain: "week" }, churn: { definition: "D2" } };
  return [
    { name: "CDNOW", paths, mapping, options: {} },
    { name: "CDNOW with options", paths, mapping, options },
  ];
}

/** @param {string} path */
async function json(path) {
  return JSON.parse(await readFile(path, "utf8"));
}
