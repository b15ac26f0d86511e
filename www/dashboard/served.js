/**
 * A dashboard that is served can be installed and opened without a network: its manifest is named and its worker
 * registered. A page opened from the disk, or inside another page, does neither.
 */
export function installable() {
  if (top !== self || !location.protocol.startsWith("http")) return;
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = "manifest.webmanifest";
  document.head.append(link);
  // Without a worker beside the page, or in a browser that allows none, the page works as before.
  navigator.serviceWorker?.register("sw.js").catch(() => {});
}
