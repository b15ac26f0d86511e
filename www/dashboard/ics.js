/** Dates to contact people on → a calendar file (RFC 5545): one day-long entry a date and a subject, the people in its text. */

/** @typedef {{ date: string, subject: string, people: string[] }} Entry */

/** Longest line in bytes, without its break. */
const LINE = 75;
const bytesOf = (/** @type {string} */ text) => new TextEncoder().encode(text).length;
const compact = (/** @type {string} */ date) => date.replaceAll("-", "");

/** Entries of rows: those of one date and subject are one. @param {{ key: string, date: string, subject: string }[]} rows @returns {Entry[]} */
export function entriesOf(rows) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  for (const { key, date, subject } of rows) {
    const known = entries.get(`${date} ${subject}`);
    if (known) known.people.push(key);
    else entries.set(`${date} ${subject}`, { date, subject, people: [key] });
  }
  return [...entries.values()].sort((a, b) => a.date.localeCompare(b.date) || a.subject.localeCompare(b.subject));
}

/**
 * @param {Entry[]} entries
 * @param {string} asOf date that the file is stamped with
 * @param {(subject: string, people: number) => string} title of an entry
 */
export function calendar(entries, asOf, title) {
  const events = entries.flatMap(({ date, subject, people }, at) => [
    "BEGIN:VEVENT", `UID:${compact(date)}-${at + 1}-${compact(asOf)}@linger`, `DTSTAMP:${compact(asOf)}T000000Z`, `DTSTART;VALUE=DATE:${compact(date)}`,
    `SUMMARY:${escaped(title(subject, people.length))}`, `DESCRIPTION:${escaped(people.join("\n"))}`, "TRANSP:TRANSPARENT", "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//linger//due//EN", "CALSCALE:GREGORIAN", ...events, "END:VCALENDAR"].map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("\r", "").replace(/[\\,;]/g, "\\$&").replaceAll("\n", "\\n");

/** A line that is too long goes on after a break and a space, never inside a letter. @param {string} line */
function folded(line) {
  let made = "";
  let length = 0;
  for (const letter of line) {
    const bytes = bytesOf(letter);
    if (length + bytes > LINE) {
      made += "\r\n ";
      length = 1;
    }
    made += letter;
    length += bytes;
  }
  return made;
}
