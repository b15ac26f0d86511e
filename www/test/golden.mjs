/**
 * The golden cases of `tests/golden`, and the CDNOW sample: real bytes on which every way of running Linger must agree.
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

/** Exports that the engine of orders reads itself. */
const OWN = ["shopifyOrders", "generic"];

/**
 * Cases that end in a report of files that the engine of orders reads itself.
 * @returns {Promise<Case[]>}
 */
export async function cases() {
  const found = (await all()).filter(({ expected: { error, report, summary } }) => !error && report && OWN.includes(summary?.source ?? "generic"));
  return [...found, ...cdnow()];
}

/** Cases of exports that the module of sources reads. */
export async function platformCases() {
  return (await all()).filter(({ expected: { summary } }) => summary && (summary.kind || !OWN.includes(summary.source ?? "generic")));
}

/** Every case with what is expected of it. */
async function all() {
  const names = (await readdir(join(tests, "golden"), { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map(goldenCase));
}

/** @param {string} name */
async function goldenCase(name) {
  const folder = join(tests, "golden", name);
  const expected = await json(join(folder, "expected.json"));
  const { mapping = {}, report = {} } = await json(join(folder, "options.json")).catch(() => ({}));
  const inputs = (await readdir(folder)).filter((file) => file.startsWith("input")).sort();
  return { name, expected, paths: inputs.map((file) => join(folder, file)), mapping, options: report };
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
