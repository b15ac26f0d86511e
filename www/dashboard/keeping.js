/**
 * Keeping on this device: the open workspace between the page's state and the shelf, and the lock that other tabs
 * see. The passphrase itself is never kept, only the key it gave, and that in no place but this object.
 */
import { asOption } from "../keep/as-option.js";
import { keepError } from "../keep/errors.js";
import { TabLock, whileFree } from "../keep/lock.js";
import { erased, noOverlay } from "../keep/overlay.js";
import { masterKey } from "../keep/seal.js";
import { canKeep, deviceFolder, existingFolder, headerOf, list, open, remove, rename, save } from "../keep/shelf.js";
import { masterOf, newId, read, written } from "../keep/workspace.js";
import { readHeader } from "../keep/format.js";
import { runOf } from "../compare/index.js";
import { apartWithout, earlierAuditIn, withoutPeople } from "./auditing.js";
import { rulesIn } from "./categories.js";
import { earlierIn } from "./earlier.js";
import { chosenColumns, mappingOf } from "./mapping.js";
import { optionsIn } from "./predict-options.js";
import { runLine, runsIn, withRun } from "./runs.js";
import { saveBlob } from "./save.js";

/** @import { FileKept, FileToKeep, Manifest, Master } from "../keep/workspace.js" */
/** @import { Kept } from "../keep/shelf.js" */
/** @import { Overlay } from "../keep/overlay.js" */
/** @import { Input, LoadedEvents, LoadedFile, LoadedTable, Mapping, MappingFound, Report, State } from "./types.js" */
/** @import { Store } from "./store.js" */

/** Longest wait for the browser to say whether it will hold what is kept, ms. */
const ANSWER = 2000;

/** @type {WeakMap<Store, Keeping>} */
const made = new WeakMap();

/** The keeping of a page: one a store. @param {Store} store */
export function keepingOf(store) {
  const known = made.get(store) ?? new Keeping(store);
  made.set(store, known);
  return known;
}

