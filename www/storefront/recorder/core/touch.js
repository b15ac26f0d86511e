/**
 * The address and the referrer of a page in, its marketing touch out: campaign values, names of click ids (never their
 * values) and a class of where the visitor came from.
 * @module
 */

import { mask } from "./text.js";

const ADS = /^(cp[cm]|ppc|paid|display|ads?$|affiliate)/i;
const MAIL = /mail|newsletter|klaviyo/i;
const SEARCH = /(^|\.)(google|bing|baidu|yahoo|duckduckgo|yandex|naver|ecosia)(\.|$)/i;
const SOCIAL = /(^|\.)(facebook|fb|instagram|ig|tiktok|pinterest|youtube|twitter|t\.co|x\.com|reddit|linkedin|weibo|whatsapp|social)(\.|$)/i;
const CLICK_ID = /^([gdy]clid|[gw]braid|msclkid|ttclid|fbclid|twclid|igshid|epik|li_fat_id)$/;
const PAID_ID = /^(g|w|d|ms|tt|y)/;

/** @param {boolean} isInternal the page was reached from within the page: no new touch */
export function touch(isInternal) {
  if (isInternal) return { src: "internal" };
  const query = new URLSearchParams(location.search);
  const ids = [...query.keys()].filter((key) => CLICK_ID.test(key));
  const [us, um, uc, ut, ux] = ["source", "medium", "campaign", "term", "content"].map((key) => {
    const value = query.get(`utm_${key}`);
    return value ? mask(value, 100) : undefined;
  });
  const ref = hostOf(document.referrer);
  return { src: sourceClass(ref, us, um, ids), ref: ref === location.hostname ? undefined : ref, us, um, uc, ut, ux, ck: ids.join() || undefined };
}

/** @param {string | undefined} ref @param {string | undefined} source @param {string | undefined} medium @param {string[]} ids */
function sourceClass(ref, source = "", medium = "", ids) {
  if (ADS.test(medium) || ids.some((id) => PAID_ID.test(id))) return "ads";
  if (MAIL.test(medium + source)) return "email";
  const origins = [medium, source, ref ?? ""];
  if (ids.length || origins.some((origin) => SOCIAL.test(origin))) return "social";
  if (ref === location.hostname) return "internal";
  if (origins.some((origin) => SEARCH.test(origin))) return "search";
  return ref || source ? "referral" : "direct";
}

/** @param {string} address */
function hostOf(address) {
  return /^https?:\/\/([^/:]+)/.exec(address)?.[1];
}
