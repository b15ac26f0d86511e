/** What the views of the audit say alike: names of exports and keys, amounts by currency, heads of panels, empty parts. */
import { html, nothing } from "lit";
import { explain } from "../elements/explain.js";
import { shownKey } from "../elements/person.js";
import { rowsButton, table } from "../elements/table.js";
import { hasText } from "../texts.js";

/** @import { Column } from "../elements/table.js" */
/** @import { Page } from "../elements/part.js" */

/** An export in words, for instance "Amazon · orders". @param {Page} page @param {{ platform: string, kind: string }} file */
export const exportName = ({ t }, { platform, kind }) => t("audit.export", { platform: platform || t("audit.generic"), kind: t(`table.${kind}`) });

/** The platform of a source id, as the loaded files have it. @param {Page} page @param {string} source */
export const platformOf = ({ t, state }, source) => state.audit?.files.find((file) => file.source === source)?.platform || t("audit.generic");

/** A word of the module in the page's language; one that no catalogue knows stands as it is. @param {Page} page @param {string} key @param {string} code */
export const word = ({ t }, key, code) => (hasText(key) ? t(key) : code);

/** What the module calls columns that a platform has no own word for. @type {Record<string, string>} */
const NEEDS = {
  "e-mail": "identityKey.email", quantity: "field.quantity", discount: "field.discount", "refunded amount": "field.refund", product: "field.product", country: "field.country",
  "time of day": "need.hours", "order total": "trust.total",
};

/** Columns that are lacking; a platform's own header stands as it is. @param {Page} page @param {string[]} needs */
export function needText({ t, format }, needs) {
  const name = (/** @type {string} */ need) => [NEEDS[need] ?? "", `identityKey.${need}`, `field.${need}`, `orderPart.${need}`].find(hasText);
  return t("sources.needs", { fields: format.list(needs.map((need) => t(name(need) ?? need))) });
}

/** @param {Page} page @param {{ currency: string, amount: number }[]} amounts */
export const amounts = ({ format }, amounts) => format.money(amounts.length === 0 ? null : Object.fromEntries(amounts.map(({ currency, amount }) => [currency, amount])));

/** @param {Page} page @param {number | null} amount @param {string | null} currency */
export const amountOf = ({ format }, amount, currency) => format.money(amount === null || currency === null ? null : { [currency]: amount });

/** A part of a whole, as a share; unknown where the whole is nothing. @param {number} part @param {number} whole */
export const shareOf = (part, whole) => (whole > 0 ? part / whole : null);

/** Text that may name a person: masked until keys are shown. @param {Page} page @param {string} text */
export const shownText = (page, text) => shownKey(page, text);

/**
 * A panel: its heading with the "?", what stands beside it, and its content.
 * @param {Page} page
 * @param {{ of: string, title: string, n?: number | null, beside?: unknown, lead?: unknown }} head
 * @param {unknown} content
 */
export const panel = (page, { of, title, n = null, beside = nothing, lead = nothing }, content) => html`<section class="panel">
  <div class="panel-head"><h2>${title} ${explain(page, `audit.${of}`, title, n)}</h2><div class="buttons">${beside}</div></div>
  ${lead === nothing ? nothing : html`<p>${lead}</p>`}
  ${content}
</section>`;

/**
 * A panel that is one table with its CSV, or a sentence where it has no row.
 * @param {Page} page
 * @param {{ of: string, title: string, n?: number | null, lead?: unknown, columns: Column[], rows: unknown[][], saved?: (string | number | null)[][], empty: string }} parts
 */
export function tablePanel(page, { of, title, n = null, lead, columns, rows, saved, empty }) {
  const beside = saved && rows.length > 0 ? rowsButton(page, `linger-${of}`, columns.slice(0, saved[0]?.length).map(({ head }) => head), saved) : nothing;
  return panel(page, { of, title, n, beside, lead: rows.length > 0 ? lead : nothing }, rows.length > 0 ? table(title, columns, rows) : html`<p>${empty}</p>`);
}

/** Columns by the keys of their heads; the numbers begin at one of them. @param {Page} page @param {string[]} keys @param {number} [numbersFrom] @returns {Column[]} */
export const columnsOf = ({ t }, keys, numbersFrom = keys.length) => keys.map((key, at) => ({ head: t(key), number: at >= numbersFrom }));

/** @param {string} language @param {string} country ISO 3166-1 alpha-2 */
export function countryName(language, country) {
  try {
    return new Intl.DisplayNames(language, { type: "region" }).of(country) ?? country;
  } catch {
    return country;
  }
}
