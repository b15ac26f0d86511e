/** The audit of what is loaded: asked for by the views that show it, and again when something that it depends on has changed. */

/** @import { Store } from "./store.js" */
/** @import { Audit, ReportOptions, State } from "./types.js" */

/** @typedef {Pick<State, "files" | "tables" | "options" | "categories">} About */

/** What the latest audit of each store is about. @type {WeakMap<Store, About>} */
const asked = new WeakMap();

/** Asks for the audit of the page as it is now, once, when nothing is being read. @param {Store} store */
export async function needAudit(store) {
  const { files, tables, options, categories, audit, jobs, engine, earlierAudit } = store.state;
  if (engine !== "ready" || jobs.length > 0 || files.length + tables.length === 0) return;
  const before = asked.get(store);
  if (before?.files === files && before.tables === tables && before.options === options && before.categories === categories) return;
  asked.set(store, { files, tables, options, categories });
  const isNewImport = before !== undefined && (before.files !== files || before.tables !== tables);
  const earlier = isNewImport && audit ? withoutPeople(audit) : earlierAudit;
  try {
    const found = await store.lend(() => store.engine.audit({ zone: options.zone, asOf: options.asOf, view: options.view, earlier, ...(categories.length > 0 ? { categories } : {}) }));
    if (asked.get(store)?.files === files && asked.get(store)?.options === options && asked.get(store)?.categories === categories) store.set({ audit: found, earlierAudit: earlier });
  } catch (error) {
    store.fail(error, null);
  }
}

/**
 * An audit to keep: its numbers, without anybody's keys or order numbers.
 * @param {Audit} audit
 * @returns {Audit}
 */
export const withoutPeople = (audit) => ({
  ...audit,
  reconciliation: audit.reconciliation.map((one) => ({ ...one, ledger: [] })),
  identity: { ...audit.identity, merges: [], conflicts: audit.identity.conflicts.map((one) => ({ ...one, keys: [] })) },
});

/**
 * The audit that a workspace holds.
 * @param {any} audit
 * @returns {Audit | null} `null` where it holds none that can be compared with
 */
export function earlierAuditIn(audit) {
  const parts = audit?.linger === "audit" && audit.schema === 1 ? audit.quality?.parts : null;
  const isShare = (/** @type {unknown} */ share) => share === null || typeof share === "number";
  return Array.isArray(parts) && isShare(audit.quality.score) && parts.every((part) => typeof part?.code === "string" && isShare(part.share)) ? audit : null;
}

/**
 * Options without the links that somebody undid of a person who is erased.
 * @template {ReportOptions} Options
 * @param {Options} options
 * @param {string[]} keys
 * @returns {Options}
 */
export function apartWithout(options, keys) {
  const { view } = options;
  return view?.apart ? { ...options, view: { ...view, apart: view.apart.filter((pair) => !pair.some((key) => keys.includes(key))) } } : options;
}
