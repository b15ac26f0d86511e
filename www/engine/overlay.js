/**
 * Files changed on their way in: chunks of a file in, the same chunks through the share module's filter out. Where a table
 * says who is asked of an orders engine made for it, which reads the beginning as it will read the file.
 * @module
 */

/**
 * @typedef {import("./reading.js").Chunks} Chunks
 * @typedef {import("./wasm.js").Engine} Engine
 * @typedef {import("./wasm.js").Sharing} Sharing
 * @typedef {import("linger-analytics").MappingFound} MappingFound
 * @typedef {import("linger-analytics").FilterOptions} FilterOptions
 */

/** More than the engine looks at to find a mapping. */
const HEAD_BYTES = 1024 * 1024;

/**
 * @typedef {object} Filtered
 * @property {Chunks} chunks
 * @property {() => { dropped: number, corrected: number }} counts
 * @property {() => void} free
 */

/**
 * @param {object} from
 * @param {Chunks} from.chunks
 * @param {Engine} from.engine
 * @param {Sharing} from.sharing
 * @param {(head: Uint8Array) => boolean} from.isEvents
 * @param {(head: Uint8Array) => Promise<{ platform: string, delimiter?: string } | null>} from.platformOf of a table that the engine does not know: anybody may be named in any cell of it
 * @param {FilterOptions & { mapping?: object }} options
 * @returns {Promise<Filtered>}
 */
export async function filtered({ chunks, engine, sharing, isEvents, platformOf }, { drop, correct, keep, mapping, encoding }) {
  const head = await headOf(chunks);
  const known = isEvents(head) || mapping ? null : await platformOf(head);
  const columns = isEvents(head) ? undefined : (known ?? tableColumns(head, engine, { mapping, encoding }));
  const filter = new sharing.Filter({ drop, correct, keep, encoding, columns });
  /** @type {Uint8Array | null} */
  let ahead = head;
  let ended = false;
  return {
    chunks: {
      size: chunks.size,
      async next() {
        while (!ended) {
          const chunk = ahead ?? (await chunks.next());
          ahead = null;
          ended = chunk === null;
          const out = chunk ? filter.push(chunk) : filter.finish();
          if (out.length > 0) return out;
        }
        return null;
      },
      cancel: chunks.cancel,
    },
    counts: () => ({ dropped: filter.dropped(), corrected: filter.corrected() }),
    free: () => filter.free(),
  };
}

/**
 * The beginning of a file, or all of it; the chunks go on after it.
 * @param {Chunks} chunks
 */
async function headOf(chunks) {
  const parts = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const chunk = await chunks.next();
    if (!chunk) break;
    // A chunk is valid until the one after the next is asked for.
    parts.push(chunk.slice());
    length += chunk.length;
  }
  return joined(parts);
}

/** @param {Uint8Array[]} parts */
export function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * Where a table says who, and which columns are read; only the delimiter of a known platform's, whose columns are known too.
 * @param {Uint8Array} head
 * @param {Engine} engine
 * @param {{ mapping?: object, encoding?: string }} options
 */
function tableColumns(head, engine, options) {
  const { mapping, source } = readHead(head, engine, options);
  if (!mapping || source === "shopifyOrders") return { delimiter: mapping?.delimiter || undefined };
  const column = (/** @type {string | undefined} */ label) => (label === undefined ? undefined : columnOf(mapping, label));
  const { customer, order } = mapping.fields;
  const read = Object.values(mapping.fields).map((label) => columnOf(mapping, label));
  return { customer: column(customer), order: column(order), read, headless: !mapping.header, delimiter: mapping.delimiter };
}

/** A label as the mapping has it: header text, or "column 3". @param {MappingFound} mapping @param {string} label */
function columnOf({ headers }, label) {
  const place = /^column (\d+)$/.exec(label);
  return place && !headers.includes(label) ? Number(place[1]) - 1 : label;
}

/**
 * @param {Uint8Array} head
 * @param {Engine} engine
 * @param {{ mapping?: object, encoding?: string }} options
 * @returns {{ mapping?: MappingFound, source?: string }}
 */
function readHead(head, engine, options) {
  const reader = new /** @type {new (settings: object) => Engine} */ (engine.constructor)({});
  try {
    const file = reader.openFile("", options);
    reader.push(file, head);
    return /** @type {import("linger-analytics").FileSummary} */ (reader.finish(file));
  } catch (error) {
    // What is wrong with the file is said when it is read; the mapping may still be found.
    const mapping = /** @type {{ mapping?: MappingFound }} */ (error).mapping;
    const isShopify = mapping?.confidence === 1 && mapping.headers.includes("Lineitem quantity") && !options.mapping;
    return { mapping, source: isShopify ? "shopifyOrders" : undefined };
  } finally {
    reader.free();
  }
}
