/**
 * The cart sink: counts this session's events and writes their digest to the cart attribute `_linger`, which comes back
 * in the order's note attributes. `linger.visit` keeps the counts between pages.
 * @module
 */

import { settled } from "../more/requests.js";
import { encodeDigest } from "./digest.js";

/** @import { LingerEvent, Recorder } from "../types.js" */
/** @import { Visit } from "./digest.js" */

const PAUSE = 1000;

/** @param {Recorder} recorder */
export function noteInCart({ read, write, sinks, listeners, state }) {
  let sent = "";
  const kept = () => /** @type {Visit | null} */ (JSON.parse(read("visit") ?? "null"));
  const send = () => {
    const visit = kept();
    const digest = visit && state.on ? encodeDigest(visit) : sent;
    if (digest === sent) return;
    sent = digest;
    post(digest).catch(() => (sent = ""));
  };
  const sendSoon = settled(send, PAUSE);
  sinks.push((events) => {
    write("visit", JSON.stringify(events.reduce(counted, kept())));
    if (events.some(({ e }) => /^(add|remove|cart)$/.test(e))) sendSoon();
  });
  // The page is about to go: no time to wait for the sink.
  listeners.push(({ e }) => e === "checkout" && send());
}

/** @param {Visit | null} visit @param {LingerEvent} event @returns {Visit} */
function counted(visit, event) {
  const { e, t, vid, sid, src, d, pid } = event;
  if (visit?.sid !== sid) visit = { vid, sid, start: t, sessions: visit?.vid === vid ? visit.sessions + 1 : 1, counts: {}, reach: 0, src: String(src), d: String(d) };
  const { counts } = visit;
  if (e === "dwell") {
    // Each one tells the whole of its page view so far.
    const ms = Number(event.ms);
    counts.dwell = (counts.dwell ?? 0) + ms - (visit.page === pid ? (visit.pageMs ?? 0) : 0);
    return { ...visit, page: pid, pageMs: ms };
  }
  if (e === "scroll") visit.reach = Math.max(visit.reach, Number(event.mx));
  counts[e] = (counts[e] ?? 0) + 1;
  if (e === "search" && event.res === 0) counts.zero = (counts.zero ?? 0) + 1;
  return visit;
}

/** @param {string} digest */
function post(digest) {
  return fetch(`${window.Shopify?.routes?.root ?? "/"}cart/update.js`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ attributes: { _linger: digest } }),
    keepalive: true,
  });
}