export class Keeping {
  #store;
  #lock;
  /** @type {Master | null} the key of the open workspace */
  #master = null;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
    this.#lock = new TabLock({ lost: () => this.#readOnly(), changed: () => this.#tellHere() });
  }

  /** @param {() => void} listener called when the list may have changed @returns {() => void} stops it */
  onchange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tellHere() {
    for (const listener of this.#listeners) listener();
  }

  #tell() {
    this.#lock.tell();
    this.#tellHere();
  }

  get #state() {
    return this.#store.state;
  }

  get canKeep() {
    return canKeep();
  }

  /** @returns {Promise<Kept[]>} */
  async list() {
    const folder = canKeep() ? await existingFolder() : null;
    return folder ? list(folder) : [];
  }

  /** Bytes that this page keeps and may keep at most; `null` where the browser does not say. */
  async room() {
    const { usage, quota } = canKeep() ? await navigator.storage.estimate() : {};
    return usage === undefined || quota === undefined ? null : { usage, quota };
  }

  /**
   * Keeps what is open as a new workspace, sealed where there is a passphrase. Answers whether the browser promised not to clear it by itself.
   * @param {string} name
   * @param {string} passphrase
   */
  async keep(name, passphrase) {
    const id = newId();
    const master = passphrase ? await masterKey(passphrase) : null;
    const isLasting = navigator.storage.persist().catch(() => false);
    await this.#lock.take(id);
    this.#master = master;
    await this.#put({ id, name });
    // Some browsers ask the person, who may not answer.
    return Promise.race([isLasting, new Promise((resolve) => setTimeout(resolve, ANSWER, false))]);
  }

  /** The open workspace as it is now. Answers whether the state before it could be removed. */
  async save() {
    const { workspace } = this.#state;
    if (!workspace?.id) throw keepError("noWorkspace");
    if (workspace.readOnly) throw keepError("readOnly");
    return this.#put({ id: workspace.id, name: workspace.name });
  }

  /** @param {{ id: string, name: string }} about */
  async #put(about) {
    const savedAt = new Date().toISOString();
    const now = this.#state;
    const { manifest, files } = await this.#content();
    const folder = await deviceFolder();
    const saved = await this.#lock.during(() => save(folder, { ...about, savedAt }, manifest, files, this.#master, () => this.#lock.isHeld));
    this.#store.set({ runs: runsIn(manifest.runs), workspace: { ...about, sealed: this.#master !== null, savedAt, readOnly: false, saved: savedOf(now) } });
    this.#tell();
    return saved.oldIsGone;
  }

  /** What is open as a workspace file in the person's downloads. @param {string} name @param {string} passphrase */
  async download(name, passphrase) {
    const master = passphrase ? await masterKey(passphrase) : null;
    const savedAt = new Date().toISOString();
    const { manifest, files } = await this.#content();
    const parts = [];
    const about = { id: this.#state.workspace?.id ?? newId(), name, savedAt, revision: 1 };
    for await (const piece of written(about, manifest, files, master)) parts.push(new Blob([piece]));
    saveBlob(`${name}.linger`, new Blob(parts, { type: "application/octet-stream" }));
  }

  /** The page's state as a workspace, with the run of now for a later one to be compared with, and without the shop's secret. @returns {Promise<{ manifest: Manifest, files: FileToKeep[] }>} */
  async #content() {
    const { options, visitOptions: { salt: _, ...visitOptions }, overlay, log, files, eventFiles, tables, categories, predictOptions, audit } = this.#state;
    const store = this.#store;
    const run = this.#state.report && (await store.lend(() => runOf(store.engine, /** @type {Report} */ (store.state.report))));
    const kept = (/** @type {LoadedFile | LoadedEvents | LoadedTable} */ file) => ({
      name: file.source.name, kind: kindOf(file), mapping: mappingToKeep(file),
      content: async () => new Blob([/** @type {BlobPart} */ (await this.filtered(file, overlay))]),
    });
    const manifest = { options, visitOptions, overlay: overlay ?? noOverlay(), log, run, categories, predictOptions, runs: withRun(this.#state.runs, runLine(this.#state)), audit: audit && withoutPeople(audit) };
    return { manifest, files: [...tables, ...files, ...eventFiles].map(kept) };
  }

  /**
   * A file as it is stored: the core leaves out what it does not read, and whom the overlay leaves out.
   * @param {LoadedFile | LoadedEvents | LoadedTable} file
   * @param {Overlay | null} overlay
   */
  filtered(file, overlay) {
    return this.#filtered(file.source.input, { kind: kindOf(file), mapping: file.mapping ?? null }, overlay);
  }

  /** @param {Input} input @param {Pick<FileKept, "kind" | "mapping">} file @param {Overlay | null} overlay */
  #filtered(input, { kind, mapping }, overlay) {
    return this.#store.engine.filter(input, { ...asOption(overlay), keep: true, kind: kind === "table" ? "orders" : kind, ...(mapping ? { mapping: /** @type {Mapping} */ (mapping) } : {}) });
  }

  /** Whether a workspace of this device needs a passphrase. @param {string} id */
  async isSealed(id) {
    return (await headerOf(await deviceFolder(), id)).sealed !== null;
  }

  /**
   * Opens a workspace of this device in place of what is open.
   * @param {string} id
   * @param {string | null} passphrase
   * @param {"own" | "takeOver" | "readOnly"} how
   * @returns {Promise<boolean>} `false` when another tab has it: then nothing has changed
   */
  async open(id, passphrase, how) {
    const folder = await deviceFolder();
    const master = await masterOf(await headerOf(folder, id), passphrase);
    const isReadOnly = how === "readOnly";
    if (!isReadOnly && !(how === "takeOver" ? await this.#lock.takeOver(id) : await this.#lock.take(id))) return false;
    const { header, manifest, files } = await open(folder, id, master);
    this.#master = master;
    await this.#show({ id, name: header.name, sealed: header.sealed !== null, savedAt: header.savedAt, readOnly: isReadOnly }, manifest, files);
    return true;
  }

  /** Whether a workspace file needs a passphrase. @param {Blob} file */
  isSealedFile = async (file) => (await readHeader(file)).header.sealed !== null;

  /** Opens a workspace file in place of what is open. @param {Blob} file @param {string | null} passphrase */
  async openFile(file, passphrase) {
    const { header } = await readHeader(file);
    const { manifest, files } = await read(file, await masterOf(header, passphrase));
    this.#lock.release();
    this.#master = null;
    await this.#show({ id: null, name: header.name, sealed: header.sealed !== null, savedAt: header.savedAt, readOnly: false }, manifest, files);
  }

  /**
   * @param {Omit<NonNullable<State["workspace"]>, "saved">} about
   * @param {Manifest} manifest
   * @param {FileKept[]} files
   */
  async #show(about, manifest, files) {
    const sources = (/** @type {string} */ wanted) =>
      files.filter(({ kind }) => kind === wanted).map(({ name, kind, mapping, content }) => ({ source: { name, ...(kind === "table" ? {} : { kind }), input: content, bytes: content.size }, mapping: mapping ?? undefined }));
    const { options, visitOptions, overlay, log, run, runs, categories, predictOptions, audit } = manifest;
    const change = /** @type {Partial<State>} */ ({ options, visitOptions, overlay, log, categories: rulesIn(categories) ?? [], predictOptions: optionsIn(predictOptions), earlierAudit: earlierAuditIn(audit), earlier: earlierIn(about.name, run), runs: runsIn(runs), workspace: null });
    await this.#store.readInstead(change, /** @type {any} */ (sources("orders")), /** @type {any} */ (sources("events")), sources("table"));
    this.#store.set({ workspace: { ...about, saved: savedOf(this.#state) } });
  }

  /** @param {string} id @param {string} name */
  async rename(id, name) {
    const { workspace } = this.#state;
    await this.#alone(id, async () => rename(await deviceFolder(), id, name));
    if (workspace?.id === id) this.#store.set({ workspace: { ...workspace, name } });
    this.#tell();
  }

  /** @param {string} id */
  async remove(id) {
    await this.#alone(id, async () => remove(await deviceFolder(), id));
    if (this.#state.workspace?.id === id) {
      this.#lock.release();
      this.#master = null;
      this.#store.set({ workspace: null });
    }
    this.#tell();
  }

  /** Work on a workspace that no other tab has open. @param {string} id @param {() => Promise<unknown>} work */
  async #alone(id, work) {
    if (this.#state.workspace?.id === id && this.#lock.isHeld) return void (await this.#lock.during(work));
    const isDone = await whileFree(id, async () => {
      await work();
      return true;
    });
    if (!isDone) throw keepError("inUse");
  }

  /**
   * Erases a person from every other workspace of this device that can be written: not the sealed ones, whose passphrases
   * are not here, nor those open in another tab.
   * @param {string} key
   * @param {string[]} aliases
   */
  async eraseElsewhere(key, aliases) {
    /** @type {string[]} */
    const others = [];
    /** @type {string[]} */
    const untouched = [];
    for (const { header } of await this.list()) {
      if (header.id === this.#state.workspace?.id) continue;
      const isDone = !header.sealed && (await whileFree(header.id, () => this.#eraseIn(header.id, key, aliases)));
      (isDone ? others : untouched).push(header.name);
    }
    if (others.length > 0) this.#tell();
    return { others, untouched };
  }

  /** @param {string} id @param {string} key @param {string[]} aliases */
  async #eraseIn(id, key, aliases) {
    const folder = await deviceFolder();
    const { header, manifest, files } = await open(folder, id, null);
    const overlay = await erased(manifest.overlay, key, aliases);
    const content = (/** @type {FileKept} */ file) => async () => new Blob([/** @type {BlobPart} */ (await this.#filtered(file.content, file, overlay))]);
    const savedAt = new Date().toISOString();
    const log = [...manifest.log, { at: savedAt, did: /** @type {const} */ ("erase") }];
    const saved = await save(folder, { id, name: header.name, savedAt }, { ...manifest, options: apartWithout(manifest.options, [key, ...aliases]), overlay, log, run: null }, files.map((file) => ({ ...file, content: content(file) })), null);
    return saved.oldIsGone;
  }

  #readOnly() {
    const { workspace } = this.#state;
    if (workspace) this.#store.set({ workspace: { ...workspace, readOnly: true } });
  }
}

/** @param {LoadedFile | LoadedEvents | LoadedTable} file @returns {FileKept["kind"]} */
const kindOf = ({ summary }) => ("events" in summary ? "events" : "used" in summary ? "table" : "orders");

/**
 * What the file is read with when it is opened again. What the engine found in a table is written down: without the columns
 * that are left out it might find something else.
 * @param {LoadedFile | LoadedEvents | LoadedTable} file
 */
function mappingToKeep({ summary, mapping }) {
  const found = summary.mapping;
  const isEvents = "events" in summary;
  if (mapping || !found || (!isEvents && summary.source !== "generic")) return mapping ?? null;
  const kind = isEvents ? "events" : "orders";
  const { header = true, dateOrder, decimal = "" } = /** @type {Partial<MappingFound>} */ (found);
  return mappingOf(kind, found, chosenColumns(kind, found), { header, dateOrder: dateOrder ?? "", decimal });
}

/** What a workspace holds of the state. @param {State} state */
const savedOf = ({ files, eventFiles, tables, options, visitOptions, overlay, log, categories, predictOptions }) => ({ files, eventFiles, tables, options, visitOptions, overlay, log, categories, predictOptions });

/** Whether the page shows something else than was saved. @param {State} state */
export function isChanged(state) {
  const saved = state.workspace?.saved;
  const now = savedOf(state);
  return saved !== undefined && Object.entries(saved).some(([name, value]) => value !== /** @type {Record<string, unknown>} */ (now)[name]);
}
