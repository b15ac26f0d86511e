/**
 * A person's rights over what is loaded and kept: see it, have it corrected, have it erased. Each is written down in
 * the log without the person.
 */
import { corrected, customerId, erased, isErased, noOverlay, normalKey, uncorrected } from "../keep/overlay.js";
import { recordsOf } from "../keep/records.js";
import { apartWithout } from "./auditing.js";
import { keepingOf } from "./keeping.js";
import { saveJson, saveRows } from "./save.js";

/** @import { CustomerCard, BuyerVisit, LoadedEvents, LoadedFile, LoadedTable, State } from "./types.js" */
/** @import { Store } from "./store.js" */
/** @import { Overlay } from "../keep/overlay.js" */
/** @import { FileRecord } from "../keep/records.js" */

/**
 * All that is held on a person.
 * @typedef {object} Holding
 * @property {string} key
 * @property {CustomerCard | null} card what was concluded; `null` where no order of the person counts
 * @property {BuyerVisit[]} visits that led to orders
 * @property {{ file: string, records: FileRecord[] }[]} files records as they are, or would be, stored
 */

/** Matches of a search shown at once. */
const MOST_FOUND = 10;

/**
 * Keys of customers that hold a text, the same key first.
 * @param {Store} store
 * @param {string} typed
 */
export async function search(store, typed) {
  const key = normalKey(typed);
  if (!store.state.report || key === "") return [];
  const { rows } = await store.engine.customers({ filter: { search: key }, limit: MOST_FOUND });
  const keys = rows.map((row) => row.key);
  return keys.includes(key) ? [key] : keys;
}

/** Whether a key has a tombstone. @param {Store} store @param {string} typed */
export const wasErased = async ({ state: { overlay } }, typed) => overlay !== null && isErased(overlay, typed);

/** @param {Store} store @param {string} key @returns {Promise<Holding>} */
export async function holdingOf(store, key) {
  const { files, eventFiles, tables, buyerVisits, overlay } = store.state;
  const without = await erased(overlay ?? noOverlay(), key, await aliasesOf(store, key));
  const card = await store.engine.customer(key).catch(() => null);
  const held = [];
  for (const file of [...files, ...eventFiles, ...tables]) {
    const records = await recordsIn(store, file, overlay, without);
    if (records.length > 0) held.push({ file: file.source.name, records });
  }
  return { key, card, visits: buyerVisits.filter(({ customer }) => customer === key), files: held };
}

/** What stands for a person in events: visitor ids that the orders' notes link, and the key hashed with the shop's secret. @param {Store} store @param {string} key */
async function aliasesOf({ state: { buyerVisits, visitOptions } }, key) {
  const visitors = buyerVisits.filter(({ customer }) => customer === key).map(({ vid }) => vid);
  return [...new Set(visitors), ...(visitOptions.salt ? [await customerId(visitOptions.salt, key)] : [])];
}

/** @param {Store} store @param {LoadedFile | LoadedEvents | LoadedTable} file @param {Overlay | null} overlay @param {Overlay} without the person */
async function recordsIn(store, file, overlay, without) {
  const text = async (/** @type {Overlay | null} */ one) => new TextDecoder().decode(await keepingOf(store).filtered(file, one));
  return recordsOf(await text(overlay), await text(without), file.summary.mapping?.delimiter ?? ",");
}

/** @param {Store} store @param {Holding} holding @param {"json" | "csv"} kind */
export function exportHolding(store, { key, card, visits, files }, kind) {
  if (kind === "json") saveJson("person.json", { linger: "person", schema: 1, key, conclusions: card, visits, files });
  else saveRows("person", ["source", "record", "column", "value"], rowsOf({ key, card, visits, files }));
  store.set({ log: logged(store.state, "export") });
}

/** @param {Holding} holding @returns {(string | number | null)[][]} */
export function rowsOf({ key, card, visits, files }) {
  const cells = (/** @type {string} */ source, /** @type {object[]} */ list) =>
    list.flatMap((one, at) => Object.entries(one).map(([column, value]) => [source, at + 1, column, typeof value === "object" && value !== null ? JSON.stringify(value) : value]));
  const conclusions = card ? [{ ...card.row, gaps: card.gaps, meanGapDays: card.meanGapDays }] : [];
  return [
    ["key", 1, "key", key], ...cells("conclusions", conclusions), ...cells("reasons", card?.reasons.map(({ definition, text }) => ({ definition, text })) ?? []),
    ...cells("visits", visits), ...files.flatMap(({ file, records }) => cells(file, records)),
  ];
}

/** @param {State} state @param {import("../keep/overlay.js").LogEntry["did"]} did */
const logged = ({ log }, did) => [...log, { at: new Date().toISOString(), did }];

/**
 * What happened to what was kept.
 * @typedef {object} Outcome
 * @property {"kept" | "oldLeft" | "page"} now the open workspace was written anew, was but its old state is still there, or nothing is kept
 * @property {string[]} others kept workspaces that were written anew as well
 * @property {string[]} untouched kept workspaces that could not be: sealed, or open in another tab
 */

/** @param {Store} store @param {string} key @returns {Promise<Outcome>} */
export async function erase(store, key) {
  const aliases = await aliasesOf(store, key);
  const overlay = await erased(store.state.overlay ?? noOverlay(), key, aliases);
  const now = await put(store, { overlay, log: logged(store.state, "erase"), earlier: null, options: apartWithout(store.state.options, [key, ...aliases]) });
  return { now, ...(await keepingOf(store).eraseElsewhere(key, aliases)) };
}

/** @param {Store} store @param {string} key @param {string} typed @returns {Promise<Outcome>} */
export async function correct(store, key, typed) {
  const overlay = corrected(store.state.overlay ?? noOverlay(), key, normalKey(typed));
  return { now: await put(store, { overlay, log: logged(store.state, "correct") }), others: [], untouched: [] };
}

/** @param {Store} store @param {string} from @returns {Promise<Outcome>} */
export async function undoCorrection(store, from) {
  const overlay = uncorrected(store.state.overlay ?? noOverlay(), from);
  return { now: await put(store, { overlay, log: logged(store.state, "undo") }), others: [], untouched: [] };
}

/** Reads every file again through the overlay, and writes the open workspace anew. @param {Store} store @param {Partial<State>} change @returns {Promise<Outcome["now"]>} */
async function put(store, change) {
  const { files, eventFiles, tables } = store.state;
  await store.readInstead(change, files, eventFiles, tables);
  const { workspace } = store.state;
  if (!workspace?.id || workspace.readOnly) return "page";
  return (await keepingOf(store).save()) ? "kept" : "oldLeft";
}
