/**
 * The document that the files give, made with what a receipt says it was made with.
 * @module
 */

import { interactive, snapshot } from "../../report/index.js";

/** @type {Record<string, string>} */
const LETTERS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/**
 * @param {import("linger-analytics").Linger} linger holds the files
 * @param {import("../../report/types/report.d.ts").ReportReceipt} receipt
 * @param {string} html the document it stands in, for its title
 * @returns {Promise<string>}
 */
export async function remade(linger, { kind, lang, k, withPeople, options, visitOptions }, html) {
  await linger.report(given(options));
  const salt = process.env.LINGER_SALT;
  const visits = visitOptions ? { visits: { ...visitOptions, ...(salt && { salt }) } } : {};
  const shared = await linger.share({ k, withPeople, ...visits });
  const make = kind === "interactive" ? interactive : snapshot;
  return make(shared, { lang, title: titleOf(html) });
}

/** Options that were given or filled in; what stands as `null` at the top was not asked for. @param {object} options */
const given = (options) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));

/** @param {string} html */
function titleOf(html) {
  const escaped = /<title>([^<]*)<\/title>/.exec(html)?.[1];
  return escaped?.replace(/&(amp|lt|gt|quot|#39);/g, (letter) => LETTERS[letter]);
}
