/**
 * The browser's two key-value stores under `linger.`; blocked, full or missing stores read as empty.
 * @module
 */

/** @param {string} key @param {boolean} [session] */
export function read(key, session) {
  try {
    return (session ? sessionStorage : localStorage).getItem(`linger.${key}`);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string | null} value null removes it @param {boolean} [session] */
export function write(key, value, session) {
  try {
    const store = session ? sessionStorage : localStorage;
    if (value === null) store.removeItem(`linger.${key}`);
    else store.setItem(`linger.${key}`, value);
  } catch {
    // Full or blocked: the visit goes on without it.
  }
}

/** Removes everything that Linger keeps in this browser; an opt-out stays. */
export function erase() {
  for (const store of ["localStorage", "sessionStorage"]) {
    try {
      for (const key of Object.keys(window[/** @type {"localStorage"} */ (store)])) {
        if (/^linger\.(?!off$)/.test(key)) window[/** @type {"localStorage"} */ (store)].removeItem(key);
      }
    } catch {
      // A blocked store holds nothing.
    }
  }
  try {
    indexedDB.deleteDatabase("linger");
  } catch {
    // Likewise.
  }
}
