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
  const { currency, ...others } = options;
  await linger.report({ ...others, ...(currency && { currency }) });
  const salt = process.env.LINGER_SALT;
  const visits = visitOptions ? { visits: { ...visitOptions, ...(salt && { salt }) } } : {};
  const shared = await linger.share({ k, withPeople, ...visits });
  const make = kind === "interactive" ? interactive : snapshot;
  return make(shared, { lang, title: titleOf(html) });
}

/** @param {string} html */
function titleOf(html) {
  const escaped = /<title>([^<]*)<\/title>/.exec(html)?.[1];
  return escaped?.replace(/&(amp|lt|gt|quot|#39);/g, (letter) => LETTERS[letter]);
}
