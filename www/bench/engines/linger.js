/** Linger: the whole default report. The answer to compare is asked for afterwards, outside the time. */
import { open } from "linger";
import { cellsOf } from "./answer.js";

const DAY = 86_400_000;

export async function start() {
  const linger = await open();
  let addMs = 0;
  return {
    async run(file) {
      const begin = performance.now();
      await linger.add(file);
      addMs = performance.now() - begin;
      return linger.report();
    },
    /** Of the last run: milliseconds until the file was read into tables. The rest is the report. */
    addMs: () => addMs,
    async answer() {
      await linger.report({ rfm: { method: "ntile" } });
      const { rows } = await linger.customers({ sort: "key", descending: false, limit: 0xffffffff });
      return cellsOf(rows.map(personOf));
    },
    /** Milliseconds for a report with another churn margin, by turns; the median of five. */
    async optionChange() {
      const times = [];
      for (const marginDays of [45, 30, 45, 30, 45]) {
        const begin = performance.now();
        await linger.report({ churn: { marginDays } });
        times.push(performance.now() - begin);
      }
      return times.sort((a, b) => a - b)[2];
    },
    close: () => linger.close(),
  };
}

const personOf = (row) => ({
  score: row.r * 100 + row.f * 10 + row.m,
  first: Math.floor(Date.parse(row.firstOrder) / DAY),
  last: Math.floor(Date.parse(row.lastOrder) / DAY),
  orders: row.orders,
  cents: Math.round(row.monetary * 100),
});
