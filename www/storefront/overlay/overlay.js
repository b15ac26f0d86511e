/**
 * The overlay itself: data and choices in, a painted canvas and the event `linger:heatmap` out.
 * @module
 */

import { MOST_ANCHORS, MOST_EVENTS, collector } from "./collect.js";
import { chosenViews, segmentsOf } from "./choose.js";
import { heatmap, signature } from "./heatmap.js";
import { readOwn } from "./own.js";
import { pageNow, recorderOfPage } from "./page.js";
import { cleared, paintAttention, paintLayer, paintReach } from "./paint.js";
import { panel } from "./panel.js";
import { present } from "./place.js";
import { TooLarge, readFile } from "./read.js";
import { sheet } from "./style.js";
import { watchPage } from "./watch.js";
import { WORDS, languageOfPage } from "./words.js";

/** @import { Choice, Events } from "./types.js" */
/** @import { Map as Drawn } from "./heatmap.js" */

/** Least sessions of a value where the data are other people's. */
const LEAST = 5;

/** @param {string} id of the element that holds it */
export function overlay(id) {
  const recorder = recorderOfPage();
  const wasRecording = recorder?.state.on ?? false;
  const loaded = location.pathname;
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const stop = new AbortController();
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  let language = languageOfPage();
  /** @type {Choice} */
  let choice = { metric: "clicks", device: "all", segment: "all", scope: "template", k: 1 };
  let events = collector().finish();
  /** @type {"browser" | "file"} */
  let source = "browser";
  let fileName = "";
  /** What stands instead of the data's own notes. */
  let trouble = "";
  /** @type {Drawn | undefined} */
  let drawn;
  let layout = "";
  let template = "";
  /** The latest reading: an earlier one that ends later is not shown. */
  let reading = 0;

  const view = panel({ choose, load, close, turn });
  const host = mounted(id, canvas, view.root);
  const unwatch = watchPage({ moved: look, scrolled: paint });

  /** @param {Partial<Choice>} change */
  function choose(change) {
    choice = { ...choice, ...change };
    draw();
  }

  function turn() {
    language = language === "en" ? "zh" : "en";
    draw();
  }

  /** @param {File | undefined} file */
  async function load(file) {
    const turnOf = ++reading;
    trouble = WORDS[language].reading;
    show();
    const found = collector();
    let problem = "";
    try {
      await (file ? readFile(file, found) : readOwn(found));
    } catch (error) {
      problem = WORDS[language][error instanceof TooLarge ? "tooLarge" : "unreadable"];
    }
    if (turnOf !== reading || stop.signal.aborted) return;
    trouble = problem;
    events = found.finish();
    source = file ? "file" : "browser";
    fileName = file?.name.slice(0, 80) ?? "";
    choice = { ...choice, segment: "all", k: file ? LEAST : 1 };
    draw();
  }

  /** Draws anew when boxes have moved. */
  function look() {
    if (!drawn) return;
    if (signature(drawn.anchors, pageNow(recorder, loaded)) === layout) return paint();
    const before = template;
    redraw();
    if (template !== before) show();
    else view.tell(legendOf(drawn, WORDS[language]));
  }

  function draw() {
    redraw();
    show();
  }

  function redraw() {
    const page = pageNow(recorder, loaded);
    drawn = heatmap(events, chosenViews(events, choice, page), choice);
    layout = signature(drawn.anchors, page);
    template = page.template;
    paint();
    const { metric, device, segment, k } = choice;
    document.dispatchEvent(new CustomEvent("linger:heatmap", { detail: { metric, source, device, segment, k, ...page, ...drawn.told } }));
  }

  function paint() {
    const to = cleared(canvas);
    const { left, top, height } = present();
    const words = WORDS[language];
    if (!drawn) return;
    if (drawn.layers) {
      paintLayer(to, drawn.layers.page, drawn.layers.most, left, top);
      paintLayer(to, drawn.layers.fixed, drawn.layers.most, 0, 0);
    }
    if (drawn.told.scroll) paintReach(to, drawn.told.scroll, { height, top }, words);
    if (drawn.told.attention) paintAttention(to, drawn.told.attention, { height, top }, words.seconds);
  }

  function show() {
    const words = WORDS[language];
    const notes = trouble ? [trouble] : notesOn(events, words, source, fileName);
    view.show({ language, choice, segments: segmentsOf(events), template, source, notes, legend: trouble ? [] : legendOf(drawn, words) });
  }

  function close() {
    if (stop.signal.aborted) return;
    stop.abort();
    unwatch();
    host.remove();
    // Unless the consent was withdrawn meanwhile, which leaves no id.
    if (wasRecording && recorder?.read("id")) recorder.state.on = true;
    focused?.focus?.({ preventScroll: true });
  }

  // What the seller does meanwhile is no visit.
  if (recorder) recorder.state.on = false;
  const { signal } = stop;
  host.addEventListener("close", close, { signal });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    close();
  }, { capture: true, signal });
  for (const name of ["dragover", "drop"]) {
    addEventListener(name, (event) => {
      event.preventDefault();
      const file = event.type === "drop" && /** @type {DragEvent} */ (event).dataTransfer?.files[0];
      if (file) load(file);
    }, { capture: true, signal });
  }
  load(undefined);
  view.root.focus({ preventScroll: true });
}

/** Above everything else on the page, without a place in its layout. @param {string} id @param {Node[]} parts */
function mounted(id, ...parts) {
  const host = document.createElement("div");
  host.id = id;
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet()];
  shadow.append(...parts);
  document.documentElement.append(host);
  if ("popover" in host) {
    host.popover = "manual";
    host.showPopover();
  }
  return host;
}

/** @param {Events} events @param {import("./words.js").Words} words @param {"browser" | "file"} source @param {string} name */
function notesOn(events, words, source, name) {
  const { isCut, unread, nameless } = events;
  return [
    source === "file" ? words.ofFile(name, events) : words.own(events),
    ...(isCut ? [words.cut(MOST_EVENTS)] : []),
    ...(unread ? [words.unread(unread)] : []),
    ...(nameless ? [words.nameless(nameless, MOST_ANCHORS)] : []),
  ];
}

/** @param {Drawn | undefined} drawn @param {import("./words.js").Words} words */
function legendOf(drawn, words) {
  const { clicks, scroll, attention } = drawn?.told ?? {};
  if (clicks) {
    const { anchor, fallback, hidden, outside, withheld } = clicks;
    if (!anchor && !fallback && !hidden && !outside) return [words.noEvents];
    return [words.clicks(clicks), ...(hidden || outside ? [words.left(clicks)] : []), ...(withheld ? [words.withheld(withheld)] : [])];
  }
  if (scroll) return !scroll.visitors ? [words.noEvents] : scroll.share.length ? [words.reach(scroll.visitors)] : [words.tooFew];
  if (attention) return !attention.sessions ? [words.noEvents] : attention.seconds.length ? [words.attention(attention.sessions, attention.visitors)] : [words.tooFew];
  return [];
}
