/**
 * `linger merge`: files of events in, one pack out, in which each event is once.
 * @module
 */

import { WrongUse } from "../errors.js";
import { inputs } from "../input.js";
import { isRepeat, placedEvents, TEXT_FROM } from "../merge/events.js";
import { sorted } from "../merge/sort.js";
import { saveAll } from "../output.js";

/** @type {import("../main.js").Command} */
export const merge = {
  options: { out: { type: "string" } },
  async run({ files, values, words }) {
    if (!values.out) throw new WrongUse("use.out", { example: "pack.ndjson" });
    const sources = await inputs(files);
    /** @type {import("../merge/events.js").LeftOut[]} */
    const leftOut = [];
    const counts = { events: 0, repeats: 0 };
    await saveAll(values.out, once(sorted(placedEvents(sources, leftOut)), counts));
    for (const { file, count, line } of leftOut) process.stderr.write(`${words("merge.leftOut", { file, count, line })}\n`);
    process.stderr.write(`${words("merge.done", { ...counts, files: sources.length })}\n`);
  },
};

/**
 * @param {AsyncIterable<string[]>} batches of events, placed and sorted
 * @param {{ events: number, repeats: number }} counts are kept
 * @returns {AsyncGenerator<string>}
 */
async function* once(batches, counts) {
  let before = "";
  for await (const events of batches) {
    const kept = [];
    for (const event of events) {
      if (before !== "" && isRepeat(before, event)) {
        counts.repeats += 1;
        continue;
      }
      before = event;
      kept.push(event.slice(TEXT_FROM), "\n");
    }
    counts.events += kept.length / 2;
    if (kept.length > 0) yield kept.join("");
  }
}
