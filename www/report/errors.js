/** Errors of report files and of the element: a stable code, and a sentence that says what to do. */

/** @type {Record<string, string>} */
const SENTENCES = {
  notReport: "This is not a report file of Linger. Choose an HTML file that Linger saved as a report.",
  damagedReport: "The report file is damaged or was changed after it was made: its data does not match its receipt. Ask for it again, or make it anew from the exports.",
  newerReport: "The report was made by a newer version of Linger. Read it with that version.",
  reportTooLarge: "The report file is larger than Linger reads, so it was not opened.",
  wrongReport: "This is not a report of Linger. Give the JSON that report() or share() returns.",
  notProtected: "This report is not protected: small groups can be seen in it. Give the JSON that share() returns, or the orders themselves.",
  unknownSection: "A section that is asked for does not exist. Choose among: {known}.",
  notFetched: "{src} could not be read ({reason}). Check the address; the page's own origin must serve it.",
};

/**
 * @param {string} code
 * @param {Record<string, string>} [params]
 */
export function reportError(code, params = {}) {
  const message = (SENTENCES[code] ?? code).replace(/\{(\w+)\}/g, (_, name) => params[name] ?? "");
  return Object.assign(new Error(message), { name: "LingerError", code });
}
