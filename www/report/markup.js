/**
 * HTML as text: what stands between the tags is escaped unless it is markup itself. Names and values of a report come
 * from strangers, so nothing reaches a page by another way.
 * @module
 */

/** Text that is HTML already. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
/** Control characters have no place in HTML; the others of these turn the reading direction of what follows. */
const UNSPOKEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** @param {unknown} value */
export const escaped = (value) => String(value).replace(UNSPOKEN, "\ufffd").replace(/\p{Cs}/gu, "\ufffd").replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** @param {unknown} value @returns {string} */
function written(value) {
  if (value === null || value === undefined || value === false || value === true) return "";
  if (value instanceof Markup) return value.text;
  return Array.isArray(value) ? value.map(written).join("") : escaped(value);
}

/**
 * @param {TemplateStringsArray} strings
 * @param {unknown[]} values markup, lists of it, text, or nothing (`null`, `undefined`, `false`)
 */
export const html = (strings, ...values) => new Markup(strings.map((text, at) => text + (at < values.length ? written(values[at]) : "")).join(""));

/** Text of strangers, at most `most` characters, kept from turning the reading direction around it. @param {unknown} text */
export const stranger = (text, most = 160) => html`<bdi>${shortened(String(text), most)}</bdi>`;

/** @param {string} text @param {number} most */
export const shortened = (text, most) => ([...text.slice(0, 4 * most)].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);
