/**
 * The records of one person in a file, as they would be stored: what is there without a tombstone and not with it.
 * @module
 */

/** @typedef {Record<string, string>} FileRecord values by column, blank ones left out */

/**
 * @param {string} whole the file as it is stored
 * @param {string} without the same, with the person erased
 * @param {string} delimiter of a table
 * @returns {FileRecord[]}
 */
export function recordsOf(whole, without, delimiter) {
  if (/^\s*[{[]/.test(whole)) return removed(lines(whole), lines(without)).map(flat);
  const [header = "", ...records] = splitRecords(whole);
  const names = splitFields(header, delimiter);
  return removed(records, splitRecords(without).slice(1)).map((record) => named(names, splitFields(record, delimiter)));
}

/** What of one list is left out of the other, which keeps the order. @param {string[]} all @param {string[]} rest */
function removed(all, rest) {
  let at = 0;
  return all.filter((one) => {
    if (one !== rest[at]) return true;
    at += 1;
    return false;
  });
}

/** @param {string} text */
const lines = (text) => text.split(/\r?\n/).filter((line) => line.trim() !== "");

/** The records of a table: a line break in quotes ends none. @param {string} text */
export function splitRecords(text) {
  const records = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== "\n" || quoted) continue;
    records.push(text.slice(start, at).replace(/\r$/, ""));
    start = at + 1;
  }
  records.push(text.slice(start));
  return records.filter((record) => record !== "").map((record) => record.replace(/^\uFEFF/, ""));
}

/** @param {string} record @param {string} delimiter */
export function splitFields(record, delimiter) {
  const fields = [];
  let field = "";
  let quoted = false;
  for (let at = 0; at < record.length; at++) {
    const letter = record[at];
    if (quoted && letter === '"' && record[at + 1] === '"') field += record[(at += 1)];
    else if (letter === '"' && (quoted || field === "")) quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      fields.push(field);
      field = "";
    } else field += letter;
  }
  return [...fields, field];
}

/** @param {string[]} names @param {string[]} fields @returns {FileRecord} */
const named = (names, fields) => Object.fromEntries(fields.flatMap((field, at) => (field === "" ? [] : [[names[at] || `column ${at + 1}`, field]])));

/** A line of events: what is nested stays JSON. @param {string} line @returns {FileRecord} */
function flat(line) {
  const event = JSON.parse(line);
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]));
}
