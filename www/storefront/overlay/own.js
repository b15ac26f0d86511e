/**
 * What the recorder keeps in this browser in, its events to a collector out. Looks and changes nothing: where there is
 * no database none is made.
 * @module
 */

import { read } from "../recorder/core/storage.js";

/** @import { Collector } from "./collect.js" */

/** @param {Collector} to */
export async function readOwn(to) {
  const database = await open();
  if (database) {
    for (const name of database.objectStoreNames) (await all(database, name)).every((raw) => to.take(raw));
    database.close();
  }
  // What the page before this one wrote while it went away.
  for (const line of (read("tail") ?? "").split("\n").filter(Boolean)) {
    try {
      to.take(JSON.parse(line));
    } catch {
      to.skip();
    }
  }
}

/** @returns {Promise<IDBDatabase | undefined>} */
function open() {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open("linger");
      // It was not there, and shall not be.
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
}

/** @param {IDBDatabase} database @param {string} name @returns {Promise<unknown[]>} */
function all(database, name) {
  return new Promise((resolve) => {
    const request = database.transaction(name, "readonly").objectStore(name).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve([]);
  });
}
