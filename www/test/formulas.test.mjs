/** The engine's tables in a spreadsheet of any locale: no text out of a file runs, and numbers stay numbers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../pkg/index.js";
import { FORMULAS, cellsOf, running } from "./spreadsheet.mjs";

/** @param {string} text */
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

test("no key, sample or file name of the engine's tables runs as a formula", async () => {
  const linger = await open();
  const orders = FORMULAS.flatMap((text, at) => [`o${at},${quoted(text)},2024-01-${10 + (at % 20)},-10`, `p${at},c${at},${quoted(text)},10`, `q${at},${quoted(text)},2024-02-01,25`]);
  await linger.add(`order_id,customer_id,timestamp,amount\n${orders.join("\n")}\n`, { name: "=1+1;=2+2.csv" });
  await linger.report();
  for (const table of /** @type {const} */ (["customers", "winBack", "segments", "cohorts", "periods", "ledger"])) {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await linger.download(table));
    assert.deepEqual(running(text), [], table);
    if (table === "customers") assert.ok(cellsOf(text, ",").includes("-10") || cellsOf(text, ",").includes("15"), "numbers stay numbers");
  }
  linger.close();
});
