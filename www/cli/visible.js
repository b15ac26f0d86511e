/**
 * Text of strangers for a terminal: signs that would move its cursor, change its colours or title, or turn the order of
 * words around are shown as a mark.
 * @module
 */

const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Sentences keep their line ends. @param {string} text */
export const visible = (text) => text.replace(CONTROLS, "\ufffd");

/** A cell is one line. @param {string} text */
export const visibleCell = (text) => visible(text).replaceAll("\n", " ");
