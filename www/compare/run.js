/**
 * A run that a later one can be compared with: the report, and every customer's state under a salted hash of the key.
 * @module
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { lingerError } from "../engine/errors.js";

/** @import { CustomerRow, Linger, Report, SharedReport, Stage } from "linger-analytics" */
/** @import { Run, RunPeople } from "./types.js" */

/** More customers than any file has. */
const ALL = 0xffff_ffff;
const HASH_DIGITS = 32;

/**
 * The same files and options give the same run: the salt comes from the report.
 * @param {Linger} linger
 * @param {Report} report its latest
 * @param {{ salt?: string }} [options]
 * @returns {Promise<Run>}
 */
export async function runOf(linger, report, { salt = report.meta.receipt } = {}) {
  const ledger = report.quality.ledger.map((entry) => ({ ...entry, sample: "" }));
  const rows = await allCustomers(linger, report);
  return { linger: "run", schema: 1, report: { ...report, quality: { ...report.quality, ledger } }, people: rows && peopleOf(rows, report, salt) };
}

/**
 * Everybody of the latest report; `null` where nobody is known.
 * @param {Linger} linger
 * @param {Report} report
 */
export async function allCustomers(linger, report) {
  if (report.summary.identified.customers === 0) return null;
  return (await linger.customers({ sort: "key", limit: ALL })).rows;
}

/** @param {string} salt @param {string} key */
export function hashed(salt, key) {
  return bytesToHex(sha256(utf8ToBytes(`${salt}:${key}`))).slice(0, HASH_DIGITS);
}

/** Whether the report's own definition flags a customer. @param {CustomerRow} row @param {Report} report */
export function verdictOf(row, report) {
  return row.churn.find(({ definition }) => definition === report.churn?.definition);
}

/**
 * @param {CustomerRow[]} rows
 * @param {Report} report
 * @param {string} salt
 * @returns {RunPeople}
 */
function peopleOf(rows, report, salt) {
  const segments = [...new Set(rows.map(({ segment }) => segment))].sort();
  const stages = /** @type {Stage[]} */ ([...new Set(rows.map(({ stage }) => stage))].sort());
  const keyed = rows.map((row) => ({ row, key: hashed(salt, row.key) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  /** @template T @param {(row: CustomerRow) => T} value */
  const column = (value) => keyed.map(({ row }) => value(row));
  return {
    salt,
    key: keyed.map(({ key }) => key),
    segments,
    segment: column((row) => segments.indexOf(row.segment)),
    stages,
    stage: column((row) => stages.indexOf(row.stage)),
    flagged: column((row) => Number(verdictOf(row, report)?.flagged ?? false)),
    r: column((row) => row.r),
    f: column((row) => row.f),
    m: column((row) => row.m),
    orders: column((row) => row.orders),
    monetary: column((row) => row.monetary),
    lastOrder: column((row) => row.lastOrder.slice(0, 10)),
  };
}

/**
 * @param {string} text
 * @returns {Run | SharedReport}
 */
export function readRun(text) {
  /** @type {any} */
  let value = null;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: the same answer as for other JSON.
  }
  const known = (value?.linger === "run" && isPeople(value.people)) || value?.linger === "report";
  if (!known || value.schema !== 1 || typeof value.report?.meta?.asOf !== "string" || typeof value.report.summary !== "object") {
    throw lingerError("notARun", "This file holds no earlier run. Give the JSON that `linger summary --json` wrote, or a report file made by Linger.");
  }
  return value;
}

/** @param {any} people */
function isPeople(people) {
  if (people === null) return true;
  const columns = ["key", "segment", "stage", "flagged", "r", "f", "m", "orders", "monetary", "lastOrder"];
  const sized = columns.every((name) => Array.isArray(people?.[name]) && people[name].length === people.key.length);
  return sized && typeof people.salt === "string" && Array.isArray(people.segments) && Array.isArray(people.stages);
}
