import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "../../../pkg/index.js";
import { differences } from "../differences.mjs";
import { platformCases } from "../golden.mjs";

const exports = (/** @type {string} */ name) => fileURLToPath(new URL(`../../../tests/data/shops/exports/${name}`, import.meta.url));

for (const { name, expected, paths, mapping, options } of await platformCases()) {
  test(`the package reads ${name} as its case says`, async () => {
    const linger = await open();
    try {
      /** @type {unknown} */
      let summary;
      for (const path of paths) summary = await linger.add(await readFile(path), { name: basename(path), mapping });
      assert.deepEqual(differences(expected.summary, summary, "summary"), []);
      if (expected.report) assert.deepEqual(differences(expected.report, await linger.report(options)), []);
    } finally {
      linger.close();
    }
  });
}

test("an export's report is about its own records, not about the rows made of them", async () => {
  const linger = await open();
  try {
    const bytes = await readFile(exports("etsyOrders/EtsySoldOrders2025.csv"));
    const summary = await linger.add(bytes, { name: "EtsySoldOrders2025.csv" });
    const { meta, quality } = await linger.report();
    assert.ok("fingerprint" in summary);
    assert.deepEqual(meta.files.map(({ name, source, bytes: size, fingerprint }) => [name, source, size, fingerprint]), [["EtsySoldOrders2025.csv", "etsyOrders", bytes.length, summary.fingerprint]]);
    assert.equal(quality.records, summary.records);
  } finally {
    linger.close();
  }
});

for (const [path, kind, sentence] of [
  ["shopifyCustomers-2023/customers_export.csv", "customers", /^customers_export\.csv holds customers \(Shopify\), not orders\. Export the orders/],
  ["ga4Pages/Pages_and_screens.csv", "traffic", /^Pages_and_screens\.csv holds web analytics \(.+\), not orders\. Export the orders/],
]) {
  test(`${path} dropped as orders is recognised, and the report says so`, async () => {
    const linger = await open();
    try {
      const name = basename(String(path));
      const summary = await linger.add(await readFile(exports(String(path))), { name });
      assert.equal("kind" in summary && summary.kind, kind);
      await assert.rejects(linger.report(), (/** @type {Error & { code: string }} */ error) => error.code === "noOrders" && /** @type {RegExp} */ (sentence).test(error.message));
    } finally {
      linger.close();
    }
  });
}

test("a log-in page saved as a table is named", async () => {
  const linger = await open();
  try {
    const page = "<!DOCTYPE html>\n<html><head><title>Log in</title></head><body>a,b,c</body></html>\n";
    await assert.rejects(linger.add(page, { name: "orders.csv" }), { code: "notText", message: /web page/ });
  } finally {
    linger.close();
  }
});

for (const path of ["etsyItems-32/EtsySoldOrderItems2025.csv", "ebayOrders-80/eBay-OrdersReport.csv", "wooAnalyticsOrders/wc-orders-report-export.csv"]) {
  test(`${path} is read whole when an audit asks, and then as if it had been at once`, async () => {
    const [lean, whole] = [await open(), await open()];
    try {
      const bytes = await readFile(exports(path));
      const name = basename(path);
      assert.deepEqual(await lean.add(bytes, { name }), await whole.add(bytes, { name, details: true }));
      const before = await lean.report();
      assert.deepEqual(before, await whole.report());
      const audit = await lean.audit();
      assert.ok(audit.products.lines > 100, `${audit.products.lines} lines`);
      assert.deepEqual(audit, await whole.audit());
      assert.deepEqual(await lean.report(), before);
    } finally {
      lean.close();
      whole.close();
    }
  });
}

test("a file that is removed while it is read again leaves nothing behind, whenever that is", async () => {
  const [ebay, shopify] = await Promise.all(["ebayOrders-80/eBay-OrdersReport.csv", "shopifyOrders-2024/orders_export.csv"].map((path) => readFile(exports(path))));
  for (let ticks = 0; ticks < 60; ticks += 2) {
    const linger = await open();
    try {
      await linger.add(ebay, { name: "ebay.csv" });
      const added = await linger.add(shopify, { name: "shopify.csv" });
      const audited = linger.audit();
      for (let tick = 0; tick < ticks; tick += 1) await null;
      if ("id" in added) linger.remove(added.id);
      await audited;
      assert.deepEqual((await linger.audit()).files.map(({ name }) => name), ["ebay.csv"], `${ticks} ticks`);
    } finally {
      linger.close();
    }
  }
});

test("a person who is known by a key of the platform's own is erased from its file", async () => {
  const linger = await open();
  try {
    const bytes = await readFile(exports("ebayOrders-80/eBay-OrdersReport.csv"));
    const { rows } = await customersOf(bytes);
    const { key } = /** @type {{ key: string }} */ (rows.find((row) => row.key.startsWith("eBay: ")));
    const name = key.slice("eBay: ".length);
    const hashes = [createHash("sha256").update(`pepper:${key}`).digest("hex")];
    const kept = new TextDecoder().decode(await linger.filter(bytes, { drop: { salt: "pepper", hashes } }));
    const lines = new TextDecoder().decode(bytes).split("\n");
    assert.ok(lines.some((line) => line.includes(`,${name},`)));
    assert.deepEqual(kept.split("\n"), lines.filter((line) => !line.includes(`,${name},`)));
    assert.ok(!(await customersOf(new TextEncoder().encode(kept))).rows.some((row) => row.key === key));
  } finally {
    linger.close();
  }
});

/** @param {Uint8Array} bytes of an eBay export */
async function customersOf(bytes) {
  const linger = await open();
  try {
    await linger.add(bytes, { name: "eBay-OrdersReport.csv" });
    return await linger.customers({ limit: 200 });
  } finally {
    linger.close();
  }
}
