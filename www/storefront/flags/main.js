/**
 * `linger-flags.js`: loaded by the recorder when it is asked for (`data-flags`), after consent, when the page is idle.
 * Raises `linger:flag` on the document and, where a rule file says so, shows a popup.
 * @module
 */

import { choose } from "./choose.js";
import { core } from "./core.js";
import { evaluate } from "./evaluate.js";
import { remember, remembered } from "./memory.js";
import { ownEvents } from "./own-events.js";
import { show } from "./popup.js";
import { profile } from "./profile.js";
import { checkedRules } from "./rules.js";
import { visibleClock } from "./visible.js";

/** @import { Recorder } from "../recorder/types.js" */
/** @import { Flag, Rules } from "./types.js" */

/** Visible time goes on without events, so that it is asked for now and then. */
const TICK = 1000;

/** @param {Recorder} recorder @returns {Promise<Rules>} */
async function rulesOf({ config, warn }) {
  if (!config.flagsRules) return checkedRules({ version: 1 }).rules;
  try {
    const answer = await fetch(config.flagsRules);
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const { rules, mistakes } = checkedRules(await answer.json());
    if (mistakes.length) warn(`popups are off, because the rule file ${config.flagsRules} has a mistake. ${mistakes.join(" ")}`);
    return rules;
  } catch (error) {
    warn(`popups are off, because the rule file ${config.flagsRules} could not be read: ${/** @type {Error} */ (error).message}.`);
    return checkedRules({ version: 1 }).rules;
  }
}

/** @param {Recorder} recorder */
async function start(recorder) {
  const { state, idle } = recorder;
  const clock = visibleClock();
  let isDue = true;
  const events = await ownEvents(recorder, ({ e }) => {
    if (e === "view") clock.restart();
    isDue ||= e !== "dwell" && e !== "scroll" && e !== "move";
  });
  const [rules, liveFlags] = await Promise.all([rulesOf(recorder), core()]);
  /** @type {Map<string, Flag>} */
  let raised = new Map();
  /** @type {(() => void) | undefined} */
  let takeAway;

  function raise() {
    isDue = false;
    const flags = evaluate(liveFlags, events.all(), { ...rules.thresholds, now: Date.now(), pageMs: clock.ms() });
    const before = raised;
    raised = new Map(flags.map((flag) => [flag.id, flag]));
    // A flag that stands is not raised again.
    for (const flag of flags) if (!before.has(flag.id)) document.dispatchEvent(new CustomEvent("linger:flag", { detail: flag }));
  }

  function offer() {
    if (takeAway || isTyping()) return;
    const now = Date.now();
    const memory = remembered(recorder, now);
    const known = { dwellMs: clock.ms(), flags: new Set(raised.keys()), coupon: memory.coupon };
    const sid = String(state.view?.sid);
    const popup = choose(rules, profile(recorder, events.all(), known), memory, { now, sid });
    if (!popup) return;
    remember(recorder, { ...memory, shown: [...memory.shown, { id: popup.id, at: now, sid }] });
    takeAway = show(popup, (how) => {
      takeAway = undefined;
      const after = remembered(recorder, now);
      const isUsed = how === "followed" && popup.code !== undefined;
      // Followed or closed, the same popup does not come again.
      remember(recorder, { ...after, closed: [...after.closed, popup.id], coupon: after.coupon || isUsed });
    });
  }

  function tick() {
    if (!state.on) {
      takeAway?.();
      takeAway = undefined;
      return;
    }
    if (document.hidden) return;
    if (isDue || state.page?.head.tpl === "cart") raise();
    if (rules.popups.length) offer();
  }
  setInterval(() => idle(tick), TICK);
  tick();
}

function isTyping() {
  const at = document.activeElement;
  return at !== null && at.matches("input, textarea, select, [contenteditable]");
}

window.Linger?.extend((recorder) => recorder.idle(() => start(recorder).catch((error) => recorder.warn(`live flags are off: ${error.message}`))));
