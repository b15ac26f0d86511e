/**
 * A file's chunks in, an engine that has read them out, with progress on the way.
 * @module
 */

import { nextTask, throwIfAborted } from "./turns.js";

const PROGRESS_MS = 1000 / 15;
/** So many bytes are parsed in a millisecond or two: no message waits longer. */
const YIELD_BYTES = 1024 * 1024;

/**
 * Parses one chunk while the next is read, and lets messages in between.
 * @param {import("./wasm.js").Reader} reader
 * @param {number} handle
 * @param {Uint8Array | null} first
 * @param {import("./reading.js").Chunks} chunks
 * @param {import("linger-analytics").AddOptions["onProgress"]} [onProgress]
 * @param {AbortSignal} [signal]
 */
export async function feed(reader, handle, first, chunks, onProgress, signal) {
  let bytesRead = 0;
  let [shown, yielded] = [0, 0];
  const progress = () => ({ bytesRead, bytesTotal: chunks.size, records: reader.records(handle) });
  for (let chunk = first; chunk; ) {
    const ahead = chunks.next();
    ahead.catch(() => {});
    reader.push(handle, chunk);
    bytesRead += chunk.length;
    if (onProgress && performance.now() - shown >= PROGRESS_MS) {
      shown = performance.now();
      onProgress(progress());
    }
    if (bytesRead - yielded >= YIELD_BYTES) {
      yielded = bytesRead;
      await nextTask();
    }
    throwIfAborted(signal);
    chunk = await ahead;
  }
  onProgress?.(progress());
}
