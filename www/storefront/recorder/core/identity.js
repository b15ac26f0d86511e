/**
 * Random ids of visitor and session: `linger.id` holds `vid.born.sid.started.last`, times in ms.
 * @module
 */

import { config } from "./config.js";
import { read, write } from "./storage.js";

const DAY = 864e5;
const IDLE = 18e5;
const ROTATION = +(config.rotate ?? 90) * DAY;

/** Sixteen url-safe characters, 96 random bits. */
export function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes)).replace(/\W/g, (sign) => (sign === "+" ? "-" : "_"));
}

/** The ids as of `now`, made anew where they have run out, and kept. @param {number} now */
export function identify(now) {
  let [vid, born, sid, started, last] = (read("id") ?? "").split(".");
  if (!sid || now - +last > IDLE || now - +started > DAY) {
    sid = randomId();
    started = `${now}`;
    if (!vid || now - +born > ROTATION) {
      vid = randomId();
      born = started;
    }
  }
  write("id", [vid, born, sid, started, now].join("."));
  return { vid, sid };
}
