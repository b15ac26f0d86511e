/**
 * The compiled rules, unpacked from this file itself.
 * @module
 */

import { init, liveFlags } from "linger:live-glue";
import packed from "linger:live-wasm";

/** @import { LiveFlags } from "./types.js" */

/** @returns {Promise<LiveFlags>} */
export async function core() {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  await init({ module_or_path: await new Response(unpacked).arrayBuffer() });
  return liveFlags;
}
