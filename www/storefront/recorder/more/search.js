/**
 * Searches, of the result page and of suggestions while typing, and which result was clicked. Positions are those of
 * distinct product links in document order.
 * @module
 */

import { on, onClick, recorder } from "./recorder.js";
import { onRequest, settled } from "./requests.js";

const PRODUCT = "a[href*='/products/']";
const SUGGESTIONS = "form[action*='/search'],[role=listbox],[id*=predictive],predictive-search";

/** The last search of each kind: its term and how many results stand before this page's. @type {Record<string, [q: string, off: number]>} */
let last = {};

export function watchSearch() {
  on("view", ({ tpl, nav }) => {
    last = {};
    if (tpl === "search") tellPage(nav === "spa" ? undefined : recorder.config.results);
  });
  onClick((_, target) => tellResult(target));
  document.addEventListener("shopify:search:update", (event) => {
    const { promise, search } = /** @type {any} */ (event);
    promise?.then?.((/** @type {any} */ found) => tell(search?.query, found?.totalCount ?? null, 0, "page"), () => {});
  });
  const suggest = settled((/** @type {string} */ address) => tell(new URL(address).searchParams.get("q"), null, 0, "suggest"), 1000);
  onRequest(/\/search\/suggest/, suggest);
  onRequest(/[?&]section(s|_id)=/, () => recorder.state.page?.head.tpl === "search" && tellPage());
}

/** @param {string} [results] the shop's own count */
function tellPage(results) {
  const query = new URLSearchParams(location.search);
  const page = Number(query.get("page")) || 1;
  const count = handles(document.querySelector("main") ?? document.body).length;
  const isLast = !document.querySelector(`a[href*="page=${page + 1}"]`);
  const res = results ? Number(results) : null;
  const off = page < 2 ? 0 : isLast && res ? res - count : (page - 1) * count;
  tell(query.get("q") ?? recorder.config.search, res, off, "page");
}

/** @param {string | null | undefined} term @param {number | null} res @param {number} off @param {string} via */
function tell(term, res, off, via) {
  const q = recorder.mask((term ?? "").toLowerCase().trim().replace(/\s+/g, " "), 80);
  if (!q || (last[via]?.[0] === q && last[via][1] === off)) return;
  last[via] = [q, off];
  recorder.emit("search", { q, res, off, via });
}

/** @param {Element} target */
function tellResult(target) {
  const link = target.closest(PRODUCT);
  const suggestions = link?.closest(SUGGESTIONS);
  const list = suggestions ?? document.querySelector("main");
  const [q, off] = last[suggestions ? "suggest" : "page"] ?? [];
  if (!link || !q || !list) return;
  const pos = handles(list).indexOf(handleOf(link)) + 1;
  if (pos) recorder.emit("result", { q, pos: pos + (off ?? 0), h2: handleOf(link) });
}

/** @param {Element} list */
function handles(list) {
  return [...new Set(Array.from(list.querySelectorAll(PRODUCT), handleOf))];
}

/** @param {Element} link */
function handleOf(link) {
  return /\/products\/([^/?#]+)/.exec(link.getAttribute("href") ?? "")?.[1] ?? "";
}
