/** `<linger-explain>`: the "?" beside a number. Opens its definition, n, as-of, zone and currency. */
import { html, nothing } from "lit";
import { hasText, sentence } from "../texts.js";
import { Part } from "./part.js";

/** @import { Page } from "./part.js" */
/** @import { Definition, State } from "../types.js" */

/** Fewer than this and a number says that it rests on few. */
const FEW = 30;
let lastPopover = 0;

export class Explain extends Part {
  /** @override */
  static properties = { of: {}, n: { type: Number }, name: {}, opened: { state: true } };

  constructor() {
    super();
    /** Path of the number in the report, for instance `summary.netSales`. */
    this.of = "";
    /** @type {number | null} how many customers, orders or intervals the number rests on */
    this.n = null;
    /** What the number is called on screen. */
    this.name = "";
    this.opened = false;
    lastPopover += 1;
    this.popoverId = `explain-${lastPopover}`;
  }

  /** @override */
  render() {
    return html`<button class=${this.look} popovertarget=${this.popoverId} aria-label=${this.label()}>${this.mark()}</button
      ><div popover id=${this.popoverId} class="explanation" @toggle=${this.#toggle}>${this.opened ? this.explanation() : nothing}</div>`;
  }

  /** Class of the button. */
  get look() {
    return "explain";
  }

  /** What the button shows. */
  mark() {
    return "?";
  }

  /** What the button is called. */
  label() {
    return this.page.t("explain.open", { name: this.name });
  }

  /** @returns {unknown} */
  explanation() {
    const { t, format } = this.page;
    const { report, visits, audit } = this.state;
    const ofAudit = this.of.startsWith("audit.") ? audit : null;
    const definition = definitionOf(this.state, this.of);
    const ofVisits = !report || (visits !== null && this.of in visits.definitions);
    return html`
      <p class="explanation-name">${this.name}</p>
      <p>${definition ? sentence(this.state.language, "definition", { code: this.of, text: definition.text }) : this.#about()}</p>
      <dl>
        ${this.n === null ? nothing : html`<dt>n</dt><dd>${format.count(this.n)}</dd>`}
        <dt>${t("explain.asOf")}</dt><dd>${format.date(ofAudit ? ofAudit.asOf : ofVisits ? visits?.meta.lastEvent : report.meta.asOfDate)}</dd>
        <dt>${t("explain.zone")}</dt><dd>${ofAudit ? ofAudit.zone : ofVisits ? visits?.meta.options.zone : report.meta.zone}</dd>
        ${definition?.unit === "money" && report?.meta.currency ? html`<dt>${t("explain.currency")}</dt><dd>${report.meta.currency}</dd>` : nothing}
        ${definition?.source ? html`<dt>${t("explain.source")}</dt><dd>${sentence(this.state.language, "cited", { code: definition.source, text: definition.source })}</dd>` : nothing}
      </dl>
    `;
  }

  /** Numbers about the reading itself are explained by the page. */
  #about() {
    const key = `about.${this.of}`;
    return hasText(key) ? this.page.t(key) : nothing;
  }

  /** @param {ToggleEvent} event */
  #toggle = async (event) => {
    this.opened = event.newState === "open";
    await this.updateComplete;
    if (this.opened) this.#place();
  };

  /** Beside the button, inside the window. */
  #place() {
    const popover = /** @type {HTMLElement} */ (this.querySelector("[popover]"));
    const button = /** @type {HTMLElement} */ (this.querySelector("button"));
    const at = button.getBoundingClientRect();
    const size = popover.getBoundingClientRect();
    const below = at.bottom + 6 + size.height <= innerHeight;
    popover.style.top = `${Math.max(8, below ? at.bottom + 6 : at.top - size.height - 6)}px`;
    popover.style.left = `${Math.max(8, Math.min(at.left - 12, innerWidth - size.width - 8))}px`;
  }
}
customElements.define("linger-explain", Explain);

/** The core's definition of a number: of the report, of sessions, or of what is foretold. @param {State} state @param {string} of @returns {Definition | undefined} */
function definitionOf({ report, visits, foretold }, of) {
  const all = /** @type {({ definitions?: Record<string, Definition> } | null | undefined)[]} */ ([report, visits, report?.models, ...Object.values(foretold).map(({ made }) => made)]);
  return all.find((one) => one?.definitions?.[of])?.definitions?.[of];
}

/**
 * @param {Page} page
 * @param {string} of path of the number in the report
 * @param {string} name what it is called on screen
 * @param {number | null} [n]
 */
export const explain = (page, of, name, n = null) =>
  html`<linger-explain .page=${page} .of=${of} .name=${name} .n=${n}></linger-explain>`;

/**
 * Says that a number rests on few; one that rests on nothing is unknown, and says so itself.
 * @param {Page} page
 * @param {number | null} n
 */
export const fewNote = (page, n) =>
  n !== null && n > 0 && n < FEW ? html`<span class="few">${page.t("few", { n })}</span>` : nothing;

/**
 * One number of weight: label, "?", value and a line under it.
 * @param {Page} page
 * @param {{ of: string, label: string, value: unknown, n?: number | null, note?: unknown }} figure
 */
export const figure = (page, { of, label, value, n = null, note = nothing }) => html`<div class="figure">
  <p class="figure-label">${label} ${explain(page, of, label, n)}</p>
  <p class="figure-value">${value}</p>
  <p class="figure-note">${note} ${fewNote(page, n)}</p>
</div>`;
