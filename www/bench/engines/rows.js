/**
 * One row of a file, by position, into the gathering of its job.
 */
import { COLUMNS } from "./jobs.js";

/**
 * @param {import("./jobs.js").Job} job
 * @param {import("./answer.js").Gathering} gathering
 * @returns {(row: string[]) => void}
 */
export function rowReader(job, gathering) {
  if (job === "j1") {
    const { order, customer, time, amount } = COLUMNS.j1;
    return (row) => gathering.add(Number(row[customer]), Number(row[order]), row[time], row[amount]);
  }
  const { order, customer, status, time, amount, cancelled } = COLUMNS.j2;
  return (row) => {
    if (row[status] === "" || row[status] === "voided" || row[cancelled] !== "") return;
    gathering.add(row[customer].toLowerCase(), row[order], row[time], row[amount]);
  };
}
