/**
 * A path of a shop in, what Shopify's paths say of it out: template and handle.
 * @module
 */

const ROUTE = /^(?:\/[a-z]{2}(?:-[a-z]{2})?)?(?:\/collections\/[^/]+)?\/(?:(product|collection|page|blog|search|cart|account)s?(?:\/([^/]+)(\/[^/]+)?)?)?\/?$/i;

/** Template and handle as Shopify's paths tell them. @param {string} path */
export function routeOf(path) {
  const [found, kind = found ? "index" : "other", handle = "", deeper] = ROUTE.exec(path) ?? [];
  if (kind === "blog" && deeper) return { tpl: "article", h: deeper.slice(1) };
  if (kind === "account") return { tpl: `customers/${handle || kind}`, h: "" };
  return { tpl: kind === "collection" && !handle ? "list-collections" : kind, h: handle };
}
