/**
 * Mappings kept under a name: on this device only when the seller asks, and as files that can be passed on. A file with the
 * header of a preset is offered it. Presets come from strangers too, so each is checked before it is used.
 */
import { MEANINGS } from "./statuses.js";

/** @import { Mapping, MappingPreset } from "./types.js" */

const PLACE = "linger.presets";
const MOST = 100;
const LONGEST = 200;
const MOST_COLUMNS = 1000;

const COLUMNS = ["order", "customer", "time", "amount", "quantity", "unitPrice", "product", "status", "currency", "country", "channel", "discount", "refund"];
const isText = (/** @type {unknown} */ value, longest = LONGEST) => typeof value === "string" && value.length <= longest;
const isColumn = (/** @type {unknown} */ value) => isText(value) || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < MOST_COLUMNS);
const isOneOf = (/** @type {string[]} */ ...values) => (/** @type {unknown} */ value) => values.includes(/** @type {string} */ (value));

/** What each member of a mapping may be. @type {Record<string, (value: any) => boolean>} */
const MEMBERS = {
  ...Object.fromEntries(COLUMNS.map((field) => [field, isColumn])),
  header: (value) => typeof value === "boolean",
  delimiter: isOneOf(",", ";", "\t", "|", " "),
  dateOrder: isOneOf("dmy", "mdy", "ymd"),
  decimal: isOneOf(".", ","),
  zone: isZone,
  currencyCode: (value) => typeof value === "string" && /^[A-Z]{3}$/.test(value),
  statuses: (value) => isPlain(value) && Object.entries(value).every(([word, meaning]) => isText(word) && MEANINGS.includes(/** @type {any} */ (meaning))),
};

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** @param {unknown} value */
function isZone(value) {
  try {
    return isText(value) && value !== "" && new Intl.DateTimeFormat("en", { timeZone: String(value) }) !== null;
  } catch {
    return false;
  }
}

/**
 * A preset, or `null` where the value is none: unknown members and columns that the header does not have are none.
 * @param {any} value
 * @returns {MappingPreset | null}
 */
export function checkedPreset(value) {
  const { linger, schema, name, headers, mapping } = isPlain(value) ? value : /** @type {Record<string, unknown>} */ ({});
  const isMade = linger === "mapping" && schema === 1 && isText(name) && name !== "" && Array.isArray(headers) && headers.length <= MOST_COLUMNS && headers.every((head) => isText(head)) && isPlain(mapping);
  if (!isMade || !Object.entries(mapping).every(([member, of]) => Object.hasOwn(MEMBERS, member) && MEMBERS[member]?.(of))) return null;
  const given = /** @type {Mapping} */ (mapping);
  const isThere = (/** @type {any} */ column) => (typeof column === "string" ? headers.includes(column) : headers.length === 0 || column < headers.length);
  return COLUMNS.every((field) => /** @type {any} */ (given)[field] === undefined || isThere(/** @type {any} */ (given)[field]))
    ? { linger: "mapping", schema: 1, name: String(name), headers: headers.map(String), mapping: given }
    : null;
}

/** @param {string} text of a file @returns {MappingPreset | null} */
export function presetIn(text) {
  try {
    return checkedPreset(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string[]} headers
 * @param {Mapping} mapping
 * @returns {MappingPreset}
 */
export const presetOf = (name, headers, mapping) => ({ linger: "mapping", schema: 1, name, headers, mapping });

/** @param {MappingPreset} preset @param {string[]} headers of a file */
export const fits = (preset, headers) => preset.headers.length === headers.length && preset.headers.every((head, at) => head === headers[at]);

/** The presets of this device. @returns {MappingPreset[]} none where the browser keeps nothing */
export function keptPresets() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(kept) ? kept.flatMap((value) => checkedPreset(value) ?? []) : [];
  } catch {
    return [];
  }
}

/** Keeps a preset on this device, in place of one of its name. @param {MappingPreset} preset @returns {boolean} whether the browser keeps it */
export const keepPreset = (preset) => write([preset, ...keptPresets().filter(({ name }) => name !== preset.name)].slice(0, MOST));

/** @param {string} name */
export const forgetPreset = (name) => write(keptPresets().filter((preset) => preset.name !== name));

/** @param {MappingPreset[]} presets */
function write(presets) {
  try {
    if (presets.length > 0) localStorage.setItem(PLACE, JSON.stringify(presets));
    else localStorage.removeItem(PLACE);
    return true;
  } catch {
    return false;
  }
}
