/**
 * What `build.mjs` packs into a script, gzipped in base64, as it was before.
 * @module
 */

/** @param {string} packed */
export function inflated(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
}
