/**
 * The browser's two key-value stores under `linger.`; blocked, full or missing stores read as empty.
 * @module
 */

/** @template T @param {() => T} access @returns {T | null} null where the store is full or blocked: the visit goes on without it */
function attempt(access) {
  try {
    return access();
  } catch {
    return null;
  }
}

/** @param {boolean} [session] */
const store = (session) => (session ? sessionStorage : localStorage);

/** @param {string} key @param {boolean} [session] */
export function read(key, session) {
  return attempt(() => store(session).getItem(`linger.${key}`));
}

/** @param {string} key @param {string | null} value null removes it @param {boolean} [session] */
export function write(key, value, session) {
  attempt(() => (value === null ? store(session).removeItem(`linger.${key}`) : store(session).setItem(`linger.${key}`, value)));
}

/** Removes everything that Linger keeps in this browser; an opt-out stays. */
export function erase() {
  for (const session of [true, false]) {
    attempt(() => {
      for (const key of Object.keys(store(session))) if (/^linger\.(?!off$)/.test(key)) store(session).removeItem(key);
    });
  }
  attempt(() => indexedDB.deleteDatabase("linger"));
}
