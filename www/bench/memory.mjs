/**
 * The largest resident size of a browser's renderers, from the kernel's own high-water mark.
 * @module
 */

import { readFile, writeFile } from "node:fs/promises";

/** @typedef {import("playwright-core").CDPSession} CDPSession */

/** @param {CDPSession} session */
async function renderers(session) {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/**
 * Forgets the marks so far, where the kernel lets us.
 * @param {CDPSession} session
 */
export async function resetPeaks(session) {
  for (const id of await renderers(session)) await writeFile(`/proc/${id}/clear_refs`, "5").catch(() => {});
}

/**
 * Megabytes; `null` without /proc.
 * @param {CDPSession} session
 */
export async function peakMegabytes(session) {
  const peaks = await Promise.all((await renderers(session)).map(peakOf));
  const known = peaks.filter((peak) => peak !== null);
  return known.length ? Math.max(...known) : null;
}

/** @param {number} id */
async function peakOf(id) {
  const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}
