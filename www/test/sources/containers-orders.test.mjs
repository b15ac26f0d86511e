/** The same five orders as CSV, as workbooks and in archives give the same report, through the public calls. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { open } from "../../../pkg/index.js";
import { fixture } from "./containers.mjs";

const CSV = `Order ID,Order Date,Email,Total
1001,2024-01-05 10:00:00,ann@shop.test,40.1
1002,2024-02-05 11:30:00,bob@shop.test,25
1003,2024-03-01 09:15:00,ann@shop.test,60.2
1004,2024-03-20 18:45:00,eve@shop.test,12.7
1005,2024-04-02 08:00:00,bob@shop.test,30
`;

/** @type {[name: string, bytes: () => Promise<Uint8Array>, part: string][]} */
const FILES = [
  ["orders.csv", async () => Buffer.from(CSV), "orders.csv"],
  ["orders.csv.gz", async () => gzipSync(CSV), "orders.csv"],
  ["orders.xlsx", () => fixture("orders.xlsx"), "orders.xlsx › Sheet"],
  ["orders.xls", () => fixture("orders.xls"), "orders.xls › Sheet"],
  ["orders.zip", () => fixture("orders.zip"), "orders.zip › orders.xlsx › Sheet"],
];

for (const [name, bytes, part] of FILES) {
  test(`five orders in ${name}`, async () => {
    const linger = await open();
    try {
      const added = await linger.addAll([new File([new Uint8Array(await bytes())], name)]);
      assert.deepEqual(added.map((one) => [one.name, "error" in one ? one.error.code : "read"]), [[part, "read"]]);
      const { summary } = await linger.report();
      assert.deepEqual([summary.customers, summary.orders, summary.netSales], [3, 5, 168]);
    } finally {
      linger.close();
    }
  });
}
