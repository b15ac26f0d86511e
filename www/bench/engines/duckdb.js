/** DuckDB-wasm in a worker of its own, reading the File in place. */
import * as duckdb from "@duckdb/duckdb-wasm";
import { query } from "./jobs.js";

export async function start() {
  const db = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker("duckdb-browser-eh.worker.js"));
  await db.instantiate("duckdb-eh.wasm");
  const connection = await db.connect();
  return {
    async run(file, job) {
      await db.registerFileHandle("input.csv", file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
      const table = await connection.query(query(job));
      return table.toArray().map((row) => ({
        triple: Number(row.triple),
        customers: row.customers,
        orders: row.orders,
        cents: row.cents,
        firstDays: row.first_days,
        lastDays: row.last_days,
      }));
    },
    answer: (result) => result,
    close: () => db.terminate(),
  };
}
