/**
 * Bytes that containers are read from, wherever they come from: once or often, in order or as a whole.
 * @module
 */

import { lingerError } from "../errors.js";
import { chunksOf, readError } from "../reading.js";

/** @typedef {import("../reading.js").Chunks} Chunks */

/**
 * @typedef {object} Source
 * @property {() => Chunks} open from the start
 * @property {boolean} again whether `open` may be called more than once
 * @property {() => Promise<Blob>} blob all bytes, for what is not read in order
 * @property {() => Promise<Peeked>} peeked
 */

/** @typedef {{ head: Uint8Array, source: Source }} Peeked the first bytes, and a source that still has them */

/** The longest mark that tells a format, generously. */
const HEAD_BYTES = 512;
/** No export unpacks to more than a hundred times its size and to more than 1 GB. */
const MOST_TIMES = 100;
const MOST_BYTES = 2 ** 30;

/**
 * @param {import("linger-analytics").Input} input
 * @returns {Source}
 */
export function sourceOf(input) {
  if (input instanceof Blob) return blobSource(input);
  if (input instanceof ReadableStream) return onceSource(() => chunksOf(input));
  return againSource(() => chunksOf(input));
}

/**
 * @param {Blob} blob
 * @returns {Source}
 */
function blobSource(blob) {
  /** @type {Source} */
  const source = {
    open: () => chunksOf(blob),
    again: true,
    blob: async () => blob,
    peeked: async () => {
      const head = await blob.slice(0, HEAD_BYTES).arrayBuffer().catch((error) => Promise.reject(readError(error)));
      return { head: new Uint8Array(head), source };
    },
  };
  return source;
}

/**
 * What can be read again and again.
 * @param {() => Chunks} open
 * @returns {Source}
 */
export function againSource(open) {
  /** @type {Source} */
  const source = {
    open,
    again: true,
    blob: () => blobOf(open()),
    async peeked() {
      const chunks = open();
      try {
        return { head: await firstBytes(chunks), source };
      } finally {
        chunks.cancel();
      }
    },
  };
  return source;
}

/**
 * What can be read once.
 * @param {() => Chunks} open
 * @returns {Source}
 */
export function onceSource(open) {
  return {
    open,
    again: false,
    blob: () => blobOf(open()),
    async peeked() {
      const chunks = open();
      const head = await firstBytes(chunks);
      return { head, source: onceSource(() => withFirst(head, chunks)) };
    },
  };
}

/**
 * Takes chunks until they tell a format, as one.
 * @param {Chunks} chunks
 */
async function firstBytes(chunks) {
  /** @type {Uint8Array} */
  let head = new Uint8Array();
  while (head.length < HEAD_BYTES) {
    const chunk = await chunks.next();
    if (!chunk) break;
    head = head.length ? joined(head, chunk) : chunk;
  }
  return head;
}

/** @param {Uint8Array} first @param {Uint8Array} second */
function joined(first, second) {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/**
 * @param {Uint8Array} head what was taken of them
 * @param {Chunks} chunks
 * @returns {Chunks}
 */
function withFirst(head, chunks) {
  /** @type {Uint8Array | null} */
  let first = head.length ? head : null;
  return {
    size: chunks.size,
    async next() {
      const chunk = first ?? (await chunks.next());
      first = null;
      return chunk;
    },
    cancel: () => chunks.cancel(),
  };
}

/** @param {Chunks} chunks */
async function blobOf(chunks) {
  /** @type {Blob[]} */
  const parts = [];
  // A Blob copies, and the browser may keep it on disk.
  for (let chunk = await chunks.next(); chunk; chunk = await chunks.next()) parts.push(new Blob([/** @type {BlobPart} */ (chunk)]));
  return new Blob(parts);
}

/**
 * Chunks as a stream of their own bytes.
 * @param {Chunks} chunks
 * @param {(bytes: number) => void} [count]
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
export function streamOf(chunks, count = () => {}) {
  return new ReadableStream(
    {
      async pull(controller) {
        const chunk = await chunks.next();
        if (!chunk) return controller.close();
        count(chunk.length);
        controller.enqueue(Uint8Array.from(chunk));
      },
      cancel: () => chunks.cancel(),
    },
    { highWaterMark: 1 },
  );
}

/**
 * Unpacked chunks: refused when they grow beyond all measure, and with one error for whatever is wrong in them.
 * @param {Chunks} chunks
 * @param {() => number} most bytes, see `mostOf`
 * @param {() => Error} beyond what is thrown behind them
 * @returns {Chunks}
 */
export function bounded(chunks, most, beyond = unpacksTooFar) {
  let given = 0;
  return {
    size: chunks.size,
    async next() {
      const chunk = await chunks.next().catch((error) => Promise.reject(damagedUnlessKnown(error)));
      given += chunk?.length ?? 0;
      if (given <= most()) return chunk;
      chunks.cancel();
      throw beyond();
    },
    cancel: () => chunks.cancel(),
  };
}

/** What a file may unpack to. @param {number} packed bytes */
export function mostOf(packed) {
  return Math.max(packed * MOST_TIMES, MOST_BYTES);
}

/** @param {unknown} error */
function damagedUnlessKnown(error) {
  const isKnown = error instanceof Error && (error.name === "LingerError" || error.name === "AbortError");
  return isKnown ? error : damagedArchive();
}

export function damagedArchive() {
  return lingerError("damagedArchive", "The packed file is damaged or incomplete. Download it once more, or unpack it yourself and add the files in it.");
}

/** The core says the same of workbooks. */
export function unpacksTooFar() {
  return lingerError("unpacksTooFar", "Unpacked, this file would be over 1 GB and over a hundred times its size, which no export is. If it is one, unpack it yourself and add the CSV files.");
}
