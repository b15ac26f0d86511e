/**
 * What orders do not know of a campaign: its visits, where sessions are loaded. The modules of orders and of sessions know nothing of each
 * other, so they meet here.
 * @module
 */

/**
 * @typedef {import("linger-analytics").CampaignQuery} CampaignQuery
 * @typedef {import("linger-analytics").Goods} Goods
 * @typedef {import("linger-analytics").Notice} Notice
 */

/** @type {Notice} */
const NO_VISITS = { code: "campaignNoVisits", severity: "info", message: "Visits and adds to the cart are not known: no sessions of this campaign are loaded, or the mark is no UTM campaign.", params: {} };

/**
 * @param {Goods} goods
 * @param {CampaignQuery} query
 * @param {(from: number | null) => import("linger-analytics").VisitReport | null} visitsFrom what is said of sessions from an instant on; `null` without sessions
 * @returns {Goods}
 */
export function withVisits(goods, { mark, sent }, visitsFrom) {
  if (!mark || !goods.campaign) return goods;
  const name = mark.name.trim().toLowerCase();
  const from = sent ? Date.parse(`${sent}T00:00:00Z`) : null;
  const all = (mark.by === "campaign" && visitsFrom(from)?.traffic.campaigns) || [];
  const found = all.find(({ value }) => value.toLowerCase() === name);
  if (!found) return { ...goods, notices: [...goods.notices, NO_VISITS] };
  const { sessions, visitors, addToCart } = found;
  return { ...goods, campaign: { ...goods.campaign, visits: { sessions, visitors, addToCart } } };
}
