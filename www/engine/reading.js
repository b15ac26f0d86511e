/**
 * Inputs as a sequence of byte chunks of at most 1 MB: a Blob, a stream, bytes or text in, `Uint8Array`s out.
 * Each chunk is valid until the one after the next is asked for.
 * @module
 */

import { lingerError } from "./errors.js";

/** By so much a file is recognised. */
const HEAD_BYTES = 256 * 1024;
/** Larger chunks read no faster, and a cancel would wait longer. */
export const CHUNK_BYTES = 1024 * 1024;

/**
 * @typedef {object} Chunks
 * @property {number | null} size bytes in all, where known
 * @property {() => Promise<Uint8Array | null>} next `null` at the end
 * @property {() => void} cancel lets go of the input
 */

/**
 * @param {import("linger-analytics").Input} input
 * @returns {Chunks}
 */
export function chunksOf(input) {
  if (typeof input === "string") return chunksOfBytes(new TextEncoder().encode(input));
  if (input instanceof Blob) return chunksOfBlob(input);
  if (input instanceof ReadableStream) return { size: null, ...chunksOfStream(input) };
  if (ArrayBuffer.isView(input)) return chunksOfBytes(new Uint8Array(input.buffer, input.byteOffset, input.byteLength));
  if (input instanceof ArrayBuffer) return chunksOfBytes(new Uint8Array(input));
  throw lingerError("unknownInput", "Linger reads a File, Blob, ReadableStream, Uint8Array, ArrayBuffer or string. Please give one of these.");
}

/**
 * Enough of the beginning to see what a file is, or all of it; the chunks go on after it.
 * @param {Chunks} chunks
 */
export async function gathered(chunks) {
  let head = (await chunks.next()) ?? new Uint8Array();
  while (head.length < HEAD_BYTES) {
    // A chunk is valid until the one after the next is asked for.
    const before = head.slice();
    const more = await chunks.next();
    if (!more) return before;
    head = new Uint8Array(before.length + more.length);
    head.set(before);
    head.set(more, before.length);
  }
  return head;
}

/**
 * @param {Uint8Array} bytes
 * @returns {Chunks}
 */
function chunksOfBytes(bytes) {
  let offset = 0;
  return {
    size: bytes.length,
    async next() {
      if (offset >= bytes.length) return null;
      offset += CHUNK_BYTES;
      return bytes.subarray(offset - CHUNK_BYTES, offset);
    },
    cancel() {},
  };
}

/**
 * @param {Blob} blob
 * @returns {Chunks}
 */
function chunksOfBlob(blob) {
  const stream = chunksOfStream(blob.stream());
  let read = 0;
  return {
    ...stream,
    size: blob.size,
    async next() {
      const chunk = await stream.next().catch((error) => Promise.reject(readError(error)));
      read += chunk?.length ?? 0;
      if (!chunk && read !== blob.size) throw fileChanged();
      return chunk;
    },
  };
}

/**
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {Omit<Chunks, "size">}
 */
function chunksOfStream(stream) {
  const reader = byteReader(stream);
  return reader ? chunksOfByteReader(reader) : chunksOfDefaultReader(stream.getReader());
}

/** @param {ReadableStream<Uint8Array>} stream */
function byteReader(stream) {
  try {
    return stream.getReader({ mode: "byob" });
  } catch {
    return null;
  }
}

/**
 * Reads into two buffers in turn, so that one can be parsed while the other fills.
 * @param {ReadableStreamBYOBReader} reader
 * @returns {Omit<Chunks, "size">}
 */
function chunksOfByteReader(reader) {
  /** @type {ArrayBuffer[]} */
  const lent = [];
  return {
    async next() {
      const buffer = (lent.length > 1 ? lent.shift() : undefined) ?? new ArrayBuffer(CHUNK_BYTES);
      const { value, done } = await reader.read(new Uint8Array(buffer));
      if (done || !value) return null;
      lent.push(value.buffer);
      return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    },
    cancel: () => void reader.cancel().catch(() => {}),
  };
}

/**
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader
 * @returns {Omit<Chunks, "size">}
 */
function chunksOfDefaultReader(reader) {
  /** @type {Chunks | null} */
  let rest = null;
  return {
    async next() {
      for (;;) {
        const part = await rest?.next();
        if (part) return part;
        const { value, done } = await reader.read();
        if (done) return null;
        rest = chunksOfBytes(bytesOf(value));
      }
    },
    cancel: () => void reader.cancel().catch(() => {}),
  };
}

/**
 * @param {unknown} value
 * @returns {Uint8Array}
 */
function bytesOf(value) {
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  throw lingerError("unknownInput", "The stream gave something that is neither bytes nor text. Please give a stream of Uint8Array.");
}

/** What reading a file failed with, in words. @param {unknown} error */
export function readError(error) {
  const name = error instanceof Error ? error.name : "";
  return name === "AbortError" ? error : fileChanged();
}

function fileChanged() {
  return lingerError(
    "fileChanged",
    "The file was changed, moved or removed while it was read, so nothing of it was kept. Wait until the export is complete, then add the file again.",
  );
}
