/**
 * Events, one at a time and from anyone, in; columns of page views, clicks and sessions out. Nothing is believed: a
 * value of the wrong type or size is left out, an event that comes twice counts once, and there is a limit to all.
 * @module
 */

/** @import { Events } from "./types.js" */

/** Most events that are used. */
export const MOST_EVENTS = 500_000;
/** Most anchors that are looked for in the page. */
export const MOST_ANCHORS = 2000;
const LONGEST_ID = 64;
const LONGEST_ANCHOR = 120;
const LONGEST_PATH = 200;
const FULL = 32_767;
const FARTHEST = 1_000_000;
const BANDS = 20;
const USED = new Set(["view", "click", "scroll", "dwell"]);
const SOURCES = new Set(["direct", "internal", "search", "social", "email", "ads", "referral"]);
const DEVICES = ["", "phone", "tablet", "desktop"];

/** @returns {Events} */
const empty = () => ({
  texts: [""],
  views: { session: [], template: [], path: [], device: [], width: [], height: [], reach: [], bands: [] },
  clicks: { view: [], anchor: [], x: [], y: [], px: [], py: [], isFixed: [] },
  sessions: { visitor: [], start: [], source: [], isKnown: [], isFirst: [] },
  n: 0,
  unread: 0,
  isCut: false,
  nameless: 0,
});

/** @param {unknown} value @param {number} low @param {number} high @returns {value is number} */
const isWithin = (value, low, high) => typeof value === "number" && value >= low && value <= high;
/** @param {unknown} value @param {number} longest @returns {value is string} */
const isText = (value, longest) => typeof value === "string" && value.length <= longest;
/** @param {unknown} value @param {number} high */
const pixels = (value, high) => (isWithin(value, 0, high) ? Math.round(value) : 0);

/** Takes events until it has enough. */
export function collector() {
  const events = empty();
  const { texts, views, clicks, sessions } = events;
  const textNumbers = new Map([["", 0]]);
  const anchors = new Set();
  /** @type {Map<string, number>} */
  const visitorNumbers = new Map();
  /** @type {Map<string, number>} */
  const sessionNumbers = new Map();
  /** @type {Map<string, number>} */
  const viewNumbers = new Map();
  /** Numbers of events seen, by page view. @type {Set<number>[]} */
  const seen = [];
  /** Number of the page view's last word, by event name. @type {Record<string, number[]>} */
  const latest = { scroll: [], dwell: [] };

  /** @param {string} text */
  function textNumber(text) {
    const known = textNumbers.get(text);
    if (known !== undefined) return known;
    textNumbers.set(text, texts.length);
    return texts.push(text) - 1;
  }

  /** @param {any} raw */
  function sessionOf({ vid, sid, t }) {
    const key = isText(sid, LONGEST_ID) ? `${vid} ${sid}` : `${vid}`;
    let session = sessionNumbers.get(key);
    if (session === undefined) {
      session = sessionNumbers.size;
      sessionNumbers.set(key, session);
      if (!visitorNumbers.has(vid)) visitorNumbers.set(vid, visitorNumbers.size);
      sessions.visitor.push(/** @type {number} */ (visitorNumbers.get(vid)));
      sessions.start.push(t);
      sessions.source.push("");
      sessions.isKnown.push(false);
    }
    return session;
  }

  /** @param {any} raw */
  function viewOf(raw) {
    const { vid, pid, tpl, p, d, w } = raw;
    const key = `${vid} ${pid}`;
    let view = viewNumbers.get(key);
    if (view === undefined) {
      view = viewNumbers.size;
      viewNumbers.set(key, view);
      seen.push(new Set());
      views.session.push(sessionOf(raw));
      views.template.push(textNumber(String(tpl ?? "").slice(0, LONGEST_ID)));
      views.path.push(textNumber(String(p ?? "").slice(0, LONGEST_PATH)));
      views.device.push(Math.max(0, DEVICES.indexOf(d)));
      views.width.push(pixels(w, FARTHEST));
      views.height.push(0);
      views.reach.push(-1);
      views.bands.push(undefined);
    }
    return view;
  }

  /** @param {any} raw @param {number} view */
  function addClick({ a, x, y, px, py, ly }, view) {
    const hasPlace = isWithin(x, 0, FULL) && isWithin(y, 0, FULL);
    const hasPixels = isWithin(px, 0, FARTHEST) && isWithin(py, 0, FARTHEST);
    if (!hasPlace && !hasPixels) return false;
    let anchor = hasPlace && isText(a, LONGEST_ANCHOR) ? a : "";
    if (anchor && !anchors.has(anchor)) {
      if (anchors.size < MOST_ANCHORS) anchors.add(anchor);
      else {
        anchor = "";
        events.nameless++;
      }
    }
    clicks.view.push(view);
    clicks.anchor.push(textNumber(anchor));
    clicks.x.push(hasPlace ? x : 0);
    clicks.y.push(hasPlace ? y : 0);
    clicks.px.push(hasPixels ? px : -1);
    clicks.py.push(hasPixels ? py : -1);
    clicks.isFixed.push(ly === "fixed");
    return true;
  }

  /** @param {any} raw @param {number} view */
  function addView({ t, src, vh }, view) {
    views.height[view] = pixels(vh, FARTHEST);
    const session = views.session[view];
    if (sessions.source[session] && t > sessions.start[session]) return;
    sessions.start[session] = t;
    sessions.source[session] = SOURCES.has(src) ? src : "";
  }

  /** What the page view's last word is. @param {any} raw @param {number} view */
  function addAttention({ e, n, mx, bd }, view) {
    if (n < latest[e][view]) return;
    latest[e][view] = n;
    if (e === "scroll" && isWithin(mx, 0, 1)) views.reach[view] = mx;
    if (e === "dwell" && Array.isArray(bd) && bd.length <= BANDS) views.bands[view] = bd.map((ms) => pixels(ms, 1e9));
  }

  return {
    /** @param {any} raw @returns {boolean} whether there is room for more */
    take(raw) {
      const { e, t, vid, pid, n, cid } = raw ?? {};
      if (typeof e !== "string" || !isText(vid, LONGEST_ID) || !isText(pid, LONGEST_ID) || !isWithin(t, 0, 8.64e15) || !isWithin(n, 0, 1e9)) {
        events.unread++;
        return true;
      }
      if (!USED.has(e)) return true;
      if (events.n >= MOST_EVENTS) return !(events.isCut = true);
      const view = viewOf(raw);
      if (seen[view].has(n)) return true;
      if (e === "click" && !addClick(raw, view)) {
        events.unread++;
        return true;
      }
      seen[view].add(n);
      events.n++;
      if (isText(cid, LONGEST_ID) && cid) sessions.isKnown[views.session[view]] = true;
      if (e === "view") addView(raw, view);
      else if (e !== "click") addAttention(raw, view);
      return true;
    },
    /** Counts something that is no event. */
    skip() {
      events.unread++;
    },
    /** What was collected; nothing more is taken. */
    finish() {
      /** @type {Map<number, number>} */
      const first = new Map();
      sessions.visitor.forEach((visitor, session) => {
        const known = first.get(visitor);
        if (known === undefined || sessions.start[session] < sessions.start[known]) first.set(visitor, session);
      });
      sessions.isFirst = sessions.visitor.map((visitor, session) => first.get(visitor) === session);
      return events;
    },
  };
}

/** @typedef {ReturnType<typeof collector>} Collector */
