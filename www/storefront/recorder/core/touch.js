/**
 * The address and the referrer of a page in, its marketing touch out: campaign values, names of click ids (never their
 * values) and a class of where the visitor came from.
 * @module
 */

import { mask } from "./text.js";

const ADS = /^(cp[cm]|ppc|paid|display|ads?\.|affiliate)/i;
const MAIL = /mail|newsletter|klaviyo/i;
const SEARCH = /(^|\.)(google|bing|baidu|yahoo|duckduckgo|yandex|naver|ecosia)(\.|$)/i;
const SOCIAL = /(^|\.)(facebook|fb|instagram|ig|tiktok|pinterest|youtube|twitter|t\.co|x\.com|reddit|linkedin|weibo|whatsapp|social)(\.|$)/i;
const CLICK_ID = /^(([gdy]|tt|fb|tw)clid|[gw]braid|msclkid|igshid|epik|li_fat_id)$/;
const PAID_ID = /(^|,)([gwdy]|ms|tt)/;

/** @param {boolean} isInternal the page was reached from within the page: no new touch */
export function touch(isInternal) {
  if (isInternal) return { src: "internal" };
  const query = new URLSearchParams(location.search);
  const ck = [...query.keys()].filter((key) => CLICK_ID.test(key)).join();
  const [us, um, uc, ut, ux] = ["source", "medium", "campaign", "term", "content"].map((key) => mask(query.get(`utm_${key}`) ?? "", 100) || undefined);
  const from = /^https?:\/\/([^/:]+)/.exec(document.referrer)?.[1];
  const ref = from === location.hostname ? undefined : from;
  const origin = [um, us, ref].join(".");
  const src =
    ADS.test(origin) || PAID_ID.test(ck) ? "ads"
    : MAIL.test(`${um}${us}`) ? "email"
    : ck || SOCIAL.test(origin) ? "social"
    : from && !ref ? "internal"
    : SEARCH.test(origin) ? "search"
    : from || us ? "referral"
    : "direct";
  return { src, ref, us, um, uc, ut, ux, ck: ck || undefined };
}
