/**
 * `<linger-report src sections lang k>`: a report in any page. Orders, or a ready report come in by address or by
 * property; sections come out in a shadow root that the page's style does not reach, and that reaches nothing of
 * the page. The engine is started only when there are orders to read.
 */
import { open } from "../engine/index.js";
import { checkReport } from "./check.js";
import { errorWords, reportError } from "./errors.js";
import { languageOf } from "./language.js";
import { fragment } from "./fragment.js";
import { SECTIONS, isAsked } from "./sections/index.js";
import { PART_STYLE } from "./style.js";
import { texts } from "./texts.js";
import { html, Markup } from "./markup.js";
import { isShared } from "./view.js";

/** @import { Report, SharedReport } from "./types.js" */
/** @import { LingerReportElement } from "./types/element.js" */
/** @typedef {import("linger-analytics").Input} Input */

const NAME = "linger-report";
const HOST_STYLE = ":host { display: block; } :host([hidden]) { display: none; } .waiting { color: var(--ink-soft); } .failed { border-left: 4px solid var(--overdue); background: var(--overdue-soft); padding: 10px 14px; }";
const sheet = new CSSStyleSheet();
sheet.replaceSync(PART_STYLE + HOST_STYLE);

class LingerReport extends HTMLElement {
  static observedAttributes = ["src", "sections", "lang", "k"];

