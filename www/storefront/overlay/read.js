/**
 * A file of events in, its events to a collector out: NDJSON as a stream of any length, a JSON array up to a size.
 * @module
 */

/** @import { Collector } from "./collect.js" */

/** A longer line is no event. */
const LONGEST_LINE = 65_536;
/** A JSON array is parsed as a whole. */
const LARGEST_ARRAY = 64 * 1024 * 1024;
/** Lines between two breaths of the page. */
const BREATH = 5000;

export class TooLarge extends Error {}

/** @param {Blob} file @param {Collector} to @throws {TooLarge} */
export async function readFile(file, to) {
  const head = await file.slice(0, 64).text();
  if (!/^\uFEFF?\s*\[/.test(head)) return readLines(file, to);
  if (file.size > LARGEST_ARRAY) throw new TooLarge();
  const array = parsed((await file.text()).replace(/^\uFEFF/, ""));
  if (Array.isArray(array)) array.every((raw) => to.take(raw));
  else to.skip();
}

/** @param {Blob} file @param {Collector} to */
async function readLines(file, to) {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let isOverlong = false;
  let count = 0;
  /** @param {string} line */
  const take = (line) => {
    const isWhole = !isOverlong && line.length <= LONGEST_LINE;
    isOverlong = false;
    if (isWhole && !line.trim()) return true;
    const raw = isWhole ? parsed(line) : undefined;
    if (raw !== undefined) return to.take(raw);
    to.skip();
    return true;
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!take(line)) return reader.cancel();
      if (++count % BREATH === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    if (rest.length > LONGEST_LINE) {
      isOverlong = true;
      rest = "";
    }
  }
  take(rest);
}

/** @param {string} text @returns {unknown} undefined when it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
