/** What a person chose or dropped → sources to read. */
import { filesOf } from "../engine/folders.js";
import { sampleParts } from "../sample/sample.js";
import { visitParts } from "../sample/visits.js";

/** @import { Source } from "./types.js" */

/** What the file choosers offer. */
export const READABLE = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.zip,.gz,.ndjson,.jsonl,.json,.linger,text/csv";

/**
 * @param {Iterable<File> | null | undefined} files
 * @returns {Source[]}
 */
export const sourcesOf = (files) => [...(files ?? [])].map((file) => ({ name: file.webkitRelativePath || file.name, input: file, bytes: file.size }));

/** What was dropped, the files of folders among it. @param {DataTransfer} dropped */
export const droppedSources = async (dropped) => sourcesOf(await filesOf(dropped.items));

/** Milliseconds. */
const WORK_BETWEEN_PAUSES = 12;

/** The sample shop sells in New York. */
export const SAMPLE_ZONE = "America/New_York";

/** The sample shop's orders and recorded sessions. */
export const sampleSources = async () => [await made("sample-shop.csv", sampleParts()), await made("sample-sessions.ndjson", visitParts())];

/**
 * Made in parts, so that the page stays awake meanwhile.
 * @param {string} name
 * @param {Iterable<string>} text
 * @returns {Promise<Source>}
 */
async function made(name, text) {
  /** @type {string[]} */
  const parts = [];
  let pausedAt = performance.now();
  for (const part of text) {
    parts.push(part);
    if (performance.now() - pausedAt < WORK_BETWEEN_PAUSES) continue;
    await new Promise((resolve) => setTimeout(resolve));
    pausedAt = performance.now();
  }
  const input = new Blob(parts);
  return { name, input, bytes: input.size };
}
