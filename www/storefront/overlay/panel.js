/**
 * The panel: the seller's choices out, the legend in. Texts of files are set as text, never as HTML.
 * @module
 */

import { WORDS } from "./words.js";

/** @import { Choice } from "./types.js" */
/** @import { Words } from "./words.js" */

/**
 * @typedef {object} Calls what the panel asks for
 * @property {(choice: Partial<Choice>) => void} choose
 * @property {(file: File | undefined) => void} load a file, or this browser's own events
 * @property {() => void} close
 * @property {() => void} turn to the other language
 */

/**
 * @typedef {object} View what the panel shows
 * @property {keyof typeof WORDS} language
 * @property {Choice} choice
 * @property {string[]} segments
 * @property {string} template
 * @property {"browser" | "file"} source
 * @property {string[]} notes on the data
 * @property {string[]} legend
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {object} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** @param {Calls} calls */
export function panel(calls) {
  const top = element("header", {});
  const body = element("div", { className: "body" });
  const scale = element("div", { className: "scale" });
  const status = element("div", { className: "legend", role: "status" });
  const root = element("section", { className: "panel", tabIndex: -1, role: "dialog" }, top, body, scale, status);
  let isSmall = false;

  /** @param {View} view */
  function show(view) {
    const words = WORDS[view.language];
    const focused = /** @type {HTMLElement | null} */ (/** @type {ShadowRoot} */ (root.getRootNode()).activeElement)?.dataset.name;
    root.lang = view.language;
    root.ariaLabel = words.name;
    top.replaceChildren(element("h2", {}, words.name), button("language", words.otherLanguage, calls.turn), size(view, words), button("close", words.close, calls.close));
    body.hidden = isSmall;
    body.replaceChildren(...choices(view, words, calls));
    scale.replaceChildren(element("span", {}, words.less), element("span", {}), element("span", {}, words.more));
    tell(view.legend);
    /** @type {HTMLElement | null} */ (focused ? root.querySelector(`[data-name="${focused}"]`) : null)?.focus();
  }

  /** @param {View} view @param {Words} words */
  function size(view, words) {
    const made = button("size", isSmall ? words.expand : words.collapse, () => {
      isSmall = !isSmall;
      show(view);
    });
    made.ariaExpanded = String(!isSmall);
    return made;
  }

  /** The legend alone: the page has moved, and a list of choices may be open. @param {string[]} lines */
  function tell(lines) {
    if (lines.join("") !== status.textContent) status.replaceChildren(...lines.map((line) => element("p", {}, line)));
  }

  return { root, show, tell };
}

/** @param {string} name @param {string} text @param {() => void} act */
function button(name, text, act) {
  const made = element("button", { type: "button", textContent: text, onclick: act });
  made.dataset.name = name;
  return made;
}

/** @param {View} view @param {Words} words @param {Calls} calls */
function choices({ choice, segments, template, source, notes }, words, { choose, load }) {
  const file = element("input", { type: "file", accept: ".ndjson,.jsonl,.json,application/json,text/plain" });
  file.onchange = () => file.files?.[0] && load(file.files[0]);
  const own = button("browser", words.browser, () => load(undefined));
  const other = button("file", words.file, () => file.click());
  own.ariaPressed = String(source === "browser");
  other.ariaPressed = String(source === "file");
  const least = element("input", { type: "number", min: "1", max: "1000", value: String(choice.k), title: words.leastNote });
  least.dataset.name = "k";
  least.onchange = () => choose({ k: Math.min(1000, Math.max(1, Math.round(Number(least.value)) || 1)) });
  return [
    group(words.data, own, other, file),
    ...notes.map((note) => element("p", { className: "note" }, note)),
    element("p", { className: "note" }, words.drop),
    group(words.metric, ...Object.entries(words.metrics).map(([metric, text]) => radio(metric, text, choice.metric === metric, () => choose({ metric: /** @type {Choice["metric"]} */ (metric) })))),
    select("device", words.device, Object.entries(words.devices), choice.device, (device) => choose({ device: /** @type {Choice["device"]} */ (device) })),
    select("segment", words.segment, segments.map((segment) => [segment, words.segments[segment] ?? segment]), choice.segment, (segment) => choose({ segment })),
    select("scope", words.scope, [["template", words.template(template)], ["path", words.path]], choice.scope, (scope) => choose({ scope: /** @type {Choice["scope"]} */ (scope) })),
    element("label", { className: "row" }, words.least, least),
  ];
}

/** @param {string} text @param {Node[]} parts */
function group(text, ...parts) {
  const set = element("fieldset", { className: "choices", ariaLabel: text }, ...parts);
  return element("div", { className: "row" }, element("span", {}, text), set);
}

/** @param {string} name @param {string} text @param {boolean} isChosen @param {() => void} act */
function radio(name, text, isChosen, act) {
  const input = element("input", { type: "radio", name: "metric", value: name, checked: isChosen, onchange: act });
  input.dataset.name = name;
  return element("label", {}, input, text);
}

/** @param {string} name @param {string} label @param {[value: string, text: string][]} options @param {string} value @param {(value: string) => void} act */
function select(name, label, options, value, act) {
  const made = element("select", {}, ...options.map(([each, text]) => element("option", { value: each, selected: each === value }, text)));
  made.dataset.name = name;
  made.onchange = () => act(made.value);
  return element("label", { className: "row" }, element("span", {}, label), made);
}
