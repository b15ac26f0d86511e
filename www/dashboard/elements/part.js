/**
 * What every element of the page shares: the page (state, actions, sentences, formats) comes in as one
 * property; it renders into the document itself, so that one style sheet and one reading order hold.
 */
import { LitElement } from "lit";

/** @import { Format } from "../format.js" */
/** @import { Store } from "../store.js" */
/** @import { State } from "../types.js" */
/** @import { Texts } from "../texts.js" */

/**
 * @typedef {object} Page
 * @property {State} state
 * @property {Store} store
 * @property {Texts} t
 * @property {Format} format
 */

export class Part extends LitElement {
  /** @type {import("lit").PropertyDeclarations} @override */
  static properties = { page: { attribute: false } };

  /** @type {Map<string, { report: unknown, visits: unknown, audit: unknown, foretold: unknown, language: string, made: unknown }>} */
  #kept = new Map();

  constructor() {
    super();
    /** @type {Page} */
    this.page = /** @type {any} */ (undefined);
  }

  /** @override */
  createRenderRoot() {
    return this;
  }

  /**
   * What `make` makes, kept until what it is made of or the language changes: charts are not drawn again for every change of the page.
   * @template T
   * @param {string} name
   * @param {() => T} make
   * @returns {T}
   */
  kept(name, make) {
    const { report, visits, audit, foretold, language } = this.state;
    const known = this.#kept.get(name);
    if (known && known.report === report && known.visits === visits && known.audit === audit && known.foretold === foretold && known.language === language) return /** @type {T} */ (known.made);
    const made = make();
    this.#kept.set(name, { report, visits, audit, foretold, language, made });
    return made;
  }

  get state() {
    return this.page.state;
  }

  /** The report on sessions; its views are only shown when there is one. */
  get visits() {
    return /** @type {import("../types.js").VisitReport} */ (this.page.state.visits);
  }

  /** The report; views are only shown when there is one. */
  get report() {
    return /** @type {import("../types.js").Report} */ (this.page.state.report);
  }
}
