/**
 * An overlay as `add` and `filter` take it.
 * @module
 */

/**
 * @param {import("./overlay.js").Overlay | null} overlay
 * @returns {{ drop?: { salt: string, hashes: string[] }, correct?: { from: string, to: string }[] } | undefined} `undefined` where it changes nothing
 */
export function asOption(overlay) {
  if (!overlay || overlay.hashes.length + overlay.correct.length === 0) return undefined;
  const { salt, hashes, correct } = overlay;
  return { ...(hashes.length > 0 ? { drop: { salt, hashes } } : {}), ...(correct.length > 0 ? { correct } : {}) };
}
