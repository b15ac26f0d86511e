/**
 * The worker of a served dashboard: keeps the page on this device, so that it opens without a network. It holds exactly the page
 * it was built with, answers for that page and its manifest, and for nothing else; it listens to nothing the page says.
 *
 * The build writes `PAGE` (SHA-256 of index.html, hex) and `BESIDE` (the files beside it).
 */

const worker = /** @type {any} */ (self);
/** @type {string} */
const PAGE = LINGER_PAGE;
/** @type {string[]} */
const BESIDE = LINGER_BESIDE;
const scope = new URL("./", location.href).href;
const prefix = `linger ${scope} `;
const name = prefix + PAGE;

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keep()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(forgetOthers()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const file = fileOf(event.request);
  if (file !== null) event.respondWith(kept(file, event.request));
});

/** A page that is not the one of this worker, half uploaded or changed on its way, is not kept: what was kept before stays. */
async function keep() {
  const answer = await fetch(scope, { cache: "no-cache" });
  const digest = await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer());
  const found = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== PAGE) throw new Error("The page is not the one that this worker was built with.");
  const cache = await caches.open(name);
  await cache.put(scope, answer);
  await cache.addAll(BESIDE.map((file) => new Request(scope + file, { cache: "no-cache" })));
  await worker.skipWaiting();
}

/** Other versions of this page; what else the site keeps is not ours. */
async function forgetOthers() {
  const others = (await caches.keys()).filter((other) => other.startsWith(prefix) && other !== name);
  await Promise.all(others.map((other) => caches.delete(other)));
  await worker.clients.claim();
}

/** The kept address that answers a request, or null. @param {Request} request */
function fileOf({ method, url }) {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (method !== "GET") return null;
  if (address === scope || address === `${scope}index.html`) return scope;
  return BESIDE.some((file) => address === scope + file) ? address : null;
}

/** From this device; from the network where the browser has thrown it away. @param {string} file @param {Request} request */
const kept = async (file, request) => (await (await caches.open(name)).match(file)) ?? fetch(request);

export {};
