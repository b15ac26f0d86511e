/**
 * A gzip file as the file that is packed in it; the host unpacks and checks it.
 * @module
 */

import { chunksOf } from "../reading.js";
import { againSource, bounded, mostOf, onceSource, streamOf } from "./source.js";

/**
 * @param {import("./source.js").Source} source
 * @returns {import("./source.js").Source}
 */
export function gunzipped(source) {
  return source.again ? againSource(() => unpackedChunks(source)) : onceSource(() => unpackedChunks(source));
}

/** @param {import("./source.js").Source} source */
function unpackedChunks(source) {
  let packed = 0;
  const stream = streamOf(source.open(), (bytes) => (packed += bytes)).pipeThrough(new DecompressionStream("gzip"));
  return bounded(chunksOf(stream), () => mostOf(packed));
}
