/**
 * A workbook as the CSV of its filled sheets. Its module is started when the first is read, in a memory of its own that
 * goes with it: what breaks there breaks nothing else.
 * @module
 */

import { isTrap, lingerError, named } from "../errors.js";

/**
 * @typedef {import("../wasm.js").Book} Book
 * @typedef {import("linger-analytics").Notice} Notice
 */

export class Workbook {
  #file;
  #startSheets;
  /** Open and not in use. @type {Book | null} */ #spare = null;
  #isClosed = false;

  /**
   * @param {Blob} file
   * @param {() => Promise<import("../wasm.js").Sheets>} startSheets
   */
  constructor(file, startSheets) {
    this.#file = file;
    this.#startSheets = startSheets;
  }

  /** The sheets with a filled cell. */
  async sheets() {
    const book = await this.#open();
    this.#spare = book;
    return book.sheets();
  }

  /**
   * A sheet's CSV, and what was found in it.
   * @param {number} at place among the sheets
   */
  sheet(at) {
    /** @type {Notice[]} */
    let notices = [];
    return { open: () => this.#chunks(at, (found) => (notices = found)), notices: () => notices };
  }

  /**
   * @param {number} at
   * @param {(notices: Notice[]) => void} onend
   * @returns {import("../reading.js").Chunks}
   */
  #chunks(at, onend) {
    /** @type {Book | null} */
    let book = null;
    let hasEnded = false;
    const end = () => {
      hasEnded = true;
      if (book) this.#giveBack(book);
      book = null;
    };
    const chunk = async () => {
      const open = (book ??= await this.#turnedTo(at));
      const bytes = within(() => open.next());
      if (!bytes) onend(open.notices());
      return bytes ?? null;
    };
    const next = async () => {
      if (hasEnded) return null;
      const bytes = await chunk().catch((error) => {
        // It may be broken for good: nobody uses it again.
        book = null;
        throw error;
      });
      if (!bytes) end();
      return bytes;
    };
    return { size: null, next, cancel: end };
  }

  /** @param {number} at */
  async #turnedTo(at) {
    const book = await this.#open();
    within(() => book.read(at));
    return book;
  }

  /** Lets go of its memory. A sheet that is asked for later opens the workbook once more. */
  close() {
    this.#isClosed = true;
    this.#spare?.free();
    this.#spare = null;
  }

  /** @returns {Promise<Book>} */
  async #open() {
    const spare = this.#spare;
    this.#spare = null;
    if (spare) return spare;
    const { Book } = await this.#startSheets();
    const bytes = new Uint8Array(await this.#file.arrayBuffer());
    return within(() => new Book(bytes));
  }

  /** @param {Book} book */
  #giveBack(book) {
    if (this.#isClosed || this.#spare) book.free();
    else this.#spare = book;
  }
}

/**
 * A fault of the module is one of the workbook: the module serves it alone.
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
function within(work) {
  try {
    return work();
  } catch (error) {
    throw isTrap(error) ? damagedWorkbook() : named(error);
  }
}

/** As the core says it. */
function damagedWorkbook() {
  return lingerError("damagedWorkbook", "The workbook is damaged or incomplete. Download the export once more, or open it in Excel and save it as CSV.");
}
