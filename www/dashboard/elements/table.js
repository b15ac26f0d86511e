/** Tables of the page: one markup for all, in a box that scrolls by itself on small screens, with its CSV. */
import { html, nothing } from "lit";
import { saveRows, saveTable } from "../save.js";

/** @import { Page } from "./part.js" */
/** @import { CustomerQuery, TableId } from "../types.js" */

/**
 * @typedef {object} Column
 * @property {string} head
 * @property {boolean} [number] right-aligned
 * @property {boolean} [sentence] a sentence that needs room
 * @property {unknown} [more] beside the head, for instance the "?"
 */

/**
 * @param {string} caption
 * @param {Column[]} columns
 * @param {unknown[][]} rows cells as shown; the first of each row is its header
 * @param {boolean} [hideCaption] only read aloud
 */
export const table = (caption, columns, rows, hideCaption = true) => html`<div class="table-box" tabindex="0" role="group" aria-label=${caption}>
  <table>
    <caption class=${hideCaption ? "visually-hidden" : ""}>${caption}</caption>
    <thead>
      <tr>${columns.map(({ head, number, more }) => html`<th scope="col" class=${number ? "number" : ""}>${head} ${more ?? nothing}</th>`)}</tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) => html`<tr>
          ${row.map((cell, index) =>
            index === 0
              ? html`<th scope="row" class=${columns[index]?.number ? "number" : ""}>${cell}</th>`
              : html`<td class=${cellClass(columns[index])}>${cell}</td>`,
          )}
        </tr>`,
      )}
    </tbody>
  </table>
</div>`;

/** @param {Column | undefined} column */
const cellClass = (column) => (column?.number ? "number" : column?.sentence ? "sentence" : "");

/**
 * @param {Page} page
 * @param {TableId} id one of the engine's tables
 * @param {CustomerQuery} [query]
 * @param {string} [label]
 */
export const tableButton = (page, id, query, label) =>
  html`<button class="plain save" @click=${() => void saveTable(page.store, id, query)}>${label ?? page.t("save.csv")}</button>`;

/**
 * @param {Page} page
 * @param {string} name of the file
 * @param {string[]} columns
 * @param {(string | number | null)[][]} rows
 */
export const rowsButton = (page, name, columns, rows) =>
  html`<button class="plain save" @click=${() => saveRows(name, columns, rows)}>${page.t("save.csv")}</button>`;
