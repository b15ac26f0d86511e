/** Archives and workbooks → the tables in them, each a source of its own, so that one can be read again otherwise. */
import { kindOf } from "../engine/containers/kinds.js";

/** @import { Arrival, Input, Linger, Source } from "./types.js" */

/** Bytes that tell. */
const HEAD = 16;

/** @param {Input} input */
export const isPacked = async (input) => input instanceof Blob && kindOf(new Uint8Array(await input.slice(0, HEAD).arrayBuffer())) !== null;

/**
 * @param {Linger} engine
 * @param {Source} source
 * @returns {Promise<Arrival[]>} what cannot be read, or is no table, comes with the reason
 */
export async function tablesOf(engine, source) {
  try {
    const parts = await engine.unpack(source.input, { name: source.name });
    return parts.map((part) => ({ source: { name: part.name, input: part.input ?? "", bytes: part.input?.size ?? 0 }, summary: null, error: part.error ? saidBy(part.error, part.name) : null, asked: false }));
  } catch (error) {
    return [{ source, summary: null, error: saidBy(error, source.name), asked: false }];
  }
}

/** What an error says, as a message holds it. @param {any} error @param {string} file */
export function saidBy(error, file) {
  const { code = "unexpected", message } = error;
  return { code, text: String(message), params: { record: error.record ?? "", line: error.line ?? "", file, ...error.params } };
}
