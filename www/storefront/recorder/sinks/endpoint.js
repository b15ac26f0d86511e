/**
 * The endpoint sink: events wait in the outbox until the collector has answered 2xx; after a failure the pause doubles.
 * An event can arrive twice, never not at all: `vid`, `pid` and `n` tell it.
 * @module
 */

import { add, dropUpTo, oldest } from "./database.js";
import { linesOf } from "./lines.js";

/** @import { LingerEvent, Recorder } from "../types.js" */

const PAUSE = 3000;
const LONGEST_PAUSE = 3e5;
const BATCH = 60;
const LIMIT = 5000;

let pause = PAUSE;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let isBlocked = false;
/** Handed over in this page and not confirmed: sent once more when the page goes away. @type {LingerEvent[]} */
let unconfirmed = [];

/** @param {Recorder} recorder */
export function sendToEndpoint({ config, leaving, sinks, warn }) {
  const address = /** @type {string} */ (config.endpoint);
  const send = async () => {
    const sending = unconfirmed;
    unconfirmed = [];
    const { keys, events } = await oldest("outbox", BATCH);
    const isTaken = !events.length || (await post(address, linesOf(events)));
    if (!isTaken) unconfirmed = [...sending, ...unconfirmed].slice(-BATCH);
    timer = undefined;
    pause = isTaken ? PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
    if (isTaken && events.length) await dropUpTo("outbox", keys[keys.length - 1]);
    if (!isTaken || events.length === BATCH) later(send);
  };
  document.addEventListener("securitypolicyviolation", (event) => {
    if (!address.startsWith(event.blockedURI) || isBlocked) return;
    isBlocked = true;
    warn(`${address} is not allowed by the page's Content-Security-Policy (connect-src); events wait in this browser.`);
  });
  sinks.push((events) => {
    unconfirmed.push(...events);
    add("outbox", events, LIMIT).then(() => later(send));
  });
  leaving.push(() => unconfirmed.length && navigator.sendBeacon?.(address, linesOf(unconfirmed.slice(-BATCH))));
  addEventListener("online", send);
  later(send);
}

/** @param {() => void} send */
function later(send) {
  if (!isBlocked) timer ??= setTimeout(send, pause);
}

/** @param {string} address @param {string} body */
async function post(address, body) {
  try {
    return (await fetch(address, { method: "POST", body, keepalive: true, credentials: "omit" })).ok;
  } catch {
    return false;
  }
}
