/**
 * The page's one state and the actions that change it. Elements render the state and call actions; the
 * engine's answers come back as a new state. Nothing is kept outside this object; only `keeping.js` stores, when a person asks.
 */
import { isPacked, saidBy, tablesOf } from "./packed.js";
import { readFile } from "./reading.js";
import { customerQuery } from "./route.js";

/** @import { Arrival, CustomerQuery, EventMapping, Linger, LoadedEvents, LoadedFile, LoadedTable, Mapping, Message, Notice, Question, ReportOptions, Route, Source, State, TableId, TableKind, VisitOptions } from "./types.js" */

/** Errors that other columns may mend. */
const ASKED = ["unmappedColumns", "ambiguousDates", "noEvents"];
/** Rows of the short lists of people. */
const SHORT_LIST = 8;

export class Store {
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Linger | null} */
  #engine = null;
  #lastId = 0;
  /** A report was asked for while one is computed. */
  #stale = false;
  /** Work that waits for the engine. @type {(() => Promise<void>)[]} */
  #lent = [];
  /** Settled while the engine is not lent. @type {Promise<void>} */
  #lending = Promise.resolve();
  #customersAsked = 0;
  #visitsAsked = 0;
  /** @type {Map<number, AbortController>} */
  #aborts = new Map();

  /** @param {State} state */
  constructor(state) {
    this.state = state;
  }

  /** @param {() => void} listener called after every change of `state` */
  subscribe(listener) {
    this.#listeners.add(listener);
  }

  /** @param {Partial<State>} change */
  set(change) {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }

  nextId() {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** @returns {Linger} */
  get engine() {
    if (!this.#engine) throw new Error("The engine is not open.");
    return this.#engine;
  }

  /** @param {() => Promise<Linger>} open */
  async start(open) {
    try {
      this.#engine = await open();
      this.#engine.onlost = (notice) => void this.#recover(notice);
      this.set({ engine: "ready" });
    } catch (error) {
      this.set({ engine: "failed" });
      this.fail(error, null);
    }
  }

  // Reading

  /**
   * Reads every source, one after the other; a workspace is opened instead.
   * @param {Source[]} sources
   * @param {boolean} [isListed] what became of each is said in a list
   */
  async addSources(sources, isListed = sources.length > 1) {
    const workspace = sources.find(({ name }) => name.endsWith(".linger"));
    if (workspace) return this.#offer(workspace, sources.length > 1);
    const found = (await Promise.all(sources.map((source) => this.#tablesIn(source)))).flat();
    this.set({ arrivals: isListed || found.length > sources.length ? found : [] });
    await Promise.all(found.map(({ source, error }) => (error ? this.#tellOf(source, error) : this.#read(source, undefined))));
  }

  /** The tables of a source: itself, unless it is packed. @param {Source} source @returns {Promise<Arrival[]>} */
  async #tablesIn(source) {
    if (!(await isPacked(source.input))) return [{ source, summary: null, error: null, asked: false }];
    const id = this.nextId();
    this.set({ jobs: [...this.state.jobs, { id, name: source.name, bytesRead: 0, bytesTotal: source.bytes, records: 0, rate: null, running: false, unpacking: true }] });
    try {
      return await tablesOf(this.engine, source);
    } finally {
      this.set({ jobs: this.state.jobs.filter((job) => job.id !== id) });
    }
  }

  /** @param {Source} source */
  #isListed({ input }) {
    return this.state.arrivals.some(({ source }) => source.input === input);
  }

  /** What became of a source, where there is a list; a table without orders is always worth one. @param {Source} source @param {Partial<Arrival>} change */
  #arrive(source, change) {
    const { arrivals } = this.state;
    if (this.#isListed(source)) this.set({ arrivals: arrivals.map((one) => (one.source.input === source.input ? { ...one, ...change } : one)) });
    else if (change.summary && "used" in change.summary) this.set({ arrivals: [...arrivals, { source, error: null, asked: false, summary: change.summary }] });
  }

  /** A workspace takes the place of everything, so it comes alone. @param {Source} workspace @param {boolean} others came with it */
  #offer(workspace, others) {
    if (others) this.say({ severity: "info", code: "workspaceAlone", text: "", params: { name: workspace.name }, file: null });
    this.set({ dialog: "workspaces", dropped: workspace });
  }

  /**
   * Answers a question: reads the source with the mapping that was chosen.
   * @param {Question} question
   * @param {Mapping | EventMapping} mapping
   */
  async answer(question, mapping) {
    this.closeQuestion(question.id);
    const events = this.state.eventFiles.find((file) => file === question.replaces);
    if (events) return this.#replaceEvents(events, /** @type {EventMapping} */ (mapping));
    const old = this.state.files.find((file) => file.summary.id === question.replaces);
    if (old) await this.#forget(old.summary.id);
    const added = await this.#read({ ...question.source, kind: question.kind }, mapping);
    if (!added && old) await this.#restore(old);
  }

  /** The other kind of table after all: reads it as that, which may ask again. @param {Question} question @param {TableKind} kind */
  async readAs(question, kind) {
    this.closeQuestion(question.id);
    const { replaces, source } = question;
    if (typeof replaces === "number") await this.removeFile(replaces);
    else if (replaces) await this.removeEvents(replaces);
    await this.#read({ ...source, kind }, undefined);
  }

  /** Reads a table of events otherwise; as it was, where that fails. @param {LoadedEvents} old @param {EventMapping} mapping */
  async #replaceEvents(old, mapping) {
    await this.removeEvents(old);
    const added = await this.#read({ ...old.source, kind: "events" }, mapping);
    if (added) return;
    const restored = await this.#read(old.source, old.mapping);
    this.#standAgainst(old.source, /** @type {LoadedEvents | null} */ (restored));
  }

  /** Reads a file again as it was; a question about the failed reading now stands against this one. @param {LoadedFile} old */
  async #restore(old) {
    const restored = /** @type {LoadedFile | null} */ (await this.#read(old.source, old.mapping));
    this.#standAgainst(old.source, restored?.summary.id ?? null);
  }

  /** @param {Source} source @param {Question["replaces"]} replaces */
  #standAgainst(source, replaces) {
    this.set({ questions: this.state.questions.map((open) => (open.source.input === source.input ? { ...open, replaces } : open)) });
  }

  /** @param {number} id */
  closeQuestion(id) {
    this.set({ questions: this.state.questions.filter((question) => question.id !== id) });
  }

  /** Opens the mapping of a loaded file again. @param {LoadedFile} file */
  editMapping(file) {
    this.#ask({ source: file.source, kind: "orders", found: file.summary.mapping, why: "edit", missing: [], replaces: file.summary.id });
  }

  /** The same of a table of events. @param {LoadedEvents} file */
  editEventMapping(file) {
    if (file.summary.mapping) this.#ask({ source: file.source, kind: "events", found: file.summary.mapping, why: "edit", missing: [], replaces: file });
  }

  /** @param {number} id a job */
  cancel(id) {
    this.#aborts.get(id)?.abort();
  }

  /** @param {number} id the engine's id of a file, or of a table without orders */
  async removeFile(id) {
    await this.#forget(id);
    await this.refresh();
    await this.#computeVisits();
  }

  /** @param {number} id */
  async #forget(id) {
    await this.engine.remove(id);
    const isOther = (/** @type {LoadedFile | LoadedTable} */ { summary }) => summary.id !== id;
    const questions = this.state.questions.filter((question) => question.replaces !== id);
    this.set({ files: this.state.files.filter(isOther), tables: this.state.tables.filter(isOther), questions });
  }

  /**
   * @param {Source} source
   * @param {Mapping | EventMapping | undefined} mapping
   * @returns {Promise<LoadedFile | LoadedEvents | LoadedTable | null>} `null` when nothing came in
   */
  async #read(source, mapping) {
    const abort = new AbortController();
    const id = this.nextId();
    this.#aborts.set(id, abort);
    try {
      const summary = await readFile(this, id, source, mapping, abort.signal);
      this.#arrive(source, { summary, error: null, asked: false });
      if ("used" in summary) return await this.#loadedTable({ summary, source, mapping: undefined });
      if ("events" in summary) return await this.#loadedEvents({ summary, source, mapping: /** @type {EventMapping | undefined} */ (mapping) });
      return await this.#loaded({ summary, source, mapping: /** @type {Mapping | undefined} */ (mapping) });
    } catch (error) {
      this.#notRead(error, source);
      return null;
    } finally {
      this.#aborts.delete(id);
      this.set({ jobs: this.state.jobs.filter((job) => job.id !== id) });
    }
  }

  /** @param {LoadedFile} file */
  async #loaded(file) {
    const { summary, source, mapping } = file;
    if (this.#isKnown(file)) return file;
    this.set({ files: [...this.state.files, file] });
    const review = summary.mapping.needsReview && !mapping;
    for (const notice of summary.notices.filter(({ code }) => !(review && code === "mappingUnsure"))) this.say({ ...notice, text: notice.message, file: source.name });
    if (review) {
      this.#ask({ source, kind: "orders", found: summary.mapping, why: "review", missing: [], replaces: summary.id });
    }
    await this.refresh();
    await this.#computeVisits();
    return file;
  }

  /** Tables without orders change how orders are seen: who is who, rates, prices of advertising. @param {LoadedTable} table */
  async #loadedTable(table) {
    if (this.#isKnown(table)) return table;
    this.set({ tables: [...this.state.tables, table] });
    for (const notice of table.summary.notices) this.say({ ...notice, text: notice.message, file: table.source.name });
    await this.refresh();
    return table;
  }

  /** Says so where the same content was there before. @param {LoadedFile | LoadedEvents | LoadedTable} file */
  #isKnown({ summary, source }) {
    if (summary.duplicate && !this.#isListed(source)) this.say({ severity: "info", code: "sameFile", text: "", params: { name: source.name }, file: source.name });
    return summary.duplicate;
  }

  /** @param {LoadedEvents} file */
  async #loadedEvents(file) {
    if (this.#isKnown(file)) return file;
    this.set({ eventFiles: [...this.state.eventFiles, file] });
    await this.#computeVisits();
    return file;
  }

  /** Forgets one file of events: the engine forgets all of them, and the others are read again. @param {LoadedEvents} file */
  async removeEvents(file) {
    const others = this.state.eventFiles.filter((one) => one !== file);
    this.#visitsAsked += 1;
    await this.engine.removeEvents();
    this.set({ eventFiles: [], visits: null, questions: this.state.questions.filter(({ replaces }) => replaces === null || typeof replaces === "number") });
    await Promise.all(others.map(({ source, mapping }) => this.#read(source, mapping)));
  }

  /**
   * Forgets every file and reads these, after a change that every reading depends on.
   * @param {Partial<State>} change
   * @param {Pick<LoadedFile, "source" | "mapping">[]} files
   * @param {Pick<LoadedEvents, "source" | "mapping">[]} events
   * @param {Pick<LoadedTable, "source">[]} [tables]
   */
  async readInstead(change, files, events, tables = []) {
    for (const { summary } of [...this.state.files, ...this.state.tables]) await this.engine.remove(summary.id);
    if (this.state.eventFiles.length > 0) await this.engine.removeEvents();
    this.#visitsAsked += 1;
    this.set({ ...change, files: [], tables: [], eventFiles: [], visits: null, audit: null, foretold: {}, arrivals: [], questions: [], card: null });
    await Promise.all([...tables.map(({ source }) => this.#read(source, undefined)), ...[...files, ...events].map(({ source, mapping }) => this.#read(source, mapping))]);
    if (this.state.files.length === 0) await this.refresh();
  }

  /** @param {any} error @param {Source} source */
  #notRead(error, source) {
    if (error.mapping && ASKED.includes(error.code)) {
      const kind = error.mapping.confidence === undefined ? "events" : "orders";
      this.#arrive(source, { asked: true });
      return this.#ask({ source, kind, found: error.mapping, why: error.code, missing: error.missing ?? [], replaces: null });
    }
    const isGivenUp = error.name === "AbortError";
    this.#tellOf(source, isGivenUp ? { code: "cancelled", text: "", params: { name: source.name } } : saidBy(error, source.name));
  }

  /** Why nothing came in: in the list where there is one. @param {Source} source @param {NonNullable<Arrival["error"]>} error */
  #tellOf(source, error) {
    if (this.#isListed(source)) this.#arrive(source, { error });
    else this.say({ severity: error.code === "cancelled" ? "info" : "error", ...error, file: source.name });
  }

  /** @param {Omit<Question, "id">} question */
  #ask(question) {
    this.set({ questions: [...this.state.questions, { ...question, id: this.nextId() }] });
  }

  /** The engine was lost and replaced: reads again what the page still holds. @param {Notice} notice */
  async #recover(notice) {
    const held = this.state.files;
    const { eventFiles: events, tables } = this.state;
    this.say({ ...notice, text: notice.message, file: null });
    this.set({ files: [], tables: [], eventFiles: [], visits: null, audit: null, report: null, customers: null, urgent: null, winBack: null, card: null });
    await Promise.all([...tables.map(({ source }) => this.#read(source, undefined)), ...held.map((file) => this.#read(file.source, file.mapping)), ...events.map((file) => this.#read(file.source, file.mapping))]);
  }

  // The report

  /** @param {ReportOptions} change nested options are merged, not replaced */
  setOptions(change) {
    const options = /** @type {Record<string, any>} */ ({ ...this.state.options });
    for (const [key, value] of Object.entries(change)) {
      const nested = value !== null && typeof value === "object";
      options[key] = nested ? { ...options[key], ...value } : value;
      if (value === undefined) delete options[key];
    }
    this.set({ options });
    return this.#refreshBoth("zone" in change);
  }

  /** Visits depend on the orders' report where they are filtered by what it says of their customers. @param {boolean} always */
  async #refreshBoth(always) {
    const { segment, flagged } = this.state.visitOptions.filter ?? {};
    await this.refresh();
    if (always || segment !== undefined || flagged !== undefined) await this.#computeVisits();
  }

  /** @param {VisitOptions} change whole members are replaced; the zone is the report's */
  setVisitOptions(change) {
    this.set({ visitOptions: { ...this.state.visitOptions, ...change } });
    return this.#computeVisits();
  }

  resetOptions() {
    this.set({ options: {} });
    return this.#refreshBoth(true);
  }

  /** Computes the report for the newest options; calls that come meanwhile are answered by one more run. */
  async refresh() {
    this.#stale = true;
    await this.#work();
  }

  /**
   * Lends the engine to work that asks it for other reports than the page's and leaves it with the page's: after the newest
   * options are answered, and while nothing else of the page asks about the latest report.
   * @template T
   * @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  lend(work) {
    return new Promise((resolve, reject) => {
      this.#lent.push(() => (this.#lending = work().then(resolve, reject)));
      void this.#work();
    });
  }

  async #work() {
    if (this.state.computing) return;
    this.set({ computing: true });
    const { query } = this.state;
    while (this.#stale || this.#lent.length > 0) {
      if (this.#stale) {
        this.#stale = false;
        await this.#compute();
      } else {
        await this.#lent.shift()?.();
      }
    }
    this.set({ computing: false });
    if (this.state.query !== query) await this.showCustomers(this.state.query);
  }

  async #compute() {
    if (this.state.files.length === 0) {
      this.set({ report: null, customers: null, urgent: null, winBack: null, buyerVisits: [] });
      return;
    }
    try {
      const report = await this.engine.report(this.state.options);
      const people = report.summary.identified.customers > 0;
      const urgent = people ? await this.engine.customers({ sort: "valueAtStake", filter: { flagged: true }, limit: SHORT_LIST }) : null;
      const winBack = people ? await this.engine.customers({ sort: "winBack", filter: { stage: ["churned"] }, limit: SHORT_LIST }) : null;
      const customers = people ? await this.engine.customers(this.state.query) : null;
      const buyerVisits = await this.engine.buyerVisits();
      this.set({ report, urgent, winBack, customers, buyerVisits });
    } catch (error) {
      this.#noReport(error);
    }
  }

  /** What the sessions say under the newest options; answers that come late are dropped. */
  async #computeVisits() {
    const { eventFiles, visitOptions, options } = this.state;
    if (eventFiles.length === 0) return;
    this.#visitsAsked += 1;
    const asked = this.#visitsAsked;
    try {
      const visits = await this.engine.visits({ ...visitOptions, zone: options.zone });
      if (asked === this.#visitsAsked) this.set({ visits });
    } catch (error) {
      this.#noReport(error);
    }
  }

  /** @param {any} error */
  #noReport(error) {
    if (error.code === "engineLost") return;
    if (error.code === "noOrders") this.set({ report: null, customers: null, urgent: null, winBack: null });
    this.fail(error, null);
  }

  // People

  /** @param {CustomerQuery} query */
  async showCustomers(query) {
    this.#customersAsked += 1;
    const asked = this.#customersAsked;
    this.set({ query });
    if (!this.state.report || this.state.computing) return;
    try {
      const customers = await this.engine.customers(query);
      if (asked === this.#customersAsked) this.set({ customers });
    } catch (error) {
      this.fail(error, null);
    }
  }

  /** @param {string} key */
  async openCard(key) {
    try {
      await this.#lending;
      this.set({ card: await this.engine.customer(key) });
    } catch (error) {
      this.fail(error, null);
    }
  }

  closeCard() {
    this.set({ card: null });
  }

  toggleReveal() {
    this.set({ revealed: !this.state.revealed });
  }

  /**
   * @param {TableId} table
   * @param {CustomerQuery} [query]
   * @returns {Promise<Uint8Array | null>} `null` when it failed; a message says why
   */
  async table(table, query) {
    try {
      await this.#lending;
      return await this.engine.download(table, query);
    } catch (error) {
      this.fail(error, null);
      return null;
    }
  }

  // The page

  /** @param {Route} route */
  go(route) {
    // The list of what came in has been seen once another view is asked for.
    const isOver = route.view !== this.state.route.view && this.state.arrivals.every(({ summary, error }) => summary || error);
    this.set({ route, card: null, ...(isOver && { arrivals: [] }) });
    if (route.view === "customers") void this.showCustomers(customerQuery(route.params));
  }

  /** @param {Omit<Message, "id">} message the same sentence is not said twice */
  say(message) {
    const said = this.state.messages.filter((old) => old.code !== message.code || old.file !== message.file);
    const { severity, code, text, params, file } = message;
    this.set({ messages: [...said, { id: this.nextId(), severity, code, text, params, file }] });
  }

  /** @param {any} error @param {string | null} file */
  fail(error, file) {
    this.say({ severity: "error", ...saidBy(error, file ?? ""), file });
  }

  /** @param {number} id */
  dismiss(id) {
    this.set({ messages: this.state.messages.filter((message) => message.id !== id) });
  }
}