  /** @type {Input | null} */ #file = null;
  /** @type {Report | SharedReport | null} */ #report = null;
  /** @type {LingerReportElement["options"]} */ #options = {};
  #root = this.attachShadow({ mode: "open" });
  /** What is shown or being made; whatever is older is thrown away. */
  #turn = 0;
  #isDue = false;
  /** @type {{ from: unknown, report: Report | SharedReport } | null} */ #made = null;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.addEventListener("click", this.#choose);
  }

  get src() { return this.getAttribute("src") ?? ""; }
  set src(value) { this.setAttribute("src", value); }
  get sections() { return this.getAttribute("sections") ?? ""; }
  set sections(value) { this.setAttribute("sections", value); }
  get k() { return this.hasAttribute("k") ? Number(this.getAttribute("k")) : null; }
  set k(value) { value === null ? this.removeAttribute("k") : this.setAttribute("k", String(value)); }
  get file() { return this.#file; }
  set file(value) { this.#file = value; this.#changed(); }
  get report() { return this.#report; }
  set report(value) { this.#report = value; this.#changed(); }
  get options() { return this.#options; }
  set options(value) { this.#options = value ?? {}; this.#changed(); }

  connectedCallback() {
    // A property that was set before the element was known hides the class's own.
    for (const name of /** @type {const} */ (["file", "report", "options"])) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete (/** @type {any} */ (this)[name]);
      /** @type {any} */ (this)[name] = value;
    }
    this.#changed();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "src" || name === "k") this.#made = null;
    this.#ask();
  }

  #changed() {
    this.#made = null;
    this.#ask();
  }

  /** Several changes of one moment are answered once. */
  #ask() {
    if (this.#isDue || !this.isConnected) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      void this.#update();
    });
  }

  async #update() {
    const turn = ++this.#turn;
    const lang = languageOf(this.getAttribute("lang") ?? this.closest("[lang]")?.getAttribute("lang"));
    if (this.#report === null && this.#file === null && this.src === "") return this.#show(lang, html``);
    try {
      if (this.#made === null) {
        this.#show(lang, html`<p class="waiting" role="status">${texts(lang)("element.reading")}</p>`);
        const report = await this.#load();
        if (turn !== this.#turn) return;
        this.#made = { from: this.#report ?? this.#file ?? this.src, report };
      }
      const { report } = this.#made;
      const { sections, unknown } = this.#chosen();
      const note = unknown ? html`<p class="failed" role="note">${errorWords(lang, unknown).message}</p>` : "";
      this.#show(lang, html`${note}${new Markup(fragment(report, { lang, sections, canSelect: true }))}`);
      this.#tell("ready", { sections, receipt: (isShared(report) ? report.report : report).meta.receipt });
    } catch (error) {
      if (turn !== this.#turn) return;
      const { code, message } = errorWords(lang, error);
      this.#show(lang, html`<p class="failed" role="alert">${message}</p>`);
      this.#tell("error", { code, message });
    }
  }

  /** Where a word names no section, the others are shown, and the word is named. */
  #chosen() {
    const known = Object.keys(SECTIONS);
    const asked = this.sections.split(/[\s,]+/).filter(Boolean);
    const strange = asked.filter((id) => !known.includes(id));
    const unknown = strange.length > 0 ? reportError("unknownSection", { asked: strange.join(", "), known: known.join(", ") }) : null;
    if (unknown && strange.length === asked.length) throw unknown;
    return { unknown, sections: asked.length > 0 ? asked.filter((id) => known.includes(id)) : known.filter((id) => (id !== "visits" || this.#hasVisits()) && this.#isAsked(id)) };
  }

  #hasVisits() {
    const report = this.#made?.report;
    return report !== undefined && isShared(report) && report.visits !== null;
  }

  /** @param {string} id */
  #isAsked(id) {
    const report = this.#made?.report;
    return report !== undefined && isAsked(isShared(report) ? report.report : report, id);
  }

  /** @returns {Promise<Report | SharedReport>} */
  async #load() {
    if (this.#report !== null) return this.#guarded(checkReport(this.#report));
    const name = this.#file instanceof File ? this.#file.name : this.src.split(/[?#]/)[0]?.split("/").at(-1);
    const input = this.#file ?? (await fetched(this.src, this.baseURI));
    const bytes = input instanceof ReadableStream ? input : await bytesOf(input);
    const ready = bytes instanceof Uint8Array ? readyReport(bytes) : null;
    return ready ? this.#guarded(ready) : this.#computed(bytes, name);
  }

  /** A ready report shows its small groups only where none are to be hidden. @param {Report | SharedReport} report */
  #guarded(report) {
    const { k } = this;
    if (k !== null && !(isShared(report) && !report.sharing.withPeople && report.sharing.k >= k)) throw reportError("notProtected");
    return report;
  }

  /** @param {Input} input @param {string | undefined} name */
  async #computed(input, name) {
    const { open: openOptions, add, report: reportOptions } = this.#options;
    const linger = await open(openOptions);
    try {
      await linger.add(input, { ...(name ? { name } : {}), ...add, kind: "orders" });
      const report = await linger.report(reportOptions);
      return this.k === null ? report : await linger.share({ k: this.k });
    } finally {
      linger.close();
    }
  }

  /** @param {string} lang @param {Markup} content */
  #show(lang, content) {
    this.#root.innerHTML = String(html`<div class="linger" part="report" lang="${lang}">${content}</div>`);
  }

  /** @param {string} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** @param {Event} event */
  #choose = (event) => {
    const place = /** @type {Element} */ (event.target).closest("[data-pick], svg [data-row]");
    const section = place?.closest("[data-section]")?.getAttribute("data-section");
    const row = place?.getAttribute("data-pick") ?? place?.getAttribute("data-row");
    if (section && row) this.#tell("select", { section, row });
  };
}

/** @param {string} src @param {string} base */
async function fetched(src, base) {
  const answer = await fetch(new URL(src, base)).catch(() => {
    throw reportError("notFetched", { src });
  });
  if (!answer.ok) throw reportError("notFetched", { src, reason: String(answer.status) });
  return answer.arrayBuffer();
}

/** @param {Exclude<Input, ReadableStream>} input */
async function bytesOf(input) {
  if (typeof input === "string") return new TextEncoder().encode(input);
  if (input instanceof Blob) return new Uint8Array(await input.arrayBuffer());
  return input instanceof Uint8Array ? input : new Uint8Array(input);
}

/** The report that JSON holds; `null` for anything else, which is taken for orders. @param {Uint8Array} bytes */
function readyReport(bytes) {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  if (!start.startsWith("{")) return null;
  try {
    return checkReport(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw error instanceof SyntaxError ? reportError("wrongReport") : error;
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, LingerReport);
