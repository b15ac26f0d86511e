/**
 * What orders do not know of a campaign: its visits, where sessions are loaded. The modules of orders and of sessions know nothing of each
 * other, so they meet here.
 * @module
 */

import { dayStart } from "./zone.js";

/**
 * @typedef {import("linger-analytics").CampaignQuery} CampaignQuery
 * @typedef {import("linger-analytics").Goods} Goods
 * @typedef {import("linger-analytics").Notice} Notice
 */

/** Groups of sessions by campaign in a report on visits, those with the most sessions; one may be of those without. */
const MOST = 50;

/** @type {Notice} */
const NO_VISITS = { code: "campaignNoVisits", severity: "info", message: "Visits and adds to the cart are not known: no sessions of this campaign are loaded, or the mark is no UTM campaign.", params: {} };
/** @param {number} most @returns {Notice} */
const fewVisits = (most) => ({
  code: "campaignFewVisits", severity: "info", params: { most: String(most) },
  message: `Visits and adds to the cart are not known: only the ${most} campaigns with the most sessions are told apart, and this one is not among them.`,
});

/**
 * @param {Goods} goods
 * @param {CampaignQuery} query
 * @param {string} zone of the report on orders
 * @param {(from: number | null) => import("linger-analytics").VisitReport | null} visitsFrom what is said of sessions from an instant on; `null` without sessions
 * @returns {Goods}
 */
export function withVisits(goods, { mark, sent }, zone, visitsFrom) {
  if (!mark || !goods.campaign) return goods;
  const name = mark.name.trim().toLowerCase();
  const from = sent ? dayStart(sent, zone) : null;
  const all = (mark.by === "campaign" && visitsFrom(from)?.traffic.campaigns) || [];
  const found = all.find(({ value }) => value.toLowerCase() === name);
  if (!found) return { ...goods, notices: [...goods.notices, all.length < MOST ? NO_VISITS : fewVisits(all.filter(({ value }) => value).length)] };
  const { sessions, visitors, addToCart } = found;
  return { ...goods, campaign: { ...goods.campaign, visits: { sessions, visitors, addToCart } } };
}
