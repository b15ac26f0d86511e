/**
 * `linger verify`: a report file and the files it was made from in; whether it says what they say out.
 * @module
 */

import { readFile } from "node:fs/promises";
import { Refused, WrongUse } from "../errors.js";
import { readReportFile } from "../../report/index.js";
import { asksDetails, loaded, READING } from "../load.js";
import { print } from "../output.js";
import { ofBytes, ofContent, ofFiles, ofReceipts } from "../verify/differences.js";
import { remade } from "../verify/remade.js";

/** @type {import("../main.js").Command} */
export const verify = {
  options: { ...READING },
  async run(call) {
    const { words, files } = call;
    const [path, ...sources] = files;
    if (!path || sources.length === 0) throw new WrongUse("use.verify");
    const html = await readFile(path, "utf8");
    const said = readReport(path, html);
    const { linger, summaries } = await inOrderOf(said.receipt, call, sources);
    const isUnused = (/** @type {(typeof summaries)[number]} */ file) => "events" in file && said.receipt.visitOptions === null;
    for (const { name } of summaries.filter(isUnused)) process.stderr.write(`${words("verify.unused", { path, name })}\n`);
    const isNamed = (/** @type {(typeof summaries)[number]} */ file) => "firstOrder" in file || "events" in file;
    // A receipt names files of orders and sessions; what products, advertising and the like changed, the content tells.
    const found = ofFiles(said.receipt, summaries.filter((file) => isNamed(file) && !isUnused(file)));
    if (found.length === 0) found.push(...(await differences(html, said, linger)));
    linger.close();
    if (found.length > 0) throw new Refused("verify.differs", { path, differences: found.map(({ key, values }) => `\n  - ${words(`verify.${key}`, values)}`).join("") });
    await print(`${words("verify.same", { path, files: sources.length, receipt: said.receipt.receipt })}\n`);
  },
};

/** @typedef {ReturnType<typeof readReportFile>} ReportFile */

/** @param {string} html @param {ReportFile} said @param {import("linger-analytics").Linger} linger */
async function differences(html, said, linger) {
  const again = await remade(linger, said.receipt, html);
  const found = readReportFile(again);
  return [...ofReceipts(said.receipt, found.receipt), ...ofContent(said.shared, found.shared), ...ofBytes(html, again)];
}

/** @param {string} path @param {string} html */
function readReport(path, html) {
  try {
    return readReportFile(html);
  } catch (error) {
    throw new Refused("verify.noReport", { path, reason: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * Reads the files as the report did: which state of an order is the newest can hang on their order.
 * @param {ReportFile["receipt"]} receipt
 * @param {import("../main.js").Call} call
 * @param {string[]} paths
 */
async function inOrderOf(receipt, call, paths) {
  const details = asksDetails(receipt.options);
  const read = await loaded(call, paths, details);
  const places = read.summaries.map(({ fingerprint }) => receipt.files.findIndex((file) => file.fingerprint === fingerprint));
  const isSorted = places.every((place, at) => at === 0 || place >= places[at - 1]);
  if (isSorted || places.includes(-1) || paths.includes("-")) return read;
  read.linger.close();
  return loaded(call, places.map((place, at) => ({ place, path: paths[at] })).sort((a, b) => a.place - b.place).map(({ path }) => path), details);
}
