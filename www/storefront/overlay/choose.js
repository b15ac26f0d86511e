/**
 * Events and the seller's choice in, the page views that count out: those of the present page's template or path, of a
 * device class and of a segment of sessions.
 * @module
 */

/** @import { Choice, Events } from "./types.js" */

const DEVICES = ["", "phone", "tablet", "desktop"];

/** Sessions by what the events tell of them; `from-…` are the source classes. @type {Record<string, (sessions: Events["sessions"], session: number) => boolean>} */
const SEGMENTS = {
  all: () => true,
  "logged-in": ({ isKnown }, session) => isKnown[session],
  guest: ({ isKnown }, session) => !isKnown[session],
  first: ({ isFirst }, session) => isFirst[session],
  returning: ({ isFirst }, session) => !isFirst[session],
};

/** Segments that these events can tell apart. @param {Events} events */
export function segmentsOf({ sessions }) {
  const { isKnown, isFirst, source } = sessions;
  const found = ["all"];
  if (isKnown.includes(true)) found.push("logged-in", "guest");
  if (isFirst.includes(false)) found.push("first", "returning");
  return [...found, ...[...new Set(source)].filter(Boolean).sort().map((name) => `from-${name}`)];
}

/** @param {string} segment @param {Events["sessions"]} sessions @param {number} session */
function isIn(segment, sessions, session) {
  return SEGMENTS[segment]?.(sessions, session) ?? `from-${sessions.source[session]}` === segment;
}

/**
 * @param {Events} events
 * @param {Pick<Choice, "device" | "segment" | "scope">} choice
 * @param {{ template: string, path: string }} page the present one
 * @returns {boolean[]} by page view
 */
export function chosenViews({ texts, views, sessions }, { device, segment, scope }, page) {
  const [column, wanted] = scope === "path" ? [views.path, page.path] : [views.template, page.template];
  const text = texts.indexOf(wanted);
  return views.session.map((session, view) => {
    const isDevice = device === "all" || DEVICES[views.device[view]] === device;
    return isDevice && column[view] === text && isIn(segment, sessions, session);
  });
}
