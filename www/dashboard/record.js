/** The record of processing that a seller must be able to show: a text with what is known here filled in, and gaps for the rest. */
import { keepingOf } from "./keeping.js";
import { save } from "./save.js";

/** @import { Page } from "./elements/part.js" */
/** @import { LoadedEvents, LoadedFile, LoadedTable } from "./types.js" */

const PARTS = /** @type {const} */ (["controller", "purpose", "basis", "people", "data", "source", "recipients", "place", "retention", "security", "rights", "optOut"]);

/** @param {Page} page */
export async function saveRecord(page) {
  save("record-of-processing.txt", await recordText(page), "text/plain;charset=utf-8");
}

/** @param {Page} page */
async function recordText(page) {
  const { t, state, format } = page;
  const kept = await keepingOf(page.store).list();
  const names = kept.map(({ header }) => `${header.name}${header.sealed ? ` (${t("keep.sealed")})` : ""}`);
  const did = (/** @type {string} */ what) => state.log.filter((entry) => entry.did === what).length;
  const values = {
    files: [...state.files, ...state.tables, ...state.eventFiles].map((file) => `${file.source.name}: ${columnsOf(file)}`).join("; ") || t("record.none"),
    kept: names.length > 0 ? format.list(names) : t("record.none"),
    exports: did("export"), corrections: did("correct"), erasures: did("erase"),
  };
  const sections = PARTS.map((part) => `${t(`record.${part}.title`)}\r\n${t(`record.${part}`, values)}`);
  return `\uFEFF${[t("record.title"), t("record.lead", { date: format.date(new Date().toISOString().slice(0, 10)) }), ...sections].join("\r\n\r\n")}\r\n`;
}

/** The columns that are read of a file. @param {LoadedFile | LoadedEvents | LoadedTable} file */
const columnsOf = ({ summary }) => Object.values(summary.mapping?.fields ?? {}).join(", ") || "NDJSON";
