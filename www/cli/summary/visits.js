/**
 * A report on visits in, its first numbers out, as lines for a terminal.
 * @module
 */

import { formats } from "../../dashboard/format.js";
import { bold, pairs } from "../table.js";

/** @param {import("linger-analytics").VisitReport} report @param {import("../language.js").Words} words */
export function visitsText({ meta, traffic, frustration, carts, identity }, words) {
  const format = formats(words.language, null);
  const rate = (/** @type {import("linger-analytics").Rate} */ { part, whole, share }) => words("visits.of", { share: format.share(share), part: format.count(part), whole: format.count(whole) });
  return [
    bold(words("visits.title", { files: format.list(meta.files.map(({ name }) => name)) })),
    words("visits.scope", { from: format.date(meta.firstEvent), to: format.date(meta.lastEvent), zone: meta.options.zone ?? "UTC" }),
    "",
    pairs([
      [words("visits.sessions"), format.count(traffic.sessions)],
      [words("visits.visitors"), format.count(traffic.visitors)],
      [words("visits.pageViews"), format.count(traffic.pageViews)],
      [words("visits.bounce"), rate(traffic.bounce)],
      [words("visits.addToCart"), rate(traffic.addToCart)],
      [words("visits.conversion"), rate(traffic.conversion)],
      [words("visits.matched"), rate(identity.matched)],
    ]),
  ].join("\n");
}
