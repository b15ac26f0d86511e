/**
 * Streams of bytes as async iterables: taken by the number, cut into chunks, and through the browser's own gzip.
 * @module
 */

import { keepError } from "./errors.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** Takes so many bytes at a time from a stream of any pieces. */
export class ByteReader {
  #pieces;
  /** @type {Bytes} */
  #rest = new Uint8Array();

  /** @param {AsyncIterable<Bytes>} pieces */
  constructor(pieces) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** The next bytes; fewer than asked for at the end of the stream, at least one before it. @param {number} most */
  async some(most) {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#pieces.next();
      if (done) return this.#rest;
      this.#rest = value;
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  /** Exactly so many bytes in pieces; throws `damaged` where the stream ends before. @param {number} length */
  async *pieces(length) {
    for (let left = length; left > 0; ) {
      const piece = await this.some(left);
      if (piece.length === 0) throw keepError("damaged");
      left -= piece.length;
      yield piece;
    }
  }

  /** The same in one piece. @param {number} length */
  async take(length) {
    const whole = new Uint8Array(length);
    let at = 0;
    for await (const piece of this.pieces(length)) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  }

  /** Whether nothing is left; takes a byte otherwise. */
  async atEnd() {
    return (await this.some(1)).length === 0;
  }
}

/**
 * The same bytes in chunks of one size, the last one shorter or empty; each comes with whether it is the last.
 * @param {AsyncIterable<Bytes>} pieces
 * @param {number} size
 * @returns {AsyncGenerator<{ chunk: Bytes, isLast: boolean }>}
 */
export async function* chunked(pieces, size) {
  let chunk = new Uint8Array(size);
  let filled = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      if (filled === size) {
        yield { chunk, isLast: false };
        chunk = new Uint8Array(size);
        filled = 0;
      }
      const part = piece.subarray(at, at + size - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  yield { chunk: chunk.slice(0, filled), isLast: true };
}

/** @param {AsyncIterable<Bytes>} pieces */
export const gzipped = (pieces) => through(pieces, new CompressionStream("gzip"));

/** @param {AsyncIterable<Bytes>} pieces */
export const gunzipped = (pieces) => through(pieces, new DecompressionStream("gzip"));

/**
 * @param {AsyncIterable<Bytes>} pieces
 * @param {CompressionStream | DecompressionStream} transform
 * @returns {AsyncGenerator<Bytes>}
 */
async function* through(pieces, transform) {
  const reader = streamOf(pieces).pipeThrough(transform).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield /** @type {Bytes} */ (value);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** @param {AsyncIterable<Bytes>} pieces @returns {ReadableStream<Bytes>} */
export function streamOf(pieces) {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await iterator.return?.(undefined)),
  });
}

/** The bytes of a file as they come from the disk. @param {Blob} file @returns {AsyncGenerator<Bytes>} */
export async function* bytesOfFile(file) {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
