/**
 * A stream of bytes in, its lines out, as many at a time as came together. Only line feeds end a line: JSON may hold
 * every other separator as it is.
 * @module
 */

/** A record of more bytes is no event; the core leaves it out as well. */
const LONGEST = 16 * 1024 * 1024;
/** Stands for what was left out of a line that is too long: no JSON has it. */
const CUT = "\0";

/**
 * @param {import("node:stream").Readable} stream
 * @returns {AsyncGenerator<string[]>} without line ends
 */
export async function* linesOf(stream) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield lines;
    if (rest.length > LONGEST) rest = CUT;
  }
  rest += decoder.decode();
  if (rest) yield [rest];
}
